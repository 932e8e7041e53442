"""What a rung does when its time has come: it is marked, and tells those whom it names, once."""

import msgspec

from chalicelib.core.complaint import moments, saying
from chalicelib.core.complaint.decision import Extra, Message
from chalicelib.core.complaint.model import Complaint, Deadline, Fired, Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import extensions, helping, promises, standing_tasks, surveys, task_holders, tasks
from chalicelib.core.handling.timing import escalating, whose_turn
from chalicelib.core.handling.timing.rungs import (
    SUPERIORS,
    WORKING,
    Running,
    customer_hears_after,
    customer_hears_next,
    end_for,
    message_of,
    said_at,
)
from chalicelib.core.people import people
from chalicelib.core.policy import duties
from chalicelib.core.policy import model as rules
from chalicelib.core.policy.answering import answer_task
from chalicelib.core.policy.model import Rung

JUDGED = frozenset({"kind", "category", "severity"})

# What ends the waiting that no clock and no task of a policy watches over.
STOPS_WAITING = {
    "task:settle": ["approve", "visit", "resolve", "close"],
    "question": ["contact", "resolve"],
    "task:whom": ["about"],
    "task:apart": ["split", "note"],
    "task:conduct_review": ["unreasonable", "reasonable"],
    "task:instruction": ["note", "resolve", "contact"],
}


def fire(draft: Draft, clock: Running, index: int, turn: int) -> None:
    """A rung has its say, once: it is marked, recorded and told. A reminder that is outdated already is only recorded.

    So is one that would have come before there was anything to remind of: the order itself has just said when it is due.
    """
    clock, rung = _of_who_has_yet_to_act(draft, clock, clock.rungs[index])
    deadline = clock.deadline
    _mark(draft, Fired(clock=deadline.clock, round=deadline.round, rung=index, turn=turn))
    if rung.at.amount < 0 and (draft.now > end_for(clock, rung) or _precedes_its_clock(clock, rung)):
        draft.record("reminder_outdated", reason=deadline.clock)
        return
    if _is_overtaken(draft, clock, index, turn) or not (rung.tell or rung.set):
        return
    level = rung.level or (2 if "director" in rung.tell else 1 if "supervisor" in rung.tell else 0)
    if rung.at.amount >= 0 and draft.complaint.status != "closed":
        draft.change(escalation_level=max(level, draft.complaint.escalation_level))
    _set(draft, rung.set)
    draft.record(message_of(rung), reason=deadline.clock, said=saying.say("names", names=saying.labels(*rung.tell)))
    _tell(draft, clock, rung, _extra(draft, clock, index, turn))


def _of_who_has_yet_to_act(draft: Draft, clock: Running, rung: Rung) -> tuple[Running, Rung]:
    """While what was done waits for somebody's approval or form, nobody who has done it is told any more; before the limit they are reminded instead.

    At the limit the approval's own ladder chases them; a form that is still open is asked for by this one.
    """
    asked, form = (
        whose_turn.approvers(draft, clock.deadline.clock),
        whose_turn.form_waited_for(draft, clock.deadline.clock),
    )
    asked = asked or ([form.assignee] if form else [])
    if not asked:
        return clock, rung
    done = {"handler": draft.complaint.handler, "desk": draft.policy.directory.desk}
    left = tuple(r for r in rung.tell if r not in done or done[r] in asked)
    hear = {person.mail for r in left for person in people.holders(r, draft.complaint, draft.policy, draft.now)}
    if (rung.at.amount >= 0 and not form) or left == rung.tell or not hear.isdisjoint(asked):
        return clock, msgspec.structs.replace(rung, tell=left)
    theirs = msgspec.structs.replace(rung, tell=(*left, "assignee"))
    return msgspec.structs.replace(clock, assignee=asked[0]), theirs


def _precedes_its_clock(clock: Running, rung: Rung) -> bool:
    return clock.since is not None and said_at(clock, rung, 0) <= clock.since


def _mark(draft: Draft, fired: Fired) -> None:
    """Only the latest turn of a rung is kept."""
    key = (fired.clock, fired.round, fired.rung)
    others = (f for f in draft.complaint.fired if (f.clock, f.round, f.rung) != key)
    draft.change(fired=(*others, fired))


def _set(draft: Draft, values: dict[str, str]) -> None:
    """What a passed limit makes of the complaint stands against the rules, which would say otherwise at the next fact."""
    own = {name: value for name, value in values.items() if name in JUDGED}
    if own:
        draft.set_by_hand(**own)
        draft.record("regraded", reason="; ".join(f"{name}: {value}" for name, value in own.items()))
    draft.fill({name: value for name, value in values.items() if name not in JUDGED})


def _extra(draft: Draft, clock: Running, index: int, turn: int) -> Extra:
    deadline, rung = clock.deadline, clock.rungs[index]
    extra: Extra = {
        "clock": deadline.clock,
        "due": deadline.due.isoformat(),
        "rung": index,
        "turn": turn + 1,
        "commands": _commands(draft, deadline.clock),
        "climbs": int(any(SUPERIORS & set(later.tell) for later in _above(clock, index))),
    }
    if rung.at.amount < 0 and extensions.may_be_longer(draft, deadline.clock):
        extra["commands"] = [*_commands(draft, deadline.clock), "extend"]
    if who := clock.assignee or whose_turn.who_keeps(draft, deadline.clock):
        extra["who"] = who  # whoever it is that has not done it: not always the handler
        extra["climbs"] = int(bool(extra["climbs"]) and not escalating.has_nobody_above(draft, who))
    if task := _task_of(draft, deadline.clock) or _answer_waited_for(draft, _commands(draft, deadline.clock)):
        extra |= {"task": task, **task_holders.begun_form(draft, task, extra["commands"])}
        if kept := _promise_of(draft, task, deadline):
            extra |= {"promise": kept.promised, **_which(draft, kept), **_promised_before(draft, kept)}
    if words := _words_to_judge(draft, task):
        extra["text"] = words
    if "customer" in rung.tell:
        extra |= _next_word(draft, clock, rung, turn)
    return extra


def _words_to_judge(draft: Draft, task: str) -> str:
    """What the customer wrote later, where the limit is of judging it: after the answer, or what may be another matter."""
    answered = draft.complaint.moment("answered")
    written = {
        standing_tasks.LATER_WORDS.name: [a for a in draft.complaint.additions if answered and a.at >= answered],
        standing_tasks.APART.name: [a for a in draft.complaint.additions if a.in_question],
    }
    return "\n\n".join(added.text for added in written.get(task, ()) if not added.kept_from)


def _promise_of(draft: Draft, task: str, deadline: Deadline) -> Task | None:
    """The promise to the customer that this limit is of; one that came with a merger bears its number."""
    of_round = (t for t in draft.complaint.tasks if (t.name, t.round) == (task, deadline.round) and t.promised)
    mine = [t for t in of_round if deadline.clock.endswith(t.came_with)]
    return max(mine, key=lambda t: len(t.came_with), default=None)


def _which(draft: Draft, kept: Task) -> Extra:
    """Of several promises that are to be kept by the same task: when this one was made."""
    others = [t for t in promises.still_open(draft) if t.name == kept.name and t.opened != kept.opened]
    return {"promised_on": kept.opened.isoformat()} if others else {}


def _promised_before(draft: Draft, kept: Task) -> Extra:
    rule = tasks.rule_of(draft, kept.name)
    earlier = promises.before(draft, rule, kept.opened) if rule else []
    return {"promised_before": earlier} if earlier else {}


def _above(clock: Running, index: int) -> tuple[Rung, ...]:
    """The rungs after this one that speak to somebody new."""
    return clock.rungs[index + 1 : clock.goes_on if clock.goes_on >= 0 else None]


def _tell(draft: Draft, clock: Running, rung: Rung, extra: Extra) -> None:
    below = frozenset({clock.assignee} - {""})
    if "assignee" in rung.tell and clock.assignee:
        person = people.staff(clock.assignee, "assignee", draft.policy, draft.now)
        name = "chase" if not rung.message and SUPERIORS & set(rung.tell) else message_of(rung)
        draft.send_to(name, person, by=rung.by, extra=extra)
    if "customer" in rung.tell:
        surveys.tell_customer(draft, rung.message or "holding", extra)
        draft.change(told=clock.regraded or draft.complaint.told)
    told = {role: message_to(rung, role) for role in rung.tell if role not in ("assignee", "customer")}
    for name in dict.fromkeys(told.values()):
        roles = [role for role in told if told[role] == name]
        if name == "escalation":
            who = clock.assignee or str(extra.get("who", "")) or draft.complaint.handler
            climbs = not whose_turn.approvers(draft, clock.deadline.clock)
            seen = _as_its_leaders_see_it(draft, clock)
            escalating.escalate(draft, who, roles, rung.by, extra, besides=below, climbs=climbs, seen=seen)
        else:
            draft.send(name, *roles, by=rung.by, extra=extra, besides=below)


def _as_its_leaders_see_it(draft: Draft, clock: Running) -> Complaint:
    """Of somebody who helps their own leaders hear, not those of whoever handles the complaint."""
    kind, _, rest = clock.deadline.clock.partition(":")
    helps = kind == "task" and helping.is_help(draft, rest.partition(":")[0])
    return helping.as_their_leaders_see_it(draft, clock.assignee) if helps else draft.complaint


def say_once(draft: Draft) -> None:
    """Where several rungs of one clock catch up in one moment, each reader hears the same of them once: by the last."""
    newest = {_told(m): m for m in draft.outgoing.messages if "rung" in m.extra}
    draft.outgoing.messages = [m for m in draft.outgoing.messages if "rung" not in m.extra or newest[_told(m)] is m]


def _told(message: Message) -> tuple[object, ...]:
    to = message.to
    return message.name, message.channel, to.mail, to.phone, message.extra.get("clock")


def message_to(rung: Rung, role: str) -> str:
    """What one of several hears: whoever does the work is chased where leaders hear that it is late."""
    name = message_of(rung)
    alone = not set(rung.tell) - WORKING
    return "chase" if name == "escalation" and not rung.message and role in WORKING and not alone else name


def _next_word(draft: Draft, clock: Running, rung: Rung, turn: int) -> Extra:
    """The time that a message to the customer names: when the ladder speaks to them again, finished or not (GN-01).

    `early`: they read it before the time that they were promised, because texts do not go out at night.
    """
    said = said_at(clock, rung, turn)
    following = clock.regraded or customer_hears_next(clock, said)
    extra: Extra = {"early": int(draft.now < said)}
    told = draft.complaint.told if draft.complaint.status == "open" else None  # an answer has kept it
    kept = told is not None and said < told  # they were told a later time: nobody is late with it yet
    extra |= {"ahead": 1} if rung.at.amount < 0 or kept else {}
    if kept and following and told and following > told:
        return extra
    missed: Extra = {"promised": clock.deadline.due.isoformat()} if clock.regraded else {}
    return extra | missed | ({"new_due": following.isoformat()} if following else {})


def _is_overtaken(draft: Draft, clock: Running, index: int, turn: int) -> bool:
    """After an outage the customer hears the newest word alone."""
    rung = clock.rungs[index]
    if rung.tell != ("customer",):
        return False
    said = said_at(clock, rung, turn)
    later = (at for each in clock.rungs if (at := customer_hears_after(clock, each, said)))
    return any(at <= draft.now for at in later)


def _task_of(draft: Draft, clock: str) -> str:
    """The task that a clock waits for, whose form its mails show: the one whose own limit it is, or the open one that brings its end about."""
    if clock.startswith("task:"):
        return clock.split(":")[1]
    if form := whose_turn.form_waited_for(draft, clock):
        return form.name
    until = next((c.until for c in draft.policy.clocks if c.name == clock), "")
    waited = (t.name for t in draft.policy.tasks if until and until in duties.brings_about(t))
    # A form that an earlier round asked for is due all the same.
    still_open = {t.name for t in draft.complaint.tasks if t.done is None}
    return next((name for name in waited if name in still_open), "")


def what_ends(draft: Draft, clock: str) -> Extra:
    """What a mail about a limit offers: the commands that end it, and the task whose form it shows."""
    commands = _commands(draft, clock)
    task = _task_of(draft, clock) or _answer_waited_for(draft, commands)
    return {"clock": clock, "commands": commands, **({"task": task} if task else {})}


def _answer_waited_for(draft: Draft, commands: list[str]) -> str:
    """The open task of the answer, where the answer is what brings on what the clock waits for."""
    if "resolve" not in commands:
        return ""
    answer = answer_task(draft.complaint, draft.policy)
    return answer.name if answer and draft.complaint.open_task(answer.name) else ""


def _commands(draft: Draft, clock: str) -> list[str]:
    """The commands that would stop this clock, that of the task whose form is wanted first."""
    if clock.startswith("approval:"):
        return ["approve", "return"]
    until = next((c.until for c in draft.policy.clocks if c.name == clock), "")
    kind, _, rest = clock.partition(":")
    name = rest.partition(":")[0] if kind == "task" else ""
    known = (*draft.policy.tasks, *standing_tasks.OF_THE_HANDLING)
    waited = (t for t in known if (name and t.name == name) or (until and until == duties.moment_of(t)))
    by_task = [command for task in waited for command in _does(draft, task)]
    if whose_turn.approvers(draft, clock):
        return ["approve", "return"]
    if whose_turn.form_waited_for(draft, clock):
        return ["fill"]
    return list(
        moments.stopped_by(whose_turn.happens_with(draft, until))
        or (_judge_what_was_added(draft) if clock == f"task:{standing_tasks.LATER_WORDS.name}" else None)
        or STOPS_WAITING.get(clock)
        or dict.fromkeys(by_task)
        or ["note"]
    )


def _judge_what_was_added(draft: Draft) -> list[str]:
    """What settles words that came after the answer; by now the customer was told by when they hear, so that a note is too little."""
    if draft.complaint.kind not in draft.policy.flow_kinds:
        return ["tell", "accept"]
    return ["tell", "reopen"] if draft.complaint.status == "closed" else ["tell", "reopen", "visit"]


def _does(draft: Draft, task: rules.Task) -> tuple[str, ...]:
    """The command that does a task; while its form has not opened, those that bring about what opens it."""
    opened = task.command != "fill" or any(t.name == task.name and t.done is None for t in draft.complaint.tasks)
    return (task.command,) if opened else moments.stopped_by(task.opens)
