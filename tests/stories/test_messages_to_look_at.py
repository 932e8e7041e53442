"""What nobody could deal with: it reaches the desk as it came, and the desk opens a complaint of it, adds it to one, or leaves it."""

from collections.abc import Iterator

import pytest

from chalicelib.arrivals import holding_pen
from chalicelib.reception import limits
from sandbox import Sandbox
from sandbox.staff import reply
from tests.stories.acts import CUSTOMER, HANDLER, RUDE, complain, last, newest, to
from tests.stories.letters import letter

FORM = "noreply@forms.example"
LI = "li.si@163.com"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-02T10:00+08:00") as opened:
        yield opened


def looked_at(box: Sandbox, text: str, *, sender: str = "") -> str:
    """The desk's answer to the newest notice, and what it reads then."""
    box.email(reply(last(box, box.desk, "来件"), text, sender=sender or box.desk))
    return last(box, sender or box.desk).text


def bomb(box: Sandbox) -> bytes:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n" for i in range(60))
    return f"From: bomb@qq.com\r\nTo: {box.address}\r\nSubject: 投诉\r\nMIME-Version: 1.0\r\n{nested}".encode()


def test_the_desk_gets_the_mail_itself_what_it_seems_to_be_and_what_to_do_about_it(box: Sandbox) -> None:
    cases = {
        "看起来是：损坏的": bomb(box),
        "看起来是：退信": letter("MAILER-DAEMON@mx.example", box.address, "failure notice", "<a@qq.com>: no such user"),
        "看起来是：机器自动发出的": letter(LI, box.address, "自动回复：您好", "我正在休假，3月10日回来。"),
        "看起来是：网页表单": letter(FORM, box.address, "留言", f"电子邮箱：{LI}\n{RUDE}"),
        "看起来是：只是道谢": letter(LI, box.address, "谢谢", "谢谢！"),
    }
    for seems, mail in cases.items():
        box.email(mail)
        notice = last(box, box.desk, "来件")
        assert seems in notice.text
        assert [file.content for file in notice.attachments] == [mail]
        assert all(command in notice.text for command in ("#受理", "#转给", "#垃圾"))
    assert f"#受理 {LI}  受理为投诉，回执发到那里" in to(box, box.desk, "来件")[3].text


def test_what_carries_a_virus_is_told_of_and_not_handed_on(box: Sandbox) -> None:
    box.email(letter(LI, box.address, "投诉", RUDE), verdicts={"virus": "FAIL"})
    notice = last(box, box.desk, "来件")
    assert "看起来是：带病毒的邮件" in notice.text
    assert "附在" not in notice.text
    assert not notice.attachments
    assert "原件带有病毒，没有附上" in notice.text
    assert "原件：s3://" in notice.text
    assert "已标为垃圾" in looked_at(box, "#垃圾")


def test_where_a_mail_too_large_to_hand_on_lies_is_said_and_it_can_be_dealt_with(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding_pen, "MOST_ATTACHED", 100)
    box.email(letter(LI, box.address, "投诉", RUDE), verdicts={"spam": "FAIL"})
    notice = last(box, box.desk, "来件")
    assert not notice.attachments
    assert "原件约 1 MB，太大，没有附上" in notice.text
    assert "原件：s3://" in notice.text
    looked_at(box, "#受理")
    assert newest(box)["complainant"]["mail"] == LI


def test_a_form_of_which_nobody_can_say_who_wrote_becomes_the_complaint_of_whom_the_desk_names(box: Sandbox) -> None:
    box.email(letter(FORM, box.address, "留言", RUDE))
    box.wind(minutes=30)
    assert "#受理来件，后面加客户的邮箱或手机号" in looked_at(box, "#受理")
    looked_at(box, f"#受理 {LI}")
    case = newest(box)
    assert (case["complainant"]["mail"], case["moments"]["received"]) == (LI, "2026-03-02T10:00:00+08:00")
    assert case["number"] in last(box, LI).subject
    assert not to(box, FORM)
    assert f"此前已经归到 {case['number']}" in looked_at(box, "#受理 other@qq.com")
    assert len(box.complaints()) == 2  # the complaint, and what is kept of the mail


def test_the_desk_says_by_a_line_or_not_at_all_whom_to_answer(box: Sandbox) -> None:
    box.email(letter(FORM, box.address, "留言", RUDE))
    looked_at(box, f"#受理\n邮箱：{LI}")
    assert newest(box)["complainant"]["mail"] == LI
    box.email(letter(FORM, box.address, "留言", "检票员又骂人。"))
    looked_at(box, "#受理 匿名")
    assert newest(box)["complainant"]["mail"] == ""
    assert not to(box, FORM)


def test_a_person_taken_for_a_machine_is_taken_in_and_hears_of_it(box: Sandbox) -> None:
    box.email(letter(LI, box.address, "自动回复：投诉", "我正在出差，检票员骂人。"))
    assert not to(box, LI)
    assert f"#受理  受理为投诉，回执发给{LI}" in last(box, box.desk, "来件").text
    looked_at(box, "#受理")
    assert newest(box)["number"] in last(box, LI).subject


def test_a_text_without_words_to_go_by_is_taken_in_with_the_desks_own(box: Sandbox) -> None:
    box.sms("+8613505350001", "？")
    looked_at(box, "#受理来件\n内容：来电核实：检票员骂人")
    case = newest(box)
    assert (case["complainant"]["phone"], case["text"]) == ("+8613505350001", "来电核实：检票员骂人")


def test_what_belongs_to_a_complaint_is_added_there_and_read_by_whoever_handles_it(box: Sandbox) -> None:
    number = complain(box)["number"]
    box.email(letter(FORM, box.address, "留言", "检票员工号0312。"))
    assert "LC20260302-0099" in looked_at(box, "#转给 LC20260302-0099")
    assert "请在 #转给 后面写明投诉编号" in looked_at(box, "#转给 客运营销部")
    assert f"已转入 {number}" in looked_at(box, f"#转给 {number}")
    assert "工号0312" in last(box, HANDLER).text
    assert newest(box)["complainant"]["mail"] == CUSTOMER
    assert not to(box, FORM)


def test_junk_is_answered_to_nobody_and_can_be_taken_back(box: Sandbox) -> None:
    box.email(letter(FORM, box.address, "优惠", RUDE))
    assert "已标为垃圾" in looked_at(box, "#垃圾")
    assert not [case for case in box.complaints() if case["number"]]
    looked_at(box, f"#受理来件 {LI}")
    assert newest(box)["complainant"]["mail"] == LI


def test_the_desk_alone_decides_and_must_say_which_message(box: Sandbox) -> None:
    box.email(letter(FORM, box.address, "留言", RUDE))
    reference = next(word for word in last(box, box.desk, "来件").subject.split("（") if word.startswith("M-")).rstrip(
        "）"
    )
    for order in ("#受理来件", "#垃圾"):
        box.email(letter(HANDLER, box.address, "来件", f"{order} {reference} {LI}"))
        assert "不能使用" in last(box, HANDLER).text
    box.email(letter(box.desk, box.address, "处理", "#垃圾"))
    assert "没看出 #垃圾 说的是哪封来件" in last(box, box.desk).text
    box.email(letter(box.desk, box.address, "处理", f"#受理 {reference} {LI}"))
    assert newest(box)["complainant"]["mail"] == LI


def test_where_no_message_is_meant_a_complaint_is_handed_on(box: Sandbox) -> None:
    complain(box)
    box.email(reply(last(box, HANDLER), "#转给 公交公司 请核实", sender=HANDLER))
    assert "已转办：公交公司" in last(box, HANDLER).text


def test_the_desk_hears_of_a_forms_mails_every_hour_however_many_came_before(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.A_DAY, "parked", 1)
    for told in (1, 1, 2):
        box.email(letter(FORM, box.address, "留言", RUDE))
        assert len(to(box, box.desk, "来件")) == told
        box.wind(minutes=59 if told == 1 and len(box.complaints()) == 2 else 1)
