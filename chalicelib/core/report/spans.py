"""Lengths of time in words, by their largest unit."""

from datetime import timedelta

from chalicelib.core.report.wording import word
from chalicelib.core.written.languages import language_or_first

UNITS = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1)))


def span(length: timedelta, language: str) -> str:
    """A length of time by its largest unit: 3 天, 2 hours."""
    name, unit = next(((n, u) for n, u in UNITS if length >= u), UNITS[-1])
    count = max(1, length // unit)
    said = word(f"span.{name}", language).format(count=count)
    return said.removesuffix(language_or_first(language).singular) if count == 1 else said


def overdue_by(length: timedelta, language: str) -> str:
    """That one's own work is late, and by how much."""
    return word("overdue_by", language).format(by=span(length, language))
