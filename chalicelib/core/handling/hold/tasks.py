"""Third step, second half: tasks open when their moment has come, and end when done or needless.

Every task has a time by which it is due, so that none waits in silence: its own, or that of the clock which waits for it, or the next working day.
"""

from datetime import datetime, timedelta

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra, Recipient
from chalicelib.core.complaint.model import Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import promises, replies, standing_tasks
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.people import people
from chalicelib.core.policy import duties, limits, vocabulary
from chalicelib.core.policy import model as rules
from chalicelib.core.policy.answering import ANSWERS, answer_task, answer_tasks
from chalicelib.core.times.working_time import ALWAYS, Calendar, Duration, due, shift

COPY_LATER = timedelta(minutes=1)  # leaves with the next sweep, so that whoever opened the task by a mail does not wait
NEXT_WORKING_DAY = Duration(1, "working day")
WORDS_TO_THE_CUSTOMER = frozenset({"tell", "ask"})
BEFORE_THE_ANSWER = frozenset({"received", "registered", "referred", "assigned", "accepted", "contacted"})
ASKED_OF_EACH = frozenset({"assistants"})  # several people, each with a form of their own (IB-17)


def settle(draft: Draft) -> None:
    """Opens what is due to open, drops what has become needless."""
    _open_asked(draft)
    _limit_anew(draft)
    _ask_by_the_form_that_holds(draft)
    for task in draft.policy.tasks:
        _drop_needless(draft, task)
        opens = opening(draft, task)
        if opens is not None and opens <= draft.now:
            open_task(draft, task)
    referral = draft.complaint.open_task(standing_tasks.REFERRAL.name)
    assigned = draft.complaint.moment("referred") is not None or "referred" in draft.complaint.awaiting
    if referral is not None and draft.complaint.handler and assigned:
        finish(draft, referral, {})


def _limit_anew(draft: Draft) -> None:
    """Open work has the time that its complaint's new severity, or a line that was filled in, gives it."""
    found = tuple(_limited_anew(draft, task) for task in draft.complaint.tasks)
    if found != draft.complaint.tasks:
        draft.change(tasks=found)


def _limited_anew(draft: Draft, task: Task) -> Task:
    rule = rule_of(draft, task.name)
    if rule is None or rule.promises or task.done is not None or task.round != draft.complaint.round:
        return task
    before, now = (limits.ends(rule, c, task.opened, draft.policy) for c in (draft.before, draft.complaint))
    return msgspec.structs.replace(task, due=now) if now != before else task


def _open_asked(draft: Draft) -> None:
    """Tasks that rules open go to whoever has the role now that the complaint has found its handler."""
    for name in draft.rulings.taken_opens():
        task = rule_of(draft, name)
        if task is not None:
            open_task(draft, task)


def opening(draft: Draft, task: rules.Task) -> datetime | None:
    """When the task opens in this round; None if it does not, or has already."""
    complaint = draft.complaint
    since = complaint.moment(task.opens)
    if since is None or not _unasked(draft, task) or (task.command == ANSWERS and _is_answered(draft)):
        return None
    if complaint.status == "merged" or (complaint.status == "closed" and not _opens_after_closing(draft, task)):
        return None
    if task.unless and complaint.moment(task.unless) is not None:
        return None
    if not (vocabulary.any_holds(task.when, complaint, draft.context.counts) and promises.is_made(draft, task)):
        return None
    answered = complaint.moment("answered")
    if draft.policy.undo and answered is not None and task.opens in ("answered", "closed"):
        since = max(since, replies.outcome_leaves(draft, answered))
    return shift(since, task.after, draft.policy.calendar(task.calendar)) if task.after else since


def _opens_after_closing(draft: Draft, task: rules.Task) -> bool:
    """Whether a closed complaint asks for it: a form that follows an answer (no explanation) is due however soon the customer was content."""
    answered = draft.complaint.valid is not False and draft.complaint.kind in draft.policy.flow_kinds
    follows = answered and task.opens in with_policys_own(draft, {"answered", "visited"})
    return task.opens == "closed" or (follows and not ends_with_the_round(task))


def _is_answered(draft: Draft) -> bool:
    """Whether an answer of this round was given, by this form or by another that held when it was."""
    names, complaint = {task.name for task in answer_tasks(draft.policy)}, draft.complaint
    return any(t.done is not None and t.round == complaint.round and t.name in names for t in complaint.tasks)


def _unasked(draft: Draft, task: rules.Task) -> list[Recipient]:
    """Who is still to be asked in this round: one answers for a role, but helpers are asked each."""
    mine = (t for t in draft.complaint.tasks if not t.came_with and t.round == draft.complaint.round)
    asked = {t.assignee for t in mine if t.name == task.name}
    if asked and task.for_ not in ASKED_OF_EACH:
        return []
    return [person for person in promises.holders(draft, task) if person.mail not in asked]


def open_task(draft: Draft, task: rules.Task, extra: Extra | None = None) -> None:
    """Opens a task of the policy (or of the handling itself) for whoever has its role today.

    Of several who hold the role the first answers for it; the others are told the same and may do it as well.
    """
    found = promises.holders(draft, task)
    each = _unasked(draft, task) if task.for_ in ASKED_OF_EACH else found[:1]
    for person in each:
        _take_the_place_of_an_earlier(draft, task, person)
        ask(draft, task, person, extra)
    if task.for_ not in ASKED_OF_EACH and len(found) > 1 and not asked_otherwise(task):
        draft.send_to(message_of(task), *found[1:], not_before=draft.now + COPY_LATER, extra=asked(draft, task, extra))


def _take_the_place_of_an_earlier(draft: Draft, task: rules.Task, person: Recipient) -> None:
    """A form that an earlier round asked for and no limit of its own chases is asked for once: by this round's; whoever had it hears."""
    if task.promises or task.for_ in ASKED_OF_EACH:
        return
    same = (t for t in draft.complaint.tasks if t.name == task.name and t.done is None and t.due is None)
    for earlier in [t for t in same if t.round < draft.complaint.round and not t.came_with]:
        drop(draft, earlier)
        if earlier.assignee != person.mail:
            gone = people.staff(earlier.assignee, "staff", draft.policy, draft.now)
            said = saying.say("asked_of_another", task=saying.labels(task.name), to=saying.person(person.mail))
            draft.send_to("information", gone, not_before=draft.now + COPY_LATER, extra={"reason": said})


def ask(draft: Draft, task: rules.Task, person: Recipient, extra: Extra | None = None) -> None:
    """Asks one person to do it."""
    open_silently(draft, task, person)
    if not asked_otherwise(task):
        draft.send_to(message_of(task), person, not_before=draft.now + COPY_LATER, extra=asked(draft, task, extra))


def open_silently(draft: Draft, task: rules.Task, person: Recipient, limit: datetime | None = None) -> None:
    """Opens it for one person, without a mail of its own. `limit`: when it is due, where the task itself does not say."""
    opened = Task(
        name=task.name,
        round=draft.complaint.round,
        assignee=person.mail,
        opened=draft.now,
        due=limit or _limit(draft, task),
        promised=promises.promised(draft, task),
    )
    draft.change(tasks=(*draft.complaint.tasks, opened))
    draft.record("task_opened", reason=task.name, text=person.name)


def asked_otherwise(task: rules.Task) -> bool:
    """The assignment itself asks for the outcome, `to_assign` for the assignment, the notice for its receipt, the letter for its reading."""
    return task.command in ("resolve", "transfer", "received") or task.name in (
        standing_tasks.LATER_WORDS.name,
        standing_tasks.INSTRUCTION.name,
        standing_tasks.WHOM.name,
        standing_tasks.APART.name,
    )


def asked(draft: Draft, task: rules.Task, extra: Extra | None = None) -> Extra:
    """What a message that asks for a task brings: its form, its command and its time."""
    lines: Extra = {
        "task": task.name,
        "commands": [task.command],
        "fields": list(task.form),
        "required": list(task.required),
    }
    if limit := _limit(draft, task):
        lines["due"] = limit.isoformat()
    if said := promises.promised(draft, task):
        lines["promise"] = said
        lines |= _promised_before(draft, task)
    return {**lines, **(extra or {})}


def _promised_before(draft: Draft, task: rules.Task) -> Extra:
    earlier = promises.before(draft, task, draft.now)
    return {"promised_before": earlier} if earlier else {}


def answer_form(draft: Draft) -> Extra:
    """The lines of the complaint's answer, as a message asks for them."""
    answer = answer_task(draft.complaint, draft.policy)
    return {"fields": list(answer.form), "required": list(answer.required)} if answer else {}


def message_of(task: rules.Task) -> str:
    """By which message it is asked."""
    return task.message or ("return_visit" if task.command == "visit" else "task")


def _limit(draft: Draft, task: rules.Task) -> datetime | None:
    """When the task is due; None if a clock of the policy watches over it."""
    if at := promises.due(draft, task):
        return at
    if limit := limits.ends(task, draft.complaint, draft.now, draft.policy):
        return limit
    if task.name not in {own.name for own in standing_tasks.OF_THE_HANDLING} and is_watched(
        draft, duties.brings_about(task)
    ):
        return None
    return due(draft.now, NEXT_WORKING_DAY, office_hours(draft.policy))


def is_watched(draft: Draft, moments: set[str]) -> bool:
    """Whether a clock of the policy runs on this complaint until one of these moments."""
    complaint, counts = draft.complaint, draft.context.counts
    return any(
        clock.until in moments
        and complaint.moment(clock.from_) is not None
        and vocabulary.applies(clock, complaint, counts)
        for clock in draft.policy.clocks
    )


def office_hours(policy: rules.Policy) -> Calendar:
    """The organisation's usual hours: its first calendar."""
    return policy.calendar(policy.calendars[0].name) if policy.calendars else ALWAYS


def with_policys_own(draft: Draft, moments: set[str]) -> set[str]:
    """These moments, and those that the policy lets happen with them."""
    return moments | {own.name for own in draft.policy.moments if own.at in moments}


def end_round(draft: Draft, spared: Task | None = None) -> None:
    """Ends the round's open work, except forms that are due all the same and the task that is `spared`."""
    for task in draft.complaint.tasks:
        rule = rule_of(draft, task.name)
        if task.done is None and task != spared and (rule is None or ends_with_the_round(rule)):
            drop(draft, task)


def ends_with_the_round(task: rules.Task) -> bool:
    """Whether it ends with the round, and is no form that is due all the same: so do words to the customer that were due before the answer."""
    words = task.command in WORDS_TO_THE_CUSTOMER and task.opens in BEFORE_THE_ANSWER
    return words or COMMANDS[task.command].ends_with_round


def end_all(draft: Draft) -> None:
    """Ends all open work."""
    for task in draft.complaint.tasks:
        if task.done is None:
            drop(draft, task)


def _ask_by_the_form_that_holds(draft: Draft) -> None:
    """A complaint that is graded or sorted anew may want another answer: its form takes the other's place, and the handler hears."""
    holds, complaint = answer_task(draft.complaint, draft.policy), draft.complaint
    others = {task.name for task in answer_tasks(draft.policy) if task != holds}
    stale = [t for t in complaint.tasks if t.name in others and t.done is None and t.round == complaint.round]
    if holds is None or not stale:
        return
    forget(draft, *(task.name for task in stale))
    if opening(draft, holds) is not None and any(task in draft.before.tasks for task in stale):
        draft.send(message_of(holds), holds.for_, extra=asked(draft, holds))


def _drop_needless(draft: Draft, task: rules.Task) -> None:
    while task.unless and draft.complaint.moment(task.unless) is not None:
        waiting = draft.complaint.open_task(task.name)
        if waiting is None:
            return
        drop(draft, waiting)


def drop(draft: Draft, task: Task) -> None:
    """Ends a task that nobody wants any more."""
    ended = msgspec.structs.replace(task, done=draft.when, needless=True)
    draft.change(tasks=tuple(ended if t == task else t for t in draft.complaint.tasks))


def finish(draft: Draft, task: Task, form: dict[str, str]) -> None:
    """Marks a task as done, with its form."""
    whole = {**task.others, **task.form, **form}
    done = msgspec.structs.replace(task, done=draft.when, form=whole, others={})
    draft.change(tasks=tuple(done if t == task else t for t in draft.complaint.tasks))


def forget_answer(draft: Draft) -> None:
    """Takes this round's answer tasks back, so that the outcome is asked for anew."""
    forget(draft, *(task.name for task in answer_tasks(draft.policy)))


def forget(draft: Draft, *names: str) -> None:
    """Takes this round's tasks of these names back."""
    complaint = draft.complaint
    others = (t for t in complaint.tasks if t.name not in names or t.round != complaint.round or t.came_with)
    draft.change(tasks=tuple(others))


def rule_of(draft: Draft, name: str) -> rules.Task | None:
    """The policy's task of that name, or the handling's own."""
    return next((t for t in (*draft.policy.tasks, *standing_tasks.OF_THE_HANDLING) if t.name == name), None)
