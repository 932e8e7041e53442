"""Figures of what was said of an answer: by customers, at once and weeks later, and by whoever judged the complaint."""

from chalicelib.core.report.figures import Rows, moment, numbers
from chalicelib.core.report.shape import Figure, rate

SATISFIED = 3  # of 4


def satisfied(rows: Rows) -> Figure:
    """Customers who are satisfied or very satisfied with the last round's answer, of those who said."""
    said = [row for row in rows if row.satisfaction is not None]
    return rate(numbers(said, lambda row: (row.satisfaction or 0) >= SATISFIED), numbers(said))


def satisfied_earlier(rows: Rows) -> Figure:
    """As `satisfied`, of the answers of earlier rounds: a complaint stands there once for each."""
    said = [(row.number, score) for row in rows for each in row.earlier_answers if (score := each.satisfaction)]
    return rate(tuple(number for number, score in said if score >= SATISFIED), tuple(number for number, _ in said))


def surveyed(rows: Rows) -> Figure:
    """Customers who said how satisfied they are with the last round's answer, of those who got one."""
    asked = [row for row in rows if moment(row, "answered") or row.satisfaction is not None]
    return rate(numbers(asked, lambda row: row.satisfaction is not None), numbers(asked))


def lasting(rows: Rows) -> Figure:
    """Customers for whom it was really solved, of those who said so weeks later; satisfaction is another question."""
    said = [row for row in rows if row.lasting is not None]
    return rate(numbers(said, lambda row: (row.lasting or 0) >= SATISFIED), numbers(said))


def upheld(rows: Rows) -> Figure:
    """Complaints found valid, of those judged."""
    judged = [row for row in rows if row.valid is not None]
    return rate(numbers(judged, lambda row: row.valid), numbers(judged))
