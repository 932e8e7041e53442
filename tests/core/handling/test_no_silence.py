"""No complaint is past a limit without those whom the policy names having been told, whatever people do or don't do."""

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib import policies
from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.facts import TimePassed
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.timing import deadlines
from chalicelib.core.handling.timing.rungs import JUST_AFTER, Running
from chalicelib.core.people import people
from chalicelib.core.policy.model import Policy, Rung
from chalicelib.core.times.working_time import next_opening, shift
from tests.core.handling import test_random_lives as lives
from tests.core.handling.playing import CUSTOMER, LATE_BUS, ZONE, Case, away, transport, with_directory

INSURANCE, FOOD = policies.packaged("insurance-branch"), policies.packaged("food-abc")
A, F = "@akl-insurance.example", "@douxiangfang.example"


def somebody_is_away(policy: Policy, *pairs: tuple[str, str]) -> Policy:
    return with_directory(policy, absences=tuple(away(who, deputy) for who, deputy in pairs))


PLAYED = {
    "transport": transport(),
    "transport-away": lives.AWAY,
    "insurance": INSURANCE,
    "insurance-away": somebody_is_away(
        INSURANCE,
        (f"shao.li{A}", ""),
        (f"nie.bin{A}", f"tao.yi{A}"),
        (f"gu.cheng{A}", f"su.wen{A}"),
        (f"qin.yue{A}", ""),
    ),
    "food": FOOD,
    "food-away": somebody_is_away(
        FOOD, (f"ding.yi{F}", f"bao.gang{F}"), (f"chai.jin{F}", ""), (f"duan.lin{F}", f"hua.mei{F}")
    ),
}
INSURERS = (
    INSURANCE.directory.desk, *(f"{name}{A}" for name in ("qin.yue", "shao.li", "nie.bin", "lei.chunhua", "bai.zongming", "gu.cheng")),
)  # fmt: skip
MAKERS = (
    FOOD.directory.desk,
    *(f"{name}{F}" for name in ("duan.lin", "ding.yi", "chai.jin", "shang.de", "yue.shan", "hua.mei")),
)
CAST = {"insurance": INSURERS, "insurance-away": INSURERS, "food": MAKERS, "food-away": MAKERS,
        "transport": lives.STAFF["transport"], "transport-away": lives.STAFF["away"]}  # fmt: skip
lives.POLICIES.update(PLAYED)
lives.STAFF.update(CAST)

TEXTS = (
    LATE_BUS, "你好", "建议增加班次", "理赔金额算少了，准备起诉，急需手术", "理赔拖延，我找记者", "举报员工受贿", "豆腐发霉，吃了住院",
    "经销商反映：包装破损", "向消协投诉，豆腐里有虫", "日期有误",
)  # fmt: skip
openings = st.tuples(
    st.sampled_from(sorted(PLAYED)),
    st.sampled_from(TEXTS),
    st.integers(0, 4),
    st.sampled_from(["mail", "sms", "phone"]),
    st.booleans(),
)


def told(case: Case, clock: Running, index: int) -> bool:
    """Whether everybody whom that rung names was sent what it has to say: those who held the roles then, and were reachable.

    Where two of its rungs are due in one minute, whoever both name reads the later alone.

    A task that outlives its round is chased in a later one; its due time tells it from its like.
    """
    deadline = clock.deadline
    for decision in case.decisions:
        said = [
            m
            for m in decision.messages
            if m.extra.get("clock") == deadline.clock
            and "rung" in m.extra
            and int(str(m.extra.get("rung"))) >= index
            and decision.complaint is not None
            and (decision.complaint.round == deadline.round or m.extra.get("due") == deadline.due.isoformat())
        ]
        if (
            said
            and decision.complaint
            and {m.to.mail for m in said} >= named(clock, clock.rungs[index], decision.complaint, case.policy)
        ):
            return True
    return False


def named(clock: Running, rung: Rung, complaint: Complaint, policy: Policy) -> set[str]:
    """Whom the rung names, by today's directory; whose mail comes back is left out, for others read it, and who is late themselves, for one above them does."""
    at, below = complaint.recent[-1].at, frozenset({clock.assignee} - {""})
    roles = [role for role in rung.tell if role not in ("assignee", "customer", "assistants")]
    mails = {r.mail for role in roles for r in people.holders(role, complaint, policy, at, below)} - below
    if "assignee" in rung.tell:
        mails.add(people.stand_in(clock.assignee, policy, at))
    elif complaint.handler and not {"handler", "assistants"} & {*rung.tell}:
        mails.discard(people.stand_in(complaint.handler, policy, at))  # a deputy who leads as well
    return mails - set(complaint.unreachable)


def speaks_first(clock: Running, index: int) -> datetime:
    """When that rung must have spoken; the one that chases on begins a day after the last that the policy has written."""
    rung = clock.rungs[index]
    moment = shift(clock.deadline.due, rung.at, clock.calendar)
    if index == clock.goes_on:
        assert rung.every is not None
        moment = shift(moment, rung.every, clock.calendar)
    hours = clock.hours.get(rung.hours)
    return (next_opening(moment, hours) if hours else moment) + JUST_AFTER


def can_be_told(rung: Rung) -> bool:
    """Customers whom nothing reaches are the desk's to call, and helpers there may be none."""
    return any(role not in ("customer", "assistants") for role in rung.tell)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(openings, lives.lives, st.integers(0, 60 * 24 * 12))
def test_no_limit_passes_in_silence(opening: lives.Opening, steps: lives.Steps, late: int):
    case = lives.live(opening, steps)
    case.now += timedelta(minutes=late)
    case.tick()
    assert case.complaint is not None
    draft = Draft(case.complaint, TimePassed(id="look", at=case.now), case.policy, Context(), case.now)
    for clock in deadlines.running(draft):
        if not deadlines._is_live(draft, clock):
            continue
        for index, rung in enumerate(clock.rungs):
            moment = speaks_first(clock, index)
            if rung.at.amount >= 0 and moment <= case.now and can_be_told(rung):
                assert told(case, clock, index), (clock.deadline, index)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(openings, lives.lives)
def test_who_is_told_is_there_and_in_the_directory(opening: lives.Opening, steps: lives.Steps):
    case = lives.live(opening, steps)
    known = {case.policy.directory.desk, *(p.mail for p in case.policy.directory.people)}
    absent = {a.mail for a in case.policy.directory.absences if a.start.month == 1}  # all year, as in these casts
    for decision in case.decisions:
        for message in decision.messages:
            if "rung" in message.extra and message.to.role != "customer":
                assert message.to.mail in known
                assert message.to.mail not in absent


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(PLAYED)), st.sampled_from(TEXTS), st.integers(5, 40))
def test_if_nobody_ever_does_anything_the_highest_hear_of_it(name: str, text: str, days: int):
    case = Case(PLAYED[name], "2026-03-02 08:55")
    case.customer(text, who=CUSTOMER)
    case.wind((case.now + timedelta(days=days)).astimezone(ZONE).strftime("%Y-%m-%d %H:%M"))
    if case.complaint.status == "open":
        assert case.complaint.escalation_level == 2
        assert any(m.name == "escalation" for d in case.decisions for m in d.messages)
