"""What a leader writes in free words of a case in somebody else's hands: an instruction, with a limit, until its writer has heard what came of it."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.model import Task
from chalicelib.core.expressions import expression
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import standing_tasks, task_holders, tasks
from chalicelib.core.people import people
from chalicelib.core.policy import limits
from chalicelib.core.written.consent import takes_back
from chalicelib.core.written.dates import moments_in, names_a_clock
from chalicelib.core.written.words import narrowed, simplified

REPORTS = frozenset(
    {"note", "contact", "tell", "resolve", "invalid", "fill", "visit", "close"}
)  # orders that say what was done
KEPT_WORDS = 500
_GIVEN_BY, _WORDS, _REPLACES, _OF_TASK = "by", "words", "replaces", "of_task"
_OWN = frozenset(task.name for task in standing_tasks.OF_THE_HANDLING)
_CALLS = r"[\s@]*(?:请|让|叫|催|麻烦|通知|要求|(?:please\s+)?(?:ask|tell|have|let|get)\s+|please\s+)?"
_READ_FIRST = expression(
    r"^(?:(?:收到|已?阅|知道了|知悉|好的?|同意|可以|ok|noted|received|seen)[，,。.!！;；\s]+)+", re.IGNORECASE
)
_ABOUT_HANDLER = expression(
    r"另行?(?:指定|安排|指派|选派|派)|(?:指定|安排|指派|换|派)(?:个|一个|一位|一名)?(?:其他|其它|别的?|另外的?|另)(?:的|一个|一位|一名)?(?:人|同事|部门)|(?:更换|撤换|换掉|换下|换个|换一个|换)(?:承办人?|经办人?|办理人|责任人|人员?|人来)|改由.{1,20}(?:办理|负责|承办|处理)|回避"
    r"|\b(?:somebody|someone|anybody) else\b|\banother (?:person|colleague|handler|clerk)\b|\breassign\b|\breplace (?:him|her|them|the handler)\b|\brecuse|\bkeep (?:him|her|them) out\b",
    re.IGNORECASE,
)  # who is to handle it: nothing for the handler to carry out
_TAKES_BACK = expression(
    r"(?:请|我)*(?:撤销|撤回|收回|取消|作废)(?:我|刚才|刚刚|上面|前面|这个|这条|该|此|那个|那条|上一?条|的)*(?:批示|指示|指令|要求)(?:了|吧)?"
    r"|(?:please )?(?:withdraw|cancel|revoke|take back) (?:this|that|my|the)(?: last)? instruction",
    re.IGNORECASE,
)


def may_give(draft: Draft, mail: str) -> bool:
    """Whether this person leads whoever handles the complaint, and does not handle it themselves."""
    complaint, policy = draft.complaint, draft.policy
    roles = people.roles_of(mail, complaint, policy, draft.now)
    heads = mail in (complaint.supervisor, people.stand_in(complaint.supervisor, policy, draft.now))
    about = people.complained_of(mail, complaint, policy)
    return complaint.status != "merged" and not about and "handler" not in roles and ("director" in roles or heads)


def may_pass_on(draft: Draft, mail: str) -> bool:
    """Whether this person speaks for the desk, which may tell whoever handles the complaint to act."""
    complaint = draft.complaint
    roles = people.roles_of(mail, complaint, draft.policy, draft.now)
    about = people.complained_of(mail, complaint, draft.policy)
    return (
        bool(complaint.handler)
        and complaint.status != "merged"
        and not about
        and "desk" in roles
        and "handler" not in roles
    )


def give(draft: Draft, words: str) -> None:
    """Passes it on at once: to whoever handles the complaint, who has to report, and to their head; each of several is answered.

    Its limit is the time that it names, if that is still to come, or else the policy's.
    Who is to handle it instead is for the head alone, or for the desk where the head has written.
    """
    replaces = _ABOUT_HANDLER.search(simplified(narrowed(words))) is not None
    leads = draft.complaint.supervisor and draft.by != draft.complaint.supervisor
    role = ("supervisor" if leads else "desk") if replaces else standing_tasks.INSTRUCTION.for_
    within = {"": draft.policy.instruction_within}
    rule = msgspec.structs.replace(standing_tasks.INSTRUCTION, within=within, calendar=_calendar(draft), for_=role)
    before = len(draft.complaint.tasks)
    own = None if replaces else _whose_work_it_calls(draft, words)
    if own:
        tasks.open_silently(draft, rule, people.staff(own.assignee, "staff", draft.policy, draft.now))
    else:
        tasks.open_task(draft, rule)
    opened = draft.complaint.tasks[before]
    form = {_GIVEN_BY: draft.by, _WORDS: words[:KEPT_WORDS]} | ({_REPLACES: role} if replaces else {})
    form |= {_OF_TASK: own.name} if own else {}
    kept = msgspec.structs.replace(opened, form=form, due=_limit(draft, words, opened.due))
    draft.change(tasks=(*draft.complaint.tasks[:before], kept, *draft.complaint.tasks[before + 1 :]))
    draft.record("instructed", text=words)
    _pass_on(draft, kept, words)
    assert kept.due is not None  # it has a limit of its own
    draft.results.done("instructed", who=saying.person(kept.assignee), due=saying.time_of(kept.due))
    draft.results.done("instruction_undo")


def _whose_work_it_calls(draft: Draft, words: str) -> Task | None:
    """The open work of whom the words call first, where that is not the handler: 曹颖今天把钱付掉, "please have Ann pay it today"."""
    complaint, said = draft.complaint, _READ_FIRST.sub("", simplified(narrowed(words)))
    mine = (t for t in complaint.tasks if t.done is None and t.assignee not in ("", complaint.handler, draft.by))
    for task in (t for t in mine if tasks.rule_of(draft, t.name) and t.name not in _OWN):
        person = draft.policy.directory.person(task.assignee)
        name = simplified(person.name) if person else ""
        called = name and re.match(rf"{_CALLS}{re.escape(name)}(?![a-z])", said, re.IGNORECASE)
        if called and not people.complained_of(task.assignee, complaint, draft.policy):
            return task
    return None


def _limit(draft: Draft, words: str, usual: datetime | None) -> datetime | None:
    """The first time to come that the words name: 请他明天回电, "by Friday". A bare day leaves a limit that ends on it as it is."""
    zone = ZoneInfo(draft.policy.timezone)
    named = next(
        (
            at
            for at in moments_in(words, draft.policy.timezone, draft.at, limits.closings(draft.policy))
            if at > draft.at
        ),
        None,
    )
    if named is None or usual is None:
        return usual
    same_day = usual.astimezone(zone).date() == named.astimezone(zone).date()
    return usual if same_day and not names_a_clock(words) else named.astimezone(UTC)


def take_back(draft: Draft, text: str) -> bool:
    """Whether the words take back the newest instruction of their writer that nobody has reported on; whoever was to carry it out hears so."""
    plain = simplified(narrowed(text)).strip(" 。.!！\n")
    given = [t for t in draft.complaint.tasks if _is_open(t) and t.form.get(_GIVEN_BY) == draft.by]
    if not given or not (_TAKES_BACK.fullmatch(plain) or takes_back(text)):
        return False
    task = given[-1]
    draft.record("note", text=text)
    tasks.finish(draft, task, {})
    said = saying.say("instruction_void", text=task.form.get(_WORDS, ""), who=saying.person(draft.by))
    draft.send_to("information", people.staff(task.assignee, "staff", draft.policy, draft.now), extra={"reason": said})
    draft.results.done("instruction_taken_back", who=saying.person(task.assignee))
    return True


def handed_on(draft: Draft, words: str) -> None:
    """The case has gone to somebody else: that is what came of an instruction to replace its handler."""
    for task in draft.complaint.tasks:
        if _is_open(task) and task.form.get(_REPLACES):
            _tell_giver(draft, task, words)


def is_of_others_work(task: Task) -> bool:
    """Whether it is an instruction to somebody else than the handler, about work of their own."""
    return _OF_TASK in task.form


def _is_open(task: Task) -> bool:
    return task.name == standing_tasks.INSTRUCTION.name and task.done is None


def _calendar(draft: Draft) -> str:
    return next((calendar.name for calendar in draft.policy.calendars), "always")


def _pass_on(draft: Draft, given: Task, words: str) -> None:
    replaces = given.form.get(_REPLACES, "")
    own = tasks.rule_of(draft, given.form.get(_OF_TASK, ""))
    commands = ["transfer", "note"] if replaces else ["note", "resolve", "contact"]
    extra: Extra = {"task": given.name, "text": words, "commands": commands, "fields": []}
    if own:
        extra |= {"commands": [own.command, "note"], "fields": list(own.form), "required": list(own.required)}
    extra |= {"due": given.due.isoformat()} if given.due else {}
    said = saying.say("leader_says", who=saying.person(draft.by))
    handler = people.staff(given.assignee, "handler" if not (replaces or own) else "staff", draft.policy, draft.now)
    draft.send_to("task", handler, extra={**extra, "reason": said})
    heads = people.holders("supervisor", draft.complaint, draft.policy, draft.now)
    heads += people.holders("handler", draft.complaint, draft.policy, draft.now) if own else ()
    copy: Extra = {"reason": saying.say("leader_told", who=saying.person(draft.by)), "text": words}
    draft.send_to("information", *(r for r in heads if r.mail not in (draft.by, handler.mail)), extra=copy)


def waiting(draft: Draft, mail: str) -> list[Task]:
    """The instructions that this person has yet to report on."""
    given = [t for t in draft.complaint.tasks if t.name == standing_tasks.INSTRUCTION.name and t.done is None]
    handles = "handler" in people.roles_of(mail, draft.complaint, draft.policy, draft.now)
    others = {_REPLACES, _OF_TASK}
    return [t for t in given if (handles and others.isdisjoint(t.form)) or task_holders.is_asked(draft, t, mail)]


def report(draft: Draft, words: str) -> None:
    """What was done about them goes to whoever gave them, once of what was said twice in the same words."""
    told: set[tuple[str, str]] = set()
    for task in waiting(draft, draft.by):
        said = task.form.get(_GIVEN_BY, ""), task.form.get(_WORDS, "")
        if said in told:
            tasks.finish(draft, task, {})
        else:
            _tell_giver(draft, task, words)
        told.add(said)


def _tell_giver(draft: Draft, task: Task, words: str) -> None:
    tasks.finish(draft, task, {})
    giver, given = task.form.get(_GIVEN_BY, ""), task.form.get(_WORDS, "")
    if giver in ("", draft.by):
        return
    to = people.staff(giver, "staff", draft.policy, draft.now)
    said = saying.say("instruction_came_to", text=given, who=saying.person(draft.by))
    draft.send_to("information", to, extra={"reason": said, "text": words})
    draft.record("instruction_reported", text=words)
    draft.results.done("instruction_reported", who=saying.person(giver))
