"""Who wants no more reports that are there to be read and ask for nothing: what is kept of it, and what may be turned off at all.

Never what somebody has to do or answer for: tasks, chases, escalations, one's own list, a draft that waits for one's figures, a register
that a policy gives somebody to keep or to audit. One key for each person, in one partition, read in one query with each report.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from chalicelib.core.register.indexing import KeyItem, KeyRef, digest

KEY = "unsubscribed"
KEPT_TO = frozenset({"list", "ledger", "sample"})
"""Kinds of reports that are work: one's own list, and the register itself."""


class Wish(msgspec.Struct, frozen=True):
    """That a person (mail address) wants reports, or none, from then on."""

    person: str
    wanted: bool
    at: datetime


def item(wish: Wish) -> KeyItem:
    """A wish as it is kept, in place of an earlier one."""
    values = {"person": digest(wish.person), "wanted": "yes" if wish.wanted else "", "at": wish.at.isoformat()}
    return KeyItem(ref=KeyRef(key=KEY, position=digest(wish.person)), values=values)


class Unsubscribed(msgspec.Struct, frozen=True):
    """Those who want none, by their digest."""

    people: frozenset[str] = frozenset()

    def __contains__(self, person: str) -> bool:
        """Whether the person (mail address) wants none."""
        return digest(person) in self.people


def known(rows: Iterable[Mapping[str, str]]) -> Unsubscribed:
    """Who wants none, by the partition's rows."""
    return Unsubscribed(frozenset(row["person"] for row in rows if row.get("person") and not row.get("wanted")))


def can_be_turned_off(kind: str, *, draft: bool) -> bool:
    """Whether such a report is there to be read alone."""
    return kind not in KEPT_TO and not draft
