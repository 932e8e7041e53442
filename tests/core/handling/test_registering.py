"""A complaint comes in: what is kept, who hears what, by when."""

from datetime import UTC, datetime

import pytest

from chalicelib.core.complaint.context import Related
from chalicelib.core.complaint.decision import Decision
from chalicelib.core.complaint.facts import Command, CustomerWrote, StaffWrote, TimePassed, Writing
from chalicelib.core.complaint.model import Channel, Complainant, Moment
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.order.correcting import channel_named
from chalicelib.core.orders.command_reader import read_commands
from chalicelib.core.words.worded import worded
from chalicelib.staff.registering import registered
from tests.core.handling.playing import (
    BUS,
    BUS_DIRECTOR,
    BUS_HEAD,
    CUSTOMER,
    DESK,
    LATE_BUS,
    OFFICE_DESK,
    TOP,
    Case,
    at,
    away,
    names,
    office,
    referred,
    told,
    transport,
    with_directory,
)

LANDLINE = Complainant(name="王老太", phone="+866358888888")
UNCERTAIN = "你好，在吗"


@pytest.mark.clause("LC-03")
def test_a_complaint_is_acknowledged_with_the_promised_time_and_referred_at_once():
    case = referred()
    assert told(case.last.messages) == [
        ("acknowledgement", "mail", CUSTOMER.mail),
        ("assignment", "mail", BUS),
    ]
    assert case.sent("acknowledgement")[0].extra == {"promised": "2026-03-04T01:00:00+00:00"}
    assert case.sent("assignment")[0].extra["due"] == "2026-03-04T01:00:00+00:00"
    assert case.complaint.moments == tuple(
        Moment(name=name, at=at("3-2 9:00"))
        for name in ("received", "registered", "referred", "assigned", "slip_issued")
    )
    assert (case.complaint.handler, case.complaint.supervisor, case.complaint.director) == (BUS, BUS_HEAD, BUS_DIRECTOR)


@pytest.mark.clause("LC-03")
def test_before_the_referral_the_latest_possible_time_is_promised():
    """Monday 16:45: the flow sheet is due Tuesday 9:45 (two working hours), the answer two days later."""
    case = Case(opened="2026-03-02 16:45")
    case.customer(UNCERTAIN)
    assert names(case.last.messages) == ["to_assign", "acknowledgement"]
    assert case.sent("acknowledgement")[0].extra == {"promised": at("3-5 9:45").isoformat()}


def test_a_mail_processed_late_counts_from_its_receipt_and_is_referred_when_processed():
    case = Case(opened="2026-03-02 09:05")
    case.customer(received="2026-03-02 09:00")
    assert case.complaint.moment("received") == at("3-2 9:00")
    assert case.complaint.moment("registered") == at("3-2 9:05")
    assert case.complaint.moment("referred") == at("3-2 9:05")
    assert case.due("refer") == at("3-2 10:00")


def test_muted_mail_is_filed_and_referred_but_never_answered():
    case = Case()
    case.customer(mute=True)
    assert told(case.last.messages) == [("assignment", "mail", BUS)]
    assert "not_acknowledged" in case.lines
    assert case.complaint.status == "open"


@pytest.mark.clause("LC-03")
def test_missing_facts_are_asked_for_once_in_one_message():
    case = Case()
    case.customer("投诉公交司机，态度很差")
    (first,) = (message for message in case.messages if message.to.role == "customer")
    assert (first.name, first.extra["fields"]) == ("acknowledgement", ["line", "occurred"])
    case.customer("态度真的很差", "2026-03-02 10:00")
    assert not [message for message in case.last.messages if message.to.role == "customer"]


def test_what_the_customer_has_said_is_not_asked_for():
    (first,) = (message for message in referred().last.messages if message.to.role == "customer")
    assert (first.name, first.extra.get("fields")) == ("acknowledgement", None)


def test_the_acknowledgement_goes_the_way_the_customer_came():
    case = Case()
    case.customer(channel="sms", who=Complainant(phone="+8613912345678"))
    assert told(case.sent("acknowledgement")) == [("acknowledgement", "sms", "+8613912345678")]


def test_words_of_injury_alert_the_director_before_the_acknowledgement():
    case = Case()
    case.customer("投诉：今天上午 K12 路公交急刹，我摔倒受伤住院")
    assert told(case.last.messages)[:2] == [
        ("information", "mail", BUS_DIRECTOR),
        ("acknowledgement", "mail", CUSTOMER.mail),
    ]


def test_related_complaints_are_shown_to_the_desk():
    case = Case()
    wrote = case.customer(related=("aa",))
    assert "linked" not in names(wrote.messages)
    case = Case()
    writing = Writing(text=LATE_BUS)
    fact = CustomerWrote(id="1", at=case.now, complainant=CUSTOMER, channel="mail", writing=writing)
    case.take(fact, related=(Related(id="aa", number="LC20260301-0004", status="open"),))
    assert case.sent("linked")[0].extra == {"numbers": ["LC20260301-0004"]}


def test_an_unreadable_part_is_noted():
    case = Case()
    writing = Writing(text=LATE_BUS, trouble=("charset",))
    case.take(CustomerWrote(id="1", at=case.now, complainant=CUSTOMER, channel="mail", writing=writing))
    assert ("unreadable_part", "charset") in [(e.what, e.reason) for e in case.last.entries]


def test_nothing_but_a_customers_word_opens_a_complaint():
    case = Case()
    decision = case.take(TimePassed(id="1", at=case.now))
    assert decision == Decision()


# -- phoned in (登记) -------------------------------------------------------------------------------------------------------


def test_a_phoned_in_complaint_runs_from_the_stated_time_and_is_referred_when_registered():
    """The call came at 8:40, somebody wrote it down at 10:20: receipt is the call, the referral is now, and it is late."""
    case = Case(opened="2026-03-02 10:20")
    case.customer(received="2026-03-02 08:40", channel="phone", introduced_by=DESK)
    moments = {m.name: m.at for m in case.complaint.moments}
    assert moments == {
        "received": at("3-2 8:40"),
        "registered": at("3-2 10:20"),
        "referred": at("3-2 10:20"),
        "assigned": at("3-2 10:20"),
        "slip_issued": at("3-2 10:20"),
    }
    assert case.due("refer") == at("3-2 9:40")
    assert [(e.what, e.at) for e in case.last.entries if e.what in ("received", "referred", "met_late")] == [
        ("received", at("3-2 8:40")),
        ("referred", at("3-2 10:20")),
        ("met_late", at("3-2 10:20")),
    ]
    assert "已登记：LC20260302-0001" in case.changes
    assert told(case.sent("receipt")) == [("receipt", "mail", DESK)]


def test_a_caller_with_a_mobile_is_acknowledged_by_text():
    case = Case()
    case.customer(channel="phone", who=Complainant(name="张明", phone="+8613912345678"), introduced_by=DESK)
    assert told(case.sent("acknowledgement")) == [("acknowledgement", "sms", "+8613912345678")]


def test_for_a_landline_caller_the_registrar_is_told_what_to_say_and_ask():
    case = Case()
    case.customer("投诉公交司机，态度很差", channel="phone", who=LANDLINE, introduced_by=DESK)
    assert case.changes.splitlines() == [
        "已登记：LC20260302-0001，接收时间 2026年3月2日（周一）09:00",
        "请告诉客户：编号 LC20260302-0001，最迟 2026年3月4日（周三）09:00 答复",
        "请向客户问清：线路或车次、发生时间",
    ]
    assert "call_task" not in names(case.last.messages)


def test_a_registration_without_any_contact_is_kept_and_the_contact_asked_for():
    case = Case()
    case.customer(channel="phone", who=Complainant(name="匿名"), introduced_by=DESK)
    assert "缺少：电话" in case.problems
    assert case.complaint.status == "open"


def register(form: dict[str, str], words: str = "", sent: str = "2026-03-02 10:00") -> CustomerWrote | Said:
    mail = StaffWrote(id="m1", at=at(sent), by=DESK)
    return registered(Command(name="register", words=words, form=form, acted_by="小王"), mail, 0, transport())


def test_a_registration_becomes_the_customers_word():
    fact = register(
        {
            "name": "张明",
            "phone": "139 1234 5678",
            "received": "8:40",
            "content": "K12 晚点\n司机骂人",
            "channel": "来访",
        }
    )
    assert isinstance(fact, CustomerWrote)
    assert (fact.id, fact.at, fact.channel, fact.introduced_by) == (
        "m1.0",
        datetime(2026, 3, 2, 0, 40, tzinfo=UTC),
        "visit",
        DESK,
    )
    assert fact.complainant == Complainant(name="张明", phone="+8613912345678")
    assert (fact.writing.subject, fact.fields) == ("K12 晚点", {"acted_by": "小王"})


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"name": "张明"}, "缺少：内容"),
        ({"content": "晚点", "received": "记不清"}, "看不懂时间：记不清"),
        ({"content": "晚点", "received": "11:30"}, "接收时间不能晚于现在"),
        ({"content": "晚点", "received": "2025-03-02 9:00"}, "早于 90 天前"),
    ],
)
def test_a_registration_that_cannot_be_right_is_refused_with_the_reason(form: dict[str, str], reason: str):
    refused = register(form)
    assert isinstance(refused, Said)
    assert reason in worded(refused, transport(), "zh-CN")


# -- absent people at the referral ---------------------------------------------------------------------------------------------


def test_an_absent_handlers_deputy_gets_the_complaint_and_superiors_stay():
    case = referred(with_directory(transport(), absences=(away(BUS, "guo.ping@lc-transport.example"),)))
    assert (case.complaint.handler, case.complaint.supervisor) == ("guo.ping@lc-transport.example", BUS_HEAD)
    assert told(case.sent("assignment")) == [("assignment", "mail", "guo.ping@lc-transport.example")]


def test_who_is_complained_of_does_not_get_the_complaint():
    case = Case()
    case.customer("今天上午 K12 路公交晚点，投诉梁波不处理")
    assert (case.complaint.handler, case.complaint.supervisor, case.complaint.director) == (BUS_HEAD, BUS_DIRECTOR, TOP)


# -- settled while the customer is on the telephone -------------------------------------------------------------------------------


def told_by_telephone(
    who: Complainant, by: str = DESK, settled: str = "已说明首末班时间，乘客表示清楚", confirmed: str = ""
) -> Case:
    case = Case()
    case.writer = by
    case.customer(
        "投诉K12路公交站牌看不清", who=who, channel="phone", introduced_by=by, settled=settled, confirmed=confirmed
    )
    return case


@pytest.mark.clause("LC-02")
def test_a_simple_complaint_settled_on_the_telephone_is_recorded_as_settled_at_first_contact():
    case = told_by_telephone(CUSTOMER)
    complaint = case.complaint
    assert (complaint.status, complaint.kind, complaint.department) == ("answered", "complaint", "客服中心")
    assert ("first_contact" in complaint.flags, complaint.handler) == (True, DESK)
    assert complaint.outcome == "已说明首末班时间，乘客表示清楚"
    assert sorted(names(case.last.messages)) == ["outcome", "receipt"]  # no unit is asked, and nobody is told twice
    assert [d.clock for d in complaint.deadlines] == ["visit"]
    assert case.changes.splitlines()[-1] == "已记为当场办结"


@pytest.mark.parametrize(
    ("settled", "record"),
    [
        ("已解释，客户满意", 1),
        ("已说明首末班时间，乘客表示清楚", 1),
        ("当场解释清楚", 1),
        ("已致歉，她表示接受", 1),
        ("Explained; the caller was content", 1),
        ("末班车19:30发车", None),
        ("已向您说明首末班时间，站牌明天更换", None),
        ("站牌今天下午更换，请您放心", None),
    ],
)
def test_a_remark_about_the_customer_reaches_them_as_the_record_that_it_is_and_a_letter_as_a_letter(
    settled: str, record: int | None
):
    (sent,) = told_by_telephone(CUSTOMER, settled=settled).sent("outcome")
    assert sent.extra.get("record") == record


@pytest.mark.clause("LC-02")
def test_who_was_told_on_a_landline_is_not_called_again_to_be_told():
    case = told_by_telephone(LANDLINE)
    assert case.complaint.status == "answered"
    assert case.complaint.open_task("call") is None
    assert names(case.last.messages) == ["receipt"]


@pytest.mark.clause("LC-02")
@pytest.mark.parametrize(
    ("by", "settled", "reason"),
    [(BUS, "已解释", "只能由客服中心填写"), (DESK, "已答应赔偿50元", "赔偿")],
)
def test_what_may_not_be_settled_on_the_spot_goes_its_usual_way(by: str, settled: str, reason: str):
    case = told_by_telephone(CUSTOMER, by, settled)
    assert reason in case.problems
    assert (case.complaint.status, case.complaint.handler, case.complaint.outcome) == ("open", BUS, "")
    assert "first_contact" not in case.complaint.flags


@pytest.mark.clause("LC-02")
@pytest.mark.parametrize(
    ("settled", "reason"),
    [
        ("无理取闹，已让他自己看站牌", "没有记为答复，本件按投诉流程办理"),
        ("已请乘客联系小李 13812345678", "像是个人手机号"),
    ],
)
def test_words_on_the_spot_are_asked_about_as_any_to_customers_and_stand_where_that_was_confirmed(
    settled: str, reason: str
):
    case = told_by_telephone(CUSTOMER, DESK, settled)
    assert reason in case.problems
    assert "再发一次" not in case.problems  # a second registration would be a second complaint
    assert (case.complaint.status, case.complaint.outcome) == ("open", "")
    case = told_by_telephone(CUSTOMER, DESK, settled, confirmed="是")
    assert (case.complaint.status, case.problems) == ("answered", "")
    assert "words_confirmed" in case.lines


@pytest.mark.clause("LC-02")
def test_a_disclaimer_under_the_words_on_the_spot_stays_inside():
    card = "已说明首末班时间\n本邮件内容仅供内部使用，请勿外传"
    case = told_by_telephone(CUSTOMER, DESK, card)
    assert case.complaint.outcome == "已说明首末班时间"
    assert "没有发给客户，只留在处理记录里" in case.changes


@pytest.mark.clause("LC-02")
def test_a_registration_takes_what_was_answered_on_the_spot():
    form = (
        read_commands("#登记\n姓名：王芳\n电话：13900001111\n内容：问末班车\n当场答复：19:30发车", {}).commands[0].form
    )
    fact = register(form)
    assert isinstance(fact, CustomerWrote)
    assert (fact.settled, fact.writing.text, fact.confirmed) == ("19:30发车", "问末班车", "")
    confirmed = register({**form, "confirmed": "是"})
    assert isinstance(confirmed, CustomerWrote)
    assert confirmed.confirmed == "是"


@pytest.mark.parametrize(
    ("said", "channel"),
    [
        ("信函", "letter"), ("写信", "letter"), ("書信", "letter"), ("网站留言", "web"), ("微信扫码", "web"), ("客户来访", "visit"),
        ("當面", "visit"), ("傳真", "fax"), ("Hotline", "phone"), ("电子邮件", "mail"), ("手机短信", "sms"), ("飞鸽", ""), ("电话或来访", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_way_it_came_is_read_as_staff_write_it(said: str, channel: str):
    assert channel_named(said) == channel


def test_a_way_that_is_not_understood_is_entered_as_a_call_and_the_receipt_says_so():
    case = Case()
    order = Command(
        name="register", form={"name": "王芳", "phone": "13911112222", "content": "等车太久", "channel": "飞鸽"}
    )
    mail = StaffWrote(id="m", at=case.now, by=DESK, writing=Writing(text=""))
    case.writer = DESK
    fact = registered(order, mail, 0, case.policy)
    assert isinstance(fact, CustomerWrote)
    case.take(fact)
    assert "渠道“飞鸽”没有看懂，已按“电话”登记" in case.problems
    assert (case.complaint.channel, "channel" in case.complaint.fields) == ("phone", False)


# -- who has written a call down has spoken with the customer ----------------------------------------------------------------------

SPOKEN_WITH = """
[[clock]]
name = "first_word"
from = "received"
until = "contacted"
within = "30 minutes"
rungs = [{ at = "due", tell = ["desk"] }]

[[clock]]
name = "handlers_call"
from = "referred"
until = "contacted"
within = "30 minutes"
rungs = [{ at = "due", tell = ["handler"] }]
"""


@pytest.mark.clause("PG-02")
@pytest.mark.parametrize("channel", ["phone", "visit"])
def test_a_call_that_is_written_down_is_the_first_contact_and_none_of_whoever_handles_it(channel: Channel):
    case = Case(office(SPOKEN_WITH), "2026-03-02 09:50")
    case.customer("the service is slow", channel=channel, received="2026-03-02 09:10", introduced_by=OFFICE_DESK)
    assert (case.met("first_word"), case.met("handlers_call")) == (at("3-2 9:10"), None)
    assert "chase" not in {m.name for m in case.last.messages}
    case.wind("2026-03-02 10:30")
    assert told(case.last.messages) == [("chase", "mail", "hans@office.example")]
    case.staff("hans@office.example", "#contact spoken with", "2026-03-02 10:40")
    assert case.met("handlers_call") == at("3-2 10:40")


@pytest.mark.parametrize(
    ("channel", "by"), [("mail", ""), ("mail", OFFICE_DESK), ("letter", OFFICE_DESK), ("fax", OFFICE_DESK), ("sms", "")]
)
def test_whoever_wrote_has_not_been_spoken_with(channel: Channel, by: str):
    case = Case(office(SPOKEN_WITH))
    case.customer("the service is slow", channel=channel, introduced_by=by)
    assert case.met("first_word") is None
    case.staff(OFFICE_DESK, "#correct\nchannel: telephone", "2026-03-02 09:20")
    assert case.met("first_word") == (at("3-2 9:00") if by else None)


def test_another_round_wants_a_contact_of_its_own():
    case = Case(office(SPOKEN_WITH))
    case.customer("the service is slow", channel="phone", introduced_by=OFFICE_DESK)
    case.staff("hans@office.example", "#resolve it is faster now", "2026-03-02 10:00")
    case.staff(OFFICE_DESK, "#reopen it is not", "2026-03-02 11:00")
    assert (case.complaint.round, case.met("first_word")) == (2, None)
