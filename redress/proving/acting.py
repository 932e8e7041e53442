"""What people do in a life, act by act: the customer, staff and the post, with any complaint that the customer has."""

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from chalicelib.aws.records import Stored
from chalicelib.core.complaint.facts import (
    CustomerWrote,
    DeliveryFailed,
    MachineWrote,
    SurveyAnswered,
    Writing,
)
from chalicelib.core.complaint.model import Complainant, Complaint
from chalicelib.core.orders.command_table import shown
from chalicelib.core.people import people
from chalicelib.core.written.languages import spoken
from chalicelib.reception.texting import asked_by_text
from redress.proving import answers, words
from redress.proving.course import LONGEST, MAIL, PHONE, QUIET, Course, Sent, first_message, offered
from redress.proving.lives import Act, Does
from redress.proving.registering import registers
from redress.proving.scene import Scene

LEADERS = frozenset({"supervisor", "director", "desk_head"})
ASKS = frozenset({"assignment", "task", "return_visit", "call_task", "to_assign", "approval", "receipt_request", "assist",
                  "refused", "passed_on"})  # fmt: skip
LETTERS = frozenset({"outcome", "explanation", "update", "question"})
SAID = {"adds": words.ADDS, "thanks": words.THANKS, "insists": words.INSISTS}


def act_out(scene: Scene) -> datetime:
    """Plays all acts and lets time pass; until when it was watched."""
    received, acts = scene.life.received, scene.life.acts
    scene.courses[0].take(first_message(scene.policy, scene.life), received, None)
    for number, act in enumerate(acts):
        # Each in seconds of its own, so that what leaves a minute later, or comes due in one, never leaves with the next act.
        at = received + timedelta(minutes=act.minute, seconds=20 + 3 * (number % 12))
        scene.wind(at)
        course = scene.courses[act.pick // 7 % len(scene.courses)]
        if course.complaint is not None:
            DOES[act.does](scene, course, act, at)
    end = min(received + timedelta(minutes=max((act.minute for act in acts), default=0)) + QUIET, received + LONGEST)
    scene.wind(end)
    for course in scene.courses:
        course.sent.sort(key=lambda sent: (sent.at, sent.step))
    return end


# -- customers ------------------------------------------------------------------------------------------------------------


def _writes(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    scene.writes(course, SAID[act.does], act, at)


def _brings_up(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    """Another matter, in the same thread."""
    another = {language: said.format(words.MATTER[language]) for language, said in words.ANOTHER.items()}
    scene.writes(course, another, act, at)


def _names(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    """Whom it is about: whoever handles it, or somebody else."""
    people = [p for p in scene.policy.directory.people if p.name]
    handler = next((p for p in people if course.complaint and p.mail == course.complaint.handler), None)
    named = handler if handler and act.pick % 3 else people[act.pick % len(people)] if people else None
    if named is not None:
        scene.writes(course, {language: said.format(named.name) for language, said in words.NAMES.items()}, act, at)


def _complains_again(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    """A fresh mail or text, while the others are open."""
    first = first_message(scene.policy, scene.life)
    if scene.life.channel == "phone" or course.complaint is None:
        return
    said = words.ANOTHER.get(scene.life.language, words.ANOTHER["en"]).format(scene.life.text)
    writing = Writing(text=said, full_text=said)
    again = CustomerWrote(
        id=scene.fact(course), at=at, complainant=first.complainant, channel=first.channel, writing=writing
    )
    scene.open(again, at, act)


def _rates(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    _judges(scene, course, act, at, ("outcome", "survey"), later=False)


def _confirms(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    """The verdict on the question, weeks later, whether it was really solved."""
    _judges(scene, course, act, at, ("later_survey",), later=True)


def _judges(scene: Scene, course: Course, act: Act, at: datetime, asked: tuple[str, ...], *, later: bool) -> None:
    """By the page of the newest letter that asks, or by text; a figure that no text asks for is words like any others."""
    letter = next((s for s in reversed(course.sent) if s.to_customer and s.message.name in asked), None)
    if course.complaint is None or letter is None:
        return
    score, of = 1 + act.pick % 4, letter.complaint.round
    if scene.life.channel == "sms" and not asked_by_text(Stored(complaint=course.complaint), letter.address):
        scene.writes(course, {"en": str(score)}, act, at)
    elif _page_asks(course.complaint, of, later=later):
        by = "sms" if scene.life.channel == "sms" else "web"
        scene.take(
            course, SurveyAnswered(id=scene.fact(course), at=at, score=score, round=of, channel=by, later=later), act
        )


def _page_asks(complaint: Complaint, of: int, *, later: bool) -> bool:
    """Whether the page of a letter of that round still takes an answer; else it says that the matter has gone on."""
    said = complaint.moment("confirmed" if later else "visited") is not None
    return of == complaint.round and complaint.moment("answered") is not None and not said


# -- the post -------------------------------------------------------------------------------------------------------------


def _bounces(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    if course.sent:
        _comes_back(scene, course, course.sent[-1 - act.pick % min(4, len(course.sent))], act, at)


def _loses(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    """What the customer was told last comes back."""
    told = [sent for sent in course.sent if sent.to_customer and sent.message.name in LETTERS]
    if told:
        _comes_back(scene, course, told[-1], act, at)


def _comes_back(scene: Scene, course: Course, lost: Sent, act: Act, at: datetime) -> None:
    name = lost.message.name if lost.to_customer else ""
    fact = DeliveryFailed(id=scene.fact(course), at=at, address=lost.address, diagnostic="5.1.1", message=name)
    scene.take(course, fact, act)


def _machine(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    fact = MachineWrote(id=scene.fact(course), at=at, sender=MAIL, writing=Writing(text="out of office"))
    scene.take(course, fact, act)


# -- staff ----------------------------------------------------------------------------------------------------------------


def _answers(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    """Somebody answers one of the newest mails that ask for something."""
    if asked := scene.asking(course):
        sent = asked[-1 - act.pick % min(3, len(asked))]
        found = offered(sent, scene.policy)
        chosen = found[0] if act.pick % 5 < 3 else found[act.pick % len(found)]  # noqa: PLR2004  mostly what is asked
        _gives(scene, course, sent, chosen, act, at)


def _works(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    """Whoever was asked for work last does it, and does it well."""
    if asked := scene.asking(course, ASKS):
        _gives(scene, course, asked[-1], offered(asked[-1], scene.policy)[0], act, at)


def _gives(scene: Scene, course: Course, sent: Sent, offer: answers.Offer, act: Act, at: datetime) -> None:
    assert course.complaint is not None
    forget = act.does == "forgets"
    if not forget and offer in offered(sent, scene.policy):
        scene.answered.add(id(sent))
    text = answers.reply(offer, sent.message, course.complaint, scene.policy, at, act.pick, forget=forget)
    scene.reply(course, sent, text, act, at, with_files=not forget)


def _mends(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    """Whoever was refused answers the same mail once more, with all that it asks for."""
    refused = [step for step in course.steps if step.answered and step.decision.results.problems]
    sent = refused[-1].answered if refused else None
    if sent is not None and offered(sent, scene.policy):
        _gives(scene, course, sent, offered(sent, scene.policy)[0], act, at)


def _scribbles(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    """A reply without an order, or with one that there is not."""
    if asked := scene.asking(course):
        sent = asked[-1 - act.pick % min(3, len(asked))]
        said = answers.said(sent.message)
        scene.reply(course, sent, said if act.does == "notes" else f"{words.GIBBERISH} {said}", act, at)


def _orders(command: str) -> Callable[[Scene, Course, Act, datetime], None]:
    """Whoever handles it, or else the desk, gives an order that no mail asks for; with its lines, if any mail of theirs has shown them."""

    def orders(scene: Scene, course: Course, act: Act, at: datetime) -> None:
        assert course.complaint is not None
        who = course.complaint.handler or scene.policy.directory.desk
        theirs = [s for s in course.sent if s.message.to.mail == who and s.message.channel == "mail"]
        if theirs:
            forms = (
                offer for sent in reversed(theirs) for offer in offered(sent, scene.policy) if offer.command == command
            )
            _gives(scene, course, theirs[-1], next(forms, answers.Offer(command, ())), act, at)

    return orders


def _merges(scene: Scene, _: Course, act: Act, at: datetime) -> None:
    """The desk takes one complaint of the customer into another, by the newest mail that it has about that one."""
    desk = scene.policy.directory.desk
    going_on = [c for c in scene.courses if c.complaint and c.complaint.status in ("open", "answered")]
    asked = [(c, s) for c in going_on for s in c.sent if s.message.to.mail == desk and s.message.channel == "mail"]
    if len(going_on) > 1 and asked:
        course, sent = max(asked, key=lambda each: each[1].at)
        others = [c.complaint.number for c in going_on if c is not course and c.complaint]
        command = shown("merge", spoken(sent.message.to.language) or scene.policy.languages[0])
        scene.reply(course, sent, f"#{command} {others[act.pick % len(others)]}", act, at)


def _parts(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    """The desk undoes a merger by the merged one's number; where there is none, it parts the customer's newest words from a complaint."""
    merged = [c for c in scene.courses if c.complaint and c.complaint.status == "merged"]
    course = merged[0] if merged else course
    to_staff = [s for s in course.sent if not s.to_customer and s.message.channel == "mail"]
    if to_staff:
        desk = people.recipient(scene.policy.directory.desk, "desk", scene.policy)
        own = msgspec.structs.replace(to_staff[-1], message=msgspec.structs.replace(to_staff[-1].message, to=desk))
        order = shown("reopen" if merged else "split", spoken(desk.language) or scene.policy.languages[0])
        scene.reply(course, own, f"#{order} {answers.said(own.message) if merged else ''}".rstrip(), act, at)


def _speaks(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    """A leader answers in plain words: whoever was asked to agree, or who reads of it."""
    asked = [s for s in scene.asking(course) if any(offer.command == "approve" for offer in offered(s, scene.policy))]
    if act.does == "instructs":
        asked = [
            s for s in course.sent if s.message.to.role in LEADERS and s not in asked and s.message.channel == "mail"
        ]
    if asked:
        said = next(said for does, said in words.PLAIN.items() if does == act.does)
        scene.answered |= {id(asked[-1])} if act.does != "instructs" else set()
        texts = said.get(spoken(asked[-1].message.to.language), said["en"])
        scene.reply(course, asked[-1], texts[act.pick % len(texts)], act, at)


def _registers(scene: Scene, course: Course, act: Act, at: datetime) -> None:
    """The customer calls, and the desk writes it down as a complaint."""
    complainant = course.complaint.complainant if course.complaint else Complainant()
    fact = registers(scene.policy, complainant.phone or PHONE, act.pick, at, scene.fact(course))
    if fact is not None:
        scene.open(fact, at, act)


DOES: dict[Does, Callable[[Scene, Course, Act, datetime], None]] = {
    "adds": _writes, "thanks": _writes, "insists": _writes, "second": _brings_up, "again": _complains_again, "names": _names,
    "rates": _rates, "confirms": _confirms,
    "answers": _answers, "forgets": _answers, "works": _works, "mends": _mends, "errs": _scribbles, "notes": _scribbles,
    "transfers": _orders("transfer"), "extends": _orders("extend"), "invalid": _orders("invalid"),
    "merges": _merges, "parts": _parts, "assists": _orders("assist"), "consents": _speaks, "refuses": _speaks, "instructs": _speaks, "registers": _registers,
    "bounces": _bounces, "loses": _loses, "machine": _machine,
}  # fmt: skip
