"""What mails to staff offer and say is so: commands that their reader may give, chases of whoever has yet to act, receipts of what has happened."""

import re
from datetime import timedelta

import msgspec
import pytest

from chalicelib.core.complaint.decision import Extra, Message, Recipient
from chalicelib.render import render
from redress.proving.playing import identity
from tests.core.handling.playing import (
    ANSWER,
    BUS,
    DESK,
    HANS,
    LATE_BUS,
    OFFICE_DESK,
    Case,
    answered,
    at,
    names,
    office,
    referred,
    transport,
)

SILENT_LADDER = office(
    """
    [[clock]]
    name = "settle"
    from = "referred"
    until = "answered"
    within = "1 day"
    promised = true
    rungs = [{ at = "due", tell = ["handler"] }, { at = "due", tell = ["customer"], every = "1 day" }]
    """
)
APPROVED = office(
    """
    [[clock]]
    name = "settle"
    from = "referred"
    until = "answered"
    within = "1 day"
    rungs = [{ at = "due", tell = ["handler"] }, { at = "+1 day", tell = ["handler", "supervisor"] }]

    [[gate]]
    name = "plan"
    before = "answered"
    approve = ["supervisor"]
    within = "30 days"
    """
)


def chased(case: Case, to: str) -> list[tuple[str, str]]:
    return [(m.name, m.to.role) for m in case.wind(to) if m.to.role != "customer"]


def test_staff_are_chased_on_where_the_ladder_speaks_to_the_customer_alone():
    case = Case(SILENT_LADDER, "2026-03-02 09:00")
    case.customer("service is slow")
    first = chased(case, "2026-03-05 09:00")
    later = chased(case, "2026-03-20 09:00")
    assert ("chase", "handler") in first
    assert ("chase", "handler") in later
    assert ("escalation", "supervisor") in later


def test_the_handler_who_has_answered_is_not_chased_while_the_answer_waits_for_approval():
    case = Case(APPROVED, "2026-03-02 09:00")
    case.customer("service is slow")
    case.staff(case.complaint.handler, "#resolve We have mended it.", "2026-03-02 10:00")
    assert case.complaint.awaiting == ("answered",)
    told = chased(case, "2026-03-06 09:00")
    assert ("chase", "handler") not in told
    assert ("chase", "supervisor") in told  # whose consent it waits for: no leader's news, but theirs to do


def test_an_unanswered_handler_is_chased_all_the_same():
    case = Case(APPROVED, "2026-03-02 09:00")
    case.customer("service is slow")
    assert ("chase", "handler") in chased(case, "2026-03-06 09:00")


def test_no_mail_offers_what_its_reader_may_not_do():
    case = Case(APPROVED, "2026-03-02 09:00")
    case.customer("service is slow")
    case.staff(case.complaint.handler, "#resolve We have mended it.", "2026-03-02 10:00")
    case.wind("2026-05-01 09:00")
    late = [m for m in case.messages if m.extra.get("clock") == "approval:plan:0"]
    asked = case.complaint.approvals[-1].approver
    assert {m.to.mail for m in late if "approve" in m.extra["commands"]} == {asked}  # type: ignore[operator]
    assert all(m.extra["commands"] for m in late)


def test_what_an_answered_complaint_still_waits_for_is_no_second_answer():
    case = answered()
    case.wind("2026-04-20 09:00")
    late = [m for m in case.messages if m.name in ("chase", "escalation")]
    assert late
    assert all("resolve" not in m.extra["commands"] for m in late)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (ANSWER, "answered_later"),
        ("#告知客户 正在查", "told_later"),
        ("#询问客户 几点？", "asked_later"),
        ("#无效 不是事实", "invalid_later"),
    ],
)
def test_a_receipt_at_night_says_when_a_text_goes_out(order: str, code: str):
    case = referred(text=LATE_BUS, channel="sms")
    case.staff(BUS, order, "2026-03-02 23:20")
    said = {s.code: s for s in case.last.results.changes}
    letter = next(m for m in case.last.messages if m.to.role == "customer")
    assert code in said
    assert letter.not_before == at("2026-03-03 08:00")
    assert "2026年3月3日（周二）08:00" in case.changes


@pytest.mark.parametrize(
    ("order", "code"),
    [(ANSWER, "answered"), ("#告知客户 正在查", "told"), ("#询问客户 几点？", "asked"), ("#无效 不是事实", "invalid")],
)
def test_a_receipt_by_day_says_what_has_gone_out(order: str, code: str):
    case = referred(text=LATE_BUS, channel="sms")
    case.staff(BUS, order, "2026-03-02 15:20")
    assert code in {s.code for s in case.last.results.changes}


# -- what customers write after the closing ------------------------------------------------------------------------------


def closed(when: str = "2026-03-04 10:00") -> Case:
    case = answered()
    case.staff(DESK, "#回访 满意", when)
    assert case.complaint.status == "closed"
    return case


def later_words(case: Case) -> list[bool]:
    return [t.done is None for t in case.complaint.tasks if t.name == "later_words"]


@pytest.mark.parametrize(
    "words",
    ["那名司机后来怎么处理的？", "补充：我有录音。", "When will the refund come?", "3路车今天也晚点", "請問賠償金多少"],
)
def test_what_a_customer_writes_after_the_closing_is_read_or_chased(words: str):
    case = closed()
    case.customer(words, "2026-03-05 10:00")
    [letter] = case.sent("after_closing")
    assert letter.extra["commands"] == ["reopen", "tell", "note"]
    assert letter.extra["due"]
    assert later_words(case) == [True]
    late = case.wind("2026-03-12 10:00")
    said = [m.name for m in late if m.extra.get("task") == "later_words" and m.to.role != "customer"]
    assert said[:2] == ["chase", "escalation"]


@pytest.mark.parametrize(
    "order", ["#备注 已看，与本件无关", "#告知客户 已转有关部门", "#重开 客户来信", "#联系 已通话"]
)
def test_any_order_of_the_desk_settles_it(order: str):
    case = closed()
    case.customer("那名司机后来怎么处理的？", "2026-03-05 10:00")
    case.staff(DESK, order, "2026-03-05 11:00")
    assert later_words(case) == [False]


@pytest.mark.parametrize("thanks", ["谢谢", "谢谢你们！", "thanks", "好的，辛苦了", "收到"])
def test_nothing_has_to_be_done_about_thanks(thanks: str):
    case = closed()
    case.customer(thanks, "2026-03-05 10:00")
    assert names(case.last.messages) == ["after_closing"]
    assert later_words(case) == []
    assert [
        m for m in case.wind("2026-03-20 10:00") if m.name == "chase" and m.extra.get("task") == "later_words"
    ] == []


def test_what_was_passed_on_is_taken_for_a_complaint_on_the_customers_word():
    case = Case(transport(), "2026-03-02 09:00")
    case.customer("建议3路公交增加早高峰班次")
    assert (case.complaint.status, case.complaint.kind) != ("open", "complaint")
    case.now += timedelta(hours=2)
    case.customer("请按投诉办理。")
    assert (case.complaint.status, case.complaint.kind) == ("open", "complaint")
    assert names(case.sent("after_closing")) == ["after_closing"]
    assert "commands" not in case.sent("after_closing")[0].extra  # the desk has nothing to do about it
    assert later_words(case) == []


def test_what_was_passed_on_and_is_written_of_in_doubtful_words_the_desk_may_take_for_a_complaint():
    case = Case(transport(), "2026-03-02 09:00")
    case.customer("建议3路公交增加早高峰班次")
    case.now += timedelta(hours=2)
    case.customer("请问后来怎么样了？")
    assert case.sent("after_closing")[0].extra["commands"] == ["accept", "tell", "note"]
    case.staff(DESK, "#受理 投诉")
    assert (case.complaint.status, case.complaint.kind) == ("open", "complaint")
    assert later_words(case) == [False]


def test_a_rule_that_finds_the_complaint_invalid_by_the_answer_takes_no_answer_from_the_customer():
    policy = office(
        """
        [[field]]
        name = "upheld"
        type = "yes_no"

        [[rule]]
        group = "validity"
        when = [{ upheld = false, moment = "answered" }]
        then = { valid = false }
        """
    )
    case = Case(policy, "2026-03-02 09:00")
    case.customer("service is slow")
    case.staff(case.complaint.handler, "#resolve We looked into it.\nupheld: no", "2026-03-02 10:00")
    assert case.complaint.valid is False
    assert "answered" in {s.code for s in case.last.results.changes}
    assert names(case.sent("outcome")) == ["outcome"]


TWO_LIMITS = office(
    """
    [[clock]]
    name = "reach"
    from = "received"
    until = "contacted"
    within = "1 hour"
    rungs = [{ at = "due", tell = ["handler"] }]

    [[clock]]
    name = "look"
    from = "answered"
    until = "visited"
    within = "1 hour"
    rungs = [{ at = "due", tell = ["desk"] }, { at = "+1 hour", tell = ["director"] }]

    [[clock]]
    name = "settle"
    from = "referred"
    until = "answered"
    within = "2 days"
    promised = true
    rungs = [{ at = "due", tell = ["handler"] }, { at = "+1 hour", tell = ["supervisor"] }]

    [[gate]]
    name = "plan"
    before = "answered"
    when = [{ severity = "major" }]
    approve = ["director"]
    within = "30 days"
    """
)


def assigned_limits(case: Case) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    (mail,) = (m for m in case.messages if m.name == "assignment")
    limits = mail.extra["sooner_limits"]
    return [(said.values["clock"].names, said.values["due"].names) for said in limits]


def test_the_assignment_names_what_is_wanted_before_the_answer_and_by_when():
    case = Case(TWO_LIMITS, "2026-03-02 09:00")
    case.customer("service is slow")
    assert assigned_limits(case) == [(("reach",), (at("2026-03-02 10:00").isoformat(),))]


def test_the_assignment_names_no_limit_that_is_over_or_met():
    case = Case(TWO_LIMITS, "2026-03-02 09:00")
    case.customer("everything is slow")
    case.staff("desk@office.example", "#transfer Service", "2026-03-02 10:30")
    assert assigned_limits(case) == []


def blamed(case: Case, to: str, clock: str) -> set[str]:
    late = [m for m in case.wind(to) if m.name == "escalation" and m.extra["clock"] == clock]
    assert late
    return {str(m.extra.get("who", "")) for m in late}


def test_an_escalation_names_the_desk_where_the_desk_is_late():
    case = Case(TWO_LIMITS, "2026-03-02 09:00")
    case.customer("service is slow")
    case.staff(case.complaint.handler, "#resolve We have mended it.", "2026-03-02 09:30")
    assert blamed(case, "2026-03-02 12:00", "look") == {"desk@office.example"}


def test_an_escalation_names_the_unit_where_nobody_has_answered():
    case = Case(TWO_LIMITS, "2026-03-02 09:00")
    case.customer("service is slow")
    assert blamed(case, "2026-03-05 09:00", "settle") == {""}


def test_an_escalation_names_the_approver_for_whom_the_answer_waits():
    case = Case(TWO_LIMITS, "2026-03-02 09:00")
    case.customer("service is slow")
    case.staff("desk@office.example", "#severity major", "2026-03-02 09:10")
    case.staff(case.complaint.handler, "#resolve We have mended it.", "2026-03-02 09:30")
    assert blamed(case, "2026-03-05 09:00", "settle") == {"dirk@office.example"}


@pytest.mark.parametrize("leader", ["supervisor", "director"])
def test_a_leader_who_hears_that_the_handler_is_late_is_offered_to_hand_it_on(leader: str):
    case = referred()
    told = [m for m in case.wind("2026-03-06 18:00") if m.name == "escalation" and m.to.role == leader]
    assert told
    assert all("transfer" in list(m.extra["commands"]) for m in told)  # type: ignore[arg-type]


# -- no "otherwise" without its time ------------------------------------------------------------------------------------------------

OTHERWISE = {"zh-CN": ("逾期将会", "最迟时间"), "zh-TW": ("逾期將會", "最遲時間"), "en": ("Otherwise:", "By:")}


@pytest.mark.parametrize("language", OTHERWISE)
@pytest.mark.parametrize("name", ["assignment", "task", "assist", "return_visit", "call_task"])
def test_a_mail_that_names_no_time_threatens_with_nothing(name: str, language: str):
    case = referred(office(), text="your service is slow")
    otherwise, by = OTHERWISE[language]
    times: tuple[Extra, ...] = ({}, {"due": at("3-4 12:00").isoformat()})
    for extra in times:
        message = Message(name=name, to=Recipient(role="handler", mail=HANS, language=language), extra=extra)
        text = render(message, case.complaint, case.policy, identity(case.now)).text
        assert (otherwise in text, by in text) == (bool(extra), bool(extra))


TWO_ANSWERS = """
[[task]]
name = "plain"
for = "handler"
opens = "referred"
command = "resolve"
when = [{ severity = "general" }]
form = ["facts"]
sets = "proposed"

[[task]]
name = "thorough"
for = "handler"
opens = "referred"
command = "resolve"
when = [{ severity = "major" }]
form = ["facts", "amount"]
sets = "proposed"

[[clock]]
name = "interim"
from = "received"
until = "proposed"
within = "1 day"
rungs = [{ at = "due", tell = ["handler"] }]

[[clock]]
name = "settle"
from = "received"
until = "answered"
within = "3 days"
promised = PROMISED
rungs = [{ at = "due", tell = ["handler"] }]
"""


@pytest.mark.parametrize(("promised", "by"), [("true", "5 March"), ("false", "3 March")])
def test_who_is_asked_by_another_form_reads_the_time_of_the_answer(promised: str, by: str):
    case = referred(office(TWO_ANSWERS.replace("PROMISED", promised)), text="your service is slow")
    case.staff(OFFICE_DESK, "#severity major", "2026-03-02 10:00")
    (asked,) = case.sent("task")
    text = render(asked, case.complaint, case.policy, identity(case.now)).text
    assert re.search(rf"▶ By: \w+ {by} 2026, 09:00\n▶ Otherwise:", text)
    late = render(asked, case.complaint, case.policy, identity(at("3-7 10:00"))).text
    assert ("By:" in late, "Otherwise:" in late) == (False, False)


def test_help_is_wanted_before_the_customer_is_to_have_the_answer():
    case = referred(office(TWO_ANSWERS.replace("PROMISED", "true")), text="your service is slow")
    case.staff(HANS, "#assist Sales\nwhat do you know?", "2026-03-02 10:00")
    (asked,) = case.sent("assist")
    text = render(asked, case.complaint, case.policy, identity(case.now)).text
    assert ("▶ By: Thursday 5 March 2026, 09:00" in text, "Otherwise:" in text) == (True, False)


REFERRED = """
[[clock]]
name = "refer"
from = "registered"
until = "referred"
within = "20 minutes"
rungs = [{ at = "due", tell = ["desk"] }]
"""


@pytest.mark.parametrize(
    ("parts", "by"), [((), "Tuesday 3 March 2026, 17:00"), ((REFERRED,), "Monday 2 March 2026, 09:20")]
)
def test_the_desk_reads_by_when_a_matter_is_to_be_assigned(parts: tuple[str, ...], by: str):
    case = Case(office(*parts))
    case.customer("Good morning")
    (asked,) = case.sent("to_assign")
    message = msgspec.structs.replace(asked, to=msgspec.structs.replace(asked.to, language="en"))
    text = render(message, case.complaint, case.policy, identity(case.now)).text
    assert f"▶ By: {by}\n▶ Otherwise:" in text
