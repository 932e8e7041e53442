"""What people write on our pages: a first message, which waits until the code has come back that was sent to its writer, and words
and files that somebody adds on the page of their case.

What was posted lies in the bucket before it is read, and leaves by itself; what is taken in is kept with the mails.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import msgspec

from chalicelib.arrivals import finding
from chalicelib.arrivals.blocked import kept_out
from chalicelib.aws.objects import Objects
from chalicelib.aws.records import AcknowledgementCap, CapReached, Commit, Duplicate, Found, Receipt, Stored
from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.facts import CustomerWrote
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.handling.hear.further_addresses import GUESSES
from chalicelib.core.people import blocks, tokens
from chalicelib.core.people.tokens import Token, person_digest
from chalicelib.core.register import indexing
from chalicelib.core.register.indexing import KeyItem, KeyRef
from chalicelib.core.written.mailboxes import canonical
from chalicelib.pipeline import mergers
from chalicelib.pipeline.on_record import conduct_of
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.reception.limits import form_code, share_with_room, texts_refs
from chalicelib.reception.matching import number_in
from chalicelib.reception.reachable import why_not

POSTED, TAKEN_IN = "forms/", "raw/forms/"  # where posted forms lie, and where those that were taken in do
REMEMBERED = timedelta(days=3)  # what was posted and never proved; as long as the bucket keeps it
COUNTED = "form guesses:"


class Begun(msgspec.Struct, frozen=True, tag="begun"):
    """A first message: the fact that it becomes once its code has come back, before `until`."""

    fact: CustomerWrote
    until: datetime


class Guessed(msgspec.Struct, frozen=True, tag="guessed"):
    """A code typed by the bearer of a token, who has seen so many wrong ones refused."""

    token: Token
    code: str
    refused: int
    at: datetime


class Added(msgspec.Struct, frozen=True, tag="added"):
    """A customer's further words or files on the complaint of that id."""

    fact: CustomerWrote
    complaint: str


class WebForms:
    """Such forms of one stack, on both sides of the queue. `send` puts a message into it."""

    def __init__(self, pipeline: Pipeline, objects: Objects, send: Callable[[str], None]) -> None:
        self.pipeline = pipeline
        self.objects = objects
        self.send = send
        settings = pipeline.settings
        self.own = frozenset({canonical(settings.complaint_address), canonical(settings.sender_address)})

    # -- in the function behind the pages

    def keep(self, name: str, raw: bytes) -> None:
        """Stores what was posted, under the id of what will come of it."""
        self.objects.put(f"{POSTED}{name}", raw)

    def begin(self, fact: CustomerWrote, until: datetime) -> None:
        """Takes in a first message."""
        self._hand_on(Begun(fact, until))

    def guess(self, token: Token, code: str, refused: int, at: datetime) -> None:
        """Takes in a code that somebody typed."""
        self._hand_on(Guessed(token, code, refused, at))

    def add(self, fact: CustomerWrote, complaint: str) -> None:
        """Takes in further words."""
        self._hand_on(Added(fact, complaint))

    def waiting(self, token: Token) -> Mapping[str, str]:
        """What is known of a first message by its bearer; nothing before a worker has seen it, or when it is forgotten."""
        ref = waiting_ref(token.complaint)
        return self.pipeline.tables.lookup("", [ref]).keys.get(ref, {})

    def _hand_on(self, form: Begun | Guessed | Added) -> None:
        self.send(msgspec.json.encode(form).decode())

    # -- in the worker

    def began(self, begun: Begun, now: datetime) -> None:
        """Sends the code, if that may be, and lets the message wait for it."""
        fact, policy = begun.fact, self.pipeline.policies.current()
        address, about = _address(fact), form_id(fact.id)
        found = self.pipeline.lookup(now, _code_id(fact.id), [blocks.ref_of(address)])
        receipt = Receipt(_code_id(fact.id), fact.at, "form: code", raw=fact.writing.raw, expires_at=now + REMEMBERED)
        if found.receipt or why_not(address, policy, self.own):
            return
        if kept_out(self.pipeline, found, address, fact.writing.text, receipt, now):
            return
        share = share_with_room(self.pipeline.tables.counts(texts_refs(fact.at, policy)), policy) if _phone(fact) else 0
        told = {"fact": msgspec.json.encode(fact).decode(), "address": address, "until": begun.until.isoformat()}
        message = Message(
            name="form_code",
            to=_recipient(fact),
            channel="sms" if _phone(fact) else "mail",
            extra={"due": begun.until.isoformat(), "reference": about},
        )
        waits, refused = (_item(about, values, now) for values in (told, {"full": "yes", "address": address}))
        if share is None:
            self.pipeline.post((), receipt, now, keys=(refused,))
            return
        caps = form_code(fact, message, policy, share)
        self.pipeline.post((message,), receipt, now, keys=(waits,), caps=caps, otherwise=(refused,))

    def guessed(self, guess: Guessed, now: datetime) -> None:
        """Registers the message whose code this is. Of wrong ones five are heard."""
        about = guess.token.complaint
        ref = waiting_ref(about)
        held = self.pipeline.lookup(now, wanted=[ref]).keys.get(ref, {})
        if not may_be_proved(held, guess.at) or person_digest(held["address"]) != guess.token.person:
            return
        until = datetime.fromisoformat(held["until"])
        if tokens.is_code(guess.code, about, held["address"], until, self.pipeline.keys):
            self._register(msgspec.json.decode(held["fact"], type=CustomerWrote), held["address"], guess.at, now)
        else:
            self._refuse(guess, held, now)

    def added(self, added: Added, now: datetime) -> None:
        """Adds the words and files to the complaint, or to the one that it goes on in, as a mail of its customer's would be."""
        fact, address = added.fact, _address(added.fact)
        found = self.pipeline.lookup(now, fact.id, [blocks.ref_of(address), indexing.conduct_ref(address)])
        stored = mergers.where_it_goes_on(self.pipeline, self.pipeline.load(added.complaint, now), now)
        if found.receipt or stored is None:
            return
        taken = self._taken_in(fact, fact.at)
        receipt = Receipt(inbound_id=fact.id, at=fact.at, outcome="decide", raw=taken.writing.raw)
        if kept_out(self.pipeline, found, address, fact.writing.text, receipt, now):
            return
        conduct = conduct_of(taken, self.pipeline.tables, address, found.keys)
        self.pipeline.handle(_by_its_customer(taken, stored), now, stored=stored, receipt=receipt, conduct=conduct)

    def _refuse(self, guess: Guessed, held: Mapping[str, str], now: datetime) -> None:
        """A wrong code, counted before anything is said of it: however many are typed at once, no more than five are heard."""
        about = guess.token.complaint
        name = f"form-{about}.{guess.refused}.{indexing.digest(guess.code)}"
        receipt = Receipt(name, guess.at, "form: wrong code", expires_at=now + REMEMBERED)
        cap = AcknowledgementCap(f"{COUNTED}{about}", held["until"][:10], GUESSES)
        wrong = str(int(held.get("wrong", "0")) + 1)
        try:
            kept = _item(about, {**held, "wrong": wrong}, now)
            self.pipeline.tables.commit(Commit(receipt=receipt, keys=(kept,), acknowledgement=cap))
        except CapReached:
            self.pipeline.tables.commit(Commit(keys=(_item(about, {**held, "wrong": str(GUESSES)}, now),)))
        except Duplicate:
            return

    def _register(self, fact: CustomerWrote, address: str, at: datetime, now: datetime) -> None:
        """The message becomes a complaint, or joins the one of theirs that it names; then its words wait no more."""
        taken = self._taken_in(fact, at)
        finding.until_settled(fact.id, lambda: self._receive(taken, address, now))
        complaint = self.pipeline.lookup(now, fact.id).receipt.get(
            "complaint", ""
        )  # none while it waits in the holding pen
        stored = self.pipeline.load(complaint, now)
        done = {"done": "yes", "complaint": complaint, "number": stored.complaint.number if stored else ""}
        self.pipeline.tables.commit(Commit(keys=(_item(form_id(fact.id), done, now),)))

    def _receive(self, fact: CustomerWrote, address: str, now: datetime) -> None:
        pointer = indexing.phone_ref(address) if _phone(fact) else indexing.sender_ref(address)
        number = number_in(fact.writing.text)
        refs = [pointer, indexing.conduct_ref(address), *([indexing.number_ref(number)] if number else [])]
        found = self.pipeline.lookup(now, fact.id, refs)
        if found.receipt:
            return
        snapshot = finding.pointer(found, pointer)
        receipt = Receipt(fact.id, fact.at, "decide", raw=fact.writing.raw, pointer=snapshot)
        named = self._named(found, now)
        stored = mergers.where_it_goes_on(self.pipeline, named, now) if _is_theirs(named, address) else None
        others = [named.complaint.id] if named else []
        newest = finding.live(found.keys.get(pointer, {}))
        ids = () if stored else tuple(dict.fromkeys((*others, *([newest] if newest else []))))
        opened = msgspec.structs.replace(fact, related=ids)
        self.pipeline.handle(
            _by_its_customer(fact, stored) if stored else opened,
            now,
            stored=stored,
            receipt=receipt,
            related=finding.related(self.pipeline, ids, address, now),
            conduct=conduct_of(fact, self.pipeline.tables, address, found.keys),
        )

    def _named(self, found: Found, now: datetime) -> Stored | None:
        """The complaint whose number the words name."""
        ids = (values["complaint"] for ref, values in found.keys.items() if ref.key.startswith("number#"))
        return self.pipeline.load(next(ids, ""), now)

    def _taken_in(self, fact: CustomerWrote, at: datetime) -> CustomerWrote:
        """The fact with its posted form where mails are kept; received when it was proved to be its writer's."""
        raw = f"{TAKEN_IN}{fact.id}"
        posted = self.objects.get(
            f"{POSTED}{fact.id}"
        )  # whatever it says of itself: nothing else is copied from the bucket
        if posted is not None:
            self.objects.put(raw, posted)
        files = tuple(msgspec.structs.replace(each, raw=raw) for each in fact.writing.evidence)
        writing = msgspec.structs.replace(fact.writing, raw=raw, evidence=files)
        return msgspec.structs.replace(fact, at=at, writing=writing)


def form_id(fact_id: str) -> str:
    """The twenty hex digits by which a token names a form, out of the id of its fact."""
    return fact_id.rpartition("-")[2]


def waiting_ref(form: str) -> KeyRef:
    """Where it lies that a form waits for its code."""
    return KeyRef(key=f"held#form-{form}")


def may_be_proved(held: Mapping[str, str], at: datetime) -> bool:
    """Whether a form waits for its code still, and has been told fewer than five wrong ones."""
    if "fact" not in held or int(held.get("wrong", "0")) >= GUESSES:
        return False
    return at <= datetime.fromisoformat(held["until"])


def _item(form: str, values: Mapping[str, str], now: datetime) -> KeyItem:
    return KeyItem(ref=waiting_ref(form), values=dict(values), expires=now + REMEMBERED)


def _code_id(fact_id: str) -> str:
    return f"{fact_id}.code"


def _phone(fact: CustomerWrote) -> str:
    return fact.complainant.phone


def _address(fact: CustomerWrote) -> str:
    return fact.complainant.mail or fact.complainant.phone


def _recipient(fact: CustomerWrote) -> Recipient:
    """Whoever reads there. Without the name that was typed: nobody has us carry words of theirs to a stranger."""
    who = fact.complainant
    return Recipient(role="customer", mail=who.mail, phone=who.phone, language=who.language)


def _is_theirs(stored: Stored | None, address: str) -> bool:
    return stored is not None and address in (stored.complaint.complainant.mail, stored.complaint.complainant.phone)


def _by_its_customer(fact: CustomerWrote, stored: Stored) -> CustomerWrote:
    """Words that go on to another complaint, whose complainant stays."""
    if _is_theirs(stored, _address(fact)):
        return fact
    return msgspec.structs.replace(fact, complainant=Complainant(language=fact.complainant.language))
