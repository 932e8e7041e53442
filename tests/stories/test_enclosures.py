"""A file that somebody attaches to an answer goes to the customer with it, or they hear why it does not."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.sent import SentMail
from sandbox.staff import reply
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, HEAD, complain, last, says, to

TICKET = ("退票凭证.pdf", "application/pdf", b"%PDF-1.4 " + bytes(range(256)) * 8)
PHOTO = ("整改 后.jpg", "image/jpeg", b"\xff\xd8\xff" + bytes(range(256)) * 90)
VIDEO = ("监控.mp4", "video/mp4", b"\x00\x00\x00 ftypmp42" + b"v" * 5_000)
SHIPPED = Path("chalicelib/policies/liaocheng-transport.toml")
GATE = '\n[[gate]]\nname = "seen_by_the_head"\nbefore = "answered"\napprove = ["supervisor"]\n\n[directory]'
VAGUE = "你们公司不行，请给个说法。"
BUS = "liang.bo@lc-transport.example"
PHONE = "+8613505350009"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


@pytest.fixture
def approving(tmp_path: Path) -> Iterator[Sandbox]:
    policy = tmp_path / SHIPPED.name
    policy.write_text(SHIPPED.read_text(encoding="utf-8").replace("\n[directory]", GATE), encoding="utf-8")
    with Sandbox(policy) as opened:
        yield opened


def files(mail: SentMail) -> list[tuple[str, bytes]]:
    return [(file.name, file.content) for file in mail.attachments]


def answers(box: Sandbox, address: str = CUSTOMER) -> list[SentMail]:
    return to(box, address, "您反映的事项的答复")


@pytest.mark.parametrize("attached", [[TICKET], [PHOTO], [TICKET, PHOTO]])
def test_what_the_handler_attaches_comes_with_the_answer_byte_for_byte(
    box: Sandbox, attached: list[tuple[str, str, bytes]]
):
    complain(box)
    receipt = says(box, HANDLER, ANSWER, attachments=attached)
    (answer,) = answers(box)
    assert files(answer) == [(name, content) for name, _, content in attached]
    assert all(f"附件：{name} (" in answer.text for name, _, _ in attached)
    assert "随答复发给客户的附件" in receipt.text
    assert not [mail for mail in box.mails if mail.attachments and CUSTOMER not in mail.to]


def test_the_file_waits_with_the_answer_for_the_approver_who_sees_that_there_is_one(approving: Sandbox):
    complain(approving)
    says(approving, HANDLER, ANSWER, attachments=[TICKET])
    assert not answers(approving)
    assert "附件：退票凭证.pdf (2 KB)" in last(approving, HEAD, "请审批").text
    approving.wind(minutes=40)
    says(approving, HEAD, "#同意", about="请审批")
    assert [files(mail) for mail in answers(approving)] == [[(TICKET[0], TICKET[2])]]


def test_a_file_of_an_answer_that_lacked_something_goes_with_it_once_it_is_whole(box: Sandbox):
    complain(box)
    says(box, HANDLER, "#结果\n事实：属实\n责任：在我方", attachments=[TICKET])
    assert not answers(box)
    says(box, HANDLER, "#结果\n措施：停岗培训")
    assert [files(mail) for mail in answers(box)] == [[(TICKET[0], TICKET[2])]]


def test_a_newer_file_takes_the_place_of_the_one_that_was_sent_back(approving: Sandbox):
    complain(approving)
    says(approving, HANDLER, ANSWER, attachments=[TICKET])
    says(approving, HEAD, "#退回 附件不对", about="请审批")
    says(approving, HANDLER, ANSWER, attachments=[PHOTO])
    says(approving, HEAD, "#同意", about="请审批")
    assert [files(mail) for mail in answers(approving)] == [[(PHOTO[0], PHOTO[2])]]


def test_a_refused_answers_file_goes_with_nobody_elses(box: Sandbox):
    complain(box, VAGUE)
    says(box, box.desk, "#转办 公交公司")
    says(box, box.desk, "#结果 内部意见", about="请判定并分派", attachments=[TICKET])
    assert not answers(box)
    says(box, BUS, ANSWER, about="请办理")
    assert [files(mail) for mail in answers(box)] == [[]]


@pytest.mark.parametrize(
    ("name", "kind", "content", "why"),
    [
        ("说明.exe", "application/octet-stream", b"MZ" * 200, "这种文件不能发给客户"),
        ("客户的信.eml", "application/octet-stream", b"Subject: x" * 20, "这种文件不能发给客户"),
        ("录音.wav", "audio/wav", b"r" * 7_000_001, "附件太大（合计最多 7.0 MB）"),
        (*VIDEO, "没有发给客户，只作内部材料（"),
    ],
)
def test_a_file_that_does_not_go_is_named_with_the_reason_and_the_answer_goes_all_the_same(
    box: Sandbox, name: str, kind: str, content: bytes, why: str
):
    complain(box)
    receipt = says(box, HANDLER, ANSWER, attachments=[(name, kind, content), TICKET])
    assert why in receipt.text
    assert name in receipt.text
    assert [files(mail) for mail in answers(box)] == [[(TICKET[0], TICKET[2])]]


def test_a_customer_who_reads_texts_gets_no_file_and_the_handler_is_told(box: Sandbox):
    box.sms(PHONE, "投诉：今天上午9点客运总站检票员态度恶劣")
    receipt = says(box, HANDLER, ANSWER, attachments=[TICKET])
    assert "客户没有可用的电子邮箱，附件没有随答复发出：退票凭证.pdf" in receipt.text
    assert "停岗培训三天" in box.texts[-1].text


def test_a_mail_about_two_complaints_sends_its_file_to_neither_customer(box: Sandbox):
    first, second = complain(box)["number"], complain(box, sender="second@qq.com")["number"]
    receipt = says(box, HANDLER, f"#{first}\n{ANSWER}\n#{second}\n{ANSWER}", attachments=[TICKET])
    assert receipt.text.count("一封邮件办理多件时，附件不发给客户") == 2
    assert [files(mail) for who in (CUSTOMER, "second@qq.com") for mail in answers(box, who)] == [[], []]


@pytest.mark.parametrize("shown", ["named in the HTML", "kept beside the HTML"])
def test_the_logo_of_a_signature_stays_where_it_is(box: Sandbox, shown: str):
    complain(box)
    plain = message_from_bytes(reply(last(box, HANDLER, "请办理"), ANSWER, sender=HANDLER), policy=default)
    mail, logo = EmailMessage(), b"\x89PNG" * 9_000
    for name in ("From", "To", "Subject", "Message-ID", "In-Reply-To", "References"):
        mail[name] = plain[name]
    mail.set_content(plain.get_content())
    named = '<img src="cid:logo1@lc-transport.example">' if shown == "named in the HTML" else ""
    mail.add_alternative(f"<p>{'<br>'.join(ANSWER.splitlines())}</p>{named}", subtype="html")
    html = mail.get_body(("html",))
    assert html is not None
    if shown == "kept beside the HTML":
        html.add_related(logo, "image", "png", cid="<logo1@lc-transport.example>", filename="image001.png")
    else:
        mail.add_attachment(logo, "image", "png", cid="<logo1@lc-transport.example>", filename="image001.png")
    mail.add_attachment(TICKET[2], "application", "pdf", filename=TICKET[0])
    box.email(mail.as_bytes())
    assert [files(answer) for answer in answers(box)] == [[(TICKET[0], TICKET[2])]]


def test_the_customer_of_a_complaint_that_was_merged_gets_the_file_too(box: Sandbox):
    first, second = complain(box, VAGUE)["number"], complain(box, VAGUE, sender="second@qq.com")["number"]
    says(box, box.desk, f"#合并 {second}", about=first)
    box.wind(minutes=2)
    says(box, box.desk, "#转办 公交公司", about=first)
    says(box, BUS, ANSWER, about=first, attachments=[TICKET])
    box.wind(minutes=2)
    assert [files(mail) for mail in answers(box, "second@qq.com")] == [[(TICKET[0], TICKET[2])]]
