"""Mails to staff: what is asked, by when, what happens otherwise, the case so far, and replies that the system understands."""

import html
import re
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec
import pytest

from chalicelib.core.complaint.conduct import Conduct
from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.complaint.saying import Name, say
from chalicelib.core.orders.command_reader import label_map, read_commands
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.policy.model import Clock, Policy
from chalicelib.core.times.working_time import Duration
from chalicelib.core.words.marker import REPLY_MARKER
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render import Rendered, render
from chalicelib.render.sender_identity import SenderIdentity
from tests.render.samples import EXTRA, NOW, message

ASKING = (
    "assignment",
    "assist",
    "receipt_request",
    "reminder",
    "chase",
    "approval",
    "refused",
    "task",
    "return_visit",
    "call_task",
)
ASK = {
    "zh-CN": ("请您办理：", "最迟时间：", "逾期将会："),
    "zh-TW": ("請您辦理：", "最遲時間：", "逾期將會："),
    "en": ("Please: ", "By: ", "Otherwise: "),
}
DUE = {
    "zh-CN": "2026年3月4日（周三）17:30",
    "zh-TW": "2026年3月4日（週三）17:30",
    "en": "Wednesday 4 March 2026, 17:30",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ASKING)
def test_a_mail_that_asks_says_what_by_when_and_what_otherwise(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(message(name, language, **EXTRA), rich, policy, identity)
    what, by, otherwise = ASK[language]
    assert re.search(rf"^▶ {what}\S", mail.text, re.MULTILINE)
    assert f"▶ {by}{DUE[language]}" in mail.text
    assert re.search(rf"^▶ {otherwise}\S", mail.text, re.MULTILINE)
    assert DUE[language] in mail.html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name, kind in MESSAGES.items() if kind.shows == "case"])
def test_the_case_so_far_goes_along(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(message(name, language, **EXTRA), rich, policy, identity)
    for part in (
        "问司机，他说“爱坐不坐”。",
        "138 0013 8000",
        "站牌照片.jpg",
        "已电话联系客户，",
        "约定明天上午面谈。",
    ):
        assert part in mail.text
        assert html.escape(part) in mail.html
    assert mail.subject.startswith("[LC20260302-0001] ")


@pytest.mark.clause("LC-05")
def test_an_escalation_names_who_is_late_since_when_and_tells_the_history(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(message("escalation", clock="answer", due="2026-03-04T09:30:00Z"), rich, policy, identity)
    assert (
        mail.subject
        == "[LC20260302-0001] 逾期报告：答复投诉人已超时——K12路公交晚点两小时，司机态度恶劣（客运营销部 李明）"
    )
    assert "应当完成：2026年3月4日（周三）17:30" in mail.text
    assert "3月2日（周一）10:30  备注  李明\n    已电话联系客户，\n    约定明天上午面谈。" in mail.text


def links(mail: Rendered) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'href="(mailto:[^"]+)"', mail.html)]


def filled(body: str) -> str:
    """What a person makes of the opened reply: a value behind every label, words behind the command."""
    head, *lines = body.splitlines()
    return "\r\n".join((f"{head} 说明", *(f"{line} 值" for line in lines if line)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("mailbox", ["li@lcjt.example", "desk@lcjt.example"])
def test_the_opened_reply_is_understood(
    command: str, language: str, mailbox: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    to = Recipient(role="handler", mail=mailbox, language=language)
    mail = render(Message(name="assignment", to=to, extra={"commands": [command]}), rich, policy, identity)
    (link,) = links(mail)
    parts = urlsplit(link)
    query = parse_qs(parts.query, strict_parsing=True)
    assert unquote(parts.path) == mail.reply_to
    assert query["subject"] == [f"Re: {mail.subject}"]
    body = query["body"][0]
    assert "\r\n" in body
    reading = read_commands(filled(body), label_map({field.name: field.labels for field in policy.fields}))
    assert ([c.name for c in reading.commands], reading.problems) == ([command], ())
    labelled = sum("：" in line or ":" in line for line in body.splitlines())
    assert len(reading.commands[0].form) + bool(reading.commands[0].acted_by) == labelled
    assert bool(reading.commands[0].acted_by) is (mailbox == "desk@lcjt.example")


@pytest.mark.clause("LC-16")
@pytest.mark.parametrize(
    "extra",
    [{}, {"fields": ["facts", "responsibility", "measures"], "required": ["facts", "responsibility", "measures"]}],
)
def test_the_flow_sheet_carries_the_form_that_the_answer_needs(
    extra: dict[str, Any], policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(message("assignment", **extra, commands=["resolve", "contact"]), rich, policy, identity)
    assert "\n#结果\n事实*：\n责任*：\n措施*：\n" in mail.text
    assert "写明时间" in mail.text  # the field's hint
    assert "ours / shared / none" in mail.text  # the field's choices


def test_a_tasks_form_and_command_come_from_the_policy(policy: Policy, identity: SenderIdentity, rich: Complaint):
    mail = render(message("return_visit", task="return_visit"), rich, policy, identity)
    assert "\n#回访\n是否联系上*：\n是否满意*：\n客户的话：\n" in mail.text


def test_the_reply_is_asked_for_above_our_own_text(policy: Policy, identity: SenderIdentity, rich: Complaint):
    mail = render(message("assignment", commands=["resolve"]), rich, policy, identity)
    assert mail.text.startswith(REPLY_MARKER)
    assert "命令写在最上面一行开头" in mail.text
    body = re.sub(r"<div style=\"display:none.*?</div>", "", mail.html.partition("<body")[2])
    assert re.sub(r"<!--.*?-->|<[^>]*>|\s+", "", body.partition(">")[2]).startswith(REPLY_MARKER.replace(" ", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_tells_what_changed_and_what_was_not_understood(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(
        message("receipt", language, changes=["A → B"], problems=["#结过?"], commands=["resolve"]),
        rich,
        policy,
        identity,
    )
    assert (
        mail.text.index("A → B")
        < mail.text.index("#结过?")
        < mail.text.index({"zh-CN": "#结果", "zh-TW": "#結果", "en": "#resolve"}[language])
    )


def test_help_is_given_to_whoever_was_not_understood_and_to_nobody_else(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    text = render(message("receipt", problems=["?"], commands=["visit", "note"]), rich, policy, identity).text
    assert ("#回访" in text, "#备注" in text, "#定级" in text) == (True, False, False)
    alone = render(
        message("receipt", problems=["?"]), None, policy, identity
    ).text  # about no complaint: what needs none
    assert ("#帮助" in alone, "#登记" in alone, "#结果" in alone) == (True, False, False)
    assert "#" not in render(message("receipt", changes=["已转办"]), rich, policy, identity).text


def test_the_second_chase_says_that_it_is_the_second(policy: Policy, identity: SenderIdentity, rich: Complaint):
    assert "催办（第 2 次）" in render(message("chase", turn=2), rich, policy, identity).subject
    assert "次" not in render(message("chase", turn=1), rich, policy, identity).subject


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("task:return_visit", "回访"),
        ("approval:complete:0", "审批"),
        ("answer", "答复投诉人"),
        ("contact", "首次联系"),
    ],
)
def test_clocks_are_called_by_their_labels(
    clock: str, said: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    assert (
        render(message("reminder", clock=clock), rich, policy, identity).subject
        == f"[LC20260302-0001] 提醒：{said}将到期——K12路公交晚点两小时，司机态度恶劣（客运营销部）"
    )


def test_a_command_that_is_held_is_confirmed_by_the_link_that_came_with_it(policy: Policy, identity: SenderIdentity):
    link = "https://redress.lcjt.example/k/token"
    mail = render(message("confirm", link=link, text="#结案"), None, policy, identity)
    assert link in mail.text
    assert f'href="{link}"' in mail.html


def test_every_command_is_explained_in_every_script(policy: Policy, identity: SenderIdentity, rich: Complaint):
    text = render(message("receipt", "zh-TW", commands=list(COMMANDS)), rich, policy, identity).text
    assert not set(text) & set("转办联备结访级开记询复请为与")
    assert "#轉辦  轉給部門或同事：#轉辦 部門" in text


def test_a_task_without_a_limit_of_its_own_is_due_when_its_clock_is(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    clock = Clock(name="answer", from_="answered", until="visited", within={"": Duration(2, "day")})
    _, task = policy.tasks
    told = msgspec.structs.replace(policy, clocks=(clock,), tasks=(msgspec.structs.replace(task, sets="visited"),))
    assert (
        f"▶ 最迟时间：{DUE['zh-CN']}" in render(message("return_visit", task="return_visit"), rich, told, identity).text
    )
    assert "最迟时间" not in render(message("return_visit", task="return_visit"), rich, policy, identity).text


ESCALATED = {
    "zh-CN": ("#转办", "#结果", "直接答复客户"),
    "zh-TW": ("#轉辦", "#結果", "直接答覆客戶"),
    "en": ("#transfer", "#resolve", "answer the customer yourself"),
}


@pytest.mark.parametrize("language", ESCALATED)
@pytest.mark.parametrize("offered", [["contact"], ["contact", "transfer"], ["resolve", "transfer"], ["approve"]])
def test_an_escalation_speaks_of_those_commands_alone_that_it_offers(
    offered: list[str], language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    transfer, resolve, answers = ESCALATED[language]
    asked = render(message("escalation", language, clock="answer", commands=offered), rich, policy, identity).text
    task = next(line for line in asked.splitlines() if line.startswith("▶"))
    assert (transfer in task, resolve in task, answers in task) == (
        "transfer" in offered,
        "resolve" in offered,
        "resolve" in offered,
    )


@pytest.mark.parametrize("language", ESCALATED)
@pytest.mark.parametrize("offered", [["transfer"], ["transfer", "resolve"]])
def test_the_desk_is_told_to_settle_on_the_spot_only_where_it_may(
    offered: list[str], language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    asked = render(message("to_assign", language, commands=offered), rich, policy, identity).text
    task = next(line for line in asked.splitlines() if line.startswith("▶"))
    assert (ESCALATED[language][1] in task) == ("resolve" in offered)


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "The customer wishes to be called"), ("zh-CN", "客户希望电话联系"), ("zh-TW", "客戶希望以電話聯絡")],
)
@pytest.mark.parametrize("name", ["assignment", "customer_added", "after_closing"])
def test_who_wishes_to_be_called_is_marked_in_one_line_and_nobody_else(
    name: str, language: str, line: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    said = [EXTRA | {"commands": ["contact"], "call": call} for call in (1, 0)]
    mails = [render(message(name, language, **each), rich, policy, identity) for each in said]
    assert [mail.text.count(line) for mail in mails] == [1, 0]
    assert [mail.html.count(line) for mail in mails] == [1, 0]
    (told,) = [each for each in mails[0].text.splitlines() if line in each]
    assert f"#{COMMANDS['contact'].names[language][0]}" in told


@pytest.mark.parametrize("asks", [True, False])
def test_a_copy_of_the_answer_speaks_of_a_return_visit_only_where_the_policy_has_one(
    asks: bool, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    clock = Clock(name="visit", from_="answered", until="visited", within={"": Duration(1, "day")})
    own = msgspec.structs.replace(policy, tasks=(), clocks=(clock,) if asks else ())
    to = Recipient(role="desk", mail="desk@lcjt.example", language="en")
    copy = Message(name="answered_copy", to=to, extra=dict(EXTRA))
    case = msgspec.structs.replace(rich, status="answered")
    assert ("follow-up call" in render(copy, case, own, identity).text.split("■")[0]) == asks


@pytest.mark.parametrize(("answer", "above"), [({"answer": 1}, True), ({}, False)])
@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_work_that_is_the_copy_of_an_answer_shows_it_above_the_case_and_once(
    language: str, answer: dict[str, Any], above: bool, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    case = msgspec.structs.replace(rich, status="answered", outcome="全额退款，司机停岗培训三天")
    asked = render(message("task", language, commands=["fill"], **answer), case, policy, identity).text
    assert asked.count(case.outcome) == 1
    assert (case.outcome in asked.split("■")[0]) == above


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Student Casework Office", "Student Casework Office"),
        ("Office for Students, Graduates and Visiting Scholars", "Office for Students"),
    ],
)
def test_an_office_is_greeted_by_its_whole_name_or_by_whole_words_of_it(
    name: str, greeted: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    asked = message("task", "en", **EXTRA)
    to = msgspec.structs.replace(asked.to, name=name)
    assert f"Dear {greeted}," in render(msgspec.structs.replace(asked, to=to), rich, policy, identity).text


@pytest.mark.parametrize(
    ("language", "below", "above"),
    [("zh-CN", "写下面的命令", "督促上面所列的同事"), ("zh-TW", "寫下面的指令", "督促上面所列的同仁"), ("en", "the commands below", "whoever is named above")],
)  # fmt: skip
def test_of_several_limits_of_others_no_mail_names_commands_that_it_does_not_show(
    rich: Complaint, policy: Policy, identity: SenderIdentity, language: str, below: str, above: str
):
    told: dict[str, Any] = {
        "number": rich.number,
        "lines": ["late by 1 hour (Hans)", "late by 1 hour (Sara)"],
        "numbers": [rich.number],
    }
    without = render(message("together", language, "mail", **told), rich, policy, identity).text
    beside = render(
        message("together", language, "mail", **told, forms=["#received"], form_numbers=[""]), rich, policy, identity
    ).text
    assert (below in without, above in without) == (False, True)
    assert (below in beside, above in beside) == (True, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_button_does_is_told_whole(language: str, policy: Policy, identity: SenderIdentity, rich: Complaint):
    mail = render(message("parked", language, **EXTRA), rich, policy, identity)
    assert {"zh-CN": "手机号", "zh-TW": "手機", "en": "telephone number behind the command"}[language] in mail.text


@pytest.mark.parametrize(("language", "said"), [("zh-CN", "辱骂（复核日期 "), ("en", "辱骂 (review on ")])
def test_what_is_on_record_of_a_customers_contact_stands_in_the_readers_brackets(
    language: str, said: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    kept = Conduct(reason="辱骂", since=NOW, review=NOW, by="li@lcjt.example", number=rich.number)
    mail = render(message("assignment", language), msgspec.structs.replace(rich, conduct=kept), policy, identity)
    assert said in mail.text


BEFORE = {
    "en": (
        "Promised before: 80 元 (promised on Monday 2 March 2026, kept on Tuesday 3 March 2026)",
        "nothing is given twice",
    ),
    "zh-CN": ("此前已承诺：80 元（2026年3月2日（周一） 承诺，2026年3月3日（周二） 已兑现）", "以免重复支付"),
    "zh-TW": ("此前已承諾：80 元（2026年3月2日（週一） 承諾，2026年3月3日（週二） 已兌現）", "以免重複支付"),
}
PAID = say(
    "promised_and_kept",
    promise="80 元",
    day=Name(kind="day", names=("2026-03-02",)),
    kept=Name(kind="day", names=("2026-03-03",)),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["task", "reminder", "chase", "escalation", "approval", "along"])
def test_whoever_is_to_pay_reads_what_was_promised_before_and_to_look_whether_it_is_paid_twice(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    promise: dict[str, Any] = {"task": "improve", "promise": "120 元", "promised_before": [PAID], "commands": ["fill"]}
    brought = {"along": msgspec.json.encode([promise]).decode()} if name == "along" else promise
    mail = render(message("assignment" if name == "along" else name, language, **brought), rich, policy, identity)
    assert all(words in mail.text for words in BEFORE[language])
    first = render(message("task", language, **{**promise, "promised_before": []}), rich, policy, identity)
    assert BEFORE[language][1] not in first.text


ALONE = {
    "en": "Nothing that must be filled in is left: if it is right, #fill alone completes it.",
    "zh-CN": "必填的栏都已有人填好：核对无误，只回 #填报 就算填报。",
    "zh-TW": "必填的欄都已有人填好：核對無誤，只回 #填報 就算填報。",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("command", "required", "told"), [("fill", [], True), ("fill", ["facts"], False), ("resolve", [], False)])  # fmt: skip
def test_whoever_is_chased_for_a_form_that_others_have_filled_in_reads_that_the_command_alone_completes_it(
    command: str,
    required: list[str],
    told: bool,
    language: str,
    policy: Policy,
    identity: SenderIdentity,
    rich: Complaint,
):
    filled = next(name for name, value in rich.fields.items() if value)
    brought: dict[str, Any] = {"commands": [command], "fields": ["facts"], "required": required, "filled": [filled]}
    mail = render(message("chase", language, **brought), rich, policy, identity)
    assert (ALONE[language] in mail.text) == told
