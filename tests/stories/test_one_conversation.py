"""One case is one conversation in the mail program of whoever reads it: what mails refer to, and under which subject."""

from email import message_from_bytes
from email.message import Message
from email.policy import compat32, default

import pytest

from sandbox import Sandbox
from sandbox.sent import SentMail
from sandbox.staff import reply
from tests.stories import mail_programs as programs
from tests.stories.acts import ANSWER, CUSTOMER, last, newest, says, to
from tests.stories.letters import letter

CASES = [
    ("liaocheng-transport", "3路车晚点", "今天上午9点半3路公交车晚点一个小时，我要投诉。"),
    ("insurance-branch", "Re: 退保", "东城业务员推销时误导我，我要求退保，保单号B1234567。"),
    ("food-abc", "[投诉] 豆腐", "豆腐打开有一股酸臭味，没过期，批号20260116。"),
]


@pytest.mark.parametrize(("policy", "subject", "text"), CASES)
def test_each_mail_of_a_case_belongs_to_the_conversation_that_the_customer_began(policy: str, subject: str, text: str):
    with Sandbox(policy=policy, now="2026-03-02T09:00+08:00") as box:
        first = letter(CUSTOMER, box.address, subject, text)
        box.email(first)
        box.wind(days=8)
        began = str(message_from_bytes(first, policy=default)["Message-ID"])
        number = newest(box)["number"]
        theirs = [message_from_bytes(mail.raw, policy=default) for mail in to(box, CUSTOMER)]
        staff = [message_from_bytes(m.raw, policy=default) for m in _to_staff(box, number)]
        assert len(theirs) > 1
        assert {(mail["In-Reply-To"], mail["References"].split()[-1]) for mail in theirs} == {(began, began)}
        assert all(str(mail["Subject"]).endswith(f"] {subject}") for mail in theirs)
        assert all(str(mail["Subject"]).startswith(f"[{number}] ") for mail in staff)
        assert len({(mail["References"], mail["Thread-Index"]) for mail in staff}) == 1


def test_a_whole_life_is_one_conversation_in_every_mail_program_and_every_sender_is_spelt_as_strict_readers_want_it():
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        written = [letter(CUSTOMER, box.address, "3路车晚点", CASES[0][2])]
        box.email(written[0])
        number, handler = newest(box)["number"], newest(box)["handler"]

        def writes(words: str) -> None:
            written.append(reply(last(box, CUSTOMER), words, sender=CUSTOMER))
            box.email(written[-1])

        says(box, handler, "#询问客户\n请问是哪个站？", number)
        writes("在客运总站。")
        says(box, handler, "#告知客户\n正在核实监控。", number)
        box.wind(days=3)  # the promised time passes
        says(box, handler, ANSWER, number)
        writes("没有解决，我不满意")
        says(box, newest(box)["handler"], ANSWER, number)
        says(box, "tousu-desk@lc-transport.example", "#结案 已与客户说清", number)
        box.wind(days=1)
        writes("还是没有解决")
        theirs = [message_from_bytes(mail.raw, policy=compat32) for mail in to(box, CUSTOMER)]
        told = [programs.text_of(mail, "Subject") for mail in theirs]
        for what in ("已收到", "补充一点情况", "新的进展", "新的答复时间", "的答复]", "重新办理"):
            assert any(what in subject for subject in told), (what, told)
        life = [*theirs, *(message_from_bytes(bytes(mail), policy=compat32) for mail in written)]
        for program in (programs.references, programs.gmail, programs.qq, programs.outlook):
            assert programs.conversations(life, program) == 1, (program.__name__, told)
        readers = {m.to[0] for m in _to_staff(box, number)}
        assert len(readers) > 2  # desk, handler and those above
        for reader in readers:
            staff = [message_from_bytes(m.raw, policy=compat32) for m in _to_staff(box, number) if reader in m.to]
            for program in (programs.references, programs.outlook):
                assert programs.conversations(staff, program) == 1, (reader, program.__name__)
            for program in (programs.gmail, programs.qq):  # what asks for the same stands together, what does not apart
                assert programs.conversations(staff, program) == len({programs.base(mail) for mail in staff}), reader
        senders = {str(message_from_bytes(mail.raw, policy=compat32)["From"]) for mail in box.mails}
        assert [sender for sender in senders if not programs.is_strict(sender)] == []


def test_a_morning_list_stands_beside_the_conversation_of_the_one_case_that_it_names():
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        box.email(letter(CUSTOMER, box.address, "3路车晚点", CASES[0][2]))
        number = newest(box)["number"]
        box.wind(days=8)
        lists = [message_from_bytes(m.raw, policy=default) for m in box.mails if f"[{number}] 今日待办" in m.subject]
        assert lists
        assert all(mail["List-Id"] and not mail["References"] for mail in lists)


def _to_staff(box: Sandbox, number: str) -> list[SentMail]:
    """The case's mails to colleagues; a list of the day is a series of its own, also where the case is its only one."""
    return [
        mail for mail in box.mails if CUSTOMER not in mail.to and number in mail.subject and b"List-Id:" not in mail.raw
    ]


def test_the_mail_programs_of_this_test_tell_conversations_apart():
    def mail(subject: str, sender: str = "A <a@b.example>", **headers: str) -> Message:
        lines = [f"Subject: {subject}", f"From: {sender}", *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items())]
        return message_from_bytes("\r\n".join([*lines, "", "x"]).encode())

    first, other = mail("late", Message_ID="<1@b>"), mail("rude", References="<1@b>")
    assert [programs.conversations([first, other], p) for p in (programs.references, programs.gmail, programs.qq)] == [
        1,
        2,
        2,
    ]
    alone = mail("Re: [X-1] late", References="<2@b>")
    assert [programs.conversations([first, alone], p) for p in (programs.references, programs.gmail, programs.qq)] == [
        2,
        2,
        1,
    ]
    assert not programs.is_strict('"=?utf-8?b?5oqV6K+J?=" <a@b.example>')
    assert programs.is_strict("=?utf-8?b?5oqV6K+J?= <a@b.example>")
