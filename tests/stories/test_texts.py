"""Customers who text: in any order, twice, at length, without threads; and those whom no text reaches any more."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from chalicelib import policies
from sandbox import Sandbox
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, HEAD, code_in, complain, last, newest, says, to
from tests.stories.letters import letter

PHONE = "+8613505350001"
COMPLAINT = "投诉：今天上午9点客运总站检票员态度恶劣"
INVALID = "#无效\n理由：监控显示检票员没有骂人"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-02T09:00+08:00") as opened:
        yield opened


def cases(box: Sandbox) -> list[str]:
    return [c["number"] for c in box.complaints() if c["number"]]


def heard(box: Sandbox, number: str = "LC20260302-0001") -> str:
    return "\n".join(entry.text for entry in box.history(number))


def test_a_text_told_twice_is_one(box: Sandbox) -> None:
    box.sms(PHONE, COMPLAINT, message_id="sms-1", deliveries=3)
    box.sms(PHONE, "补充：工号0312", message_id="sms-2", deliveries=2)
    box.sms(PHONE, "补充：工号0312", message_id="sms-2")
    assert cases(box) == ["LC20260302-0001"]
    assert len(box.texts) == 1
    assert heard(box).count("0312") == 1


@pytest.mark.parametrize("seed", range(3))
def test_texts_in_any_order_are_one_complaint_with_every_word(box: Sandbox, seed: int) -> None:
    said = [COMPLAINT, "是K12路", "工号0312", "我等了两个小时"]
    random.Random(seed).shuffle(said)
    for number, text in enumerate(said):
        box.sms(PHONE, text, message_id=f"sms-{number}")
    assert len(cases(box)) == 1
    assert all(text in heard(box) for text in said)
    assert len([text for text in box.texts if "编号" in text.text]) == 1


def test_a_long_text_with_emoji_arrives_whole(box: Sandbox) -> None:
    text = COMPLAINT + "😡👨‍👩‍👧" + "等了很久，没有人理我。" * 180
    box.sms(PHONE, text)
    assert newest(box)["text"] == text


@pytest.mark.parametrize("word", ["1", "４", "3。"])
def test_a_figure_where_nobody_asked_is_words(box: Sandbox, word: str) -> None:
    box.sms(PHONE, COMPLAINT)
    box.sms(PHONE, word)
    assert newest(box)["satisfaction"] is None
    assert box.history("LC20260302-0001")[-1].text == word


@pytest.mark.parametrize("word", ["４", "4", " 4。", "4 谢谢"])
def test_the_survey_is_answered_by_a_figure_of_any_width(box: Sandbox, word: str) -> None:
    box.sms(PHONE, COMPLAINT)
    says(box, HANDLER, ANSWER)
    box.sms(PHONE, word)
    assert (newest(box)["satisfaction"], newest(box)["status"]) == (4, "closed")


def test_a_plain_no_to_whether_they_are_satisfied_begins_what_the_answer_promised(box: Sandbox) -> None:
    box.sms(PHONE, COMPLAINT)
    says(box, HANDLER, ANSWER)
    box.sms(PHONE, "没有")
    assert (newest(box)["satisfaction"], newest(box)["status"]) == (2, "open")


@pytest.mark.parametrize(
    ("words", "subject", "first", "texted"),
    [
        ("投诉：检票员态度恶劣", "您反映的事项已结案", "您反映的事项已经结案，理由如下。", "已结案："),
        ("Your ticket inspector was rude to me", "Your case is closed", "We have closed your case, for this reason:", " is closed: "),
        ("投訴：檢票員態度惡劣，請處理這個問題", "您反映的事項已結案", "您反映的事項已經結案，理由如下。", "已結案："),
    ],
)  # fmt: skip
def test_whose_complaint_ends_without_an_answer_reads_that_it_is_closed_and_why(
    box: Sandbox, words: str, subject: str, first: str, texted: str
) -> None:
    complain(box, words)
    box.sms(PHONE, words)
    for number in cases(box):
        box.email(letter(box.desk, box.address, number, "#结案 客户来电说已经解决"))
    mail = last(box, CUSTOMER, subject)
    assert f"{first}\n\n客户来电说已经解决" in mail.text
    assert texted in box.texts[-1].text


def test_a_line_number_is_no_verdict(box: Sandbox) -> None:
    box.sms(PHONE, COMPLAINT)
    says(box, HANDLER, ANSWER)
    box.sms(PHONE, "3路车又晚点了")
    assert newest(box)["satisfaction"] is None
    assert "3路车又晚点了" in heard(box)


def test_a_figure_before_the_morning_that_asks_is_words(box: Sandbox) -> None:
    box.sms(PHONE, COMPLAINT)
    box.wind(to="2026-03-02T22:00+08:00")
    says(box, HANDLER, ANSWER, about="请办理")
    assert "1–4" not in box.texts[-1].text
    box.sms(PHONE, "1")
    assert newest(box)["satisfaction"] is None
    box.wind(to="2026-03-03T08:01+08:00")
    assert "1–4" in box.texts[-1].text
    box.sms(PHONE, "4")
    assert newest(box)["satisfaction"] == 4


def test_thanks_after_closing_reach_the_desk_and_open_nothing(box: Sandbox) -> None:
    box.sms(PHONE, COMPLAINT)
    says(box, HANDLER, ANSWER)
    box.sms(PHONE, "4")
    for word in ("谢谢！", "4"):
        box.sms(PHONE, word)
    assert cases(box) == ["LC20260302-0001"]
    assert newest(box)["status"] == "closed"
    assert "谢谢！" in heard(box)


def test_a_new_matter_after_closing_is_a_new_complaint(box: Sandbox) -> None:
    box.sms(PHONE, COMPLAINT)
    says(box, HANDLER, ANSWER)
    box.sms(PHONE, "4")
    box.sms(PHONE, "谢谢，但是今天3路车又甩站，我要投诉")
    assert len(cases(box)) == 2


def test_after_a_merger_texts_reach_the_surviving_complaint(box: Sandbox) -> None:
    first = complain(box)
    box.sms(PHONE, COMPLAINT)
    second = newest(box)
    says(box, HANDLER, "#备注 同一件", about=first["number"])
    box.email(letter(CUSTOMER, box.address, "又及", "检票员态度恶劣"))
    says(box, box.desk, f"#{first['number']}\n#合并 {second['number']}", about="可能")
    box.sms(PHONE, "补充：工号0312")
    assert "0312" in heard(box, first["number"])


# -- a second matter, and what no person wrote ---------------------------------------------------------------------------------

TRUNK = "另外我要投诉货运公司，托运的箱子摔裂了"


def test_a_second_matter_has_its_own_number_and_each_text_goes_where_it_belongs(box: Sandbox) -> None:
    box.sms(PHONE, COMPLAINT)
    box.sms(PHONE, TRUNK)
    assert cases(box) == ["LC20260302-0001", "LC20260302-0002"]
    assert all(number in box.texts[-1].text for number in cases(box))
    assert "LC20260302-0001" in last(box, box.desk, "可能").text
    box.sms(PHONE, "箱子是红色的")
    box.sms(PHONE, "LC20260302-0001 检票员胸牌015")
    assert ("红色" in heard(box), "015" in heard(box)) == (False, True)
    says(box, HANDLER, ANSWER, about="请办理")
    box.sms(PHONE, "4 谢谢")
    first, second = (c for c in box.complaints() if c["number"])
    assert (first["satisfaction"], first["status"], second["status"]) == (4, "closed", "open")
    box.sms(PHONE, "请问箱子什么时候处理")
    assert "什么时候处理" in heard(box, "LC20260302-0002")


@pytest.mark.parametrize("text", ["3，问题没有解决", "4。但是钱还没退", "3 hours late again", "1 非常满意"])
def test_a_figure_with_words_that_say_something_else_is_words_and_heard(box: Sandbox, text: str) -> None:
    box.sms(PHONE, COMPLAINT)
    says(box, HANDLER, ANSWER)
    sent = len(box.mails)
    box.sms(PHONE, text)
    assert newest(box)["satisfaction"] is None
    assert text in heard(box)
    assert text in "\n".join(mail.text for mail in box.mails[sent:])


def test_what_no_person_wrote_opens_nothing_and_is_kept(box: Sandbox) -> None:
    words = [
        "我正在开车，到达后回复您",
        "【漏话提醒】您有1个未接来电",
        "Missed call from +8613505350009",
        "START",
        "Liked “【聊城交运集团】您好”",
    ]
    for word in words:
        box.sms(PHONE, word)
    assert box.complaints() == []
    box.sms(PHONE, COMPLAINT)
    sent = len(box.mails)
    for word in words:
        box.sms(PHONE, word)
    assert len(box.mails) == sent
    assert all(word in heard(box) for word in words)


def test_the_word_that_asks_for_texts_again_ends_the_opt_out(box: Sandbox) -> None:
    box.sms(PHONE, COMPLAINT)
    box.sms(PHONE, "退订")
    assert newest(box)["unreachable"] == [PHONE]
    box.sms(PHONE, "我正在开车，到达后回复您")
    assert newest(box)["unreachable"] == [PHONE]
    box.sms(PHONE, "恢复")
    assert newest(box)["unreachable"] == []


@pytest.mark.parametrize("text", ["麻烦把我的投诉撤掉吧", "我撤訴", "彻诉"])
def test_who_withdraws_by_text_reads_that_it_was_read_and_what_follows(box: Sandbox, text: str) -> None:
    box.sms(PHONE, COMPLAINT)
    box.sms(PHONE, text)
    said = [each.text for each in box.texts if each.to == PHONE][-1]
    assert "您要撤回的话我们看到了" in said or "您要撤回的話我們看到了" in said
    assert "答复您" not in said
    assert newest(box)["status"] == "open"


@pytest.mark.parametrize(
    ("end", "text"),
    [
        (INVALID, "那好吧"),
        (INVALID, "我手里有录音"),
        (ANSWER, "祝你们生意兴隆"),
        (ANSWER, "不好意思，发错了"),
    ],
)
def test_small_talk_after_the_end_begins_no_complaint_and_reaches_the_desk(box: Sandbox, end: str, text: str) -> None:
    box.sms(PHONE, COMPLAINT)
    says(box, HANDLER, end)
    if end == ANSWER:
        box.sms(PHONE, "4")
    box.wind(minutes=2)
    before = len(to(box, box.desk))
    box.sms(PHONE, text)
    box.wind(minutes=2)
    assert cases(box) == ["LC20260302-0001"]
    assert len(to(box, box.desk)) == before + 1


@pytest.mark.parametrize(
    "text",
    ["4", "1 很差", "2，可是没人联系我", "谢谢", "不满意", TRUNK, "还有一件事，检票员没戴工牌", "帮助", "？", "👍", "回复「您反映的事项」：工号0312", "Loved an image", "漏话提醒：1", "恢复", "退订"],
)  # fmt: skip
def test_no_text_is_without_effect_or_answer(box: Sandbox, text: str) -> None:
    box.sms(PHONE, COMPLAINT)
    says(box, HANDLER, ANSWER)
    before, mails, texts = newest(box), len(box.mails), len(box.texts)
    box.sms(PHONE, text)
    box.wind(minutes=2)
    told = len(box.mails) > mails or len(box.texts) > texts
    assert told or newest(box) != before


# -- staff ---------------------------------------------------------------------------------------------------------------------


def test_staff_order_nothing_by_text(box: Sandbox) -> None:
    complain(box)
    phone = "+8613706350108"
    box.sms(phone, "#LC20260302-0001 #结案 已处理")
    assert newest(box)["status"] == "open"


def test_a_staff_members_number_complains_like_any_other_but_its_orders_wait_for_a_person(box: Sandbox) -> None:
    phone = next(p.phone for p in policies.packaged("liaocheng-transport").directory.people if p.phone)
    box.sms(phone, "收到")
    box.sms(phone, "＃结案")
    assert [c["parked"] for c in box.complaints()] == ["text of a member of staff"] * 2
    box.sms(phone, COMPLAINT)
    assert newest(box)["complainant"]["phone"] == phone


@pytest.mark.parametrize("text", ["", "？？", "😡", "4"])
def test_a_text_without_words_waits_for_a_person(box: Sandbox, text: str) -> None:
    box.sms(PHONE, text)
    assert cases(box) == []
    assert [c["parked"] for c in box.complaints()] == ["no words"]
    assert to(box, box.desk)


def test_a_stranger_who_names_a_number_by_text_makes_a_linked_complaint(box: Sandbox) -> None:
    complain(box)
    box.sms(PHONE, "LC20260302-0001 我也在车上，检票员骂人，投诉")
    assert len(cases(box)) == 2
    assert "LC20260302-0001" in last(box, box.desk, "可能").text


def test_what_is_missing_is_asked_for_in_the_same_text_once(box: Sandbox) -> None:
    box.sms(PHONE, "投诉：客运总站检票员态度恶劣")
    box.sms(PHONE, "太差了")
    assert len(box.texts) == 1
    assert "补充：发生时间" in box.texts[0].text


def test_what_is_missing_is_asked_for_in_the_same_mail_once(box: Sandbox) -> None:
    complain(box, "公交司机态度恶劣，我要投诉")
    (first,) = to(box, CUSTOMER)
    assert "想请您补充几点情况" in first.subject
    assert all(word in first.text for word in ("· 发生时间", "麻烦"))
    complain(box, "还是那个司机，没人管", subject=f"Re: {newest(box)['number']}")
    assert len(to(box, CUSTOMER)) == 1


# -- whom no text reaches ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["STOP", "退订", "ｔｄ"])
def test_who_opts_out_gets_no_more_texts_but_a_call(box: Sandbox, word: str) -> None:
    box.sms(PHONE, COMPLAINT)
    box.sms(PHONE, word, deliveries=2)
    sent = len(box.texts)
    assert newest(box)["unreachable"] == [PHONE]
    assert cases(box) == ["LC20260302-0001"]
    says(box, HANDLER, ANSWER, about="请办理")
    box.wind(minutes=5)
    assert len(box.texts) == sent
    call = last(box, box.desk, "请致电客户")
    assert PHONE in call.text
    assert "停岗培训三天" in call.text  # what is to be said


def test_cancel_my_order_is_a_complaint_and_no_opt_out(box: Sandbox) -> None:
    box.sms(PHONE, "Cancel my order, the driver at 客运总站 was rude, I complain")
    assert newest(box)["unreachable"] == []
    assert len(box.texts) == 1


def test_a_number_that_takes_no_texts_gets_the_desk_a_call(box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    original = vars(BaseClient)["_make_api_call"]

    def refusing(self: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        if operation == "Publish" and "PhoneNumber" in arguments:
            raise ClientError({"Error": {"Code": "OptedOut", "Message": "Phone number is opted out"}}, operation)
        return original(self, operation, arguments)

    monkeypatch.setattr(BaseClient, "_make_api_call", refusing)
    box.sms(PHONE, COMPLAINT)
    box.wind(minutes=2)
    assert newest(box)["unreachable"] == [PHONE]
    assert to(box, box.desk, "电话") or to(box, box.desk, "联系不上")


def test_a_bounced_acknowledgement_brings_no_further_mail_to_the_customer_but_the_desk_a_task(box: Sandbox) -> None:
    complain(box)
    box.report(last(box, CUSTOMER), "Bounce", subtype="Permanent")
    box.wind(minutes=5)
    assert len(to(box, CUSTOMER)) == 1
    assert newest(box)["unreachable"] == [CUSTOMER]
    assert CUSTOMER in last(box, box.desk, "联系不上").text


def test_a_bounce_of_a_report_is_no_complaint(box: Sandbox) -> None:
    box.sms(PHONE, "？？")  # parked: a notice to the desk about no complaint
    box.report(last(box, box.desk), "Bounce", subtype="Permanent")
    assert cases(box) == []


def test_a_later_time_that_waits_for_the_morning_does_not_follow_the_answer(box: Sandbox):
    box.sms(PHONE, "投诉：你们单位的工作人员推诿，没人管")
    box.wind(to="2026-03-02T22:30+08:00")
    says(
        box, box.desk, "#转办 客运总站", about="请判定并分派"
    )  # the promise begins anew: the customer is to hear at eight
    says(box, HANDLER, ANSWER, about="请办理")
    before = len(box.texts)
    box.wind(to="2026-03-03T09:00+08:00")
    assert ["停岗培训三天" in text.text for text in box.texts[before:]] == [True]


def test_eight_texts_in_one_minute_are_the_assignment_and_one_mail_that_holds_every_word(box: Sandbox) -> None:
    parts = ["我坐的是9点半的车", "座位12号", "胸牌015", "他还推了我一把", "旁边有人看见", "我很生气", "请尽快处理"]
    for text in (COMPLAINT, *parts):
        box.sms(PHONE, text)
    box.wind(minutes=1)
    handler = newest(box)["handler"]
    first, added = [m for m in box.mails if handler in m.to]
    assert "客户有新的补充" in added.subject
    told = added.text.partition("■")[0]
    places = [told.index(text) for text in parts]
    assert places == sorted(places)
    assert not any(text in first.text for text in parts)


def test_who_texts_again_after_two_minutes_is_passed_on_at_once(box: Sandbox) -> None:
    box.sms(PHONE, COMPLAINT)
    box.wind(minutes=2)
    box.sms(PHONE, "座位12号")
    assert "座位12号" in to(box, newest(box)["handler"], "客户有新的补充")[-1].text


def test_who_texts_reads_why_more_time_is_needed_and_what_was_promised_before(box: Sandbox) -> None:
    box.sms(PHONE, COMPLAINT)
    asked = says(box, HANDLER, "#延期 2026-03-06 17:30 要等车站调取录像。")
    assert "客户会读到这个原因：要等车站调取录像" in asked.text
    says(box, HEAD, "#同意", about="请您决定")
    told = box.texts[-1].text
    assert "要晚于原定的3月4日（周三）09:00答复您（原因：要等车站调取录像。）。" in told
    assert "最迟3月6日（周五）17:30" in told


def test_a_question_among_other_words_is_answered_and_they_still_reach_the_handler(box: Sandbox) -> None:
    box.sms(PHONE, COMPLAINT)
    box.wind(hours=1)
    box.sms(PHONE, "我不会发邮件，你们能不能当面说？还要多久才有结果")
    assert "正在办理" in box.texts[-1].text
    added = to(box, HANDLER, "补充")[-1]
    assert "我不会发邮件" in added.text
    assert "没有补充新的情况" not in added.text
    assert not to(box, box.desk, "补充")


def test_who_texts_reads_first_that_it_came_and_then_what_a_rule_has_to_say(tmp_path: Path) -> None:
    text = (policies.HERE / "liaocheng-transport.toml").read_text("utf-8")
    rule = """[[rule]]
group = "how_refunds_go"
when = [{ words = ["退票"] }]
then = { tell = ["customer"], message = "how_refunds_go" }

[words."how_refunds_go.subject"]
zh-CN = "退票怎样办理"
zh-TW = "退票怎樣辦理"
en = "How refunds go"

[words."how_refunds_go.body"]
zh-CN = "请带车票到窗口。"
zh-TW = "請帶車票到窗口。"
en = "Bring the ticket to the counter."

[[role]]"""
    (tmp_path / "liaocheng-transport.toml").write_text(text.replace("[[role]]", rule, 1), "utf-8")
    with Sandbox(tmp_path / "liaocheng-transport.toml", now="2026-03-02T09:00+08:00") as box:
        box.sms(PHONE, f"{COMPLAINT}，还不给退票")
        assert ["编号" in told.text for told in box.texts] == [True, False]


def test_the_number_that_signs_a_mail_gets_a_code_and_with_it_every_later_text_is_about_that_case(box: Sandbox) -> None:
    complain(box, f"{COMPLAINT}\n\n王芳\n13505350001")
    box.wind(minutes=2)
    (code,) = [text for text in box.texts if text.to == PHONE]
    box.sms(PHONE, code_in(code.text))
    box.sms(PHONE, "补充一下，检票员工号0312")
    assert cases(box) == ["LC20260302-0001"]
    assert "0312" in heard(box)


@pytest.mark.parametrize("hours", [1, 120])
def test_a_text_from_a_number_that_signed_a_mail_joins_nothing_before_the_code_and_the_desk_reads_where_it_may_belong(
    box: Sandbox, hours: int
) -> None:
    complain(box, f"{COMPLAINT}\n\n此致\n敬礼\n王芳 13505350001")
    box.wind(hours=hours)
    before = len(box.texts)
    box.sms(PHONE, "补充一下我邮件里说的，检票员工号0312")
    first, second = cases(box)
    assert "0312" not in heard(box, first)
    (mail,) = [m for m in box.mails if m.tags["message"] == ["linked"]]
    assert second in mail.subject
    assert first in mail.text
    assert "还没有确认是本人" in mail.text
    assert not [text for text in box.texts[before:] if first in text.text or CUSTOMER in text.text]


def test_nobody_elses_text_is_said_to_belong_to_a_case(box: Sandbox) -> None:
    complain(box, f"{COMPLAINT}\n\n王芳\n13505350001")
    box.sms("+8613505350002", "补充一下我邮件里说的，检票员工号0312")
    assert not [m for m in box.mails if m.tags["message"] == ["linked"]]
