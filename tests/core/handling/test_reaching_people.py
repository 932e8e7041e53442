"""Messages that come back, customers without mail, the quiet of the night: nobody is left without word."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib.core.complaint.model import Channel, Complainant
from chalicelib.core.complaint.saying import Said
from chalicelib.core.words.worded import worded
from tests.core.handling.playing import (
    ANSWER,
    BUS,
    BUS_DIRECTOR,
    BUS_HEAD,
    CUSTOMER,
    DESK,
    DESK_HEAD,
    LATE_BUS,
    LENA,
    ZONE,
    Case,
    answered,
    at,
    much_is_written,
    names,
    office,
    referred,
    told,
    transport,
    with_directory,
)

PHONE_ONLY = Complainant(name="张明", phone="+8613912345678")
MAIL_ONLY = Complainant(name="张明", mail="zhang@customer.example")
LANDLINE = Complainant(name="王老太", phone="+866358888888")
NOBODY = Complainant(name="匿名")


# -- which way ----------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CW-11")
@pytest.mark.parametrize(
    ("channel", "who", "way"),
    [
        ("mail", CUSTOMER, "mail"),
        ("sms", CUSTOMER, "sms"),
        ("sms", MAIL_ONLY, "mail"),
        ("phone", PHONE_ONLY, "sms"),
        ("visit", CUSTOMER, "mail"),
    ],
)
def test_the_customer_hears_by_the_way_they_came_or_the_one_that_reaches_them(
    channel: Channel, who: Complainant, way: str
):
    case = Case()
    case.customer(channel=channel, who=who)
    assert [m.channel for m in case.messages if m.to.role == "customer"] == [way]


def test_whoever_can_only_be_telephoned_is_called_by_the_desk_with_a_script():
    case = Case()
    case.customer(channel="phone", who=LANDLINE, introduced_by=DESK)
    case.staff(BUS, "#告知客户 已查明是车辆故障，明天回复您", "2026-03-02 10:00")
    (call,) = case.sent("call_task")
    assert (call.to.mail, call.extra["who"], call.extra["text"]) == (
        DESK,
        "+866358888888",
        "已查明是车辆故障，明天回复您",
    )
    task = case.complaint.open_task("call")
    assert (task.assignee, task.due) == (DESK, at("3-3 17:30"))
    assert "update" not in names(case.last.messages)
    case.staff(DESK, "#联系\n时间：10:20\n内容：已转告，客户同意", "2026-03-02 10:30")
    assert case.complaint.open_task("call") is None


def test_a_call_that_is_not_made_is_chased_and_told_to_whoever_leads_the_desk():
    case = Case()
    case.customer(channel="phone", who=LANDLINE, introduced_by=DESK)
    case.staff(BUS, ANSWER, "2026-03-02 10:00")
    assert case.sent("call_task")[0].extra["text"] == case.complaint.outcome
    chased = [m for m in case.wind("2026-03-05 17:31") if m.extra.get("clock") == "task:call"]
    assert told(chased) == [
        ("chase", "mail", DESK),
        ("escalation", "mail", DESK_HEAD),
        ("escalation", "mail", "li.guoqiang@lc-transport.example"),
    ]


def test_several_things_to_say_are_one_task_and_each_its_words():
    case = Case()
    case.customer(channel="phone", who=LANDLINE, introduced_by=DESK)
    case.staff(BUS, "#告知客户 在查", "2026-03-02 10:00")
    case.staff(BUS, "#告知客户 查到了", "2026-03-02 11:00")
    assert [t.name for t in case.complaint.tasks].count("call") == 1
    assert [m.extra["text"] for m in case.messages if m.name == "call_task"] == ["在查", "查到了"]


def test_a_landline_customer_hears_of_a_passed_promise_by_telephone():
    case = Case()
    case.customer(channel="phone", who=LANDLINE, introduced_by=DESK)
    (call,) = [m for m in case.wind("2026-03-04 09:01") if m.name == "call_task"]
    script = call.extra["text"]
    assert isinstance(script, Said)
    assert (
        worded(script, case.policy, "zh-CN")
        == "没能按原定时间答复您，非常抱歉。我们还在办理，最迟 2026年3月5日（周四）09:00 再给您回话。"
    )


def test_nobody_can_tell_somebody_of_whom_nothing_is_known():
    case = Case()
    case.customer(channel="phone", who=NOBODY, introduced_by=DESK)
    case.staff(BUS, ANSWER, "2026-03-02 10:00")
    assert ("undeliverable", "outcome") in [(e.what, e.reason) for e in case.last.entries]
    assert "call_task" not in names(case.last.messages)


# -- what comes back --------------------------------------------------------------------------------------------------------


def test_a_customers_mail_that_comes_back_goes_as_a_text_and_the_desk_is_told():
    case = referred()
    case.bounce(CUSTOMER.mail, "acknowledgement", "2026-03-02 09:10")
    assert told(case.last.messages) == [("undeliverable", "mail", DESK), ("acknowledgement", "sms", CUSTOMER.phone)]
    case.staff(BUS, "#告知客户 在查", "2026-03-02 10:00")
    assert told(case.sent("update")) == [("update", "sms", CUSTOMER.phone)]


def test_what_came_back_says_the_same_the_other_way():
    case = referred()
    case.staff(BUS, "#告知客户 在查", "2026-03-02 10:00")
    case.bounce(CUSTOMER.mail, "update", "2026-03-02 10:05")
    assert case.sent("update")[0].extra == {"text": "在查"}


@pytest.mark.parametrize(("order", "message"), [("#告知客户", "update"), ("#询问客户", "question")])
def test_what_came_back_says_the_same_words_though_much_was_written_since(order: str, message: str):
    case, said = referred(), "我们正在逐一核对当天的行车记录。" * 40
    case.staff(BUS, f"{order} {said}", "2026-03-02 10:00")
    much_is_written(case)
    case.bounce(CUSTOMER.mail, message, "2026-03-02 15:00")
    assert [(m.channel, m.extra) for m in case.sent(message)] == [("sms", {"text": said})]


def test_a_text_that_comes_back_goes_as_a_mail():
    case = Case()
    case.customer(channel="sms", who=CUSTOMER)
    case.bounce(CUSTOMER.phone, "acknowledgement")
    assert told(case.sent("acknowledgement")) == [("acknowledgement", "mail", CUSTOMER.mail)]


def test_a_customer_whom_nothing_reaches_is_the_desks_to_find():
    case = Case()
    case.customer(who=MAIL_ONLY)
    case.bounce(MAIL_ONLY.mail, "acknowledgement")
    case.staff(BUS, ANSWER, "2026-03-02 15:00")
    assert "outcome" not in names(case.last.messages)
    (found,) = case.sent("undeliverable")
    assert (found.to.mail, found.extra["who"], found.extra["text"]) == (DESK, MAIL_ONLY.mail, "outcome")


def test_when_mail_and_text_come_back_the_desk_calls():
    case = referred()
    case.bounce(CUSTOMER.mail)
    case.bounce(CUSTOMER.phone)
    case.staff(BUS, "#告知客户 在查", "2026-03-02 10:00")
    assert told(case.sent("call_task")) == [("call_task", "mail", DESK)]


def test_whoever_writes_again_can_be_reached_again():
    case = referred()
    case.bounce(CUSTOMER.mail)
    case.customer("我换回邮箱了", "2026-03-02 10:00")
    assert case.complaint.unreachable == ()


def test_a_handlers_mail_that_comes_back_is_told_to_desk_and_supervisor_and_read_by_the_desk():
    case = referred()
    case.bounce(BUS, "assignment", "2026-03-02 09:10")
    assert told(case.last.messages) == [("undeliverable", "mail", DESK), ("undeliverable", "mail", BUS_HEAD)]
    case.customer("补充", "2026-03-02 10:00")
    assert told(case.last.messages) == [("customer_added", "mail", DESK), ("customer_added", "sms", "+8613800000103")]
    case.staff(BUS, "修好了", "2026-03-02 11:00")
    case.customer("再补充", "2026-03-02 12:00")
    assert told(case.last.messages) == [("customer_added", "mail", BUS)]


def test_when_the_desks_own_mail_comes_back_its_head_reads_it():
    case = referred()
    case.bounce(DESK)
    assert told(case.last.messages) == [("undeliverable", "mail", DESK_HEAD)]
    case.bounce(DESK_HEAD)
    assert told(case.last.messages) == [("undeliverable", "mail", BUS_DIRECTOR)]


def test_nobody_gets_the_same_message_twice():
    case = referred()
    case.bounce(BUS)
    case.bounce(BUS_HEAD)
    chased = case.wind("2026-03-04 09:01")
    assert len(told(chased)) == len(set(told(chased)))


def test_a_text_to_a_colleague_without_a_phone_goes_as_a_mail():
    known = office(
        """
        [[rule]]
        group = "alarm"
        when = [{ words = ["service"] }]
        then = { tell = ["legal"], by = ["sms"] }
        """
    )
    people = (msgspec.structs.replace(p, phone="") if p.mail == LENA else p for p in known.directory.people)
    policy = with_directory(known, people=tuple(people))
    case = referred(policy, text="service is slow")
    assert ("information", "mail", "lena@office.example") in told(case.last.messages)


# -- night --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "waits_until"),
    [
        ("2026-03-02 20:59", None), ("2026-03-02 21:00", "3-3 8:00"), ("2026-03-02 23:59", "3-3 8:00"), ("2026-03-03 00:00", "3-3 8:00"),
        ("2026-03-03 07:59:59", "3-3 8:00"), ("2026-03-03 08:00", None),
    ],
)  # fmt: skip
def test_texts_to_customers_wait_for_the_morning(now: str, waits_until: str | None):
    case = Case()
    case.customer(channel="sms", who=PHONE_ONLY)
    case.staff(BUS, "#告知客户 在查", now)
    assert case.sent("update")[0].not_before == (at(waits_until) if waits_until else None)


def test_an_acknowledgement_does_not_wait_nor_does_mail_nor_do_colleagues():
    case = Case(opened="2026-03-02 23:00")
    case.customer(channel="sms", who=PHONE_ONLY)
    assert [(m.name, m.not_before) for m in case.last.messages] == [("acknowledgement", None), ("assignment", None)]
    case = Case(opened="2026-03-02 23:00")
    case.customer()
    case.staff(BUS, "#告知客户 在查")
    assert case.sent("update")[0].not_before is None
    chased = Case(opened="2026-03-02 22:30")
    chased.customer(LATE_BUS)
    assert all(m.not_before is None for m in chased.wind("2026-03-04 22:31"))


def test_an_answer_by_mail_at_night_asks_about_satisfaction_in_the_morning():
    case = referred()
    case.staff(BUS, ANSWER, "2026-03-02 22:00")
    assert [(m.name, m.extra.get("survey"), m.not_before) for m in case.last.messages if m.to.role == "customer"] == [
        ("outcome", 0, None),
        ("survey", None, at("3-3 8:00")),
    ]


def test_an_answer_by_text_at_night_waits_as_a_whole():
    case = Case()
    case.customer(channel="sms", who=PHONE_ONLY)
    case.staff(BUS, ANSWER, "2026-03-02 22:00")
    assert [(m.name, m.extra.get("survey"), m.not_before) for m in case.last.messages if m.to.role == "customer"] == [
        ("outcome", 1, at("3-3 8:00"))
    ]


@pytest.mark.clause("GN-01")
@pytest.mark.parametrize(
    ("opened", "told"),
    [
        ("2026-03-02 20:58", "2026-03-04 20:58"),  # by day: in that minute
        ("2026-03-02 22:00", "2026-03-04 20:59"),  # at night no texts go out: the evening before
        ("2026-03-03 02:30", "2026-03-04 20:59"),
        ("2026-03-03 07:59", "2026-03-04 20:59"),
        ("2026-03-03 08:00", "2026-03-05 08:00"),
    ],
)
def test_who_only_reads_texts_hears_before_the_night_into_which_the_promised_time_falls(opened: str, told: str):
    case = Case(opened=opened)
    case.customer(channel="sms", who=PHONE_ONLY)
    minute_before = at(told.removeprefix("2026-")) - timedelta(minutes=1)
    before = case.wind(minute_before.astimezone(ZONE).strftime("%Y-%m-%d %H:%M"))
    assert [m for m in before if m.name == "holding"] == []
    (holding,) = [m for m in case.wind(told) if m.name == "holding"]
    assert holding.not_before is None
    assert [m for m in case.wind("2026-03-05 08:30") if m.name == "holding"] == []


THREE_HOURS = """
[[clock]]
name = "answer"
from = "received"
until = "answered"
within = "3 hours"
promised = true
rungs = [{ at = "due", tell = ["customer"], message = "holding", every = "1 day" }]
"""


@pytest.mark.clause("GN-01")
@pytest.mark.parametrize(
    ("opened", "said"),
    [
        ("2026-03-02 23:30", "2026-03-03 02:30"),  # whoever wrote at night was promised a time of the same night
        ("2026-03-03 03:28", "2026-03-03 06:28"),
        ("2026-03-02 21:00", "2026-03-03 00:00"),
        ("2026-03-02 20:30", "2026-03-02 20:59"),  # whoever wrote in the evening hears before the night
    ],
)
def test_who_texts_at_night_about_what_is_due_that_night_is_told_in_the_night(opened: str, said: str):
    case = Case(office(THREE_HOURS), opened=opened)
    case.customer("the service is broken", channel="sms", who=PHONE_ONLY)
    minute_before = (at(said.removeprefix("2026-")) - timedelta(minutes=1)).astimezone(ZONE)
    assert [m for m in case.wind(minute_before.strftime("%Y-%m-%d %H:%M")) if m.name == "holding"] == []
    (holding,) = [m for m in case.wind(said) if m.name == "holding"]
    assert holding.not_before is None
    assert [m for m in case.wind("2026-03-03 08:30") if m.name == "holding"] == []


def test_an_answer_that_may_be_taken_back_until_night_waits_for_the_morning():
    case = Case(office(top='undo = "2 hours"\n'))
    case.customer("service is slow", channel="sms", who=PHONE_ONLY)
    case.staff("hans@office.example", "#resolve sorry", "2026-03-02 20:00")
    assert case.sent("outcome")[0].not_before == at("3-3 8:00")


def test_the_survey_is_sent_once_and_the_directory_is_todays():
    case = answered()
    assert names(case.messages).count("survey") == 0
    changed = with_directory(transport(), desk="new-desk@lc-transport.example")
    case.policy = changed
    assert ("reminder", "mail", "new-desk@lc-transport.example") in told(case.wind("2026-03-04 15:00"))


@pytest.mark.clause("CW-11")
def test_staff_are_told_the_truth_about_words_that_only_a_call_can_bring():
    landline = Complainant(name="王芳", phone="+866358512345")
    case = referred(who=landline, channel="phone")
    case.staff(BUS, "#告知客户 正在调看录像")
    assert case.changes == "客户只能用电话联系，已请客服中心致电转告"
    case.staff(BUS, ANSWER)
    assert case.changes.splitlines() == ["处理结果已收到", "客户只能用电话联系，已请客服中心致电转告"]
    case = referred()
    case.staff(BUS, "#告知客户 正在调看录像")
    assert case.changes == "已告知客户"


def test_the_desk_hears_once_that_nothing_reaches_a_customer_and_again_of_what_was_written_for_them():
    case = referred(who=MAIL_ONLY)
    case.bounce(MAIL_ONLY.mail, "acknowledgement")
    assert [m.extra["text"] for m in case.sent("undeliverable")] == ["acknowledgement"]
    case.wind("2026-03-08 09:00")
    assert [e.reason for e in case.complaint.recent if e.what == "undeliverable"].count("holding") > 1
    case.staff(BUS, ANSWER, "2026-03-08 09:30")
    assert [m.extra["text"] for m in case.messages if m.name == "undeliverable"] == ["acknowledgement", "outcome"]
