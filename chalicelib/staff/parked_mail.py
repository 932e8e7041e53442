"""The desk's orders about messages that nobody could deal with, carried out: a complaint is opened, a complaint gets it, or it is junk."""

from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from chalicelib.aws.objects import Objects
from chalicelib.aws.records import Receipt, Stored, is_open
from chalicelib.core.complaint.facts import AnyFact, CustomerWrote, MachineWrote, Writing
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.complaint.saying import Said, command, say
from chalicelib.core.register import indexing, parked
from chalicelib.core.register.indexing import KeyItem
from chalicelib.core.register.parked import Done, Parked
from chalicelib.core.words.plain_text import first_words
from chalicelib.core.written.mailboxes import canonical
from chalicelib.inbound import email_message, text_message
from chalicelib.inbound.inbound_mail import Address
from chalicelib.pipeline import mergers
from chalicelib.pipeline.on_record import conduct_of
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.reception import complaint_id
from chalicelib.reception.arrival import Arrival
from chalicelib.reception.customers import customer_wrote
from chalicelib.reception.writers import answers_nobody, written_by
from chalicelib.staff.parked_orders import ParkedOrder


class ParkedMail:
    """What one mail's orders about such messages come to: what to store and what to say; complaints are opened at once.

    A message is taken up once, by whoever is first: its receipt tells what it belongs to.
    """

    def __init__(
        self, orders: tuple[ParkedOrder, ...], pipeline: Pipeline, objects: Objects, by: str, now: datetime
    ) -> None:
        self.keys: list[KeyItem] = []
        self.changes: list[Said] = []
        self.problems: list[Said] = []
        self.numbers: list[str] = []
        self.pipeline, self.objects, self.by, self.now = pipeline, objects, by, now
        for order in orders:
            self._carry_out(order)

    def _carry_out(self, order: ParkedOrder) -> None:
        ref = parked.ref_of(order.reference)
        known = parked.parse(self.pipeline.lookup(self.now, "", [ref]).keys.get(ref, {}))
        if known is None:
            self.problems.append(say("parked_unknown", reference=order.reference))
        elif known.done in ("opened", "added"):
            self.problems.append(say("parked_over", reference=order.reference, number=known.number))
        else:
            does: dict[str, Callable[[ParkedOrder, Parked], Parked | Said]] = {
                "take_in": self._open,
                "pass_to": self._add,
                "junk": self._drop,
            }
            done = does[order.name](order, known)
            if isinstance(done, Said):
                self.problems.append(done)
            else:
                self.keys += parked.items(done)
                self.numbers += [done.number] if done.number else []

    def _open(self, order: ParkedOrder, known: Parked) -> Parked | Said:
        """A complaint of whoever wrote, as the desk says or the message; its clocks run from when the message came."""
        came = self._came(known)
        fact = self._words(known, came)
        writer = _writer(order, fact.complainant)
        if not (writer.mail or writer.phone or writer.name or order.unnamed):
            return say("parked_whom", reference=order.reference, command=command(order.name))
        said = order.content or fact.writing.text or fact.writing.subject
        fact = msgspec.structs.replace(
            fact,
            complainant=writer,
            writing=msgspec.structs.replace(fact.writing, text=said),
            mute=False,
            automatic=False,
        )
        if receipt := _taken_up(known, came):  # the new complaint's own acknowledgement says so
            self.pipeline.handle(fact, self.now, receipt=receipt, conduct=conduct_of(fact, self.pipeline.tables))
        return self._owned(known, complaint_id(fact.id), "opened")

    def _add(self, order: ParkedOrder, known: Parked) -> Parked | Said:
        stored = self._complaint(order.number)
        if stored is None:
            return say("unknown_number", number=order.number)
        came = self._came(known)
        if receipt := _taken_up(known, came):
            fact = _for_that(self._words(known, came), stored)
            self.pipeline.handle(fact, self.now, stored=stored, receipt=receipt)
        owned = self._owned(known, stored.complaint.id, "added")
        if isinstance(owned, Parked):
            self.changes.append(say("parked_added", reference=order.reference, number=owned.number))
        return owned

    def _owned(self, known: Parked, wanted: str, done: Done) -> Parked | Said:
        """What became of the message, if it is that complaint's; else the sentence that another one has it."""
        owner = self._came(known).get("complaint", "")
        found = self.pipeline.load(owner, self.now)
        stored = mergers.where_it_goes_on(self.pipeline, found, self.now)
        if found is None or stored is None or wanted not in (owner, stored.complaint.id):
            number = found.complaint.number if found else ""
            return say("parked_over", reference=parked.reference(known.inbound), number=number)
        return msgspec.structs.replace(known, done=done, number=stored.complaint.number)

    def _came(self, known: Parked) -> dict[str, str]:
        """What is noted of the message now."""
        return self.pipeline.lookup(self.now, known.inbound).receipt

    def _drop(self, order: ParkedOrder, known: Parked) -> Parked | Said:
        names = {"take_in": command("take_in"), "block": command("block")}
        self.changes.append(say("parked_dropped", reference=order.reference, **names))
        return msgspec.structs.replace(known, done="junk")

    def _complaint(self, number: str) -> Stored | None:
        ref = indexing.number_ref(number)
        found = self.pipeline.lookup(self.now, "", [ref]).keys.get(ref, {})
        stored = self.pipeline.load(found.get("complaint", ""), self.now)
        return mergers.where_it_goes_on(self.pipeline, stored, self.now)

    def _words(self, known: Parked, came: Mapping[str, str]) -> CustomerWrote:
        """The message as a customer's words, as far as it can be read."""
        raw = self.objects.get(known.raw) if known.raw else None
        if raw is not None:
            return self._mail(known, raw)
        text = text_message.parse(came.get("payload", ""))
        sender, said = ("", "") if isinstance(text, str) else (text.sender, text.text)
        return CustomerWrote(
            id=f"{known.inbound}.taken",
            at=known.at,
            complainant=Complainant(phone=sender),
            channel="sms",
            writing=Writing(text=said, full_text=said, subject=first_words(said)),
            introduced_by=self.by,
        )

    def _mail(self, known: Parked, raw: bytes) -> CustomerWrote:
        settings = self.pipeline.settings
        own = frozenset({canonical(settings.complaint_address), canonical(settings.sender_address)})
        mail = written_by(email_message.parse(raw), own)
        named = mail.sender or next(iter(mail.senders), Address("", ""))
        mail = msgspec.structs.replace(mail, senders=(named,))
        arrival = Arrival(
            id=f"{known.inbound}.taken",
            at=known.at,
            recipients=(),
            dmarc="",
            spam="",
            virus="",
            raw=known.raw,
            mail=mail,
        )
        fact = customer_wrote(arrival)
        return msgspec.structs.replace(fact, introduced_by=self.by, automatic=mail.is_bounce)


def _taken_up(known: Parked, came: Mapping[str, str]) -> Receipt | None:
    """The message's receipt as it tells of its complaint; None if it tells of one already."""
    if came and not is_open(came):
        return None
    kept = Receipt(inbound_id=known.inbound, at=known.at, outcome="parked", raw=known.raw)
    if not came:
        return kept
    again = int(came.get("again", 0)) + 1
    return msgspec.structs.replace(kept, outcome=came["outcome"], payload=came.get("payload", ""), again=again)


def _writer(order: ParkedOrder, found: Complainant) -> Complainant:
    """Whom the desk names, else who wrote; nobody reads at a machine's address."""
    if order.unnamed:
        return Complainant(name=order.writer, language=found.language)
    if order.mail or order.phone or order.writer:
        return Complainant(name=order.writer or found.name, mail=order.mail, phone=order.phone, language=found.language)
    return msgspec.structs.replace(found, mail="") if answers_nobody(found.mail) else found


def _for_that(fact: CustomerWrote, stored: Stored) -> AnyFact:
    """Words for the complaint; a bounce is filed, and nobody becomes its complainant."""
    if fact.automatic:
        return MachineWrote(id=fact.id, at=fact.at, sender=fact.complainant.mail, writing=fact.writing)
    if fact.complainant.mail and fact.complainant.mail == stored.complaint.complainant.mail:
        return fact
    return msgspec.structs.replace(fact, complainant=Complainant(language=fact.complainant.language))
