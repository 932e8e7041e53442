"""Texts: a code sent back, an opt-out, a survey's answer, words on an open complaint, or a new one.

They come without threads, in any order and more than once: what a text is about follows from its sender and its words.
"""

import re
from datetime import datetime

import msgspec

from chalicelib.arrivals import finding
from chalicelib.arrivals.holding_pen import park, unread
from chalicelib.aws.records import Found, Receipt, Stored
from chalicelib.core.complaint.context import Related
from chalicelib.core.complaint.facts import (
    AddressProved,
    AnyFact,
    CustomerWrote,
    DeliveryFailed,
    SurveyAnswered,
    Writing,
)
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.policy.model import Person, Policy
from chalicelib.core.register import indexing
from chalicelib.core.written.courtesies import is_courtesy, is_mere_thanks
from chalicelib.core.written.dissatisfaction import is_mere_dissatisfaction
from chalicelib.core.written.words import narrowed, simplified
from chalicelib.inbound import script, ses_notification, sns_envelope, text_message
from chalicelib.inbound.text_message import InboundText
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.reception.matching import number_in

# What ends text messages wherever it stands alone. AWS itself acts on the English ones; we hear of the others only here.
OPT_OUT = re.compile(
    r"stop|stopall|unsubscribe|cancel|end|quit|optout|td?|退订|退訂|退订短信|取消订阅|取消訂閱", re.IGNORECASE
)
OPTED_OUT = "opted_out"
_SCORE = re.compile(r"([1-4])分?(?:\s*[，,。.;；:：、!！~～]\s*|\s+|$)(?P<words>.*)", re.DOTALL)
_A_COUNT = re.compile(r"[\d号號点點月日楼樓个個次年天小名位条條元块塊分时時人]")  # 路 and the like are a policy's own
# The survey's own words, alone or with thanks behind them.
_VERDICTS = (
    (1, ("非常不满意", "非常不滿意", "很不满意", "很不滿意", "very dissatisfied")),
    (2, ("不满意", "不滿意", "不太满意", "不太滿意", "dissatisfied", "not satisfied")),
    (4, ("非常满意", "非常滿意", "很满意", "很滿意", "very satisfied")),
    (3, ("满意", "滿意", "基本满意", "基本滿意", "比较满意", "比較滿意", "satisfied")),
)
_VERDICT = re.compile(
    rf"({'|'.join(word for _, words in _VERDICTS for word in words)})[\s，,。.!！~～]*(?:谢谢|謝謝|thanks|thank you)?[\s。.!！~～]*",
    re.IGNORECASE,
)
_SILENT = re.compile(r"[\W\d_]*")


class Texts:
    """The door for texts."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline

    def arrived(self, body: str, now: datetime) -> None:
        """A text message out of the queue."""
        text = text_message.parse(body)
        if isinstance(text, str):
            unread(self.pipeline, body, text, now, "text")
            return
        finding.until_settled(text.id, lambda: self._read(text, body, now))

    def _read(self, text: InboundText, body: str, now: datetime) -> None:
        number = number_in(text.text)
        refs = [indexing.phone_ref(text.sender), indexing.proof_ref(text.sender)]
        found = self.pipeline.lookup(now, text.id, [*refs, *([indexing.number_ref(number)] if number else [])])
        if found.receipt:
            return
        published = ses_notification.moment(sns_envelope.opened(body).timestamp)
        at = min(published or now, now)
        receipt = Receipt(
            inbound_id=text.id, at=at, outcome="decide", payload=body, pointer=finding.pointer(found, refs[0])
        )
        self._take(text, found, at, receipt, now)

    def _take(self, text: InboundText, found: Found, at: datetime, receipt: Receipt, now: datetime) -> None:
        if is_opt_out(text.text):
            self._opt_out(text, at, receipt, now)
        elif not self._is_proof(text, found, at, receipt, now):
            stored = self._about(text, found, now)
            if reason := self._unfit(text, stored):
                park(self.pipeline, receipt, reason, now, sender=text.sender, text=text.text)
            else:
                related = () if stored else self._related(found, now)
                policy = self.pipeline.policies.of(stored.complaint.rules if stored else "")
                fact = text_fact(text, stored, at, policy, tuple(r.id for r in related))
                self.pipeline.handle(fact, now, stored=stored, receipt=receipt, related=related)

    def _about(self, text: InboundText, found: Found, now: datetime) -> Stored | None:
        """The sender's open complaint. A closed one gets what is only about its answer; all else begins a new one."""
        pointer = found.keys.get(indexing.phone_ref(text.sender), {})
        belongs = is_courtesy(text.text) or is_mere_dissatisfaction(text.text)
        newest = finding.live(pointer) or (pointer.get("complaint", "") if belongs else "")
        stored = finding.where_it_goes_on(self.pipeline, self.pipeline.load(newest, now), now)
        return stored if stored is None or stored.complaint.status in indexing.LIVE or belongs else None

    def _related(self, found: Found, now: datetime) -> tuple[Related, ...]:
        """The complaint that a stranger's text names by its number: the desk is told, nothing is joined."""
        named = (item["complaint"] for ref, item in found.keys.items() if ref.key.startswith("number#"))
        stored = [self.pipeline.load(each, now) for each in named]
        return tuple(_related(each) for each in stored if each)

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
        return "only thanks" if is_mere_thanks(text.text) else ""

    def _staff_at(self, phone: str) -> Person | None:
        """Texts prove nothing: staff order by mail alone, and complain by text like anybody."""
        return next((p for p in self.pipeline.policies.current().directory.people if phone and p.phone == phone), None)

    def _is_proof(self, text: InboundText, found: Found, at: datetime, receipt: Receipt, now: datetime) -> bool:
        """Joins the number to the complaint whose complainant named it, if the code is right; a wrong one is counted."""
        offered = found.keys.get(indexing.proof_ref(text.sender), {})
        right = finding.proves(offered, text.text, text.sender, self.pipeline.keys, at)
        if not (right or finding.is_guess(offered, text.text)):
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
        rows = list(self.pipeline.tables.rows(indexing.phone_ref(text.sender).key))
        for complaint in dict.fromkeys(row["complaint"] for row in rows):
            stored = finding.where_it_goes_on(self.pipeline, self.pipeline.load(complaint, now), now)
            if stored and stored.complaint.status in indexing.LIVE:
                fact = DeliveryFailed(id=f"{text.id}/{complaint}", at=at, address=text.sender, diagnostic=OPTED_OUT)
                own = Receipt(inbound_id=fact.id, at=at, outcome=OPTED_OUT)
                self.pipeline.handle(fact, now, stored=stored, receipt=own)
        self.pipeline.post((), Receipt(inbound_id=text.id, at=at, outcome=OPTED_OUT, payload=receipt.payload), now)


def is_opt_out(text: str) -> bool:
    """Whether a text asks for no more texts: the word alone, in whatever letters; "Cancel my order" is no such thing."""
    return OPT_OUT.fullmatch(re.sub(r"[\W_]", "", narrowed(text))) is not None


def score_in(text: str, measure_words: tuple[str, ...]) -> tuple[int, str]:
    """A survey's answer, 1 to 4, and the words after it; 0 if it is none: "3 路车又晚点" says nothing of satisfaction where 路
    is one of the `measure_words`.
    """
    said = narrowed(text).strip()
    if spoken := _VERDICT.fullmatch(said):
        return next(score for score, words in _VERDICTS if spoken[1].lower() in words), ""
    match = _SCORE.fullmatch(said)
    if (
        match is None
        or _A_COUNT.match(match["words"])
        or simplified(match["words"]).startswith(tuple(map(simplified, measure_words)))
    ):
        return 0, ""
    return int(match[1]), match["words"].strip()


def text_fact(
    text: InboundText, stored: Stored | None, at: datetime, policy: Policy, related: tuple[str, ...] = ()
) -> AnyFact:
    """A text as a fact: a figure from 1 to 4 is the survey's answer where one was asked for by text, else words."""
    score, words = score_in(text.text, policy.measure_words)
    if score and stored and asked_by_text(stored, text.sender):
        answered = stored.complaint.round
        return SurveyAnswered(id=text.id, at=at, score=score, words=words, round=answered, channel="sms")
    return CustomerWrote(
        id=text.id,
        at=at,
        complainant=Complainant(phone=text.sender, language=script.language(text.text)),
        channel="sms",
        writing=_writing(text),
        related=related,
    )


def asked_by_text(stored: Stored, phone: str) -> bool:
    """Whether the customer has been asked for a figure on this phone: answered, by text, and nothing on its way still."""
    complaint = stored.complaint
    who = complaint.complainant
    by_text = complaint.channel == "sms" or not who.mail or who.mail in complaint.unreachable
    waiting = any(mark.startswith(f"{indexing.digest(phone)}|") for mark in stored.unsent)
    return complaint.status == "answered" and complaint.moment("visited") is None and by_text and not waiting


def _related(stored: Stored) -> Related:
    known = stored.complaint
    return Related(id=known.id, number=known.number, status=known.status, subject=known.subject)


def _writing(text: InboundText) -> Writing:
    return Writing(text=text.text, full_text=text.text, subject=text.text.strip().split("\n")[0][:40])
