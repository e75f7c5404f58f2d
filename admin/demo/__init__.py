"""Gemeente Voorbeeld: an invented municipality with a year of invented contacts, answers and audits."""
