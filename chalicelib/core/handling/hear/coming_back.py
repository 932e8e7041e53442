"""A customer who writes again after an answer or the closing: plain words have their effect, doubtful ones a person reads in time."""

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.expressions import expression
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import calls_wished, promised_things
from chalicelib.core.handling.hold import promises, replies, standing_tasks, surveys, undelivered, watching
from chalicelib.core.handling.judge import rounds
from chalicelib.core.handling.timing import deadlines
from chalicelib.core.policy import answer_time, vocabulary
from chalicelib.core.written.by_machine import asks_for_help
from chalicelib.core.written.complaint_wanted import wants_complaint
from chalicelib.core.written.dissatisfaction import opinion_in
from chalicelib.core.written.progress import asks_among_other_things, asks_how_it_stands
from chalicelib.core.written.ratings import is_beyond_the_scale, is_disputed, rating_in
from chalicelib.core.written.second_matters import another_matter

UNSATISFIED, SATISFIED, HIGHEST = 2, 3, 4  # of four
_FIGURE_FIRST = expression(r"\s*\d")


def comes_back(draft: Draft, words: str) -> None:
    """Dissatisfaction begins what the letter said, thanks stay thanks, and what is neither the desk judges within a limit.

    So does it what was written before the answer, which had come back, was there to be read, and a survey's figure whose words dispute it.
    """
    figure = _asks_for_verdict(draft) and is_disputed(words, draft.policy.measure_words)
    unread = draft.complaint.status == "merged" or undelivered.reaches_now(draft)
    against = opinion_in(words) == "dissatisfied" and promised_things.waits_for_it(draft, words) == "no"
    if not unread and not figure and against and rounds.may_go_on(draft):
        draft.change(satisfaction=_grade(draft, words), satisfaction_words=words)
        draft.record("dissatisfied", by="customer")
        draft.reach("visited")
        rounds.go_on(draft)
        return
    if draft.complaint.status != "closed":
        reason = "content" if opinion_in(words) == "content" else "answered"
        extra: Extra = {"text": words, "reason": reason}
        draft.send("customer_added", "handler", extra=calls_wished.marked(extra, words))
    ask_the_desk(draft, words)


def verdict_in(draft: Draft, words: str, *, by_text: bool) -> int:
    """How satisfied words after an answer are, 1 to 4, where they say it as the survey does, or as the policy says; 0 if they do not.

    Thanks alone are no verdict, unless the policy's `satisfied_words` have them; nor is a figure by text that nobody has asked for yet.
    """
    if by_text and any(sign.isdigit() for sign in words):
        return 0
    policy, opinion = draft.policy, opinion_in(words)
    if not _asks_for_verdict(draft) or undelivered.reaches_now(draft) or opinion == "dissatisfied":
        return 0
    said, _ = rating_in(words, policy.measure_words)
    if said or opinion != "content" or not vocabulary.mentions(words, policy.satisfied_words):
        return said
    return min(max(SATISFIED, policy.reopen_at_most + 1), HIGHEST)


def is_shown_how(draft: Draft, words: str, *, by_text: bool) -> bool:
    """Whether they only wrote a figure that cannot count where one was asked for, which is shown once a round; or the word for help, once a day."""
    complaint, asks = draft.complaint, by_text and asks_for_help(words)
    if asks and complaint.status == "open":
        tell_how_it_stands(draft, words)
        return True
    later = complaint.asked_again is not None and complaint.moment("confirmed") is None
    waits = (_asks_for_verdict(draft) or later) and not (undelivered.reaches_now(draft) or replies.is_on_its_way(draft))
    figure = is_beyond_the_scale(words, draft.policy.measure_words)
    once = f"help:{draft.now:%m-%d}" if asks else "how_to_judge"
    if waits and (asks or figure) and draft.first_time(once):
        surveys.tell_customer(draft, "survey", extra={"text": words} if figure else {})
        return True
    return asks and waits  # they were shown it today; elsewhere the word is for a person


def _asks_for_verdict(draft: Draft) -> bool:
    return draft.complaint.status == "answered" and draft.complaint.moment("visited") is None


def _grade(draft: Draft, words: str) -> int | None:
    """How dissatisfied plain words are: as they say themselves (very dissatisfied), else 2; a worse verdict on this answer stands.

    A figure before other words than its own ("3, it is not mended") may be a verdict or none: nobody's verdict is guessed.
    """
    said, _ = rating_in(words, draft.policy.measure_words)
    if _FIGURE_FIRST.match(words) and not said:
        return draft.complaint.satisfaction
    given = draft.complaint.satisfaction or UNSATISFIED
    return min(said or UNSATISFIED, given, UNSATISFIED)


def tell_how_it_stands(draft: Draft, words: str) -> None:
    """Who asks how an open matter stands reads who has it and by when, at once, though not twice a day."""
    promised = answer_time.promised(draft.complaint, draft.policy)
    later = deadlines.overdue_promise(draft)
    known = later or (promised is not None and promised > draft.now)
    asks = asks_how_it_stands(words) or asks_among_other_things(words) or asks_for_help(words)
    if known and asks and draft.first_time(f"state:{draft.complaint.round}:{draft.now:%m-%d}"):
        draft.tell_customer("holding", extra={"ahead": 1} | later)


def takes_back(draft: Draft, words: str, *, withheld: bool) -> None:
    """Who withdraws an open complaint hears that it was read and what follows; whoever handles it and the desk, which can end it, read what to do.

    Nothing ends by itself: somebody may have talked them into it.
    """
    if draft.first_time("withdraws"):
        draft.tell_customer("holding", extra={"ahead": 1, "reason": saying.say("withdrawal_heard")})
    extra: Extra = {"text": words, "reason": "withdraws"}
    draft.send("customer_added", "desk", extra=extra | {"commands": ["close"]})
    if not withheld:
        draft.send("customer_added", "handler", extra=extra)


def is_taken_at_its_word(draft: Draft, words: str) -> bool:
    """What was passed on as something else becomes a complaint where its customer plainly asks for that, as our letter said."""
    closed = draft.complaint.status == "closed"
    if not (wants_complaint(words) and rounds.take_for_complaint(draft)):
        return False
    draft.record("taken_for_complaint", by="customer")
    extra: Extra = {"text": words, "reason": "taken_for_complaint"}
    if not draft.complaint.handler:
        extra["commands"] = ["transfer"]
    draft.send("after_closing" if closed else "customer_added", "desk", extra=extra)
    return True


def ask_the_desk(draft: Draft, words: str, reason: str = "") -> None:
    """The desk reads it, within a time, and begins again if need be; about thanks and consent nothing has to be done."""
    extra: Extra = {"text": words}
    if made := promises.made(draft):
        extra["promise"] = promises.in_words(made)
    if reason:
        extra["reason"] = reason
    again = "reopen" if draft.complaint.kind in draft.policy.flow_kinds else "accept"
    closed = draft.complaint.status == "closed"
    orders = [again, "tell", "note"] if closed else ["visit", again, "tell", "note"]
    if draft.complaint.status == "merged":
        extra |= {"commands": ["visit", "reopen", "note"]}  # the other complaint is the one that is handled
    elif reason or opinion_in(words) != "content" or another_matter(words) != "no":
        due = watching.watch_over_later_words(draft).isoformat()
        extra |= {"task": standing_tasks.LATER_WORDS.name, "due": due, "commands": orders, "fields": []}
    elif not closed:
        extra |= {"reason": "content", "commands": [again]}
        extra |= _spares_the_visit(draft, again)
    if draft.complaint.status != "merged":  # whose calls are recorded with the other complaint
        extra = calls_wished.marked(extra, words)
    draft.send("after_closing" if closed else "customer_added", "desk", extra=extra)


def _spares_the_visit(draft: Draft, again: str) -> Extra:
    """Where the policy asks for a follow-up call, the form of it: words that tell how it was spare the customer a call."""
    visit = next((task for task in draft.policy.tasks if task.command == "visit"), None)
    if visit is None or draft.complaint.moment("visited") is not None:
        return {}
    return {"commands": ["visit", again], "fields": list(visit.form), "required": list(visit.required)}
