"""Imports every room's tables, survey's included: foreign keys by name need them all in the metadata."""

from admin.accounts import tables as accounts
from admin.actions import tables as actions
from admin.audits import tables as audits
from admin.benchmark import tables as benchmark
from admin.comments import tables as comments
from admin.earlier import tables as earlier
from admin.publication import tables as publication
from admin.reports import tables as reports
from admin.sampling import tables as sampling
from survey import tables as survey

__all__ = [
    "accounts",
    "actions",
    "audits",
    "benchmark",
    "comments",
    "earlier",
    "publication",
    "reports",
    "sampling",
    "survey",
]
