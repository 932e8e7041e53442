"""What pages take in: the function behind them reads and shows, and hands each posted form to a worker by a queue.

So whoever takes that function over writes nothing, sends nothing and sees only what links lead to.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from chalicelib.arrivals.web_forms import Added, Begun, Guessed, WebForms
from chalicelib.aws.records import CONFIRMED, Commit, Receipt
from chalicelib.core.complaint.facts import StaffWrote, SurveyAnswered
from chalicelib.core.people import people, subscriptions
from chalicelib.core.people.tokens import Token, person_digest
from chalicelib.core.register.indexing import KeyItem, KeyRef
from chalicelib.pipeline.pipeline import Pipeline

if TYPE_CHECKING:
    from chalicelib.staff.staff_desk import StaffDesk


class Answered(msgspec.Struct, frozen=True, tag="answered"):
    """A customer's answer on the complaint of that id."""

    fact: SurveyAnswered
    complaint: str


class Confirmed(msgspec.Struct, frozen=True, tag="confirmed"):
    """The bearer of a token lets the order through that waits for them."""

    token: Token


class Unwanted(msgspec.Struct, frozen=True, tag="unwanted"):
    """The bearer of a token wants no more reports that are only to be read, from then on."""

    token: Token
    at: datetime


Form = Answered | Confirmed | Begun | Guessed | Added | Unwanted


class PageForms:
    """The forms of one stack's pages, on both sides of the queue. `send` puts a message into it; `written` are those with people's own words;
    `staff_desk` is asked for when a colleague confirms.
    """

    def __init__(
        self, pipeline: Pipeline, staff_desk: "Callable[[], StaffDesk]", written: WebForms, send: Callable[[str], None]
    ) -> None:
        self.pipeline = pipeline
        self.staff_desk = staff_desk
        self.written = written
        self.send = send

    # -- in the function behind the pages

    def answer(self, fact: SurveyAnswered, complaint: str, _now: datetime) -> None:
        """Takes in a customer's answer."""
        self.send(msgspec.json.encode(Answered(fact, complaint)).decode())

    def held(self, token: Token) -> str:
        """What the order says that waits, or waited, for this token's bearer; "" if there is none."""
        return held_words(self._held(token))

    def concerns(self, token: Token) -> str:
        """What is to be confirmed beside an order: the name of what a mail's workbook changes; else ""."""
        return self._held(token).get("of", "")

    def confirmed(self, token: Token) -> bool:
        """Whether it was confirmed and dealt with."""
        return bool(self._held(token).get("done"))

    def _held(self, token: Token) -> dict[str, str]:
        ref = held_ref(token)
        return self.pipeline.tables.lookup("", [ref]).keys.get(ref, {})

    def confirm(self, token: Token, now: datetime) -> bool:
        """Takes in that a waiting order may be carried out; False if nothing waits, or its writer is nobody here any more."""
        if self._waiting(token, now) is None:
            return False
        self.send(msgspec.json.encode(Confirmed(token)).decode())
        return True

    def end_reports(self, token: Token, now: datetime) -> None:
        """Takes in that somebody wants no more reports."""
        self.send(msgspec.json.encode(Unwanted(token, now)).decode())

    # -- in the worker

    def carry_out(self, form: Form, now: datetime) -> None:
        """Does what a form asks, once: its receipt is the same however often it was posted."""
        match form:
            case Answered(fact=fact, complaint=complaint):
                receipt = Receipt(inbound_id=fact.id, at=fact.at, outcome="survey")
                self.pipeline.handle(fact, now, complaint=complaint, receipt=receipt)
            case Confirmed(token=token):
                self._release(token, now)
            case Begun():
                self.written.began(form, now)
            case Guessed():
                self.written.guessed(form, now)
            case Added():
                self.written.added(form, now)
            case Unwanted(token=token, at=at):
                self._end_reports(token, at, now)

    def _end_reports(self, token: Token, at: datetime, now: datetime) -> None:
        """As the order by mail does; the page has said so, and no mail does. By its receipt what comes late undoes no later wish."""
        if who := people.bearer(token.person, self.pipeline.policies.current()):
            receipt = Receipt(inbound_id=f"unwanted:{token.person}:{at.isoformat()}", at=at, outcome="unwanted")
            wish = subscriptions.item(subscriptions.Wish(who, wanted=False, at=at))
            self.pipeline.post((), receipt, now, keys=(wish,))

    def _release(self, token: Token, now: datetime) -> None:
        if (waiting := self._waiting(token, now)) is None:
            return
        mail, complaint = waiting
        confirmed = msgspec.structs.replace(mail, id=f"{mail.id}{CONFIRMED}")
        receipt = Receipt(inbound_id=confirmed.id, at=mail.at, outcome="confirmed", raw=mail.writing.raw)
        held = self._held(token)
        # Whoever opens the page again sees that it is done. Who dies before this is sent the form once more, and gets here.
        kept = {name: held[name] for name in ("text", "complaint", "of") if name in held} | {"done": "yes"}
        done = KeyItem(ref=held_ref(token), values=kept, expires=token.expires)
        if "of" in held:
            self.staff_desk().renew(confirmed, held, receipt, now, done)
            return
        self.staff_desk().serve(confirmed, self.pipeline.load(complaint, now), receipt, now)
        self.pipeline.tables.commit(Commit(keys=(done,)))

    def _waiting(self, token: Token, now: datetime) -> tuple[StaffWrote, str] | None:
        """The mail that waits, and its complaint; only for its own bearer, and only while they are still somebody here."""
        ref = held_ref(token)
        held = self.pipeline.lookup(now, wanted=[ref]).keys.get(ref, {})
        if not held or held.get("done"):
            return None
        mail = msgspec.json.decode(held["fact"], type=StaffWrote)
        known = people.is_known(mail.by, self.pipeline.policies.current())
        return (mail, held.get("complaint", "")) if known and person_digest(mail.by) == token.person else None


def form_in(body: str) -> Form | None:
    """The form in a message of the queue; None if it tells of something else."""
    try:
        form: Form = msgspec.json.decode(body, type=Form)
    except msgspec.ValidationError:
        return None
    return form


def held_ref(token: Token) -> KeyRef:
    """Where the mail lies that waits for this token's bearer."""
    return KeyRef(key=f"held#{token.complaint}")


def held_words(held: dict[str, str]) -> str:
    """What such a mail orders; "" if there is none."""
    return held.get("text", "")
