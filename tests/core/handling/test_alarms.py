"""Danger to life, customers who stay unnamed, and escalations that came back."""

import msgspec
import pytest

from chalicelib.core.complaint.decision import Recipient
from chalicelib.core.complaint.model import Channel, Complainant
from chalicelib.core.people.tokens import Ring, alike
from chalicelib.core.policy.model import Person
from chalicelib.core.register.rows import row
from chalicelib.core.words.case_view import view
from chalicelib.render import SenderIdentity, render
from tests.core.handling.playing import (
    BUS,
    BUS_DIRECTOR,
    BUS_HEAD,
    DESK,
    DESK_HEAD,
    LENA,
    OFFICE_DESK,
    Case,
    at,
    file,
    names,
    office,
    referred,
    told,
    transport,
    with_directory,
)

WANG = Complainant(name="王小美", mail="xiaomei@customer.example", phone="+8613912345678")
IDENTITY = SenderIdentity(
    address="tousu@lc-transport.example",
    sms_number="",
    sender="no-reply@lc-transport.example",
    base_url="https://c.example",
    keys=alike(Ring(current=1, secrets={1: b"k" * 32})),
    now=at("3-2 09:00"),
    message_domain="lc-transport.example",
)
RUDE = "投诉：今天早上 K12 路公交司机态度恶劣"


@pytest.mark.parametrize("words", ["再不处理我就不想活了", "I am going to jump", "车里有很大的煤氣味"])
def test_danger_alerts_desk_and_duty_before_the_customer_hears_in_words_that_fit(words: str):
    case = referred(text=f"{RUDE}。{words}")
    to_people = [(m.name, m.to.mail) for m in case.last.messages[:3]]
    assert to_people == [("danger", DESK), ("danger", DESK_HEAD), ("danger", DESK_HEAD)]
    assert {m.channel for m in case.last.messages[:3]} == {"mail", "sms"}
    heard = [m.name for m in case.last.messages if m.to.role == "customer"]
    assert heard[0] == "danger_received"
    assert "acknowledgement" not in heard
    assert {t.assignee for t in case.complaint.tasks if t.name == "receipt"} == {DESK, DESK_HEAD}


def test_danger_alerts_people_although_the_mail_that_tells_of_it_may_not_be_answered():
    case = referred(text=f"{RUDE}。我不想活了", mute=True)
    assert [m.to.mail for m in case.last.messages if m.name == "danger"][:2] == [DESK, DESK_HEAD]
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == []


def test_words_that_the_policy_calls_everyday_alert_nobody():
    words = "service: 我爸在急诊科等了三小时，心梗差点没命，急诊还在抢救别人"
    alerted = (
        referred(office(top=f"{top}\n"), text=words) for top in ("", 'everyday_words = ["急诊", "抢救", "心梗"]')
    )
    assert [("danger" in names(case.messages), "acknowledgement" in names(case.messages)) for case in alerted] == [
        (True, False),
        (False, True),
    ]


def test_nobody_who_is_alerted_may_leave_it_unread():
    case = referred(text=f"{RUDE}。我不想活了")
    assert "chase" in names(case.wind("2026-03-02 10:05"))


def test_danger_in_later_words_is_answered_in_the_night_too_and_once_a_round():
    case = referred(channel="sms")
    case.customer("我现在就在楼顶，要跳下去", "2026-03-02 23:40", channel="sms")
    assert [m.not_before for m in case.sent("danger_received")] == [None]
    assert names(case.last.messages).count("danger") == 3
    case.customer("我要跳下去", "2026-03-02 23:50", channel="sms")
    assert "danger" not in names(case.last.messages)


def test_the_letter_names_the_promised_time_only_while_it_is_waited_for():
    case = referred(who=WANG)
    due = case.customer("我不想活了", "2026-03-02 10:30", who=WANG).messages
    assert [m.extra["promised"] for m in due if m.name == "danger_received"]
    case = referred(who=WANG)
    case.wind("2026-03-07 10:00")
    case.customer("等不下去了，我想自杀", "2026-03-07 10:10", who=WANG)
    assert [m.extra["promised"] for m in case.sent("danger_received")] == [""]


@pytest.mark.parametrize("words", ["今晚我就自我了断", "I want to die tonight", "家里煤气味很大"])
def test_words_of_danger_after_the_answer_name_no_kept_time_and_are_answered_within_the_desk_s_limit(words: str):
    case = referred(who=WANG)
    case.staff(BUS, "#结果\n事实：属实\n责任：在我方\n措施：已教育", "2026-03-02 11:00")
    case.customer(words, "2026-03-02 12:00", who=WANG)
    assert [m.extra["promised"] for m in case.sent("danger_received")] == [""]
    assert case.complaint.status in ("answered", "open")
    assert [t.assignee for t in case.complaint.tasks if t.name == "later_words" and t.due] == [DESK]


def test_a_threat_alerts_people_and_the_acknowledgement_stays_as_it_is():
    case = referred(text=f"{RUDE}。我要杀了司机")
    assert "danger" in names(case.last.messages)
    assert "acknowledgement" in names(case.last.messages)


@pytest.mark.parametrize(
    "words", ["司机刚才打电话威胁我，我害怕", "你们的人堵在我家门口不让我出去", "The driver threatened my wife"]
)
def test_who_is_threatened_reaches_the_desk_and_duty_and_not_the_unit_complained_of(words: str):
    case = referred(who=WANG)
    case.customer(words, "2026-03-02 10:30", who=WANG)
    told_to = [(m.name, m.to.mail) for m in case.last.messages if m.to.role != "customer" and m.channel == "mail"]
    assert told_to == [("danger", DESK), ("danger", DESK_HEAD)]
    assert case.sent("danger")[0].extra["kept"] == 1
    assert [m.extra["danger"] for m in case.sent("danger_received")] == ["threatened"]


def test_whoever_the_desk_names_after_a_threat_has_the_complaint_no_more_as_the_alert_says():
    case = referred(who=WANG)
    case.customer("司机刚才打电话威胁我，我害怕", "2026-03-02 10:30", who=WANG)
    assert all(m.extra["commands"] == ["received", "about"] for m in case.sent("danger"))
    was = case.complaint.handler
    case.staff(DESK, f"#about {was}", "2026-03-02 10:40")
    assert case.complaint.handler not in ("", was)
    assert was in case.complaint.kept_out


def test_figurative_words_alert_nobody():
    case = referred(text=f"{RUDE}，气死我了，等得累死")
    assert "danger" not in names(case.last.messages)


def test_a_declared_duty_manager_is_alerted_in_the_desk_heads_place():
    policy = office()
    duty = msgspec.structs.replace(policy.roles[0], name="duty_manager")
    policy = msgspec.structs.replace(policy, roles=(*policy.roles, duty))
    policy = with_directory(policy, people=tuple(_on_duty(p) for p in policy.directory.people))
    case = referred(policy, text="service: I want to die")
    assert {m.to.mail for m in case.sent("danger")} == {OFFICE_DESK, LENA}


def _on_duty(person: Person) -> Person:
    return msgspec.structs.replace(person, roles=("duty_manager", "legal")) if person.mail == LENA else person


def test_whoever_asks_to_stay_unnamed_is_hidden_from_the_unit_and_not_from_the_desk():
    case = referred(text=f"{RUDE}。我要匿名。王小美 13912345678", who=WANG)
    seen = {who: view(case.complaint, transport(), "zh-CN", case.now, who) for who in (BUS, BUS_HEAD, DESK, DESK_HEAD)}
    for who in (BUS, BUS_HEAD):
        assert (seen[who].customer, seen[who].contact) == ("匿名", "")
        assert all(word not in repr(seen[who]) for word in ("王小美", "13912345678", "xiaomei"))
    for who in (DESK, DESK_HEAD):
        assert (seen[who].customer, "xiaomei@customer.example" in seen[who].contact) == ("王小美", True)
    assert case.complaint is not None
    assert all(word not in repr(row(case.complaint)) for word in ("王小美", "13912345678", "xiaomei"))


def test_the_wish_may_come_later_and_the_answer_reaches_the_customer_all_the_same():
    case = referred(text=RUDE, who=WANG)
    case.customer("Please keep my name confidential.", "2026-03-02 10:00", who=WANG)
    assert case.complaint.anonymous
    case.staff(BUS, "#结果\n事实：属实\n责任：在我方\n措施：已教育", "2026-03-02 11:00")
    assert told(case.sent("outcome")) == [("outcome", "mail", WANG.mail)]


KEPT = "客户要求匿名，附件由客服中心保管；需要的请向客服中心索取"


def shown(case: Case, who: str) -> list[str]:
    """The files' names as that reader gets them."""
    return [name for name, _ in view(case.complaint, case.policy, "zh-CN", case.now, who).evidence]


def test_the_files_of_whoever_stays_unnamed_are_named_to_those_alone_who_may_know_them():
    case = referred(
        text=f"{RUDE}。我要匿名", who=WANG, evidence=(file("王小美的车票.jpg"), file("scan_13912345678.pdf"))
    )
    for who in (BUS, BUS_HEAD):
        assert shown(case, who) == [KEPT, KEPT]
    for who in (DESK, DESK_HEAD, WANG.mail):
        assert shown(case, who) == ["王小美的车票.jpg", "scan_13912345678.pdf"]


def test_staffs_own_files_are_no_secret_and_the_desk_releases_one_by_handing_it_in():
    case = referred(text=f"{RUDE}。我要匿名", who=WANG, evidence=(file("车票.jpg"), file("身份证.jpg")))
    case.staff(BUS, "#备注 现场照片见附件", "2026-03-02 10:00", evidence=(file("现场.jpg"),))
    assert shown(case, BUS) == [KEPT, KEPT, "现场.jpg"]
    case.staff(DESK, "#备注 车票可以查看", "2026-03-02 10:30", evidence=(file("车票.jpg"),))
    assert shown(case, BUS) == ["车票.jpg", KEPT, "现场.jpg"]  # in their places, to which links of earlier mails lead


@pytest.mark.parametrize("who", [BUS, BUS_HEAD, DESK])
def test_of_whoever_does_not_ask_for_it_files_are_shown_as_they_are(who: str):
    case = referred(text=RUDE, who=WANG, evidence=(file("车票.jpg"),))
    assert shown(case, who) == ["车票.jpg"]


def test_a_file_that_is_kept_from_a_reader_has_no_link_in_their_mail():
    case = referred(text=f"{RUDE}。我要匿名", who=WANG, evidence=(file("车票.jpg"),))
    mails = {m.to.mail: m for m in case.messages if m.name == "assignment"}
    mail = render(mails[BUS], case.complaint, case.policy, IDENTITY)
    assert (KEPT in mail.text, "车票" in mail.text + mail.html, "/f/" in mail.text + mail.html) == (True, False, False)
    to_desk = msgspec.structs.replace(mails[BUS], to=Recipient(role="desk", mail=DESK))
    assert "/f/" in render(to_desk, case.complaint, case.policy, IDENTITY).html


def test_an_escalation_that_came_back_climbs_at_once_and_says_who_did_not_get_it():
    case = referred()
    case.wind("2026-03-05 09:59")
    case.bounce(BUS_HEAD, "escalation", "2026-03-05 10:00")
    climbed = case.sent("escalation")
    assert {m.to.mail for m in climbed if m.channel == "mail"} == {BUS_DIRECTOR}
    assert str(climbed[0].extra["reason"]).count("below_unreached") == 1
    assert case.now == at("3-5 10:00")


@pytest.mark.parametrize("channel", ["mail", "sms"])
@pytest.mark.parametrize("wish", ["请为我保密", "不要把我的電話給他們", "I want to stay anonymous"])
def test_who_asks_to_stay_unnamed_reads_that_they_do(wish: str, channel: Channel):
    case = referred(text=f"{RUDE}\n{wish}", channel=channel)
    assert [m.extra.get("hidden") for m in case.sent("acknowledgement")] == [1]
    case = referred(text=RUDE, channel=channel)
    assert [m.extra.get("hidden") for m in case.sent("acknowledgement")] == [None]
    case.customer(wish, "2026-03-02 10:00", channel=channel)
    assert [m.extra for m in case.sent("hidden")] == [{"known": 1}]
    case.customer(wish, "2026-03-02 11:00", channel=channel)
    assert "hidden" not in names(case.last.messages)


def test_as_long_as_nobody_has_it_nothing_can_have_been_read():
    case = Case()
    case.customer("你好")
    case.customer("请为我保密", "2026-03-02 09:10")
    assert [m.extra for m in case.sent("hidden")] == [{}]
