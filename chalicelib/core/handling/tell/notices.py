"""Fourth step, between deadlines and rungs: who hears of what has just happened.

One function a moment of `core.complaint.moments`, or none. Messages to the customer respect quiet hours, acknowledgements excepted.
"""

from collections.abc import Callable
from datetime import datetime

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra, FollowUp
from chalicelib.core.complaint.facts import CustomerWrote
from chalicelib.core.complaint.moments import BY_NAME
from chalicelib.core.complaint.more_time import Extension
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.addressing import quiet_until
from chalicelib.core.handling.draft import ASSIGNMENT, DANGER, TAKEN_FOR_COMPLAINT, Draft
from chalicelib.core.handling.hold import (
    enclosures,
    extensions,
    gates,
    replies,
    standing_tasks,
    tasks,
    watching,
)
from chalicelib.core.handling.judge import rounds
from chalicelib.core.handling.tell import copies, promised_times, special_reports
from chalicelib.core.handling.timing import chasing, deadlines
from chalicelib.core.people import people
from chalicelib.core.policy import answer_time, vocabulary
from chalicelib.core.policy.praising import praises
from chalicelib.core.register import likeness
from chalicelib.core.words import letter
from chalicelib.core.written.announced_files import announces_file
from chalicelib.core.written.calls_wished import wishes_for_a_call
from chalicelib.core.written.remarks import is_about_the_customer

Notice = Callable[[Draft], None]
NOTICES: dict[str, Notice] = {}


def announces(news: str) -> Callable[[Notice], Notice]:
    """Registers who is told of a moment, or of another piece of news. ValueError for what is none, or is told already."""
    if news in NOTICES or news not in (*BY_NAME, ASSIGNMENT, TAKEN_FOR_COMPLAINT, DANGER):
        raise ValueError(news)

    def register(notice: Notice) -> Notice:
        NOTICES[news] = notice
        return notice

    return register


def announce(draft: Draft) -> None:
    """Tells whoever must hear of what this decision has brought about since it was last asked, each once."""
    # A person is alerted before all else; the customer hears first that it is a complaint.
    first = (DANGER, TAKEN_FOR_COMPLAINT)
    fresh = sorted(draft.news, key=lambda each: first.index(each) if each in first else len(first))
    for news in dict.fromkeys(fresh):  # who is given it twice over in one decision is told once
        if news in NOTICES:
            NOTICES[news](draft)
    special_reports.announce(draft, fresh)
    promised_times.tell_moved(draft)
    draft.news = draft.news[len(fresh) :]


@announces(DANGER)
def _danger(draft: Draft) -> None:
    """The desk and whoever is on duty are alerted at once, and each confirms; then the customer hears in words that fit."""
    roles = ("desk", people.ON_DUTY if any(role.name == people.ON_DUTY for role in draft.policy.roles) else "desk_head")
    words = draft.fact.writing.text or draft.fact.writing.full_text if isinstance(draft.fact, CustomerWrote) else ""
    extra: Extra = {"what": saying.say(f"danger.{draft.danger}"), "text": words, "commands": ["received"]}
    if draft.danger == "threatened" and "registered" not in draft.reached:
        # Whom the words are about keeps out of the complaint, its history included.
        extra |= {"kept": 1, "commands": ["received", "about"]}
    draft.send("danger", *roles, by=("mail", "sms"), extra=extra)
    for person in {
        p.mail: p for r in roles for p in people.holders(r, draft.complaint, draft.policy, draft.now)
    }.values():
        tasks.ask(draft, standing_tasks.RECEIPT, person)
    if draft.complaint.status in ("answered", "closed"):
        watching.watch_over_later_words(draft)  # whatever else the words say, somebody answers them within a time
    if draft.danger != "threat" and "registered" not in draft.reached:
        draft.tell_customer("danger_received", extra=promised_times.awaited(draft) | {"danger": draft.danger})


def _hidden(draft: Draft) -> Extra:
    """Who asked to stay unnamed reads that they do."""
    return {"hidden": 1} if draft.complaint.anonymous else {}


def _file_missing(draft: Draft) -> Extra:
    """Who writes of an attachment that did not come reads so, and how to send it."""
    fact = draft.fact
    if not isinstance(fact, CustomerWrote) or fact.channel != "mail" or fact.writing.evidence:
        return {}
    return {"no_file": 1} if announces_file(fact.writing.text) else {}


@announces(TAKEN_FOR_COMPLAINT)
def _taken_for_complaint(draft: Draft) -> None:
    draft.tell_customer("acknowledgement", extra=promised_times.promised(draft))


@announces(ASSIGNMENT)
def _assigned_anew(draft: Draft) -> None:
    """Somebody else handles it now, or does so anew; with a referral they hear of it all the same."""
    if "referred" not in (*draft.reached, *draft.complaint.awaiting):
        _referred(draft)


@announces("registered")
def _registered(draft: Draft) -> None:
    """Apology, number, who handles it, by when the answer comes, how to add to it (CW-02, LC-03)."""
    complaint = draft.complaint
    if "muted" in complaint.flags:
        draft.record("not_acknowledged", reason="automatic")
        return
    if complaint.moment("answered") is not None:
        return  # settled on the spot: the answer itself tells the number
    if draft.danger not in ("", "threat"):
        extra = promised_times.promised(draft) | {"danger": draft.danger} | _hidden(draft)
        draft.tell_customer("danger_received", extra=extra)
        return
    others = [r.number for r in draft.context.related if r.own and r.number]
    beside: Extra = _hidden(draft) | ({"beside": others} if others else {}) | _file_missing(draft)
    if complaint.kind not in draft.policy.flow_kinds:
        draft.tell_customer("noted", extra=beside)
        return
    missing = _missing_facts(draft)
    asked: Extra = {"fields": missing} if missing else {}
    written = draft.customer_channel() != ()  # one letter says both; on the telephone each has its own words
    draft.tell_customer("acknowledgement", extra=promised_times.promised(draft) | beside | (asked if written else {}))
    if missing and not written:
        draft.tell_customer("question", extra=asked)
    if missing:
        draft.record("asked_customer", reason=", ".join(missing))


def _missing_facts(draft: Draft) -> list[str]:
    """What the policy needs to know and the customer has not said: asked for once, all together."""
    complaint, fields = draft.complaint, {f.name: f for f in draft.policy.fields}
    missing = []
    for name in draft.policy.asks:
        field = fields.get(name)
        relevant = field is None or vocabulary.any_holds(field.when, complaint, draft.context.counts)
        given = vocabulary.value_of(complaint, name) or (
            field is not None and vocabulary.mentions(complaint.words, field.signs)
        )
        if relevant and not given:
            missing.append(name)
    return missing


@announces("referred")
def _referred(draft: Draft) -> None:
    """The answering unit gets the slip with its form; what is no complaint is passed on."""
    complaint = draft.complaint
    if complaint.kind not in draft.policy.flow_kinds:
        needed = [name for gate in gates.asking(draft, "answered") for name in (*gate.needs, *gate.needs_any)]
        if praises(complaint, draft.policy):  # thanked already: nobody has to answer it
            draft.send("passed_on", "handler", extra={"commands": ["tell", "note"]})
        else:
            draft.send("passed_on", "handler", extra={"commands": ["resolve", "tell", "note"], "fields": needed})
        return
    due = _due_answer(draft)
    extra: Extra = {"commands": ["resolve", "contact", "tell", "ask", "transfer", "assist", "return", "note"]}
    extra |= tasks.answer_form(draft)
    if due:
        extra |= {"due": due.isoformat(), "sooner_limits": _sooner_limits(draft, due)}
    promised_times.tell_later(draft)
    if complaint.round > 1:
        extra["reason"] = next((e.reason or e.text for e in reversed(draft.entries) if e.what == "reopened"), "")
        extra["text"] = complaint.earlier_answers[-1].words if complaint.earlier_answers else ""
    if complaint.moment("contacted") is None and wishes_for_a_call(complaint.words):
        extra["call"] = 1
    for handler in people.holders("handler", complaint, draft.policy, draft.now):
        draft.send_to("assignment", handler, extra=extra | _like_cases(draft, handler.mail))


def _like_cases(draft: Draft, reader: str) -> Extra:
    """Closed complaints like this one, and what solved them (PG-17)."""
    found = likeness.like_cases(draft.complaint, draft.policy, draft.context.like, reader)
    said = [
        saying.say(
            "like_case" if case.lesson.cause else "like_case_solved",
            number=case.number,
            closed=saying.time_of(case.closed),
            cause=case.lesson.cause,
            remedy=case.lesson.remedy,
        )
        for case in found
    ]
    return {"like": said} if said else {}


def _sooner_limits(draft: Draft, answer: datetime) -> list[Said]:
    """What is the handler's to do before the answer, each with its time: what their clocks wait for, the first due first."""
    theirs = {c.name for c in draft.policy.clocks if any("handler" in rung.tell for rung in c.rungs)}
    running = [d for d in draft.complaint.deadlines if d.clock in theirs and d.round == draft.complaint.round]
    sooner = sorted((d.due, d.clock) for d in running if d.met is None and draft.now < d.due < answer)
    return [saying.say("sooner_limit", clock=saying.labels(clock), due=saying.time_of(due)) for due, clock in sooner]


def _due_answer(draft: Draft) -> datetime | None:
    """By when the unit must have answered: what the customer was promised, or else the first limit for it that passes."""
    promised = {clock.name for clock in draft.policy.clocks if clock.promised}
    running = answer_time.limits_of_the_answer(draft.complaint, draft.policy)
    due = min(running, key=lambda d: (d.clock not in promised, d.due)).due if running else None
    if due is None or due > draft.now:
        return due
    following = deadlines.overdue_promise(draft).get("new_due")  # nobody is asked to act by a time that is over
    return datetime.fromisoformat(str(following)) if following else None


@announces("answered")
def _answered(draft: Draft) -> None:
    """The outcome to the customer with the question whether they are satisfied; a copy to the desk (LC-05).

    At night the question waits for the morning. What was only passed on is answered without it.
    """
    complaint, policy = draft.complaint, draft.policy
    undo = replies.undo_until(draft, draft.now) if policy.undo else None
    _tell_absorbed(draft, undo)
    if _is_explained(draft):
        copies.send(draft, undo)
        return
    asks = complaint.kind in policy.flow_kinds
    night = quiet_until(policy, undo or draft.now) is not None and draft.customer_channel() == ("mail",)
    survey: Extra = {"survey": 1 if asks and not night else 0}
    if {"registered", "first_contact"} <= set(draft.reached) and is_about_the_customer(complaint.outcome):
        survey |= {"record": 1}  # what was noted beside the call (已解释，客户满意) is no letter
    draft.tell_customer("outcome", not_before=undo, extra=survey, files=complaint.enclosed)
    enclosures.reaches_nobody(draft)
    if asks and night:
        draft.tell_customer("survey", not_before=undo)
    copies.send(draft, undo)


def _is_explained(draft: Draft) -> bool:
    """Whether the customer gets an explanation instead; a rule that finds the complaint invalid afterwards takes no answer from them."""
    asked = (name for name, _ in draft.outgoing.to_be_called)
    return "explanation" in {*asked, *(message.name for message in draft.outgoing.messages)}


def _tell_absorbed(draft: Draft, after: datetime | None) -> None:
    """Customers of complaints that were merged into this one get its answer, through their own."""
    complaint, who = draft.complaint, draft.complaint.complainant
    values = {
        "message": "explanation" if complaint.valid is False else "outcome",
        "outcome": letter.whole(complaint, draft.policy),
        "number": complaint.number,
        "mail": who.mail,
        "phone": who.phone,
        "after": after.isoformat() if after else "",
        "files": msgspec.json.encode(complaint.enclosed).decode(),
    }
    draft.outgoing.follow_ups += [
        FollowUp(complaint=each.id, name="answered_there", values=values) for each in complaint.absorbed
    ]


@announces("reopened")
def _reopened(draft: Draft) -> None:
    """The customer hears who looks at it now and by when, in words that fit whoever has asked for it; the new handler gets the case."""
    higher: Extra = {"who": draft.complaint.handler} if draft.complaint.handler != draft.before.handler else {}
    asked = rounds.asked_for_by(draft)
    again: Extra = {} if asked == rounds.CUSTOMER else {"again": asked}
    draft.tell_customer("reopened", extra=promised_times.promised(draft) | higher | again)


@announces("extended")
def _extended(draft: Draft) -> None:
    """Another time was granted: the customer hears of the one they were told before it passes (CM-07, PG-04), colleagues of any."""
    for granted in draft.granted:
        _tell_of_more_time(draft, granted)
    draft.granted.clear()


def _tell_of_more_time(draft: Draft, granted: Extension) -> None:
    if any(clock.promised for clock in draft.policy.clocks if clock.name == granted.clock):
        told = answer_time.promised(draft.before, draft.policy)
        extra: Extra = {"new_due": granted.until.isoformat(), "reason": granted.reason}
        extra |= {"promised": told.isoformat()} if told else {}
        draft.tell_customer("holding", extra=extra | ({"sooner": 1} if told and granted.until < told else {}))
    code = "moved_forward" if granted.earlier else "extended"
    new_time = saying.say(code, clock=saying.labels(granted.clock), due=saying.time_of(granted.until))
    told_of_it, works = extensions.told_what_became_of_it(draft, granted), frozenset[str]()
    if granted.earlier:  # less time is something to do
        sooner: Extra = {
            "reason": new_time,
            "due": granted.until.isoformat(),
            **chasing.what_ends(draft, granted.clock),
        }
        works = frozenset({draft.complaint.handler, *(r.mail for r in told_of_it if r.role == "handler")})
        draft.send_to("information", *(r for r in told_of_it if r.mail in works), extra=sooner)
    more: Extra = {} if granted.earlier else {"later": 1, "clock": granted.clock, "new_due": granted.until.isoformat()}
    draft.send_to("information", *(r for r in told_of_it if r.mail not in works), extra={"reason": new_time, **more})
