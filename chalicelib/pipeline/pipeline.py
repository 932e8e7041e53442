"""One fact's way: load → decide → render → commit → deliver.

A commit is one transaction; what it could not settle because the complaint changed meanwhile is decided anew. Messages are
rendered before the commit and stored with it, so that a message sent again has the same bytes.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.aws.outbox_table import OutboxTable
from chalicelib.aws.policy_repository import PolicyRepository
from chalicelib.aws.records import (
    AcknowledgementCap,
    CapReached,
    Commit,
    Conflict,
    Duplicate,
    Found,
    OutboxItem,
    Receipt,
    Stored,
)
from chalicelib.aws.sender import Sender
from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.asked_along import in_one_mail
from chalicelib.core.complaint.conduct import Conduct
from chalicelib.core.complaint.context import Context, Related
from chalicelib.core.complaint.decision import Decision, Message
from chalicelib.core.complaint.facts import AnyFact, CustomerWrote, DeliveryFailed, OtherDecided, TimePassed
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.people import absences
from chalicelib.core.people.tokens import Keys
from chalicelib.core.policy.model import Policy
from chalicelib.core.register import counting, told_before
from chalicelib.core.register.indexing import KeyItem, KeyRef
from chalicelib.outbox import Outbox, items_of
from chalicelib.pipeline import consequences, full_counts, storms
from chalicelib.pipeline.counting import recounts
from chalicelib.pipeline.deciding import Deciding, Settled, Undecided
from chalicelib.pipeline.in_whose_name import sender_identity
from chalicelib.pipeline.special_reports import filled
from chalicelib.reception import complaint_id
from chalicelib.reception.limits import Full, limits
from chalicelib.render import Rendered, render
from chalicelib.render.sender_identity import SenderIdentity
from chalicelib.settings import Settings
from chalicelib.telemetry.measures import Measures

ATTEMPTS = 8  # decisions on one fact before it goes back to its queue


class Pipeline:
    """The way of facts through one stack."""

    def __init__(
        self,
        settings: Settings,
        tables: Tables,
        outbox_table: OutboxTable,
        sender: Sender,
        policies: PolicyRepository,
        keys: Keys,
    ) -> None:
        self.settings = settings
        self.tables = tables
        self.deciding = Deciding(tables, outbox_table)
        self.outbox_table = outbox_table
        self.sender = sender
        self.policies = policies
        self.keys = keys
        self.measures = Measures()

    def lookup(
        self, now: datetime, inbound_id: str = "", wanted: Sequence[KeyRef] = (), complaints: Sequence[str] = ()
    ) -> Found:
        """`Tables.lookup`, which brings today's absences along: whoever is away is known before anything is decided."""
        self.policies.keep_current(now)
        ref = absences.ref_at(now, self.policies.current().timezone)
        found = self.tables.lookup(inbound_id, [*wanted, ref], complaints)
        self.policies.learn(absences.parse(found.keys.get(ref, {})))
        return found

    def load(self, complaint: str, now: datetime) -> Stored | None:
        """The complaint as it lies in the table now."""
        return self.lookup(now, complaints=[complaint]).complaints.get(complaint) if complaint else None

    def handle(
        self,
        fact: AnyFact,
        now: datetime,
        *,
        complaint: str = "",
        stored: Stored | None = None,
        receipt: Receipt | None = None,
        related: tuple[Related, ...] = (),
        conduct: Conduct | None = None,
    ) -> Stored | None:
        """Decides a fact and stores what follows; the complaint as it is then. A fact known already changes nothing."""
        settled = self.settle(
            fact, now, complaint=complaint, stored=stored, receipt=receipt, related=related, conduct=conduct
        )
        return settled.stored if settled else None

    def settle(
        self,
        fact: AnyFact,
        now: datetime,
        *,
        complaint: str = "",
        stored: Stored | None = None,
        receipt: Receipt | None = None,
        related: tuple[Related, ...] = (),
        conduct: Conduct | None = None,
    ) -> Settled | None:
        """As `handle`, with the decision; None if the fact was known or there is no such complaint."""
        complaint = complaint or (stored.complaint.id if stored else "")
        if not complaint and not isinstance(fact, CustomerWrote):
            return None  # only a customer's words open a complaint
        context = None if complaint else self._opening(fact, related, conduct)
        full = Full()
        for _ in range(ATTEMPTS):
            if complaint and stored is None and (stored := self.load(complaint, now)) is None:
                return None
            known = context or Context(complaint_id=complaint, related=related, conduct=conduct)
            known = msgspec.structs.replace(known, untexted=full.untexted, storm=full.storm)
            try:
                return self._settle(fact, stored, known, receipt, now, full)
            except Conflict:
                stored = None
            except CapReached as reached:
                full = full_counts.after(self, reached, full, stored, fact.at)
                if full.joins and context is not None:
                    complaint, fact, context = *storms.joined(self, fact, receipt, now), None
                    if not complaint:
                        return None
            except Duplicate:
                return None
        raise Undecided(fact.id)

    def _opening(self, fact: AnyFact, related: tuple[Related, ...], conduct: Conduct | None) -> Context:
        """What a new complaint needs to be opened: an id that the fact determines, and the day's next number."""
        policy = self.policies.current()
        day = fact.at.astimezone(ZoneInfo(policy.timezone)).date()
        serial = self.tables.next_number(policy.prefix, day)
        number = f"{policy.prefix}{day:%Y%m%d}-{serial:04d}"
        return Context(complaint_id=complaint_id(fact.id), number=number, related=related, conduct=conduct)

    def _settle(
        self,
        fact: AnyFact,
        stored: Stored | None,
        context: Context,
        receipt: Receipt | None,
        now: datetime,
        full: Full,
    ) -> Settled:
        policy = self.policies.of(stored.complaint.rules if stored else "")
        decision = self.deciding.decided(fact, stored, context, policy, now)
        decision = consequences.without(decision, full.unsaid, now, opens=stored is None)
        if stored and (isinstance(fact, TimePassed) or recounts(fact)) and consequences.nothing_new(decision, stored):
            return Settled(stored, decision)
        return Settled(self._store(fact, stored, decision, policy, receipt, now, full.share), decision)

    def _store(
        self,
        fact: AnyFact,
        stored: Stored | None,
        decision: Decision,
        policy: Policy,
        receipt: Receipt | None,
        now: datetime,
        share: int | None,
    ) -> Stored | None:
        complaint = decision.complaint
        assert complaint is not None
        version = stored.complaint.version if stored else 0
        unsent = self.outbox_table.unsent_now(stored.unsent) if stored else frozenset[str]()
        items = items_of(
            consequences.source_of(fact, version) + (f"#{receipt.again}" if receipt else ""),
            complaint.id,
            version,
            [(message, self.write(message, complaint, policy, now)) for message in in_one_mail(decision.messages, now)],
            now,
            follow_ups=decision.facts,
            unsent=unsent,
            with_others=isinstance(fact, TimePassed) and fact.with_others,
        )
        kept = self.tables.commit(
            Commit(
                receipt=msgspec.structs.replace(receipt, complaint=complaint.id) if receipt else None,
                before=stored,
                complaint=complaint,
                entries=decision.entries,
                items=items,
                caps=limits(fact, decision.messages, policy, opens=stored is None, share=share),
                keys=told_before.items(fact, decision.results, complaint.id, now),
                timezone=policy.timezone,
                counted=counting.fields_of(policy),
            )
        )
        self.measures.count("Complaints", int(stored is None))
        self.measures.delivered(self.outbox(now).deliver(items, unsent, now), now)
        return kept

    def write(self, message: Message, complaint: Complaint | None, policy: Policy, now: datetime) -> Rendered:
        """A message in its final words."""
        return render(filled(message, complaint, policy, now), complaint, policy, self.sender_identity(now))

    def sender_identity(self, now: datetime) -> SenderIdentity:
        """In whose name messages are written."""
        return sender_identity(self.settings, self.keys, now)

    def post(
        self,
        messages: tuple[Message, ...],
        receipt: Receipt,
        now: datetime,
        *,
        keys: tuple[KeyItem, ...] = (),
        capped: AcknowledgementCap | None = None,
        about: Complaint | None = None,
        caps: tuple[AcknowledgementCap, ...] = (),
        otherwise: tuple[KeyItem, ...] = (),
    ) -> None:
        """Messages that change no complaint (`about` is only shown), stored with the receipt of what they answer, and sent.

        Where `capped` is full nobody is told, and what came waits in the holding pen, so that it is seen all the same. Where one of `caps` is,
        nothing is sent and `otherwise` is kept in place of `keys`.
        """
        policy = self.policies.current()
        written = [(m, self.write(m, about, policy, now)) for m in messages]
        items = items_of(receipt.source, "", 0, written, now)
        full = Commit(receipt=receipt, items=items, keys=keys, acknowledgement=capped, caps=caps)
        try:
            self.tables.commit(full)
        except CapReached:
            self.measures.count("Capped")
            if caps:
                self.tables.commit(Commit(receipt=receipt, keys=otherwise))
            else:
                self.keep_silently(full)
        except Duplicate:
            return
        else:
            self.measures.received(receipt)
            self.measures.delivered(self.outbox(now).deliver(items, frozenset(), now), now)

    def keep_silently(self, full: Commit) -> None:
        """What came is kept in the holding pen, and nobody is told of it by a message of its own."""
        assert full.receipt is not None
        outcome = f"parked: {full.receipt.outcome.removeprefix('parked: ')}"
        receipt = msgspec.structs.replace(full.receipt, outcome=outcome)
        with suppress(Duplicate):
            self.tables.commit(Commit(receipt=receipt, keys=full.keys))
            self.measures.received(receipt)

    def outbox(self, now: datetime) -> Outbox:
        """The outbox at a moment; facts that come out of it take this pipeline's way."""
        return Outbox(
            self.outbox_table, self.sender, lambda complaint, fact: self.follow(complaint, fact, now), self._joined
        )

    def _joined(self, parts: Sequence[OutboxItem], now: datetime) -> OutboxItem:
        """One message in place of several to one person, leased to whoever sends it."""
        source = f"together#{'#'.join(part.id for part in parts)}"
        cases = {part.complaint for part in parts}
        stored = self.tables.load(*cases) if len(cases) == 1 and "" not in cases else None
        about = stored.complaint if stored else None
        policy = self.policies.of(about.rules) if about else self.policies.current()
        message = consequences.gathered(parts) or consequences.together(parts, policy, about.number if about else "")
        written = [(message, self.write(message, about, policy, now))]
        (whole,) = items_of(source, about.id if about else "", 0, written, now)
        return whole

    def follow(self, complaint: str, fact: AnyFact, now: datetime) -> None:
        """A fact from the outbox: what one complaint's decision, or a failed delivery, means for a complaint."""
        receipt = Receipt(inbound_id=fact.id, at=now, outcome=type(fact).__name__)
        if isinstance(fact, OtherDecided) and fact.follow_up.name == "split_off":
            self._split_off(fact, receipt, now)
        elif isinstance(fact, OtherDecided) and fact.follow_up.name == "condensed":
            values = fact.follow_up.values  # one list in place of an hour's further escalations
            lines = [row["line"] for row in self.tables.rows(values["lines"])]
            self.post(consequences.condensed(values["mail"], lines, self.policies.current()), receipt, now)
        elif complaint:
            self.handle(fact, now, complaint=complaint, receipt=receipt)
        elif isinstance(fact, DeliveryFailed):
            self.post((consequences.not_delivered(fact, self.policies.current()),), receipt, now)

    def _split_off(self, fact: OtherDecided, receipt: Receipt, now: datetime) -> None:
        """Opens the complaint that was split off another one, with the same complainant."""
        source = self.tables.load(fact.source)
        if source is not None:
            opened, related = consequences.split_off(source.complaint, fact)
            self.handle(opened, now, receipt=receipt, related=(related,), conduct=source.complaint.conduct)
