"""Complaints beside the one that a mail of staff is about: those that it names, and the same customer's."""

from collections.abc import Sequence

from chalicelib.aws.records import Stored
from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.context import Related
from chalicelib.core.complaint.facts import Command
from chalicelib.core.orders.command_kind import ABOUT_CONDUCT
from chalicelib.core.register import indexing

OTHERS = 30  # complaints of one customer, by each way that they write, that hear what is on record of their contact


class OtherCases:
    """Looks them up."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def ids(self, numbers: Sequence[str]) -> dict[str, str]:
        """Number → complaint, of those that there are."""
        refs = {indexing.number_ref(number): number for number in numbers}
        found = self.tables.lookup("", list(refs)).keys if refs else {}
        return {refs[ref]: values["complaint"] for ref, values in found.items()}

    def to_merge(self, merges: Sequence[Command]) -> tuple[Related, ...]:
        """The complaints that orders want merged."""
        numbers = [c.words.split()[0].upper() for c in merges if c.words]
        ids = self.ids(numbers)
        found = self.tables.lookup("", (), list(ids.values())).complaints if ids else {}
        known = {number: found[i].complaint for number, i in ids.items() if i in found}
        return tuple(
            Related(id=c.id, number=n, status=c.status, subject=c.subject, restricted=c.restricted)
            for n, c in known.items()
        )

    def matter_to(self, orders: Sequence[Command]) -> bool:
        """Whether an order is about the customer's contact, which all their complaints share."""
        return any(c.name in ABOUT_CONDUCT for c in orders)

    def of_the_customer(self, orders: Sequence[Command], stored: Stored | None) -> tuple[Related, ...]:
        """The customer's other complaints, the newest, where an order is about their contact."""
        if stored is None or not self.matter_to(orders):
            return ()
        tables, who = self.tables, stored.complaint.complainant
        keys = [
            *([indexing.sender_ref(who.mail)] if who.mail else []),
            *([indexing.phone_ref(who.phone)] if who.phone else []),
        ]
        rows = (row for ref in keys for row in tables.newest(ref.key, OTHERS))
        ids = dict.fromkeys(row["complaint"] for row in rows)
        ids.pop(stored.complaint.id, None)
        found = tables.lookup("", (), list(ids)).complaints if ids else {}
        return tuple(
            Related(id=c.id, number=c.number, status=c.status, own=True) for c in (s.complaint for s in found.values())
        )
