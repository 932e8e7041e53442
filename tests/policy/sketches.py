"""A sketch of a policy, played: what each of its parts does to a complaint for which it is meant, and does not do to another.

Every player takes the whole policy and one of its parts, and tells what it saw that the part does not do; nothing if it does what it says.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec

from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.facts import StaffWrote, TimePassed, Writing
from chalicelib.core.complaint.model import Complaint, Evidence, Moment
from chalicelib.core.policy.model import Clock, Gate, Policy, Report, Rule, Stage, Task
from chalicelib.core.policy.vocabulary import OWN_FIELDS, Test, any_holds, applies, count_name, first_match
from chalicelib.core.register.rows import row
from chalicelib.core.report import Frame, Material, as_mail, make
from chalicelib.core.report.schedule import Period
from chalicelib.core.times.working_time import due, shift
from chalicelib.render import render
from chalicelib.render.own_words import TRIAL
from tests.core.handling.playing import Case

MONDAY, SECOND = "2026-03-02 09:00", timedelta(seconds=1)
FILE = Evidence(raw="raw", part=1, name="f.pdf", content_type="application/pdf", size=1, digest="f")
FILLED = {"number": "1", "yes_no": "yes", "date": "2026-01-05"}
State = tuple[Complaint, dict[str, int]]


def opened(policy: Policy, text: str = "hello") -> Case:
    """A complaint of Monday morning that nothing is known of, with somebody to handle it."""
    case = Case(policy, MONDAY)
    case.customer(text)
    return case


def with_moments(complaint: Complaint, at: datetime, *names: str) -> Complaint:
    """The complaint to which these have happened then."""
    fresh = tuple(Moment(name=name, at=at, round=complaint.round) for name in names if complaint.moment(name) is None)
    return msgspec.structs.replace(complaint, moments=(*complaint.moments, *fresh))


def handled(case: Case) -> Complaint:
    """The complaint in the hands of the first department's handler."""
    assert case.complaint is not None
    unit = case.policy.directory.departments[0]
    known = {"department": case.complaint.department or unit.name, "handler": case.complaint.handler or unit.handler,
             "supervisor": case.complaint.supervisor or unit.head}  # fmt: skip
    return with_moments(msgspec.structs.replace(case.complaint, **known), case.now, "referred", "assigned")


# -- such complaints ------------------------------------------------------------------------------------------------------


def such(complaint: Complaint, table: tuple[Test, ...], policy: Policy, at: datetime) -> State:
    """The complaint as one for which all these tests hold, and the counts across complaints."""
    counts: dict[str, int] = {}
    for test in table:
        if test.kind in ("count", "earlier"):
            counts[count_name(test)] = _number(test)
        complaint = _changed(complaint, test, policy, at)
    return complaint, counts


def _changed(complaint: Complaint, test: Test, policy: Policy, at: datetime) -> Complaint:
    replace = msgspec.structs.replace
    value = _value(test, policy, at)
    match test.kind, test.of:
        case "words", _:
            word = test.values[0].replace("#", "3").replace("…", "了")
            return replace(complaint, text=f"{complaint.text} {word}")
        case "flag", _:
            return replace(complaint, flags=(*complaint.flags, test.values[0]))
        case "moment", _:
            return with_moments(complaint, at, test.values[0])
        case "field", "evidence":
            return replace(complaint, evidence=(FILE,))
        case "field", "relation":
            return replace(complaint, complainant=replace(complaint.complainant, relation=value))
        case "field", ("satisfaction" | "round"):
            return replace(complaint, **{test.of: int(float(value))})
        case "field", "valid":
            return replace(complaint, valid=value == "yes", by_hand=(*complaint.by_hand, "valid"))
        case "field", ("kind" | "category" | "severity" | "channel" | "stage" | "department" | "unit" | "handler"):
            return replace(complaint, by_hand=(*complaint.by_hand, test.of), **{test.of: value})
        case "field", _:
            fields = complaint.fields | {test.of: value}
            return replace(complaint, fields=fields, by_hand=(*complaint.by_hand, test.of))
    return complaint


def _value(test: Test, policy: Policy, at: datetime) -> str:
    if test.negate:
        return ""
    if test.older_than is not None:
        return f"{at - timedelta(days=3000):%Y-%m-%d}"
    if test.values and test.values != ("*",):
        return test.values[0]
    if _bounded(test):
        return str(_number(test))
    return filled(test.of, policy)


def _bounded(test: Test) -> bool:
    return any(bound is not None for bound in (test.at_least, test.over, test.at_most, test.below))


def _number(test: Test) -> int:
    if test.over is not None:
        return int(test.over) + 1
    if test.at_least is not None:
        return int(test.at_least)
    if test.at_most is not None:
        return int(test.at_most)
    return int(test.below) - 1 if test.below is not None else 1


def filled(name: str, policy: Policy) -> str:
    """Something that may stand in this field."""
    field = next((field for field in policy.fields if field.name == name), None)
    if field is None:
        return "as found"
    return field.choices[0] if field.choices and field.type == "choice" else FILLED.get(field.type, "as found")


def states(part: Any, complaint: Complaint, policy: Policy, at: datetime) -> Iterator[State]:
    """The complaint as each kind of complaint that the part is for."""
    for table in part.when or ((),):
        state, counts = such(complaint, table, policy, at)
        if isinstance(part, Task | Report) or applies(part, state, counts):
            yield state, counts


# -- rules ----------------------------------------------------------------------------------------------------------------


def rule(policy: Policy, part: Rule) -> Iterator[str]:
    """Each kind of complaint that the rule is for gets its effects; one to which nothing of it applies gets none of them."""
    base = opened(policy)
    if "answered" in _moments_of(part) or part.then.reopen or part.then.close:
        base.complaint = with_moments(handled(base), base.now, "proposed", "answered")
        base.complaint = msgspec.structs.replace(base.complaint, status="answered", outcome="as found")
    assert base.complaint is not None
    before = list(states(part, base.complaint, policy, base.now))
    if not before:
        yield "no complaint is such that it applies"
    for state, counts in before:
        if first_match(policy.rules, part.group, state, counts) in (part, None) or part not in policy.rules:
            yield from _effects(part, *_judged(policy, state, counts, base.now))
    if part.when and not any_holds(part.when, base.complaint, {}):
        after, messages = _judged(policy, base.complaint, {}, base.now)
        if not list(_effects(part, after, messages)) and _says_something(part):
            yield "a complaint of another kind gets all its effects as well"


def _moments_of(part: Any) -> set[str]:
    return {name for table in part.when for test in table if test.kind == "moment" for name in test.values} | {
        "answered" for table in part.when for test in table if test.of == "satisfaction"
    }


def _says_something(part: Rule) -> bool:
    return bool(list(_effects(part, Complaint(id="", number="", policy=""), [])))


def _judged(policy: Policy, state: Complaint, counts: dict[str, int], at: datetime) -> tuple[Complaint, list[Message]]:
    case = Case(policy, MONDAY, state)
    desk = policy.directory.desk
    note = StaffWrote(id="note", at=at + SECOND, by=desk, writing=Writing(text="as found", full_text="as found"))
    case.take(note, at + SECOND, counts=counts)
    assert case.complaint is not None
    return case.complaint, list(case.last.messages)


def _effects(part: Rule, after: Complaint, messages: list[Message]) -> Iterator[str]:
    """What of the rule's effects the complaint does not show."""
    then = part.then
    for name, value in then.set.items():
        known = getattr(after, name, None) if name in ("kind", "category", "severity") else after.fields.get(name)
        known = {True: "yes", False: "no", None: ""}[after.valid] if name == "valid" else known
        known = after.complainant.relation if name == "relation" else known
        if known != value and name not in after.by_hand:
            yield f"{name} is {known!r} and not {value!r}"
    if missing := set(then.flag) - set(after.flags):
        yield f"no flag {missing}"
    if then.assign and then.assign not in (after.department, after.unit) and "referred" not in after.awaiting:
        yield f"it is assigned to {after.department!r} and not to {then.assign!r}"
    for name in then.open:
        if not any(task.name == name for task in after.tasks):
            yield f"the task {name} is not open"
    yield from _told(part, messages)
    if then.restrict and not after.restricted:
        yield "it is not restricted"
    if (then.reopen and after.round == 1) or (then.close and after.status != "closed"):
        yield "it is neither reopened nor closed"


def _told(part: Rule, messages: list[Message]) -> Iterator[str]:
    for role in part.then.tell:
        names = {part.then.message} if part.then.message else {"information", "receipt_request", "escalation"}
        mine = [m for m in messages if m.name in names and (role == "customer") == (m.to.role == "customer")]
        if not mine:
            yield f"{role} is not told"


# -- clocks ---------------------------------------------------------------------------------------------------------------


def clock(policy: Policy, part: Clock) -> Iterator[str]:
    """Each rung has its say at its minute and not before; none after the clock's end has come."""
    for state, counts in states(part, _begun(policy, part), policy, opened(policy).now):
        case = Case(policy, MONDAY, state)
        start = next(m.at for m in state.moments if m.name == part.from_)
        limit = part.within.get(state.severity or policy.severities[0]) or part.within.get("")
        if limit is None:
            continue
        calendar = policy.calendar(part.calendar)
        end = due(start, limit, calendar)
        said = list(_ticks(case, part, counts, [shift(end, rung.at, calendar) for rung in part.rungs]))
        ats = {shift(end, rung.at, calendar): rung.tell for rung in part.rungs}
        for at, tell in ats.items():
            if at > start and at + SECOND not in {each for each, _ in said}:
                yield f"nobody hears anything at {at:%m-%d %H:%M}: {tell}"
        if early := {at for at, _ in said} - {at + SECOND for at in ats}:
            yield f"somebody hears of it at {min(early):%m-%d %H:%M} already"
        return
    yield "no complaint is such that it runs"


def _begun(policy: Policy, part: Clock) -> Complaint:
    """The complaint whose clock has just begun."""
    case = opened(policy)
    complaint = handled(case) if part.from_ not in ("received", "registered") else case.complaint
    assert complaint is not None
    before = ("proposed",) if part.from_ in ("answered", "visited", "extended") else ()
    complaint = with_moments(complaint, case.now, *before, part.from_)
    ahead = tuple(moment for moment in complaint.moments if moment.name != part.until)
    complaint = msgspec.structs.replace(complaint, moments=ahead)
    return (
        msgspec.structs.replace(complaint, status="answered", outcome="so") if part.from_ == "answered" else complaint
    )


def _ticks(case: Case, part: Clock, counts: dict[str, int], ats: list[datetime]) -> Iterator[tuple[datetime, Message]]:
    """What is said of the clock just before each of its rungs, and at it."""
    looked = sorted({case.now, *(at + step for at in ats for step in (-SECOND, SECOND) if at > case.now)})
    for number, now in enumerate(looked):
        case.take(TimePassed(id=f"tick-{number}", at=now), now, counts=counts)
        yield from ((now, m) for m in case.last.messages if m.extra.get("clock") == part.name)


# -- gates ----------------------------------------------------------------------------------------------------------------

ORDERS: dict[str, Callable[[Policy], tuple[str, str]]] = {
    "accepted": lambda policy: (policy.directory.desk, "#accept"),
    "referred": lambda policy: (policy.directory.desk, f"#transfer {policy.directory.departments[-1].name}"),
    "proposed": lambda policy: (policy.directory.departments[0].handler, "#resolve we have mended it"),
    "answered": lambda policy: (policy.directory.departments[0].handler, "#resolve we have mended it"),
    "extended": lambda policy: (policy.directory.departments[0].handler, "#extend 2026-03-20 17:00 it takes longer"),
}


def gate(policy: Policy, part: Gate) -> Iterator[str]:
    """The moment waits while something is lacking, and comes once it is there and approved."""
    if part.before == "customer_reads":
        yield from _words_held(policy, part)
        return
    case = opened(policy)
    base = handled(case) if part.before in ("proposed", "answered", "extended") else case.complaint
    assert base is not None
    found = list(states(part, base, policy, case.now))
    if not found:
        yield "no complaint is such that it applies"
    for state, counts in found[:1]:
        needed = {*part.needs, *part.needs_any} - {"category", "kind", "severity"}
        bare = msgspec.structs.replace(state, fields={k: v for k, v in state.fields.items() if k not in needed})
        if part.needs or part.needs_any or part.approve or part.suspicious_words or part.forbids:
            words = f" {part.suspicious_words[0]}" if part.suspicious_words else ""
            lacking = bare if not part.forbids else _with_fields(bare, part.forbids, policy)
            if _reached(policy, lacking, counts, part, words):
                yield "the moment comes though something is lacking"
        rest = {n for g in policy.gates if applies(g, state, counts) for n in (*g.needs, *g.needs_any)}
        rest |= {n for t in policy.tasks if t.command == "resolve" for n in t.required}
        whole = _with_fields(state, sorted(rest), policy)
        if not _reached(
            policy,
            msgspec.structs.replace(whole, category=whole.category or (policy.categories or ("",))[0]),
            counts,
            part,
            "",
            approve=True,
        ):
            yield "the moment does not come though nothing is lacking"


def _words_held(policy: Policy, part: Gate) -> Iterator[str]:
    """Words of staff with such a word in them do not reach the customer; others do."""
    for words, goes in ((part.suspicious_words[0], False), ("we are looking into it", True)):
        case = opened(policy)
        case.complaint = handled(case)
        case.staff(policy.directory.departments[0].handler, f"#tell {words}", "2026-03-02 10:00")
        if ("update" in {m.name for m in case.last.messages}) != goes:
            yield f"{words!r} {'does not reach' if goes else 'reaches'} the customer"


def _with_fields(complaint: Complaint, names: Any, policy: Policy) -> Complaint:
    values = {name: filled(name, policy) for name in names if name not in complaint.fields}
    evidence = (FILE,) if any(f.type == "attachment" for f in policy.fields) else complaint.evidence
    return msgspec.structs.replace(complaint, fields={**values, **complaint.fields}, evidence=evidence)


def _reached(
    policy: Policy, state: Complaint, counts: dict[str, int], part: Gate, words: str, *, approve: bool = False
) -> bool:
    case = Case(policy, MONDAY, state)
    if part.before not in ORDERS:
        return False
    by, order = ORDERS[part.before](policy)
    case.staff(by, order + words, "2026-03-02 10:00", counts=counts)
    for number in range(6):
        waiting = [a for a in (case.complaint.approvals if case.complaint else ()) if a.at is None]
        if not approve or not waiting:
            break
        case.staff(waiting[0].approver, "#approve", f"2026-03-02 1{number + 1}:00", counts=counts)
    assert case.complaint is not None
    return any(m.name == part.before for m in case.complaint.moments) and part.before not in case.complaint.awaiting


# -- tasks, stages ---------------------------------------------------------------------------------------------------------


def task(policy: Policy, part: Task) -> Iterator[str]:
    """It is asked when its moment has come and its time has passed, and brings its own moment about once it is done."""
    if part.command not in ("fill", "visit") or not part.opens:
        return
    case = opened(policy)
    moments = {"answered": ("proposed", "answered"), "closed": ("proposed", "answered", "closed")}.get(
        part.opens, (part.opens,)
    )
    base = with_moments(handled(case), case.now, *moments)
    helper = policy.directory.people[0].mail
    base = msgspec.structs.replace(
        base, outcome="so", status="answered" if "answered" in moments else "open", assistants=(helper,)
    )
    for state, counts in list(states(part, base, policy, case.now))[:1]:
        playing = Case(policy, MONDAY, state)
        playing.take(TimePassed(id="tick", at=playing.now), playing.now, counts=counts)
        if part.after is not None:
            at = shift(case.now, part.after, policy.calendar(part.calendar))
            for now in (at - timedelta(minutes=1), at):
                early = any(t.name == part.name for t in playing.complaint.tasks) if playing.complaint else False
                playing.take(TimePassed(id=playing.id(), at=now), now, counts=counts)
            if early:
                yield "it is asked too early"
        assert playing.complaint is not None
        asked = next((t for t in playing.complaint.tasks if t.name == part.name), None)
        if asked is None:
            yield "it is never asked"
        return
    yield "no complaint is such that it is asked"


def stage(policy: Policy, part: Stage) -> Iterator[str]:
    """Its answer does not satisfy: the next stage begins, and after the last none."""
    case = opened(policy)
    base = with_moments(handled(case), case.now, "proposed", "answered")
    at_its_end = {"stage": part.name, "stage_round": part.times, "status": "answered", "outcome": "so"}
    playing = Case(policy, MONDAY, msgspec.structs.replace(base, **at_its_end))
    playing.survey(1, "2026-03-02 12:00")
    assert playing.complaint is not None
    names = [each.name for each in policy.stages]
    following = names[names.index(part.name) + 1 :][:1] or [part.name]
    if playing.complaint.stage != following[0]:
        yield f"then {playing.complaint.stage} begins and not {following[0]}"
    if (playing.complaint.status == "closed") == (part.name != names[-1]):
        yield f"then it is {playing.complaint.status}"


def report(policy: Policy, part: Report) -> Iterator[str]:
    """It is made with the complaint that it tells of, by its number or among its figures."""
    if part.kind == "case":
        return  # on one complaint, sent as its moment comes: no list of complaints is made
    case = opened(policy, "小区停电没有人修")
    answered = with_moments(handled(case), case.now, "proposed", "answered", "closed")
    closed = msgspec.structs.replace(answered, status="closed", outcome="so", valid=True)
    state, counts = next(states(part, closed, policy, case.now), (closed, {}))
    if not any_holds(part.when, state, counts):
        yield "no complaint is such that it tells of it"
    state = _with_fields(state, [*part.show, part.by_field] if part.by_field not in OWN_FIELDS else part.show, policy)
    period = Period(case.now - timedelta(days=1), case.now + timedelta(days=29), "2026-03")
    frame = Frame(policy=policy, period=period, now=period.end, language=policy.languages[0])
    alike = [row(msgspec.structs.replace(state, id=f"{n:020}", number=f"SK20260302-000{n}")) for n in range(1, 6)]
    full, empty = (_report(part, rows, frame) for rows in (alike, []))
    if full == empty:
        yield "it says the same with the complaint and without it"


def _report(part: Report, rows: list[Any], frame: Frame) -> str:
    return as_mail(make(part, Material(rows=rows, previous=[]), frame))


def words(policy: Policy, name: str) -> Iterator[str]:
    """A mail bears the organisation's own sentence, in the language in which it is written."""
    message_name, _, block = name.partition(".")
    for language, said in policy.words[name].items() if block in ("subject", "body") else ():
        case = opened(policy)
        to = Recipient(role="customer", mail="a@b.example", language=language)
        written = render(Message(name=message_name, to=to, channel="mail"), handled(case), policy, TRIAL)
        whole = f"{written.subject} {written.text}"
        literal = max(re.split(r"\{\{.*?\}\}|\n", said), key=len).strip()
        if literal not in whole:
            yield f"{literal!r} stands nowhere in {message_name}"


PLAYERS: dict[str, Callable[[Policy, Any], Iterator[str]]] = {
    "rules": rule, "clocks": clock, "gates": gate, "tasks": task, "stages": stage, "reports": report,
}  # fmt: skip


def faults(policy: Policy, piece: dict[str, Any]) -> Iterator[str]:
    """What the parts of the piece do not do, of the policy in which it stands."""
    own = {
        kind: {each["name"] for each in piece.get(kind, [])} for kind in ("clock", "gate", "task", "stage", "report")
    }
    helping = ("flags",)  # what stands beside the piece so that its words are known
    for kind, player in PLAYERS.items():
        for part in getattr(policy, kind):
            name = getattr(part, "group", "") or part.name
            if (kind == "rules" and name in helping) or (kind != "rules" and name not in own[kind.removesuffix("s")]):
                continue
            yield from (f"{kind} {name}: {fault}" for fault in player(policy, part))
    for name in piece.get("words", {}):
        yield from (f"words {name}: {fault}" for fault in words(policy, name))
