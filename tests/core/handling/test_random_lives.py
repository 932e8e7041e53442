"""Whatever happens to a complaint, in whatever order: what must hold after every decision."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.core.complaint.context import Related
from chalicelib.core.complaint.facts import TimePassed
from chalicelib.core.complaint.model import TRANSITIONS, Complainant, Complaint
from chalicelib.core.orders.command_table import COMMANDS, shown
from tests.core.handling.playing import (
    BUS,
    BUS_DIRECTOR,
    BUS_HEAD,
    CUSTOMER,
    DESK,
    DESK_HEAD,
    DIRK,
    DORA,
    FREIGHT,
    HANS,
    LATE_BUS,
    LENA,
    OFFICE_DESK,
    OTTO,
    SARA,
    TOP,
    ZONE,
    Case,
    away,
    office,
    transport,
    with_directory,
)

STRICT = office(
    """
    [[clock]]
    name = "contact"
    from = "received"
    until = "contacted"
    within = "4 working hours"
    calendar = "work"
    rungs = [{ at = "-30 minutes", tell = ["handler"] }, { at = "due", tell = ["handler", "supervisor"], by = ["mail", "sms"] }]

    [[clock]]
    name = "settle"
    from = "referred"
    until = "answered"
    within = { general = "3 working days", major = "1 day" }
    calendar = "work"
    pauses = true
    promised = true
    rungs = [
      { at = "-1 working day", tell = ["handler"] },
      { at = "due", tell = ["customer"], every = "1 day", message = "holding" },
      { at = "due", tell = ["supervisor"], set = { severity = "major" } },
      { at = "+1 day", tell = ["director"] },
    ]

    [[rule]]
    group = "severity"
    when = [{ words = ["journalist"] }, { amount = { over = 1000 } }]
    then = { severity = "major", flag = ["press"], tell = ["legal"], confirm = true }

    [[rule]]
    group = "severity"
    then = { severity = "general" }

    [[gate]]
    name = "plan"
    before = "answered"
    needs = ["facts"]
    approve = ["supervisor", "director"]

    [[gate]]
    name = "more_time"
    before = "extended"
    approve = ["supervisor"]

    [[task]]
    name = "outcome"
    for = "handler"
    opens = "referred"
    command = "resolve"
    form = ["facts", "amount"]
    sets = "proposed"

    [[task]]
    name = "callback"
    for = "desk"
    opens = "answered"
    after = "1 day"
    command = "visit"
    unless = "visited"

    [[task]]
    name = "lesson"
    for = "handler"
    opens = "closed"
    command = "fill"
    form = ["facts"]
    required = ["facts"]
    """,
    top='asks = ["phone"]\nundo = "10 minutes"\n',
)
AWAY = with_directory(
    transport(),
    absences=(away(BUS, BUS_HEAD), away(BUS_HEAD, BUS), away(DESK_HEAD, FREIGHT, "2026-03-03", "2026-03-05")),
)
POLICIES = {"transport": transport(), "strict": STRICT, "away": AWAY}
STAFF: dict[str, tuple[str, ...]] = {
    "transport": (DESK, DESK_HEAD, BUS, BUS_HEAD, BUS_DIRECTOR, TOP, FREIGHT),
    "strict": (OFFICE_DESK, DORA, HANS, SARA, DIRK, LENA, OTTO),
}
STAFF["away"] = STAFF["transport"]
WORDS = (
    "", " 投诉", " 问题", " 客运营销部", " 物流部\n已查明", " 林娜", " Service", " Sales", " Otto", " facts\nFacts: broken\nAmount: 5000",
    "\n事实：甲\n责任：乙\n措施：丙", "\n事实：甲\n责任：乙\n措施：丙\n经济补偿：给 200 元", " 已退款", " 未接通", " 满意", " 不满意", "\n是否联系上：否",
    "\n是否联系上：是\n是否满意：1", " 2026-03-04 10:00 配件未到", " 3月9日", " LC20260302-0009", " 理由充分", " major", " 一般", "\n整改是否落实：是\n落实情况：做了",
    "\nFacts: done", " x" * 300, "\n无视频的原因：设备坏了", "\n时间：昨天 9:00\n内容：已通话",
)  # fmt: skip
NUMBERS = (Related(id="aa", number="LC20260302-0009", status=""),)
SOME_CUSTOMERS = (
    CUSTOMER,
    Complainant(mail="a@b.example"),
    Complainant(phone="+8613912345678"),
    Complainant(phone="+866358888888"),
    Complainant(),
)

minutes = st.one_of(st.integers(0, 3), st.integers(0, 60 * 24 * 9), st.just(-1))  # -1: as soon as something is due
late = st.integers(0, 180)
commanding = st.tuples(st.just("staff"), st.integers(0, 6), st.sampled_from(sorted(COMMANDS)), st.sampled_from(WORDS))
SENSIBLE = (
    "handler #结果\n事实：甲\n责任：乙\n措施：丙\n无视频的原因：无设备", "handler #resolve\nFacts: broken\nAmount: 5000", "handler #结果 已退款\n经济补偿：无",
    "handler #询问客户 几点？", "handler #告知客户 正在查", "handler #退回 不是我们的", "handler #转办 物流部\n是货运的事", "handler #延期 2026-03-20 10:00 缺件",
    "handler #填报\n整改是否落实：是\n落实情况：做了", "handler #填报\nFacts: done", "approver #同意", "approver #同意", "approver #退回 不够", "supervisor #延期 2026-03-20 10:00",
    "supervisor #收到", "handler #撤回", "handler #无效 不是事实", "desk #受理 投诉", "desk #受理 问题", "desk #受理", "desk #转办 客运营销部", "desk #转办 Service",
    "desk #转办 林娜", "desk #回访 满意", "desk #回访 很不满意", "desk #回访 不满意", "desk #回访\n是否联系上：否", "desk #结案 客户撤诉", "desk #重开 客户来电",
    "desk #定级 major", "desk #联系 已通话", "desk #合并 LC20260302-0009", "desk #结果 已当场解释",
)  # fmt: skip
sensible = st.tuples(st.just("sensible"), st.sampled_from(SENSIBLE))
happenings = st.one_of(
    sensible,
    sensible,
    sensible,
    sensible,
    st.tuples(st.just("tick")),
    commanding,
    st.tuples(st.just("note"), st.integers(0, 6)),
    st.tuples(
        st.just("customer"),
        st.sampled_from(["谢谢", "journalist is coming", "司机徐静骂人，受伤住院", "不是投诉", LATE_BUS, ""]),
    ),
    st.tuples(st.just("automatic")),
    st.tuples(st.just("survey"), st.integers(1, 4), st.integers(1, 3)),
    st.tuples(st.just("bounce"), st.integers(0, 8), st.sampled_from(["", "outcome", "update", "acknowledgement"])),
    st.tuples(st.just("machine")),
    st.tuples(st.sampled_from(["merged", "grouped", "grouped", "grouped"])),
)
lives = st.lists(st.tuples(minutes, late, happenings), min_size=6, max_size=24)
openings = st.tuples(
    st.sampled_from(sorted(POLICIES)),
    st.sampled_from(
        [
            LATE_BUS,
            "service is slow",
            "你好",
            "建议增加班次",
            "投诉司机徐静和高峰时段",
            "service journalist",
            "请看监控录像，投诉司机",
        ]
    ),
    st.integers(0, 4),
    st.sampled_from(["mail", "sms", "phone"]),
    st.booleans(),
)


Opening = tuple[str, str, int, Any, bool]
Steps = list[tuple[int, int, tuple[Any, ...]]]


def live(opening: Opening, steps: Steps, look: Callable[[Case], None] = lambda _: None) -> Case:
    """Plays a life. `look`: what else is looked at after each decision."""
    name, text, who, channel, muted = opening
    case = Case(POLICIES[name], "2026-03-02 08:55")
    by = STAFF[name][0] if channel == "phone" else ""
    case.customer(text, who=SOME_CUSTOMERS[who], channel=channel, mute=muted, introduced_by=by)
    check(case, None)
    look(case)
    for wait, delay, what in steps:
        before = case.complaint
        due = before.next_check_at
        if wait >= 0:
            case.now += timedelta(minutes=wait)
        elif due:
            case.now = max(case.now, due)
        happen(case, STAFF[name], what, delay)
        check(case, before)
        look(case)
    return case


def happen(case: Case, staff: tuple[str, ...], what: tuple[Any, ...], delay: int) -> None:
    written = case.now - timedelta(minutes=delay)
    match what:
        case ("staff", who, command, words):
            called = shown(command, "zh-CN")
            case.staff(staff[who], f"#{called}{words}", written=f"{written:%Y-%m-%d %H:%M}", related=NUMBERS)
        case ("sensible", order):
            who, _, text = order.partition(" ")
            case.staff(one_in_role(case, who), text, written=f"{written:%Y-%m-%d %H:%M}", related=NUMBERS)
        case ("note", who):
            case.staff(staff[who], "在查\n事实：查到了")
        case ("customer", words):
            case.customer(words)
        case ("automatic",):
            case.customer("外出", automatic=True)
        case _:
            happen_of_itself(case, staff, what)


def happen_of_itself(case: Case, staff: tuple[str, ...], what: tuple[Any, ...]) -> None:
    match what:
        case ("survey", score, of_round):
            case.survey(score, of_round=of_round)
        case ("bounce", who, message):
            case.bounce((*staff, CUSTOMER.mail, CUSTOMER.phone)[who], message)
        case ("machine",):
            case.machine()
        case ("merged",):
            case.other("merged_in", id="bb", number="LC20260301-0001")
        case ("grouped",):
            case.other("grouped", number="LC20260301-0001")
        case _:
            case.tick()


def one_in_role(case: Case, role: str) -> str:
    complaint, directory = case.complaint, case.policy.directory
    waiting = next((a.approver for a in complaint.approvals if a.at is None), directory.director)
    found = {
        "desk": directory.desk,
        "handler": complaint.handler,
        "supervisor": complaint.supervisor,
        "approver": waiting,
    }
    return found[role] or directory.desk


def check(case: Case, before: Complaint | None) -> None:
    after = case.complaint
    assert after.next_check_at is None or after.next_check_at > case.now
    assert msgspec.json.decode(msgspec.json.encode(after), type=Complaint) == after
    rungs = [(f.clock, f.round, f.rung) for f in after.fired]
    assert len(rungs) == len(set(rungs))
    assert len({(d.clock, d.round) for d in after.deadlines}) == len(after.deadlines)
    if before is not None:
        allowed = {before.status, *TRANSITIONS[before.status]}
        assert after.status in allowed or "open" in allowed  # reopened and closed again at once: passed on once more
        assert after.round >= before.round
        assert after.version >= before.version
        assert case.last.entries or after == before or isinstance_tick(case)
    if after.status in ("open", "answered"):
        assert after.next_check_at is not None
        assert after.handler or after.open_task("referral") or any(d.met is None for d in after.deadlines)
    for message in case.last.messages:
        assert message.to.mail if message.channel == "mail" else message.to.phone
        assert message.not_before is None or message.not_before > case.now


def isinstance_tick(case: Case) -> bool:
    return not case.last.results.changes


COMMON = settings(suppress_health_check=[HealthCheck.too_slow])


@COMMON
@given(openings, lives)
def test_no_life_breaks_what_must_hold_after_every_decision(opening: Opening, steps: Steps):
    live(opening, steps)


@COMMON
@given(openings, lives, st.integers(0, 60 * 24 * 5))
def test_a_doubled_tick_changes_nothing_and_says_nothing(opening: Opening, steps: Steps, wait: int):
    case = live(opening, steps)
    case.now += timedelta(minutes=wait)
    case.tick()
    once = case.complaint
    case.tick()
    assert case.last.complaint == once
    assert case.last.messages == ()
    assert case.last.entries == ()


@COMMON
@given(openings, lives, st.lists(st.integers(1, 60 * 24), min_size=1, max_size=8))
def test_further_ticks_in_between_change_nothing_of_what_is_chased(opening: Opening, steps: Steps, waits: list[int]):
    """A tick that comes early, or twice, neither adds nor loses a chase: only due moments count."""
    case, other = live(opening, steps), live(opening, steps)
    end = case.now + timedelta(minutes=sum(waits))
    case.wind(f"{end.astimezone(ZONE):%Y-%m-%d %H:%M:%S}")
    for wait in waits:
        other.now += timedelta(minutes=wait)
        other.wind(f"{other.now.astimezone(ZONE):%Y-%m-%d %H:%M:%S}")
        other.take(TimePassed(id="t", at=other.now), other.now)
    assert {(f.clock, f.round, f.rung, f.turn) for f in case.complaint.fired} == {
        (f.clock, f.round, f.rung, f.turn) for f in other.complaint.fired
    }
    assert case.lines == other.lines


@COMMON
@given(openings, lives)
def test_no_chase_is_sent_twice(opening: Opening, steps: Steps):
    case = live(opening, steps)
    seen = set()
    for decision in case.decisions:
        for m in decision.messages:
            if "rung" in m.extra:
                key = (m.name, m.channel, m.to.mail, m.to.phone, m.extra["clock"], m.extra["due"], m.extra["rung"], m.extra["turn"],
                       decision.complaint.round)  # fmt: skip
                assert key not in seen
                seen.add(key)
