"""What daily lists and reports say of the complaints: checked against what stands in the record and what went out."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.core import report
from chalicelib.core.complaint.facts import CustomerWrote
from chalicelib.core.complaint.model import Complaint, Task
from chalicelib.core.people import people
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import row
from chalicelib.core.report.morning import lines, to_do
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.shape import Figure, Frame
from chalicelib.core.report.wording import word
from chalicelib.core.words.labels import label
from chalicelib.core.words.local_dates import short_date
from redress.proving.course import Sent
from redress.proving.playing import Played, Step
from redress.proving.promises.breach import Breach
from redress.proving.promises.reading import times

MORNING = "09:00"
ANSWERS = frozenset({"outcome", "explanation"})
SPOKEN = frozenset({"phone", "visit"})
REACHED = frozenset({"contacted", "visited"})  # by the desk, who spoke with the customer
BRINGS_AN_ANSWER = ANSWERS | {"call_task", "final"}


def lists_are_true(played: Played) -> Iterator[Breach]:
    """Each line of a daily list is about a case that goes on, names its reader's own work and its time, and nothing that is done or was kept from them."""
    for at in mornings(played):
        standing = {c.number: c for each in played.all if (c := _as_of(each, at)) is not None}
        for mail in _staff(played.policy):
            reader = people.staff(mail, "staff", played.policy, at)
            frame = Frame(policy=played.policy, period=Period(at, at, ""), now=at, language=reader.language)
            told = tuple(lines(to_do([row(c) for c in standing.values()], mail, frame), frame))
            for line in dict.fromkeys(told):
                if why := wrong(line, mail, standing, frame, told.count(line)):
                    yield Breach(promise="lists_are_true", at=at, why=f"on the list of {mail}, {why}: {line}")
        yield from _left_out(played, standing, at)


def mornings(played: Played) -> Iterator[datetime]:
    """Every morning of the life, at the policy's hour for lists."""
    zone = ZoneInfo(played.policy.timezone)
    by = next((r.by for r in played.policy.reports if r.kind == "list" and r.every == "day" and r.by), MORNING)
    day: date = played.life.received.astimezone(zone).date()
    while (at := datetime.fromisoformat(f"{day} {by}").replace(tzinfo=zone)) <= played.end:
        if at >= played.life.received:
            yield at
        day += timedelta(days=1)


def _as_of(played: Played, at: datetime) -> Complaint | None:
    known = [s.decision.complaint for s in played.steps if s.at <= at and s.decision.complaint is not None]
    return known[-1] if known else None


def _staff(policy: Policy) -> tuple[str, ...]:
    return tuple(dict.fromkeys((policy.directory.desk, *(person.mail for person in policy.directory.people))))


def wrong(line: str, mail: str, standing: dict[str, Complaint], frame: Frame, often: int = 1) -> str:
    """What is wrong with a line that stands there so often; "" if nothing is. `standing`: the complaints by number, as they stand."""
    number, what, *parts = line.split(" · ")
    complaint, policy = standing.get(number), frame.policy
    if complaint is None:
        return "there is no such complaint"
    owed = [task for task in complaint.tasks if task.done is None and task.assignee == mail]
    waits = {a.approver for a in complaint.approvals if a.at is None and complaint.kind not in policy.flow_kinds}
    if complaint.status not in ("open", "answered") and not owed and mail not in waits:
        return f"it is {complaint.status}, and they owe nothing of it"
    if people.complained_of(mail, complaint, policy):
        return "they are who the complaint is about"
    if often > max(1, [label(task.name, policy, frame.language) for task in owed].count(what)):
        return "it stands there twice"
    return (
        _whose(complaint, owed, mail, policy)
        or _wrong_time(parts, complaint, owed, frame)
        or _done(what, complaint, owed, frame)
    )


def _whose(complaint: Complaint, owed: list[Task], mail: str, policy: Policy) -> str:
    waits = {approval.approver for approval in complaint.approvals if approval.at is None}
    theirs = owed or mail in {*waits, complaint.handler or policy.directory.desk}
    return "" if theirs else "nothing of it is theirs"


def _wrong_time(parts: list[str], complaint: Complaint, owed: list[Task], frame: Frame) -> str:
    limits = {*(d.due for d in complaint.deadlines if d.met is None), *(task.due for task in owed if task.due)}
    shown = {short_date(at, frame.policy.timezone, frame.language): at for at in limits}
    lateness = word("overdue_now", frame.language)
    late = any(part.startswith(lateness) for part in parts)
    for part in (part for part in parts if not part.startswith(lateness)):
        if next(times(part, frame.language, frame.policy.timezone, frame.now), None) is None:
            continue
        if part not in shown:
            return f"nothing that is still to be done is due on {part}"
        if late != (shown[part] < frame.now):
            return "it says late what is not, or does not say that it is"
    return ""


def _done(what: str, complaint: Complaint, owed: list[Task], frame: Frame) -> str:
    """Whether it is a task that was done, and not asked for anew."""
    names = {task.name for task in complaint.tasks if task.done is not None} - {task.name for task in owed}
    named = {label(name, frame.policy, frame.language) for name in names}
    return "it is done" if what in named and complaint.status != "open" else ""


def _left_out(played: Played, standing: dict[str, Complaint], at: datetime) -> Iterator[Breach]:
    """Whoever has open work of a case that goes on finds it on their list."""
    frame = Frame(policy=played.policy, period=Period(at, at, ""), now=at, language=played.policy.languages[0])
    for complaint in standing.values():
        owed = {task.assignee for task in complaint.tasks if task.done is None}
        owed |= {a.approver for a in complaint.approvals if a.at is None and a.round == complaint.round}
        if complaint.status == "open" and not owed:
            owed = {complaint.handler or played.policy.directory.desk}
        for mail in owed:
            if not to_do([row(complaint)], mail, frame):
                why = f"{complaint.number} waits for {mail}, and is not on their list"
                yield Breach(promise="lists_are_true", at=at, why=why)


def reports_are_true(played: Played) -> Iterator[Breach]:
    """Each figure of a report counts complaints that there are, none twice, and what it says of them went out."""
    standing = [c for each in played.all if (c := _as_of(each, played.end)) is not None]
    going = {c.number: c for c in standing if c.status != "merged"}
    rows = [row(c) for c in standing]
    period = Period(played.life.received - timedelta(days=1), played.end, "")
    frame = Frame(policy=played.policy, period=period, now=played.end, language=played.policy.languages[0])
    shown = report.summary(rows, (), frame)
    for section in shown.sections:
        for cells in section.rows:
            for figure in (cell for cell in cells if isinstance(cell, Figure)):
                if why := _miscounts(figure, going):
                    yield Breach(promise="reports_are_true", at=played.end, why=f"{section.title}, {cells[0]}: {why}")
    yield from _overview(played, shown.sections[0].rows, going, frame)


def _miscounts(figure: Figure, going: dict[str, Complaint]) -> str:
    counted = (*figure.cases, *figure.of)
    if strangers := set(counted) - set(going):
        return f"it counts {min(strangers)}, which is merged or none"
    return "" if not figure.of or set(figure.cases) <= set(figure.of) else "more than there are"


def _overview(played: Played, told: object, going: dict[str, Complaint], frame: Frame) -> Iterator[Breach]:
    """What the headline says of each complaint, against what went out."""
    policy, language = frame.policy, frame.language
    ours = {number for number, c in going.items() if c.kind in policy.flow_kinds}
    by_name = {str(cells[0]): cells[1] for cells in told}  # type: ignore[attr-defined]
    letters = {each.context.number for each in played.all if _got_an_answer(each)}
    expected = {
        "received_all": set(going),
        "complaints": ours,
        "still_open": {number for number in ours if going[number].status in ("open", "answered")},
        "settlement_rate": {number for number in ours if going[number].status == "closed"},
    }
    for name, wanted in expected.items():
        figure = by_name.get(word(name, language))
        if isinstance(figure, Figure) and set(figure.cases) != wanted:
            why = f"{word(name, language)} counts {sorted(figure.cases)}, and it is {sorted(wanted)}"
            yield Breach(promise="reports_are_true", at=played.end, why=why)
    answered = by_name.get(word("response_rate", language))
    if isinstance(answered, Figure) and (without := set(answered.cases) - letters):
        why = f"{min(without)} counts as answered, and no answer went out"
        yield Breach(promise="reports_are_true", at=played.end, why=why)


def _got_an_answer(played: Played) -> bool:
    """Whether an answer went out, or the desk reached the customer by another way after it had heard that none did."""
    unsent = [s.at for s in played.sent if s.message.name == "undeliverable" and s.message.extra.get("text") in ANSWERS]
    reached = [s.at for s in played.steps if REACHED & {said.code for said in s.decision.results.changes}]
    spoken = any(entry.what == "first_contact" for s in played.steps if _is_spoken(s) for entry in s.decision.entries)
    return spoken or any(map(_is_answer, played.sent)) or (bool(unsent and reached) and max(reached) > min(unsent))


def _is_spoken(step: Step) -> bool:
    """Whether it writes a call or visit down: what was settled in it the customer has been told, also where no text reaches their telephone."""
    return isinstance(step.fact, CustomerWrote) and step.fact.channel in SPOKEN


def _is_answer(sent: Sent) -> bool:
    """Whether it brings the customer an answer, or asks the desk to tell it by telephone."""
    return sent.message.name in BRINGS_AN_ANSWER
