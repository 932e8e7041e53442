"""One customer, several ways of being reached; and machines that write to us, which nobody answers for ever."""

import re
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from sandbox import Sandbox
from sandbox.staff import compose, reply
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, RUDE, complain, last, newest, says, to
from tests.stories.letters import letter

PHONE = "+8613505350001"
LEFT = RUDE + "我的手机是 135 0535 0001。"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-02T09:00+08:00") as opened:
        yield opened


def code_in(text: str) -> str:
    found = re.search(r"(?<!\d)\d{6}(?!\d)", text)
    assert found, text
    return found.group()


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


# -- one person by mail and phone ------------------------------------------------------------------------------------------------


def test_a_code_sent_to_the_phone_that_a_mail_names_joins_it_to_the_customer(box: Sandbox) -> None:
    complain(box, LEFT)
    assert newest(box)["complainant"]["phone"] == ""  # named is not proved
    box.wind(minutes=1)
    told = box.texts[-1]
    assert told.to == PHONE
    assert CUSTOMER not in told.text
    box.sms(PHONE, f"{code_in(told.text)} 谢谢")
    assert newest(box)["complainant"] == {**newest(box)["complainant"], "mail": CUSTOMER, "phone": PHONE}
    box.sms(PHONE, "补充：工号0312")
    box.email(reply(to(box, CUSTOMER)[0], "补充：是K12路"))
    assert len(box.complaints()) == 1
    said = " ".join(e.text for e in box.history(newest(box)["number"]))
    assert "0312" in said
    assert "K12" in said


def test_a_code_sent_to_the_mailbox_that_a_text_names_joins_it_to_the_customer(box: Sandbox) -> None:
    box.sms(PHONE, "投诉：今天上午9点客运总站检票员态度恶劣，我的邮箱 Zhang.Wei@QQ.com")
    box.wind(minutes=1)
    asked = last(box, CUSTOMER)
    box.email(reply(asked, f"验证码 {code_in(asked.text)}"))
    assert newest(box)["complainant"]["mail"] == CUSTOMER
    assert len(box.complaints()) == 1
    box.email(letter(CUSTOMER, box.address, f"关于 {newest(box)['number']}", "补充：工号0312"))
    assert len(box.complaints()) == 1


def test_the_code_counts_from_its_own_phone_alone(box: Sandbox) -> None:
    complain(box, LEFT)
    box.wind(minutes=1)
    box.sms("+8613505350002", code_in(box.texts[-1].text))
    assert newest(box)["complainant"]["phone"] == ""


def test_a_wrong_code_joins_nothing_and_waits_for_a_person(box: Sandbox) -> None:
    complain(box, LEFT)
    box.wind(minutes=1)
    box.sms(PHONE, wrong(code_in(box.texts[-1].text)))
    assert newest(box)["complainant"]["phone"] == ""
    assert [c["parked"] for c in box.complaints() if c["parked"]] == ["wrong code"]


def test_guessing_ends_after_a_few_codes_a_day(box: Sandbox) -> None:
    complain(box, LEFT)
    box.wind(minutes=1)
    right = code_in(box.texts[-1].text)
    for n in range(1, 6):
        box.sms(PHONE, f"{(int(right) + n) % 1_000_000:06d}")
    box.sms(PHONE, right)
    assert newest(box)["complainant"]["phone"] == ""


def test_a_code_ends_after_a_day(box: Sandbox) -> None:
    complain(box, LEFT)
    box.wind(minutes=1)
    code = code_in(box.texts[-1].text)
    box.wind(hours=24, minutes=1)
    box.sms(PHONE, code)
    assert newest(box)["complainant"]["phone"] == ""


def test_a_number_is_asked_once_a_complaint_and_seldom_a_day(box: Sandbox) -> None:
    for n in range(4):
        complain(box, LEFT, sender=f"c{n}@qq.com")
        box.email(letter(f"c{n}@qq.com", box.address, f"Re: {newest(box)['number']}", "我的手机是 13505350001，请联系"))
    box.wind(minutes=2)
    assert len([t for t in box.texts if t.to == PHONE]) == 2


def test_at_night_the_code_waits_for_the_morning_and_still_holds_a_day(box: Sandbox) -> None:
    box.wind(to="2026-03-02T22:00+08:00")
    complain(box, LEFT)
    box.wind(hours=1)
    assert not box.texts
    box.wind(to="2026-03-03T20:00+08:00")
    box.sms(PHONE, code_in(box.texts[-1].text))
    assert newest(box)["complainant"]["phone"] == PHONE


@pytest.mark.parametrize(
    "named", ["司机电话13505350001", "客服热线 13505350001 打不通", "单号 13505350001", "座机电话 0635-8210000"]
)
def test_others_numbers_are_left_alone(box: Sandbox, named: str) -> None:
    complain(box, f"{RUDE}{named}")
    box.wind(minutes=2)
    assert not box.texts


def test_open_matters_of_the_joined_phone_are_offered_to_the_desk(box: Sandbox) -> None:
    box.sms(PHONE, "投诉：今天上午9点客运总站检票员态度恶劣")
    complain(box, LEFT)
    box.wind(minutes=1)
    code = next(code_in(t.text) for t in box.texts if "验证码" in t.text)
    before = len(to(box, box.desk, "可能"))
    box.sms(PHONE, code)
    offers = to(box, box.desk, "可能")[before:]
    assert len(offers) == 1
    assert "LC20260302-0001" in offers[0].subject
    assert [c["status"] for c in box.complaints()] == ["open", "open"]


def test_who_was_joined_answers_the_survey_wherever_it_was_asked(box: Sandbox) -> None:
    box.sms(PHONE, "投诉：今天上午9点客运总站检票员态度恶劣，我的邮箱 zhang.wei@qq.com")
    box.wind(minutes=1)
    asked = last(box, CUSTOMER)
    box.email(reply(asked, code_in(asked.text)))
    says(box, HANDLER, ANSWER, about="请办理")
    box.sms(PHONE, "4")
    assert newest(box)["satisfaction"] == 4


# -- machines and loops ------------------------------------------------------------------------------------------------------------


def test_of_many_mails_from_one_sender_all_are_filed_ten_of_them_as_complaints_that_are_acknowledged(
    box: Sandbox,
) -> None:
    box.reports_delivery = False
    for n in range(25):
        box.email(letter("robot@shop.example", box.address, f"投诉 {n}", f"{RUDE}，第{n}次"))
    numbers = [c["number"] for c in box.complaints() if c["number"]]
    assert len(numbers) == 10
    said = "".join(str(line) for number in numbers for line in box.history(number))
    assert all(f"第{n}次" in said for n in range(25))
    assert len(to(box, "robot@shop.example")) == 10


def test_a_hotline_opens_as_many_complaints_as_people_have_called_it(box: Sandbox) -> None:
    for n in range(12):
        box.email(letter("12345@lc.gov.cn", box.address, f"工单 {n}", RUDE))
    assert len([c for c in box.complaints() if c["number"]]) == 12


def test_our_own_mail_coming_back_does_nothing(box: Sandbox) -> None:
    complain(box)
    before, sent = box.complaints(), len(box.mails)
    for mail in box.mails:
        box.email(mail.raw, recipients=[box.address])
    assert (box.complaints(), len(box.mails)) == (before, sent)


def test_machine_mail_about_nothing_known_is_listed_and_the_desks_notices_end(box: Sandbox) -> None:
    for n in range(30):
        box.email(
            compose(
                "robot@shop.example",
                box.address,
                f"Newsletter {n}",
                "今日特价",
                headers={"List-Id": "<news.shop.example>", "Precedence": "bulk"},
            )
        )
    assert len([c for c in box.complaints() if c["parked"] == "automatic mail"]) == 30
    assert len(to(box, box.desk)) == 20
    assert not to(box, "robot@shop.example")


def test_whoever_handles_a_complaint_that_no_machine_may_answer_hears_that_nobody_acknowledged_it(box: Sandbox) -> None:
    box.email(compose("wu@office.example", box.address, "201路", RUDE, headers={"Precedence": "bulk"}))
    assert not to(box, "wu@office.example")
    assert [case["flags"] for case in box.complaints()] == [["muted"]]
    assert any("没有发送受理通知" in mail.text for mail in box.mails)


def test_two_offices_that_write_to_each_other_stop(box: Sandbox) -> None:
    other = "complaints@other.example"
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = other, box.address, "[OT20260302-0001] 我们已收到您的投诉"
    mail["Auto-Submitted"], mail["X-Redress-Loop"] = "auto-replied", other
    mail.set_content("您反映的情况我们已经收到。")
    box.email(mail.as_bytes())
    assert not to(box, other)
    assert [c["parked"] for c in box.complaints()] == ["automatic mail"]


def test_an_auto_responder_without_any_sign_of_one_is_not_answered_for_ever(box: Sandbox) -> None:
    complain(box, sender="robot@shop.example")
    for n in range(30):
        box.email(reply(last(box, "robot@shop.example"), f"您的来信已收到，我们会尽快处理（{n}）。", quote=False))
    assert len(to(box, "robot@shop.example")) == 1


def test_an_auto_responder_in_a_colleagues_mailbox_is_not_answered_for_ever(box: Sandbox) -> None:
    complain(box)
    for n in range(60):
        box.email(reply(last(box, HANDLER), f"您好，邮件已收到（{n}）。", quote=False))
    assert len(to(box, HANDLER, "已记录")) == 30
    assert sum("邮件已收到" in e.text for e in box.history(newest(box)["number"])) == 60


def test_held_mails_in_one_persons_name_are_told_so_often_and_listed_beyond(box: Sandbox) -> None:
    complain(box)
    assignment = last(box, HANDLER)
    for n in range(35):
        box.email(reply(assignment, f"#结案 {n}", sender="stranger@example.org"))
    assert len(to(box, HANDLER, "没能确认")) == 30
    assert len([c for c in box.complaints() if c["parked"]]) == 5
