"""What an answer promises the customer (a gift, a refund, a visit): each is somebody's task until it is kept, closed or not.

The answer's form says what, by when and by whom; a task of the policy says in which of its lines, and whose business it is otherwise.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import FollowUp, Recipient
from chalicelib.core.complaint.model import Task
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.people import people
from chalicelib.core.policy import limits, vocabulary
from chalicelib.core.policy import model as rules
from chalicelib.core.times import working_time
from chalicelib.core.words import letter
from chalicelib.core.words.labels import label, value_label
from chalicelib.core.words.plain_text import one_line
from chalicelib.core.written.dates import moment_in
from chalicelib.core.written.labelled_sums import as_labelled
from chalicelib.core.written.languages import language_or_first
from chalicelib.core.written.words import simplified
from chalicelib.core.written.yes_and_no import denies

LONGEST = 120  # characters of what was promised


def is_made(draft: Draft, task: rules.Task) -> bool:
    """Whether there is anything to keep; true of every task that keeps no promise."""
    return not task.promises or letter.is_filled(task.promises, draft.complaint, draft.policy)


def promised(draft: Draft, task: rules.Task) -> str:
    """What the customer was promised that this task is to keep, a number with what it counts; "" for other tasks."""
    if not task.promises:
        return ""
    policy, said = draft.policy, vocabulary.value_of(draft.complaint, task.promises)
    language = policy.languages[0]
    what = as_labelled(value_label(task.promises, said, policy, language), label(task.promises, policy, language))
    counted = any(field.name == task.promises and field.type == "number" for field in policy.fields)
    counts = label(task.promises, policy, language) + language_or_first(language).colon if counted else ""
    return one_line(counts + what, LONGEST)


def due(draft: Draft, task: rules.Task) -> datetime | None:
    """By when, as the answer's form says; a bare date means the end of its working day. None if it does not say."""
    written = vocabulary.value_of(draft.complaint, task.due) if task.promises and task.due else ""
    at = moment_in(written, draft.policy.timezone, near=_given(draft)) if written else None
    return at.astimezone(UTC) if at else None


def holders(draft: Draft, task: rules.Task) -> tuple[Recipient, ...]:
    """Whom it is asked of: whom the answer's form names, else who holds the task's role."""
    mail = _named(draft, task)
    if mail and not people.complained_of(mail, draft.complaint, draft.policy):
        return (people.staff(mail, task.for_, draft.policy, draft.now),)
    return people.holders(task.for_, draft.complaint, draft.policy, draft.now)


def shortfalls(draft: Draft) -> list[Said]:
    """Why what is promised cannot be promised like this: no date to keep it by, one that is over, or nobody of that name."""
    return [reason for task in draft.policy.tasks if task.promises for reason in _lacks(draft, task)]


def faulty_lines(draft: Draft) -> list[str]:
    """The lines of the answer's form for which it cannot be promised like this."""
    made = ((task, said) for task in draft.policy.tasks if task.promises for said in _lacks(draft, task))
    return [task.whose if said.code == "promise_of_nobody" else task.due for task, said in made]


def is_denied(draft: Draft, form: dict[str, str]) -> bool:
    """Whether the form says that it was not kept."""
    asked = {field.name for field in draft.policy.fields if field.type == "yes_no"}
    return any(denies(value) for name, value in form.items() if name in asked)


def still_open(draft: Draft) -> tuple[Task, ...]:
    """The promises that have yet to be kept."""
    return tuple(task for task in made(draft) if task.done is None)


def take_over(draft: Draft, found: tuple[Task, ...], number: str) -> list[Task]:
    """What a complaint that is merged into this one promised is kept here, by whoever promised it and by when they did."""
    moved = [msgspec.structs.replace(t, round=draft.complaint.round, came_with=t.came_with or number) for t in found]
    draft.change(tasks=(*draft.complaint.tasks, *moved))
    return moved


def give_back(draft: Draft, source: str, number: str) -> None:
    """The complaint goes on by itself again, and keeps its own promises; of those that were kept here it hears."""
    kept = [t for t in made(draft) if number and t.came_with == number and t.done and t.form]
    if kept:
        values = {"promises": msgspec.json.encode(kept).decode()}
        draft.outgoing.follow_ups.append(FollowUp(complaint=source, name="kept", values=values))
    draft.change(tasks=tuple(t for t in draft.complaint.tasks if t.came_with != number or not number))


def are_owed_again(draft: Draft) -> None:
    """What the merger ended and nobody has reported as kept."""
    draft.change(
        tasks=tuple(
            msgspec.structs.replace(t, done=None) if t.promised and t.done and not t.form else t
            for t in draft.complaint.tasks
        )
    )


def were_kept(draft: Draft, elsewhere: tuple[Task, ...]) -> None:
    """What was reported as kept where this complaint was merged into is owed no more."""
    told = {(t.name, t.promised, t.opened): t for t in elsewhere}
    found = ((t, told.get((t.name, t.promised, t.opened))) for t in draft.complaint.tasks)
    draft.change(
        tasks=tuple(msgspec.structs.replace(t, done=kept.done, form=kept.form) if kept else t for t, kept in found)
    )


def made(draft: Draft) -> list[Task]:
    """All promises that the customer has, kept or not."""
    return [task for task in draft.complaint.tasks if task.promised]


def before(draft: Draft, task: rules.Task, made_at: datetime) -> list[Said]:
    """What the customer was promised by the same task or line before that time, kept or not: who gives it anew must not give it twice."""
    same = {each.name for each in draft.policy.tasks if each.promises and each.promises == task.promises}
    return [_told(draft, each) for each in made(draft) if each.name in same and each.opened < made_at and _stands(each)]


def before_this_answer(draft: Draft) -> list[Said]:
    """The same of all that the answer in hand promises: who agrees to it must not agree twice."""
    holds = (t for t in draft.policy.tasks if t.promises and is_made(draft, t))
    meant = [t for t in holds if vocabulary.any_holds(t.when, draft.complaint, draft.context.counts)]
    found = [said for task in meant for said in before(draft, task, draft.now)]
    return [said for at, said in enumerate(found) if said not in found[:at]]


def _stands(task: Task) -> bool:
    """Whether it is owed, or was reported as kept; what a merger ended is neither."""
    return not task.needless and (task.done is None or bool(task.form))


def _told(draft: Draft, task: Task) -> Said:
    day = saying.day_of(task.opened, draft.policy.timezone)
    if task.done:
        kept = saying.day_of(task.done, draft.policy.timezone)
        return saying.say("promised_and_kept", promise=task.promised, day=day, kept=kept)
    return saying.say("promised_and_open", promise=task.promised, day=day, who=saying.person(task.assignee))


def in_words(tasks: list[Task]) -> str:
    """What was promised, each once."""
    return "; ".join(dict.fromkeys(task.promised for task in tasks))


def _lacks(draft: Draft, task: rules.Task) -> Iterator[Said]:
    applies = vocabulary.any_holds(task.when, draft.complaint, draft.context.counts)
    if not applies or not is_made(draft, task):
        return
    if task.due:
        at, line = due(draft, task), saying.labels(task.due)
        if at is None:
            yield saying.say("promise_undated", promise=saying.labels(task.promises), field=line)
        elif at <= _given(draft):
            yield saying.say("promise_past", field=line, due=saying.time_of(at))
        elif (latest := _latest(draft, task)) and at > latest:
            yield saying.say("promise_too_late", field=line, due=saying.time_of(at), latest=saying.time_of(latest))
    named = vocabulary.value_of(draft.complaint, task.whose) if task.whose else ""
    if vocabulary.is_filled(named) and not _named(draft, task):
        yield saying.say("promise_of_nobody", field=saying.labels(task.whose), who=named)


def _latest(draft: Draft, task: rules.Task) -> datetime | None:
    """The last moment that may be promised: the end of the day on which `within` runs out, since a bare date means a day's end."""
    within = limits.allowed(task, draft.complaint)
    if within is None:
        return None
    end = working_time.due(_given(draft), within, draft.policy.calendar(task.calendar))
    zone = ZoneInfo(draft.policy.timezone)
    return datetime.combine(end.astimezone(zone).date(), time.max, zone).astimezone(UTC).replace(microsecond=0)


def _given(draft: Draft) -> datetime:
    """When the answer was given: what waits for an approver, even before it counts as given, is not refused for the time that they take."""
    complaint = draft.complaint
    before = {gate.name for gate in draft.policy.gates if gate.before == "proposed"}
    standing = (a for a in complaint.approvals if a.gate in before and (a.at is None or a.granted))
    asked = (a.asked for a in standing if a.round == complaint.round)
    return min((*asked, complaint.moment("proposed") or draft.now))


def _named(draft: Draft, task: rules.Task) -> str:
    """The mail address of whom the form names: a colleague by name or address, or a unit, whose handler it is; "" if it names nobody."""
    said = vocabulary.value_of(draft.complaint, task.whose).strip() if task.whose else ""
    directory, wanted = draft.policy.directory, simplified(said).casefold()
    if not wanted:
        return ""
    person = (p.mail for p in directory.people if wanted in (simplified(p.name).casefold(), p.mail.casefold()))
    unit = (d.handler for d in directory.departments if simplified(d.name).casefold() == wanted)
    return next(person, next(unit, ""))
