"""The decision on a fact, with what the tables know beside the complaint itself."""

from datetime import datetime

import msgspec

from chalicelib.aws.outbox_table import OutboxTable
from chalicelib.aws.records import Stored
from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.decision import Decision
from chalicelib.core.complaint.facts import AnyFact
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.handling import decide
from chalicelib.core.people import accused, people
from chalicelib.core.policy.model import Policy
from chalicelib.pipeline.counting import Counting, with_recount
from chalicelib.pipeline.like_cases import LikeCases


class Undecided(Exception):  # noqa: N818 - the house's word for it
    """The complaint kept changing under every decision: the queue shall bring the fact again."""


class Settled(msgspec.Struct, frozen=True):
    """A fact that was decided and stored: the complaint as it lies in the table now, and the decision."""

    stored: Stored | None
    decision: Decision


class Deciding:
    """Decides, and decides anew once a decision shows what more has to be known."""

    def __init__(self, tables: Tables, outbox_table: OutboxTable) -> None:
        self._counting = Counting(tables)
        self._like_cases = LikeCases(tables)
        self._outbox_table = outbox_table

    def decided(
        self, fact: AnyFact, stored: Stored | None, context: Context, policy: Policy, now: datetime
    ) -> Decision:
        """The decision, made anew if it changes what is counted, assigns, or takes back what has gone out already."""
        known = self._counting.known(stored, fact, policy, context)
        complaint = stored.complaint if stored else None
        decision = decide(complaint, fact, policy, known, now)
        if corrected := self._counting.corrected(stored, decision, policy, known):
            decision = decide(complaint, fact, policy, known := corrected, now)
        if taught := self._like_cases.known(decision, policy, known, now):
            decision = decide(complaint, fact, policy, known := taught, now)
        if stored and decision.cancels:
            since = stored.complaint.moment("answered")
            # an answer that was taken back before its commit failed waits no more
            waits = stored.unsent or since is not None
            back = self._outbox_table.withdraw(stored, decision.cancels, since or now, now) if waits else frozenset()
            gone = tuple(name for name in decision.cancels if name not in back)
            if any(kind_of(name, "customer").taken_back for name in gone):  # else it made no difference
                decision = decide(complaint, fact, policy, msgspec.structs.replace(known, gone_out=gone), now)
        if stored and (readers := kept_out_now(stored, decision, policy)):
            self._outbox_table.recall(stored, readers, now)
        return with_recount(stored, decision, policy)


def kept_out_now(stored: Stored, decision: Decision, policy: Policy) -> frozenset[str]:
    """Addresses and numbers of those whom the complaint is about since this decision, for whom something of it may wait still."""
    before, after = stored.complaint, decision.complaint
    if after is None or not stored.unsent:
        return frozenset()
    named = (
        person
        for person in policy.directory.people
        if people.complained_of(person.mail, after, policy)
        and not people.complained_of(person.mail, before, policy)
        and not accused.complains(person.mail, after, policy)  # who is written to as the customer
    )
    return frozenset(address for person in named for address in (person.mail, person.phone) if address)
