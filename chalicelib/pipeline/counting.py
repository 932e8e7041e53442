"""Counting complaints that are alike: read before a decision, and once more after its commit, consistently.

What counts together lies under one key, written by the same transaction as the complaint. Of a burst each counts again after
its own commit, so that the last sees all; who then knows less than they should gets a fact of their own. A policy that counts
nothing costs nothing.
"""

from collections.abc import Sequence

import msgspec

from chalicelib.aws.records import Stored
from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.context import Context, Related
from chalicelib.core.complaint.decision import Decision, FollowUp
from chalicelib.core.complaint.facts import AnyFact, OtherDecided
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.vocabulary import Test
from chalicelib.core.register import counting
from chalicelib.core.register.counting import Member
from chalicelib.core.register.indexing import POINTER, counted_key, phone_ref, sender_ref

RECOUNTS = frozenset({"counted", "grouped"})
LOOKED_BACK = 20  # of one customer's complaints, the newest


def recounts(fact: AnyFact) -> bool:
    """Whether the fact itself says that counts have to be read anew."""
    return isinstance(fact, OtherDecided) and fact.follow_up.name in RECOUNTS


class Counting:
    """The counts of one stack."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def known(self, stored: Stored | None, fact: AnyFact, policy: Policy, context: Context) -> Context:
        """What a follow-up fact about counts needs to know: they are read anew, with those who do not know of them yet."""
        if stored is None or not recounts(fact):
            return context
        counts, unaware = self._read(stored.complaint, counting.asked(policy), policy)
        related = tuple(Related(id=each, number="", status="") for each in unaware)
        return msgspec.structs.replace(context, counts=counts, related=related)

    def corrected(self, stored: Stored | None, decision: Decision, policy: Policy, context: Context) -> Context | None:
        """The counts that a decision ought to have known; None if it did: it stands."""
        after = decision.complaint
        fresh = counting.fresh(stored.complaint if stored else None, after, policy) if after else ()
        if after is None or not fresh:
            return None
        counts, _ = self._read(after, fresh, policy)
        different = {name: count for name, count in counts.items() if after.counts.get(name, 0) != count}
        return msgspec.structs.replace(context, counts={**context.counts, **counts}) if different else None

    def _read(
        self, complaint: Complaint, asked: tuple[Test, ...], policy: Policy
    ) -> tuple[dict[str, int], tuple[str, ...]]:
        earlier = [test for test in asked if test.kind == "earlier"]
        counts = counting.earlier(complaint, earlier, self._others(complaint) if earlier else (), policy)
        unaware: list[str] = []
        for tests in counting.read_together(asked, policy):
            members = self._members(complaint, tests)
            counts |= counting.counts(complaint, tests, members)
            unaware += counting.unaware(complaint, tests, members, counts)
        return counts, tuple(dict.fromkeys(unaware))

    def _members(self, complaint: Complaint, tests: Sequence[Test]) -> list[Member]:
        """Those that share the complaint's value, as far as the tests need them: a mass of them is never read whole."""
        key = counted_key(complaint, tests[0].of)
        if not key:
            return []
        rows = self.tables.rows(key, counting.start_of(complaint, tests), page=counting.enough(tests))
        return counting.until_settled(complaint, tests, map(_member, rows))

    def _others(self, complaint: Complaint) -> list[Complaint]:
        """The customer's newest complaints beside this one."""
        who = complaint.complainant
        keys = [sender_ref(who.mail).key] * bool(who.mail) + [phone_ref(who.phone).key] * bool(who.phone)
        rows = sorted((row["position"], row["complaint"]) for key in keys for row in self.tables.rows(key))
        ids = dict.fromkeys(one for position, one in rows if position != POINTER and one != complaint.id)
        found = (self.tables.load(one) for one in list(ids)[-LOOKED_BACK:])
        return [stored.complaint for stored in found if stored]


def with_recount(stored: Stored | None, decision: Decision, policy: Policy) -> Decision:
    """The decision with the order to count again after its commit, if it has changed what is counted."""
    after = decision.complaint
    if after is None or not counting.fresh(stored.complaint if stored else None, after, policy):
        return decision
    again = FollowUp(complaint=after.id, name="counted")
    return msgspec.structs.replace(decision, facts=(*decision.facts, again))


def _member(row: dict[str, str]) -> Member:
    known = msgspec.json.decode(row.get("known", "{}"), type=dict[str, int])
    who = frozenset(row.get("who", "").split())
    return Member(complaint=row["complaint"], position=row["position"], known=known, who=who)
