"""Reactions, recalls and receipts for reading are notes on the sender's case; who writes of such things is heard."""

import pytest

from chalicelib.core.complaint.facts import CustomerWrote, MachineWrote
from chalicelib.inbound.email_message import parse
from chalicelib.reception import Arrival, Match, Verdict, receive
from sandbox import Sandbox
from tests.reception.scenes import CASE, CUSTOMER, NOW, OFFICE, OWN, POLICY, token_of
from tests.stories.acts import ANSWER, HANDLER, complain, newest, says

GMAIL = (
    "multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{said}\n"
    '--b\nContent-Type: text/vnd.google.email-reaction+json\n\n{{"emoji":"👍","version":1}}\n'
    "--b\nContent-Type: text/html; charset=utf-8\n\n<p>👍</p><p>{said}</p>\n--b--"
)
PLAIN = "text/plain; charset=utf-8\n\n{said}"
QUOTED = "\n\n________________________________\nFrom: Complaints <complaints@lc.example>\nSent: Monday, March 2, 2026 10:00\nTo: Zhang Wei\nSubject: 受理通知\n\n您的投诉已受理。"
LINK = "<https://www.google.com/gmail/about/?utm_source=gmail-in-product>"
NOTES = {
    "Gmail": GMAIL.format(said="👍\n\nZhang Wei reacted via Gmail\n" + LINK),
    "Gmail, in words that nobody knows yet": GMAIL.format(said="❤️ Zhang Wei 心領神會"),
    "Gmail without its part": PLAIN.format(said=f"👍\n\nZhang Wei reacted via Gmail {LINK}"),
    "Gmail zh": PLAIN.format(said="👍\n\n张伟已通过 Gmail 作出回应"),
    "Gmail zh-TW": PLAIN.format(said="👍\n\n張偉透過 Gmail 做出了回應"),
    "Outlook": PLAIN.format(said="Zhang Wei reacted to your message:" + QUOTED),
    "Outlook with the sign": PLAIN.format(said="👍 Zhang Wei reacted to your message:" + QUOTED),
    "Outlook zh": PLAIN.format(said="张伟 对你的邮件做出了反应:" + QUOTED),
    "Outlook zh-TW": PLAIN.format(said="張偉 對您的郵件做出回應："),
    "recall": PLAIN.format(said='Zhang Wei would like to recall the message, "投诉检票员".'),
    "recall zh": PLAIN.format(said="张伟 将撤回邮件“投诉检票员”。"),
    "recall zh, wishing": PLAIN.format(said="张伟 希望撤回此邮件“投诉：检票员”。"),
    "recall zh-TW": PLAIN.format(said="張偉 想要收回郵件「投訴」。"),
    "recall de": PLAIN.format(said='Zhang Wei möchte die Nachricht "Fahrer 201" zurückrufen.'),
    "recall fr": PLAIN.format(said="Zhang Wei souhaite rappeler le message « Bus 201 »."),
    "receipt": PLAIN.format(said="Your message\n\n  To: Zhang Wei\n  Subject: 受理通知\n\nwas read on Monday, March 2, 2026 10:05."),
    "receipt zh": PLAIN.format(said="您发送给 zhang.wei@qq.com 的邮件“受理通知”已于 2026年3月2日 10:05 阅读。"),
}  # fmt: skip


def come(kind: str, sender: str = CUSTOMER) -> Arrival:
    raw = f"From: {sender}\nTo: {OFFICE}\nSubject: Re: 受理通知\nMIME-Version: 1.0\nContent-Type: {kind}\n".encode()
    return Arrival(
        id="mail-1", at=NOW, recipients=(OFFICE,), dmarc="PASS", spam="PASS", virus="PASS", raw="r", mail=parse(raw)
    )


@pytest.mark.parametrize("kind", NOTES)
def test_what_a_program_says_in_somebodys_stead_is_a_note_and_never_a_case(kind: str):
    seen = receive(come(NOTES[kind]), Match(stored=CASE, named=CASE), POLICY, OWN)
    assert isinstance(seen.fact, MachineWrote)
    assert seen.stored == CASE
    assert receive(come(NOTES[kind]), Match(), POLICY, OWN) == Verdict(action="park", reason="automatic mail")


def test_a_colleagues_reaction_decides_nothing():
    arrival = come(NOTES["Outlook with the sign"], HANDLER)
    seen = receive(arrival, Match(token=token_of(HANDLER), stored=CASE, named=CASE), POLICY, OWN)
    assert isinstance(seen.fact, MachineWrote)


@pytest.mark.parametrize(
    "said",
    [
        "我想撤回此投诉，已经私下解决了。",
        "我想撤回之前的投诉。",
        "信件送到时已被打开，里面少了东西，我要投诉。",
        "你们撤回了邮件“中奖通知”，却不说明原因，我要投诉。",
        "I would like to recall the bus driver's words: he told me to get off.",
        "The parcel was read by somebody, no, opened; your message was no help.",
        "👍 办得不错，但是押金还没退。",
        "站长对您的邮件作出了回应，可押金还是不退。",
        "Your clerk reacted to your message: she laughed and hung up on me.",
        "司机开车到达终点后不退款。",
        "您的邮件我收到了，可是问题没有解决。",
    ],
)
def test_who_writes_of_recalls_and_opened_letters_is_heard(said: str):
    seen = receive(come(PLAIN.format(said=said)), Match(), POLICY, OWN)
    assert isinstance(seen.fact, CustomerWrote)
    assert seen.fact.writing.text.strip() == said


def test_a_recall_that_names_nothing_is_a_line_of_its_senders_case_and_reopens_nothing():
    with Sandbox(now="2026-03-02T10:00+08:00") as box:
        number = complain(box)["number"]
        says(box, HANDLER, ANSWER)
        before, lines = len(box.mails), len(box.history(number))
        raw = f"From: zhang.wei@qq.com\nTo: {box.address}\nSubject: Recall: x\nContent-Type: {NOTES['recall']}\n"
        box.email(raw.encode())
        assert [line.what for line in box.history(number)[lines:]] == ["automatic_mail"]
        assert (len(box.mails), newest(box)["status"], len(box.complaints())) == (before, "answered", 1)
