"""Mails of people who pretend: what they change, what they learn, and who hears of it."""

from sandbox import Sandbox
from sandbox.staff import reply
from tests.stories.acts import ANSWER, CUSTOMER, DIRECTOR, HANDLER, complain, last, newest, says, to
from tests.stories.letters import letter

STRANGER = "stranger@evil.example"
VERDICTS = ("FAIL", "PROCESSING_FAILED", "GRAY", "DISABLED", "")


def bounce(box: Sandbox, failed: str, subject: str, quoted: str = "") -> bytes:
    returned = f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {quoted}\r\n\r\n" if quoted else ""
    return (
        f"From: MAILER-DAEMON@evil.example\r\nTo: {box.address}\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
        f"Final-Recipient: rfc822; {failed}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n{returned}--b--\r\n"
    ).encode()


def test_a_forged_bounce_cuts_nobody_off_and_one_that_carries_our_own_id_does(box: Sandbox):
    case = complain(box)
    acknowledged = last(box, CUSTOMER)
    box.email(bounce(box, CUSTOMER, f"Undelivered: {case['number']}"))
    box.email(bounce(box, HANDLER, "Undelivered", f"<{acknowledged.id}@email.amazonses.com>"))
    assert newest(box)["unreachable"] == []
    box.email(bounce(box, CUSTOMER, "Undelivered", f"<{acknowledged.id}@email.amazonses.com>"))
    assert newest(box)["unreachable"] == [CUSTOMER]


def test_no_forged_order_changes_a_complaint_and_no_forger_hears_anything(box: Sandbox):
    number = complain(box)["number"]
    slip = last(box, HANDLER)
    before, answered = box.history(number), len(to(box, STRANGER))
    order = "#结果\n事实：伪造\n责任：伪造\n措施：伪造"
    for verdict in VERDICTS:
        box.email(reply(slip, order, sender=HANDLER), verdicts={"dmarc": verdict})
    pretended = {
        "Authentication-Results": "amazonses.com; dmarc=pass",
        "X-SES-Virus-Verdict": "PASS",
        "Sender": HANDLER,
    }
    box.email(reply(slip, order, sender=HANDLER, headers=pretended), verdicts={"dmarc": "FAIL"})
    box.email(reply(slip, order, sender=STRANGER, headers={"From": f"{HANDLER} <{STRANGER}>", "Reply-To": HANDLER}))
    box.email(reply(slip, order, sender=STRANGER, headers={"From": f"{HANDLER}, {STRANGER}"}))
    box.email(b"From: " + STRANGER.encode() + b"\r\n" + reply(slip, order, sender=HANDLER))
    box.email(reply(slip, order, sender=STRANGER, headers={"From": f'"{HANDLER}"@evil.example'}))
    assert box.history(number) == before
    assert (newest(box)["status"], newest(box)["outcome"]) == ("open", "")
    assert len(to(box, STRANGER)) == answered
    # Of what SES calls forged one a week is told, the other is kept; one waits to be confirmed.
    assert len(to(box, HANDLER, "没有执行")) == 8
    assert [c["parked"] for c in box.complaints() if not c["number"]] == ["hold: dmarc"]
    assert len([c for c in box.complaints() if c["number"]]) == 1


def test_a_token_is_good_for_its_bearer_and_for_what_they_may_do_today(box: Sandbox):
    number = complain(box)["number"]
    slip = last(box, HANDLER)
    box.email(reply(slip, "#结案 转发来的地址", sender=DIRECTOR))
    assert "没有执行" in last(box, HANDLER).subject
    assert "已转办" in says(box, HANDLER, "#转办 公交公司 经查是公交线路").text
    box.email(reply(slip, ANSWER, sender=HANDLER))
    assert newest(box)["status"] == "open"
    refused = box.history(number)[-1]
    assert (refused.what, refused.by) == ("refused", HANDLER)


def test_whoever_names_anothers_number_learns_nothing_and_joins_nothing(box: Sandbox):
    case = complain(box, "检票员骂人，我叫张伟，投诉。")
    before = box.history(case["number"])
    box.email(letter(STRANGER, box.address, f"Re: {case['number']}", "我也要投诉，请问那件办得怎么样了？"))
    box.email(letter(CUSTOMER, box.address, f"Re: {case['number']}", "冒名补充"), verdicts={"dmarc": "FAIL"})
    assert box.history(case["number"]) == before
    learned = "".join(m.subject + m.text + m.html for m in to(box, STRANGER))
    assert not [
        word
        for word in (case["number"], CUSTOMER, "张伟", "骂人")
        if word in learned.replace(f"Re: {case['number']}", "")
    ]


def test_an_acknowledgement_repeats_nothing_that_its_reader_is_said_to_have_written(box: Sandbox):
    box.email(
        letter(
            "victim@qq.com",
            box.address,
            "特价药品 http://evil.example",
            "客运总站检票员态度差 http://evil.example 点我",
        )
    )
    sent = to(box, "victim@qq.com")
    assert sent
    assert not [m for m in sent if "evil.example" in m.subject + m.text + m.html]
