"""Complaints that are alike: what solved a closed one is shown to whoever is given the next of its category.

Closed complaints of a category lie under one key, newest last, each with what solved it. A few of the newest are read, and those
of the same unit and with the same words come first.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from chalicelib.core.complaint.context import LikeCase
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.remembering import of_policy
from chalicelib.core.written.words import mentions

LOOKED_AT = 30  # of a category, the newest
SHOWN = 3
_SIGN = 8  # hex digits
_MOST_SIGNS = 20


def like_key(complaint: Complaint) -> str:
    """The partition of closed complaints of its policy and category."""
    return f"like#{complaint.policy}#{complaint.category}"


def told(complaint: Complaint, closed: datetime) -> dict[str, str]:
    """What its key tells the next ones; nothing where it has taught nothing."""
    if complaint.lesson is None or not complaint.category:
        return {}
    unit = complaint.unit or complaint.department
    case = LikeCase(complaint=complaint.id, number=complaint.number, unit=unit, closed=closed, lesson=complaint.lesson)
    return {"case": msgspec.json.encode(case).decode()}


def read_case(values: Mapping[str, str]) -> LikeCase:
    """A closed complaint out of what its key tells."""
    return msgspec.json.decode(values["case"], type=LikeCase)


def signs(complaint: Complaint, policy: Policy) -> tuple[str, ...]:
    """What stands for the rules' words that the customer used: like complaints have many in common."""
    used = ("\n".join(words) for words in _word_lists(policy) if mentions(complaint.words, words))
    return tuple(hashlib.sha256(each.encode()).hexdigest()[:_SIGN] for each in used)[:_MOST_SIGNS]


@of_policy
def _word_lists(policy: Policy) -> tuple[tuple[str, ...], ...]:
    """Each list of words that a rule listens for, once."""
    tests = (test for rule in policy.rules for table in (*rule.when, *rule.unless) for test in table)
    return tuple(dict.fromkeys(test.values for test in tests if test.kind == "words"))


def like_cases(complaint: Complaint, policy: Policy, cases: Iterable[LikeCase], reader: str) -> tuple[LikeCase, ...]:
    """Those of the cases that help `reader` (mail address) most: of the same unit, then with the same words, then the newest.

    Nobody is shown a complaint about themselves, or this one.
    """
    unit, own = complaint.unit or complaint.department, frozenset(signs(complaint, policy))
    fit = [c for c in cases if reader not in c.lesson.kept_from and c.complaint != complaint.id]
    newest = sorted(fit, key=lambda case: case.closed, reverse=True)
    best = sorted(newest, key=lambda case: (case.unit != unit, -len(own.intersection(case.lesson.signs))))
    return tuple(best[:SHOWN])
