"""Texts: a code sent back, an opt-out, a survey's answer, words on an open complaint, or a new one.

They come without threads, in any order and more than once: what a text is about follows from its sender and its words.
"""

import re
from collections.abc import Iterator
from datetime import datetime

import msgspec

from chalicelib.arrivals import finding, waiting_texts
from chalicelib.arrivals.blocked import kept_out
from chalicelib.arrivals.holding_pen import park, unread
from chalicelib.aws.objects import Objects
from chalicelib.aws.records import Found, Receipt, Stored
from chalicelib.core.complaint.context import Related
from chalicelib.core.complaint.facts import (
    AddressProved,
    AnyFact,
    CustomerWrote,
    DeliveryFailed,
    MachineWrote,
    SurveyAnswered,
    Writing,
)
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.expressions import expression
from chalicelib.core.people import blocks
from chalicelib.core.policy.model import Person, Policy, PolicyError
from chalicelib.core.register import indexing
from chalicelib.core.words.plain_text import first_words
from chalicelib.core.written import script
from chalicelib.core.written.by_machine import asks_for_help, asks_for_texts, is_automatic, own_words, says_away
from chalicelib.core.written.courtesies import is_courtesy, is_mere_thanks
from chalicelib.core.written.ratings import LOW, rating_in, solved_in
from chalicelib.core.written.words import narrowed
from chalicelib.inbound import ses_notification, sns_envelope, text_message
from chalicelib.inbound.text_message import InboundText
from chalicelib.pipeline import mergers
from chalicelib.pipeline.on_record import conduct_of
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.reception import texting
from chalicelib.reception.matching import number_in

# What ends text messages wherever it stands alone. AWS itself acts on the English ones; we hear of the others only here.
OPT_OUT = expression(
    r"stop|stopall|unsubscribe|cancel|end|quit|optout|td?|退订|退訂|退订短信|取消订阅|取消訂閱", re.IGNORECASE
)
LOOKED_AT = 6  # complaints of one sender that a text may be about
OPTED_OUT, OPTED_IN = "opted_out", "opted_in"
_SILENT = expression(r"[\W\d_]*")


class Texts:
    """The door for texts."""

    def __init__(self, pipeline: Pipeline, objects: Objects) -> None:
        self.pipeline, self.objects = pipeline, objects

    def arrived(self, body: str, now: datetime) -> None:
        """A text message out of the queue."""
        text = text_message.parse(body)
        if isinstance(text, str):
            unread(self.pipeline, body, text, now, "text")
            return
        try:
            finding.until_settled(text.id, lambda: self._read(text, body, now))
        except PolicyError:  # it comes again, and is given up long before fourteen days are over
            waiting_texts.keep(self.objects, text.id, body)
            raise

    def _read(self, text: InboundText, body: str, now: datetime) -> None:
        number = number_in(text.text)
        known_by = (indexing.phone_ref, indexing.proof_ref, indexing.conduct_ref, blocks.ref_of)
        refs = [known(text.sender) for known in known_by]
        found = self.pipeline.lookup(now, text.id, [*refs, *([indexing.number_ref(number)] if number else [])])
        if found.receipt:
            return
        published = ses_notification.moment(sns_envelope.opened(body).timestamp)
        at = min(published or now, now)
        receipt = Receipt(
            inbound_id=text.id, at=at, outcome="decide", payload=body, pointer=finding.pointer(found, refs[0])
        )
        if is_opt_out(text.text) or not kept_out(self.pipeline, found, text.sender, text.text, receipt, now):
            self._take(text, found, at, receipt, now)

    def _take(self, text: InboundText, found: Found, at: datetime, receipt: Receipt, now: datetime) -> None:
        if is_opt_out(text.text):
            self._opt_out(text, at, receipt, now)
        elif asks_for_texts(text.text):
            self._opt_in(text, at, receipt, now)
        elif is_automatic(text.text) or (text.text and not self._said(text)):
            self._file(text, found, at, receipt, now)
        elif not self._is_proof(text, found, at, receipt, now):
            self._hear(msgspec.structs.replace(text, text=self._said(text)), text.text, found, at, receipt, now)

    def _said(self, text: InboundText) -> str:
        """The sender's own words: without reactions, and without what is quoted of ours."""
        policy = self.pipeline.policies.current()
        return own_words(text.text, (*policy.organisation.values(), *policy.words.get("sms_name", {}).values()))

    def _hear(self, text: InboundText, whole: str, found: Found, at: datetime, receipt: Receipt, now: datetime) -> None:
        """Somebody's words, of the `whole` text that came."""
        stored = self._about(text, found, now)
        if reason := self._unfit(text, stored):
            park(self.pipeline, receipt, reason, now, sender=text.sender, text=whole)
            return
        related = () if stored else self._related(text, found, now)
        policy = self.pipeline.policies.of(stored.complaint.rules if stored else "")
        fact = text_fact(text, stored, at, policy, tuple(r.id for r in related), whole)
        conduct = conduct_of(fact, self.pipeline.tables, text.sender, found.keys)
        self.pipeline.handle(fact, now, stored=stored, receipt=receipt, related=related, conduct=conduct)

    def _file(self, text: InboundText, found: Found, at: datetime, receipt: Receipt, now: datetime) -> None:
        """A reaction, or what a telephone writes by itself: kept with the sender's complaint, opening and answering nothing."""
        newest = found.keys.get(indexing.phone_ref(text.sender), {}).get("complaint", "")
        stored = mergers.where_it_goes_on(self.pipeline, self.pipeline.load(newest, now), now)
        if stored is None:
            self.pipeline.post((), msgspec.structs.replace(receipt, outcome="ignored: written by no person"), now)
            return
        fact = MachineWrote(id=text.id, at=at, sender=text.sender, writing=_writing(text))
        self.pipeline.handle(fact, now, stored=stored, receipt=receipt)

    def _about(self, text: InboundText, found: Found, now: datetime) -> Stored | None:
        """The one of the sender's complaints that the text names or belongs to; None: it begins a new one."""
        named = next((item["complaint"] for ref, item in found.keys.items() if ref.key.startswith("number#")), "")
        own = self.pipeline.load(named, now)
        if own and own.complaint.complainant.phone == text.sender:
            return mergers.where_it_goes_on(self.pipeline, own, now)
        theirs = self._theirs(text.sender, now) if indexing.phone_ref(text.sender) in found.keys else []
        if not theirs:
            return None
        policy = self.pipeline.policies.of(theirs[0].complaint.rules)
        return texting.about(text.text, text.sender, theirs, policy)

    def _theirs(self, phone: str, now: datetime) -> list[Stored]:
        """The sender's newest complaints, the newest first, each where it goes on."""
        rows = list(self.pipeline.tables.rows(indexing.phone_ref(phone).key))
        ids = list(dict.fromkeys(row["complaint"] for row in reversed(rows)))[:LOOKED_AT]
        known = self.pipeline.lookup(now, complaints=ids).complaints
        loaded = (mergers.where_it_goes_on(self.pipeline, known.get(each), now) for each in ids)
        found = {each.complaint.id: each for each in loaded if each}
        return sorted(found.values(), key=lambda each: each.complaint.number, reverse=True)

    def _related(self, text: InboundText, found: Found, now: datetime) -> tuple[Related, ...]:
        """The complaint that a stranger's text names by its number, and the one whose customer named this phone as theirs: the desk is told, nothing is joined."""
        offered = finding.named_in(found.keys.get(indexing.proof_ref(text.sender), {}), now)
        named = (item["complaint"] for ref, item in found.keys.items() if ref.key.startswith("number#"))
        ids = dict.fromkeys(filter(None, (*named, offered)))
        stored = [self.pipeline.load(each, now) for each in ids]
        return tuple(_related(each, named=each.complaint.id == offered) for each in stored if each)

    def _unfit(self, text: InboundText, stored: Stored | None) -> str:
        """Why a person must look at it instead; "" if it is a customer's words."""
        if not text.text.strip():
            return "no words"
        if stored is not None:
            return ""
        if _SILENT.fullmatch(text.text):
            return "no words"
        orders = narrowed(text.text).lstrip().startswith("#") or is_courtesy(text.text)
        if orders and self._staff_at(text.sender):
            return "text of a member of staff"
        if asks_for_help(text.text):
            return "asks what this number is"
        if says_away(text.text):
            return "automatic mail"
        return "only thanks" if is_mere_thanks(text.text) else ""

    def _staff_at(self, phone: str) -> Person | None:
        """Texts prove nothing: staff order by mail alone, and complain by text like anybody."""
        return next((p for p in self.pipeline.policies.current().directory.people if phone and p.phone == phone), None)

    def _is_proof(self, text: InboundText, found: Found, at: datetime, receipt: Receipt, now: datetime) -> bool:
        """Joins the number to the complaint whose complainant named it, if the code is right; a wrong one is counted."""
        offered = found.keys.get(indexing.proof_ref(text.sender), {})
        right = finding.proves(offered, text.text, text.sender, self.pipeline.keys, at)
        if not (right or finding.is_guess(offered, text.text, at)):
            return False
        stored = self.pipeline.load(offered["complaint"], now)
        other = finding.live(found.keys.get(indexing.phone_ref(text.sender), {}))
        own = self.pipeline.load(other, now) if stored and other != stored.complaint.id else None
        related = tuple(_related(each) for each in (own,) if each)
        fact = AddressProved(id=text.id, at=at, address=text.sender, right=right, writing=_writing(text))
        receipt = receipt if right else msgspec.structs.replace(receipt, outcome="parked: wrong code")
        self.pipeline.handle(fact, now, stored=stored, receipt=receipt, related=related)
        return stored is not None

    def _opt_out(self, text: InboundText, at: datetime, receipt: Receipt, now: datetime) -> None:
        """No more texts to this number, on whatever complaint of theirs; what they must hear goes by mail or telephone."""
        for stored in self._live_ones(text, now):
            fact = DeliveryFailed(
                id=f"{text.id}/{stored.complaint.id}", at=at, address=text.sender, diagnostic=OPTED_OUT
            )
            own = Receipt(inbound_id=fact.id, at=at, outcome=OPTED_OUT)
            self.pipeline.handle(fact, now, stored=stored, receipt=own)
        self.pipeline.post((), Receipt(inbound_id=text.id, at=at, outcome=OPTED_OUT, payload=receipt.payload), now)

    def _opt_in(self, text: InboundText, at: datetime, receipt: Receipt, now: datetime) -> None:
        """Texts may go to this number again; the word says nothing of any matter."""
        for stored in self._live_ones(text, now):
            fact = CustomerWrote(
                id=f"{text.id}/{stored.complaint.id}",
                at=at,
                complainant=Complainant(phone=text.sender),
                channel="sms",
                writing=_writing(text),
                automatic=True,
            )
            self.pipeline.handle(fact, now, stored=stored, receipt=Receipt(inbound_id=fact.id, at=at, outcome=OPTED_IN))
        self.pipeline.post((), Receipt(inbound_id=text.id, at=at, outcome=OPTED_IN, payload=receipt.payload), now)

    def _live_ones(self, text: InboundText, now: datetime) -> Iterator[Stored]:
        """The sender's complaints that are not over."""
        rows = list(self.pipeline.tables.rows(indexing.phone_ref(text.sender).key))
        for complaint in dict.fromkeys(row["complaint"] for row in rows):
            stored = mergers.where_it_goes_on(self.pipeline, self.pipeline.load(complaint, now), now)
            if stored and stored.complaint.status in indexing.LIVE:
                yield stored


def is_opt_out(text: str) -> bool:
    """Whether a text asks for no more texts: the word alone, in whatever letters; "Cancel my order" is no such thing."""
    return OPT_OUT.fullmatch(re.sub(r"[\W_]", "", narrowed(text))) is not None


def text_fact(
    text: InboundText,
    stored: Stored | None,
    at: datetime,
    policy: Policy,
    related: tuple[str, ...] = (),
    whole: str = "",
) -> AnyFact:
    """A text as a fact: a figure from 1 to 4 is the survey's answer where one was asked for by text, else words.

    A plain no says it too: are you satisfied? `whole`: as it came, with what it quotes.
    """
    score, words = rating_in(text.text, policy.measure_words)
    if not score and stored and texting.is_asked_again(stored.complaint):
        score, words = solved_in(text.text), ""
    elif not score and stored and solved_in(text.text) == 1 and all(p.end for p in stored.complaint.pauses):
        score, words = LOW, text.text
    if score and stored and texting.asked_by_text(stored, text.sender):
        answered, later = stored.complaint.round, texting.is_asked_again(stored.complaint)
        return SurveyAnswered(id=text.id, at=at, score=score, words=words, round=answered, channel="sms", later=later)
    return CustomerWrote(
        id=text.id,
        at=at,
        complainant=Complainant(phone=text.sender, language=script.language(text.text)),
        channel="sms",
        writing=_writing(text, whole),
        related=related,
    )


def _related(stored: Stored, *, named: bool = False) -> Related:
    known = stored.complaint
    return Related(id=known.id, number=known.number, status=known.status, subject=known.subject, named=named)


def _writing(text: InboundText, whole: str = "") -> Writing:
    return Writing(text=text.text, full_text=whole or text.text, subject=first_words(text.text))
