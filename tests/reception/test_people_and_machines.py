"""Nobody is silenced for a subject: silence needs a machine's own header, or its form together with what else shows a program."""

import pytest

from chalicelib.core.complaint.facts import CustomerWrote, MachineWrote
from chalicelib.core.register.indexing import digest
from chalicelib.inbound.email_message import InboundMail, parse
from chalicelib.reception import Arrival, Match, Verdict, receive
from tests.reception.scenes import CASE, NOW, OFFICE, OWN, POLICY

OURS = "[LC20260302-0001] 我们已收到您的投诉"


def raw(headers: str, text: str, body: str = "text/plain; charset=utf-8") -> bytes:
    return f"To: {OFFICE}\nDate: Mon, 02 Mar 2026 09:00:00 +0800\n{headers}\nContent-Type: {body}\n\n{text}\n".encode()


def received(mail: bytes, match: Match | None = None) -> tuple[InboundMail, Verdict]:
    read = parse(mail)
    come = Arrival(
        id="mail-1", at=NOW, recipients=(OFFICE,), dmarc="PASS", spam="PASS", virus="PASS", raw="raw/1", mail=read
    )
    return read, receive(come, match or Match(), POLICY, OWN)


COMPLAINTS = [
    ("快递退件费投诉", "订的东西没有送到，退件费却要我出。"),
    ("投诉：车票未送达", "付了钱的车票一直没有送到，电话没人接。"),
    ("无法送达", "快递员说无法送达就把包裹丢在路边了。"),
    ("退件", "货运站把我的货退件了，也没通知我。"),
    ("退信", "挂号信被退信三次，邮局说地址不详，地址明明是对的。"),
    ("投递失败", "显示投递失败，其实没人上门，我在家等了一天。"),
    ("发送失败", "你们小程序一直提示发送失败，买不了票。"),
    ("未送达的年货", "年货未送达，要求退款。"),
    ("外出", "司机擅自外出，整车人等了一小时。"),
    ("外出务工返程被甩客", "我正在外出务工，返程时被甩客。"),
    ("休假", "窗口人员都在休假，没人办业务。"),
    ("休假期间车次取消", "我正在休假，你们取消车次不通知，害我误了行程。"),
    ("不在办公室", "去了三次，负责人都不在办公室。"),
    ("自动回复太敷衍", "写信只收到系统自动回复，没有人处理，我要投诉。"),
    ("自动回复：没人处理", "你们只会说收到来信会尽快回复，三天了，我要投诉。"),
    ("Re: 自动回复：您的来信", "这不是我要的答复，检票员骂人的事请你们处理。"),
    ("系统退信了，怎么回事", "你们公布的邮箱系统退信，投诉都没处投。"),
    ("拒收包裹被扣费", "我拒收包裹，你们还扣了费用。"),
    ("自動回覆沒有用", "打了電話只有自動回覆，司機態度惡劣，請處理。"),
    ("無法送達的行李", "行李無法送達，託運處不理人。"),
    ("delivery problem", "My parcel never arrived and nobody answers the phone."),
    ("undelivered", "Undelivered luggage, third day. Please do something."),
    ("Undeliverable luggage", "Your counter says my suitcase could not be delivered to zhang@mail.example's hotel."),
    ("out of office nobody answers", "Your ticket office is out of office whenever I call."),
    ("Out of office hours your staff are rude", "I am on holiday in Liaocheng and was shouted at."),
    ("On holiday: bus left without us", "We are on holiday and the bus left twenty minutes early."),
    ("returned mail", "My registered letter came back as returned mail though the address is right."),
    ("Delivery failed twice", "The driver says delivery failed, but I was at home."),
    ("Failure notice on your machine", "The ticket machine shows a failure notice and kept my money."),
    ("rejected: my refund", "You rejected my refund without any reason."),
    ("automatic reply again", "I only ever get an automatic reply. The conductor swore at me."),
    ("Undeliverable: our parcel", "The parcel office lost my mail parcel and told me to come back tomorrow."),
    ("您的邮件退回通知", "我收到您的邮件，但您答非所问：我的退款被退回了三次。"),
    ("邮箱", "你们公布的邮箱满了，投诉信发不进去，请处理。"),
    ("回复情况", "您的邮件已送达，但贵公司的司机仍旧不停站。"),
    ("Out of office", 'The sign at your counter read "out of office" at noon, and the next coach left without me.'),
    ("Delayed mail coach", "The mail coach was delayed by three hours and nobody told us."),
]


@pytest.mark.parametrize("sender", ["Li Xiaoyu <li.xiaoyu@customer.example>", "postmaster@smallfirm.example"])
@pytest.mark.parametrize(("subject", "text"), COMPLAINTS, ids=[subject for subject, _ in COMPLAINTS])
def test_an_ordinary_complaint_opens_a_case_whatever_its_subject(sender: str, subject: str, text: str):
    read, seen = received(raw(f"From: {sender}\nSubject: {subject}", text))
    assert (read.automatic, read.mute, read.is_bounce, read.parked) == (False, False, False, False)
    assert isinstance(seen.fact, CustomerWrote)
    assert (seen.action, seen.stored, seen.fact.mute) == ("decide", None, False)


@pytest.mark.parametrize("local", ["postmaster", "admin", "info", "office", "webmaster", "service"])
def test_people_write_from_addresses_of_small_firms(local: str):
    read, seen = received(raw(f"From: Wang <{local}@smallfirm.example>\nSubject: 投诉", "检票员当众骂人，我要投诉。"))
    assert (read.automatic, read.mute, read.is_bounce) == (False, False, False)
    assert isinstance(seen.fact, CustomerWrote)


GROUP = (
    "Precedence: list\nMailing-list: list tousu@org.example; contact tousu+owners@org.example\nList-ID: <tousu.org.example>\nX-Google-Group-Id: 1\n"
    "List-Post: <mailto:tousu@org.example>\nList-Unsubscribe: <mailto:tousu+unsubscribe@org.example>"
)
MAILMAN = "List-Id: Travellers <travellers.lists.example>\nList-Post: <mailto:travellers@lists.example>\nX-Mailman-Version: 2.1.39\nPrecedence: list"


@pytest.mark.parametrize("headers", ["List-Id: <tousu.org.example>", GROUP, MAILMAN])
def test_what_comes_through_a_group_or_a_list_is_its_writers(headers: str):
    read, seen = received(raw(f"From: zhang.wei@qq.com\nSubject: 投诉检票员\n{headers}", "检票员骂人，我要投诉。"))
    assert (read.automatic, read.mute) == (False, False)
    assert isinstance(seen.fact, CustomerWrote)


@pytest.mark.parametrize(
    "header", ["Precedence: bulk", "Precedence: junk", "Auto-Submitted: auto-generated", "X-List-Administrivia: yes"]
)
def test_a_list_passes_on_machines_mail_too(header: str):
    assert parse(raw(f"From: robot@lists.example\nSubject: digest\nList-Id: <a.example>\n{header}", "x")).automatic


@pytest.mark.parametrize(
    "headers",
    [
        "X-Forwarded-To: complaints@lc.example\nX-Forwarded-For: tousu@corp.example complaints@lc.example",
        "Resent-From: tousu@corp.example\nResent-To: complaints@lc.example\nX-Loop: tousu@corp.example",
        "X-QQ-FORWARD: old@qq.com\nResent-From: old@qq.com\nAuto-Submitted: auto-forwarded",
        "X-MS-Exchange-Inbox-Rules-Loop: tousu@corp.example\nX-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent\nResent-From: <tousu@corp.example>",
    ],
)
def test_a_mailbox_that_forwards_makes_nobody_a_machine(headers: str):
    read, seen = received(raw(f"From: zhang.wei@qq.com\nSubject: 投诉\n{headers}", "检票员骂人，我要投诉。"))
    assert (read.automatic, read.mute) == (False, False)
    assert isinstance(seen.fact, CustomerWrote)


@pytest.mark.parametrize("rank", ["bulk", "junk", "list"])
def test_a_complaint_that_a_gateway_ranks_low_is_heard_and_not_answered(rank: str):
    header = f"Precedence: {rank}\nX-Mailer: Foxmail 7"
    _, seen = received(raw(f"From: wu@office.example\nSubject: 201路\n{header}", "站在路边等到天黑，我要投诉司机。"))
    assert isinstance(seen.fact, CustomerWrote)
    assert (seen.action, seen.fact.mute) == ("decide", True)
    _, news = received(raw(f"From: news@shop.example\nSubject: 春季特惠\n{header}", "全场八折，欢迎选购。"))
    _, away = received(
        raw(f"From: wu@office.example\nSubject: 自动回复：x\n{header}", "这是一封自动回复。我要投诉请打12345。")
    )
    assert news == away == Verdict(action="park", reason="automatic mail")


SHOP = "From: 春秋商城 <news@shop.example>\nSubject: 三月会员日\nList-Unsubscribe: <mailto:u@shop.example>"
NEWS = "会员日全场八折，积分翻倍。"


@pytest.mark.parametrize(
    "headers",
    [
        f"{SHOP}\nPrecedence: bulk",
        f"{SHOP}\nList-Unsubscribe-Post: List-Unsubscribe=One-Click",
        f"{SHOP}\nFeedback-ID: 88:campaign:mailer",
        f"{SHOP}\nX-MC-User: 8812",
        f"{SHOP}\nX-CSA-Complaints: csa@mailer.example",
        f"{SHOP}\nList-Id: <news.shop.example>\nFeedback-ID: 88:campaign:mailer",
    ],
)
def test_a_newsletter_by_its_headers_is_parked_and_opens_no_case(headers: str):
    assert received(raw(headers, NEWS))[1] == Verdict(action="park", reason="bulk mailing")


@pytest.mark.parametrize(
    "footer",
    ["退订请点击这里", "如不想再收到，請取消訂閱", "Unsubscribe: https://shop.example/u", "Manage preferences"],
)
def test_a_newsletter_by_its_footer_is_parked_and_opens_no_case(footer: str):
    assert received(raw(SHOP, f"{NEWS}\n\n{footer}"))[1] == Verdict(action="park", reason="bulk mailing")


@pytest.mark.parametrize(
    ("headers", "text"),
    [
        (f"{SHOP}\nFeedback-ID: 88:x", "我要投诉检票员，她当众骂人。"),
        (f"{SHOP}\nList-Unsubscribe-Post: x", "I want to complain: the driver left without us.\n\nUnsubscribe"),
        (SHOP, "检票员骂人。"),
        (f"From: zhang.wei@qq.com\nSubject: 检票员\n{GROUP}\nFeedback-ID: 7", "检票员骂人。\n\n退订此群组"),
        ("From: zhang.wei@qq.com\nSubject: 检票员\nFeedback-ID: exmail:x", "检票员骂人。"),
    ],
    ids=["complains zh", "complains en", "may unsubscribe and no more", "a group", "Exmail"],
)
def test_a_persons_mail_is_heard_whatever_a_service_adds_to_it(headers: str, text: str):
    assert isinstance(received(raw(headers, text))[1].fact, CustomerWrote)


AWAY = {
    "Exchange zh": ("自动答复: " + OURS, "Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All", "我正在休假。"),
    "Exchange en": (f"Automatic reply: {OURS}", "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent", "Back on Monday."),
    "Exchange without headers": (f"Automatic reply: {OURS}", "In-Reply-To: <1@lc.example>", "I'm not at my desk."),
    "Gmail": (f"Out of office Re: {OURS}", "Precedence: bulk\nX-Autoreply: yes\nAuto-Submitted: auto-replied", "Away."),
    "Gmail without headers": (f"Out of Office Re: {OURS}", "In-Reply-To: <1@lc.example>", "I am away until Monday."),
    "QQ": (f"自动回复: {OURS}", "X-Mailer: QQMail 2.x", "您好，来信已收到。"),
    "163": ("自动回复:我们已收到您的投诉", "X-Coremail-Antispam: x", "您好！您的邮件已收到，我会尽快回复您。"),
    "Exmail": ("自动回复：受理通知", "In-Reply-To: <1@lc.example>", "本人出差至3月10日，急事请致电。"),
    "iCloud": (f"Auto reply: {OURS}", "X-Apple-Action: VACATION\nX-Apple-Criteria: {kind=VACATION}", "我在度假，3月10日回来。"),
    "iCloud, subject of one's own": ("我在度假", "X-Apple-Action: VACATION", "3月10日回来。"),
    "Lotus Notes": ("AUTO: Zhang San is out of the office (returning 03/10/2026)", "X-Mailer: Lotus Notes", "I am out of the office until 03/10/2026."),
    "older Lotus Notes": ("Zhang San is out of the office.", "X-Mailer: Lotus Notes", "I will be out of the office. Note: This is an automated response to your message."),
    "Zimbra": (f"Re: {OURS}", "Auto-Submitted: auto-replied (zimbra; vacation)\nPrecedence: bulk", "On leave."),
    "sendmail": ("away from my mail", "Precedence: bulk\nAuto-Submitted: auto-replied", "I will not be reading my mail."),
    "cPanel": ("Auto: holiday", "X-Autorespond: holiday\nPrecedence: auto_reply", "Closed."),
    "Taiwan": (f"自動回覆：{OURS}", "In-Reply-To: <1@lc.example>", "我正在出差，急事請打電話。"),
    "Sina": ("自动回复", "X-Mailer: x", "您好，已收到。"),
    "cPanel without headers": ("Auto-reply from li.xiaoyu@customer.example: 受理通知", "X-Mailer: x", "Thank you for your message."),
    "Coremail": ("[自动回复]受理通知", "X-Mailer: x", "本人正在休年假，稍后回复。"),
    "phone": ("自动回复：" + OURS, "X-Mailer: Phone", "忙"),
}  # fmt: skip


@pytest.mark.parametrize("system", AWAY)
def test_an_absence_note_opens_nothing_and_answers_nothing(system: str):
    subject, headers, text = AWAY[system]
    mail = raw(f"From: li.xiaoyu@customer.example\nSubject: {subject}\n{headers}", text)
    read, seen = received(mail)
    assert (read.automatic, read.mute, read.is_bounce) == (True, True, False)
    assert seen == Verdict(action="park", reason="automatic mail")
    assert isinstance(received(mail, Match(stored=CASE, named=CASE))[1].fact, MachineWrote)


DSN = (
    "--b\nContent-Type: text/plain\n\n{said}\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
    "Final-Recipient: rfc822; nobody@qq.com\nAction: failed\nStatus: 5.1.1\n\n--b--"
)
REPORT = "multipart/report; report-type=delivery-status; boundary=b"
PLAIN = "text/plain; charset=utf-8"
BOUNCES = {
    "Postfix": ("MAILER-DAEMON@mx.example", "Undelivered Mail Returned to Sender", REPORT, DSN.format(said="This is the mail system.")),
    "Sendmail": ("Mail Delivery Subsystem <MAILER-DAEMON@mx.example>", "Returned mail: see transcript for details", PLAIN, "----- The following addresses had permanent fatal errors -----\n<nobody@qq.com>"),
    "qmail": ("MAILER-DAEMON@mx.example", "failure notice", PLAIN, "Hi. This is the qmail-send program.\n\n<nobody@qq.com>:\nSorry, no mailbox here by that name."),
    "Exchange": ("postmaster@corp.example", "Undeliverable: " + OURS, PLAIN, "Delivery has failed to these recipients or groups:\n\nnobody@qq.com\n550 5.1.1 RESOLVER.ADR.RecipNotFound"),
    "Exchange zh": ("postmaster@corp.example", "未送达: " + OURS, PLAIN, "未能送达以下收件人：\n\nnobody@qq.com\n\n收件人不存在。"),
    "QQ": ("PostMaster@qq.com", "系统退信/Systems bounce", PLAIN, "抱歉，您的邮件被退回来了。\n收件人邮件地址：nobody@qq.com\n退信原因：收件人不存在"),
    "163": ("postmaster@163.com", "系统退信", PLAIN, "您的邮件无法送达 nobody@163.com\n原因：550 5.1.1 用户不存在"),
    "Gmail": ("Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Failure)", REPORT, DSN.format(said="Address not found")),
    "Exchange without its marks": ("postmaster@firm.onmicrosoft.com", "Undeliverable: " + OURS, PLAIN, "Your mail to nobody@qq.com couldn't be delivered."),
    "126": ("postmaster@126.com", "系统退信/The email is returned", "text/html; charset=utf-8", "<p>抱歉，您的邮件没有成功送达。</p><p>收件人 nobody@qq.com</p><p>退信原因 User not found</p>"),
    "QQ html": ("PostMaster@qq.com", "来自qq.com的退信", "text/html; charset=utf-8", "<p>您的邮件被退回来了</p><p>无法发送到 <b>nobody@qq.com</b></p>"),
    "Tencent": ("10000@qq.com", "邮件发送失败通知", PLAIN, "您发给 nobody@qq.com 的邮件投递失败：对方邮箱已满"),
    "a delay": ("postmaster@corp.example", "Delivery delayed: " + OURS, PLAIN, "Delivery to the following recipients is delayed. nobody@qq.com. We will retry for two days."),
    "a filter": ("postmaster@corp.example", "Message rejected: " + OURS, PLAIN, "Your message to nobody@qq.com was rejected by our policy: 5.7.1"),
    "null path": ("robot@example.com", "problem", PLAIN, "could not be delivered to <nobody@qq.com>"),
}  # fmt: skip


@pytest.mark.parametrize("system", BOUNCES)
def test_a_bounce_opens_nothing_and_answers_nothing(system: str):
    sender, subject, kind, text = BOUNCES[system]
    path = "Return-Path: <>\n" if system == "null path" else ""
    read, seen = received(raw(f"{path}From: {sender}\nSubject: {subject}", text, kind))
    assert (read.is_bounce, read.automatic, read.mute) == (True, True, True)
    assert seen == Verdict(action="park", reason="bounce of an unknown mail")
    assert digest("nobody@qq.com") in {digest(r.address) for r in read.bounce} or system in {"null path", "163"}


def test_a_delay_told_in_words_gives_nothing_up_and_a_refusal_does():
    delayed = parse(raw("From: postmaster@corp.example\nSubject: Delivery delayed: x", BOUNCES["a delay"][3]))
    refused = parse(raw("From: postmaster@corp.example\nSubject: Message rejected: x", BOUNCES["a filter"][3]))
    assert [(r.given_up, r.permanent) for r in (*delayed.bounce, *refused.bounce)] == [(False, False), (True, True)]


@pytest.mark.parametrize("text", ["Your mailbox is almost full: 95% used.", "您的邮箱容量已使用 96%，请及时清理。"])
def test_a_mailers_warning_to_the_owner_of_a_mailbox_is_no_complaint(text: str):
    read, seen = received(raw("From: postmaster@corp.example\nSubject: notice", text))
    assert (read.automatic, read.is_bounce) == (True, False)
    assert seen == Verdict(action="park", reason="automatic mail")
