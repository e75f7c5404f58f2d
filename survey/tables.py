"""Imports every room's tables: foreign keys by name need them all in the metadata."""

from survey import journal, organisations, throttle
from survey.answers import tables as answers
from survey.criteria import tables as criteria
from survey.intake import tables as intake
from survey.invitations import tables as invitations
from survey.registers import tables as registers
from survey.voice import tables as voice

__all__ = ["answers", "criteria", "intake", "invitations", "journal", "organisations", "registers", "throttle", "voice"]
