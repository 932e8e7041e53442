"""Orders that stand in what somebody pasted, quoted or passed on: only the writer's own words order anything."""

import pytest

from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.words.marker import REPLY_MARKER
from chalicelib.core.written.consent import answer_in
from chalicelib.reception import Verdict
from sandbox.staff import compose
from tests.reception.scenes import HANDLER, OFFICE, ORDER, arrival, token_of, verdict

INSIDE = "#无效 无理取闹"
FORMS = {
    "Lotus, passed on": "----- Forwarded by Guo Ping/LC on 2026-03-02 10:05 -----\n\n{}",
    "Lotus, passed on, zh": "----- 转发人 Guo Ping/LC 时间 2026-03-02 10:05 -----\n{}",
    "wrote, without a name": "张 写道：\n{}",
    "wrote, traditional": "陳先生 寫道:\n\n{}",
    "wrote, English": "On Monday Li Lei wrote:\n{}",
    "wrote, with time": "On Mon, Mar 2, 2026 at 9:00 AM Li Lei <li@x.example> wrote:\n\n{}",
    "wrote, marked": "On Mon, Mar 2, 2026 at 9:00 AM Li Lei <li@x.example> wrote:\n\n> {}",
    "wrote, German": "Am Mo., 2. März 2026 um 09:00 Uhr schrieb Li <li@x.example>:\n{}",
    "said": "旅客说：\n{}",
    "said on the phone": "客户电话里说：\n不退就投诉\n{}",
    "said in English": "The passenger said:\n{}",
    "WeChat, name and time": "张三 10:05\n{}",
    "WeChat, name above time": "张三\n10:05\n{}",
    "WeChat, date": "张三 2026/3/2 10:05:33\n好的\n{}",
    "WeChat, several": "张三 10:05\n在吗\n\n李四 10:06\n{}",
    "WeChat, morning": "李四 上午10:05\n{}",
    "WeChat, a colon": "王五 昨天 18:20：\n{}",
    "WeChat, record": "张三和李四的聊天记录\n\n{}",
    "group's record": "客运一队群聊的聊天记录\n{}",
    "WeCom": "张三 3/2 10:05:11\n{}",
    "DingTalk": "张三 03-02 10:05\n{}",
    "DingTalk, bracket": "张三(客运一队) 03-02 10:05\n{}",
    "Teams, bracket": "[Yesterday 10:05 AM] Guo Ping\n{}",
    "Teams": "Guo Ping  10:05 AM\n{}",
    "Slack": "Guo Ping [10:05 AM]\n{}",
    "WhatsApp": "[2026/3/2 10:05:33] 李四:\n{}",
    "set in by four blanks": "请看下面这段：\n    {}\n    谢谢",
    "set in by a tab": "请看下面这段\n\t{}",
    "Outlook's block, short": "发件人: 李四\n日期: 2026年3月2日\n{}",
    "Outlook's block": "From: Li Lei\nSent: Monday, March 2, 2026 9:00 AM\nTo: Guo Ping\nSubject: Bus\n\n{}",
    "Outlook's block, zh-TW": "寄件者: 李四\n收件者: 郭平\n主旨: 退款\n\n{}",
    "Lotus' block": "Guo Ping/LC\n03/02/2026 10:05 AM\n\nTo\tLi Lei\ncc\n\nSubject\tBus\n\n{}",
    "block in a table": "发件人\t李四\n收件人\t郭平\n主题\t退款\n\n{}",
    "original": "-----原文-----\n{}",
    "a rule with words": "======== 客户来信 ========\n{}",
    "announced": "以下是客户原话：\n{}",
    "the customer's WeChat": "客户微信：\n{}",
    "in quotation marks": "“\n{}\n”",
    "in corner marks": "「不退\n{}\n」",
    "fenced": "```\n{}\n```",
    "marked": "> 不退\n> {}",
    "marked by bars": "| 不退\n| {}",
    "a list of orders": "#结果  提交处理结果并按表填写\n{}\n#转办  转给部门或同事".replace(
        "{}", "#无效  判定投诉不成立"
    ),
    "WeChat, a day's line": "—————  2026年3月2日  —————\n{}",
    "a number and a time": "13800001111 10:05\n{}",
    "a number": "+8613912345678：\n{}",
    "a text": "【短信】13912345678 10:05\n{}",
    "a picture in a name": "🌸小花 10:05\n{}",
    "DingTalk, read": "张三 10:05 已读\n{}",
    "LINE": "10:05\t張三\t在嗎\n{}",
    "some minutes ago": "张三 5分钟前\n{}",
    "hours ago": "Li Lei · 2h ago\n{}",
    "a customer and a colon": "旅客李先生：\n{}",
    "a customer and a colon, English": "The customer:\n{}",
    "in brackets": "【客户原话】\n{}",
    "what a caller told": "来电内容：\n{}",
    "what a customer wants": "旅客诉求：\n{}",
    "what is complained of": "投诉内容：\n{}",
    "how it goes": "反映如下：\n{}",
    "for information": "FYI:\n{}",
    "translated": "译文：\n{}",
    "heard": "[语音转文字]\n{}",
    "seen": "截图内容\n{}",
    "sent again": "PS: 他又发来\n{}",
    "a list in a table": "编号\t命令\n#无效\t判定投诉不成立\n#退回\t退回并写明意见",
}
ENDED = ("in quotation marks", "in corner marks", "fenced", "marked")


def read(text: str, subject: str = "[LC20260302-0001] 情况") -> StaffWrote:
    seen: Verdict = verdict(arrival(text=text, subject=subject), token_of(HANDLER))
    assert seen.action == "staff"
    assert isinstance(seen.fact, StaffWrote)
    return seen.fact


def ordered(fact: StaffWrote) -> list[str]:
    return [command.name for command in fact.commands]


def test_there_are_forty_forms():
    assert len(FORMS) >= 40


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("answers", [True, False])
def test_an_order_inside_a_paste_is_not_carried_out_and_is_named(form: str, *, answers: bool):
    text = FORMS[form].format(INSIDE)
    quoted = (
        f"\n\n在 2026年3月2日 09:00，客服 <{OFFICE}> 写道：\n\n> {REPLY_MARKER}\n> #结果\n> 事实：" if answers else ""
    )
    subject = "Re: [LC20260302-0001] 请办理" if answers else "[LC20260302-0001] 情况"
    fact = read(text + quoted, subject=subject)
    assert (ordered(fact), fact.problems) == ([], ())
    assert "invalid" in fact.pasted
    assert "resolve" not in fact.pasted or "#结果" in text


@pytest.mark.parametrize("form", FORMS)
def test_an_order_above_a_paste_is_carried_out_and_the_one_inside_is_not(form: str):
    fact = read(f"{ORDER}\n\n{FORMS[form].format(INSIDE)}")
    assert (ordered(fact), fact.problems) == (["resolve"], ())
    assert fact.commands[0].form["measures"].startswith("培训")
    assert "invalid" in fact.pasted


@pytest.mark.parametrize("form", FORMS)
def test_without_an_order_inside_a_paste_nothing_is_named(form: str):
    text = FORMS[form].format("无理取闹").replace("#", "")
    assert read(f"{ORDER}\n\n{text}").pasted == ()


@pytest.mark.parametrize("form", ENDED)
def test_below_a_paste_whose_end_is_certain_orders_count_again(form: str):
    fact = read(f"{FORMS[form].format(INSIDE)}\n\n{ORDER}")
    assert (ordered(fact), fact.pasted) == (["resolve"], ("invalid",))


@pytest.mark.parametrize(
    "end",
    [
        "----- 转发结束 -----",
        "（以上为客户原话）",
        "聊天记录结束",
        "--- End of forwarded message ---",
        "以上是旅客的微信",
    ],
)
def test_a_line_that_ends_a_paste_ends_it(end: str):
    fact = read(f"张三 10:05\n{INSIDE}\n{end}\n\n{ORDER}")
    assert (ordered(fact), fact.pasted) == (["resolve"], ("invalid",))


@pytest.mark.parametrize("form", ["WeChat, name and time", "said", "Outlook's block, short", "announced"])
def test_below_a_paste_without_an_end_an_order_is_named_and_not_lost_silently(form: str):
    fact = read(f"{FORMS[form].format('不退')}\n\n{ORDER}")
    assert (ordered(fact), fact.pasted) == ([], ("resolve",))


@pytest.mark.parametrize(
    "text",
    [
        ORDER, f"郭平：\n{ORDER}", f"各位领导：\n\n处理意见如下：\n{ORDER}", f"您好！\n\n　　{ORDER}", f"答复内容：\n{ORDER}", f"3月2日 10:05 收到，现办理。\n{ORDER}",
        ORDER.replace("属实", "属实，司机承认说：\n“我当时态度不好”"), ORDER.replace("属实", "张三 10:05 上车"), f"我说明一下：\n{ORDER}", f"    {ORDER}",
        f"电话：0635-1234567\n时间：10:05\n{ORDER}", f"“同意受理”\n{ORDER}", f"——处理结果——\n{ORDER}", f"发车时间 10:05\n{ORDER}", f"收件人：郭平\n\n{ORDER}",
        f"王师傅：\n{ORDER}", f"投诉内容：大巴晚点\n\n{ORDER}", f"处理情况：\n{ORDER}", f"13912345678 旅客电话，已联系\n{ORDER}", f"——\n{ORDER}", ORDER.replace("事实：", "投诉内容：\n票价\n事实："), f"3月2日\n{ORDER}",
    ],
)  # fmt: skip
def test_ones_own_order_below_ones_own_words_counts(text: str):
    fact = read(text)
    assert (ordered(fact), fact.pasted, fact.problems) == (["resolve"], (), ())


SET_APART = [
    "<blockquote style='margin:0 0 0 40px'>{}</blockquote>", "<blockquote>a<blockquote>b</blockquote><p>{}</p></blockquote>", "<div style='margin-left:40px'>{}</div>",
    "<p style='margin-left:36.0pt'>{}</p>", "<p style='padding:0 0 0 2em'>{}</p>", "<p style='margin: 0 40px'>{}</p>", "<div style='border-left:2px solid #ccc'>{}</div>",
    "<div style='border:none;border-left:solid #CCCCCC 1.0pt'><p>{}</p></div>", "<pre>{}</pre>", "<code>{}</code>", "<q>{}</q>", "<cite>{}</cite>", "<dl><dt>客户</dt><dd>{}</dd></dl>",
    "<table><tr><td>{}</td></tr></table>", "<textarea>{}</textarea>", "<fieldset><legend>客户</legend><p>{}</p></fieldset>", "<p><s>{}</s></p>", "<p><del>{}</del></p>",
    "<p><span style='text-decoration: line-through'>{}</span></p>", "<p><span style='font-size:0px'>{}</span></p>", "<p><span style='color:#FFFFFF'>{}</span></p>", "<div style='opacity:0'>{}</div>",
    "<div itemscope itemtype='http://schema.skype.com/Reply'>{}</div>", "<includetail>{}</includetail>",
    "<table><tr><td>#无效</td><td>判定</td></tr><tr><td>#退回</td><td>x</td></tr></table>", "<blockquote>&num;无效 无理取闹</blockquote>", "<blockquote>&#35;无效 无理取闹</blockquote>",
]  # fmt: skip
LAYOUT = [
    "<table><tr><td>{}</td></tr></table>", "<div style='margin-left:40px;border-left:1px solid'>{}</div>", "<pre>{}</pre>", "<div style='color:white;background:black'>{}</div>",
    "<div style='margin:0 0 0 8px'>{}</div>", "<table><tr><td></td></tr></table><div style='padding-left:30px'>{}</div>",
]  # fmt: skip


def ordered_by(html: str) -> StaffWrote:
    raw = compose(HANDLER, OFFICE, "[LC20260302-0001] 情况", "x")
    raw = raw.replace(b"text/plain", b"text/html").replace(b"\r\n\r\nx", b"\r\n\r\n" + html.encode())
    fact = verdict(arrival(raw=raw), token_of(HANDLER)).fact
    assert isinstance(fact, StaffWrote)
    return fact


@pytest.mark.parametrize("apart", SET_APART)
def test_what_a_letters_html_sets_apart_orders_nothing(apart: str):
    fact = ordered_by(f"<p>#备注 请看</p>{apart.format(INSIDE)}<p>谢谢</p>")
    assert (ordered(fact), "invalid" in fact.pasted) == (["note"], True)


@pytest.mark.parametrize("layout", LAYOUT)
def test_how_a_program_lays_out_a_whole_letter_sets_none_of_its_orders_apart(layout: str):
    fact = ordered_by(layout.format("<p>#备注 请看</p><p style='text-indent:2em;margin-left:0cm'>#无效 无理取闹</p>"))
    assert (ordered(fact), fact.pasted) == (["note", "invalid"], ())


@pytest.mark.parametrize("named", [True, False])
def test_a_fresh_mail_that_only_shows_an_order_is_its_senders_work_and_no_complaint(*, named: bool):
    subject = "[LC20260302-0001] 情况" if named else "情况"
    seen = verdict(arrival(text=FORMS["WeChat, date"].format(INSIDE), subject=subject), None)
    assert seen.action == "staff"
    assert isinstance(seen.fact, StaffWrote)
    assert seen.fact.pasted == ("invalid",)


# -- plain words ------------------------------------------------------------------------------------------------------------

SET_IN_OR_LISTED = ("set in by four blanks", "set in by a tab", "a list of orders", "a list in a table", "LINE")
TOLD = sorted(FORMS.keys() - set(SET_IN_OR_LISTED))


@pytest.mark.parametrize("form", TOLD)
def test_a_yes_inside_a_paste_is_nobodys_decision_and_one_above_it_is(form: str):
    inside = read(FORMS[form].format("同意"))
    assert answer_in(inside.writing.deciding).answer in ("none", "doubtful")
    assert "同意" in inside.writing.text, "it is kept all the same"
    above = read(f"同意\n\n{FORMS[form].format('不同意')}")
    assert answer_in(above.writing.deciding).answer == "yes"


@pytest.mark.parametrize("text", ["同意", "董经理：\n同意", "您好！\n同意，请尽快办理。", "回复：同意", "我回复：同意"])
def test_ones_own_yes_decides(text: str):
    fact = read(text)
    assert fact.writing.own is None
    assert answer_in(fact.writing.deciding).answer == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "客户微信回复：同意",
        "微信：同意",
        "郭平说：同意",
        "旅客表示：同意",
        "The customer replied: yes",
        "他的原话：可以",
    ],
)
def test_what_somebody_else_says_decides_nothing(text: str):
    assert answer_in(read(text).writing.deciding).answer in ("none", "doubtful")


def test_a_yes_in_what_a_letters_html_sets_apart_decides_nothing():
    fact = ordered_by("<p>请看客户的意思</p><blockquote>同意</blockquote>")
    assert (fact.writing.deciding, "同意" in fact.writing.text) == ("请看客户的意思", True)


@pytest.mark.parametrize("text", ["退回。先让客户把收据发来", "不同意：请旅客把车票发来", "退回，等客户发来"])
def test_whom_somebody_else_is_to_ask_for_something_introduces_nothing_pasted(text: str):
    assert answer_in(read(text).writing.deciding).answer == "no"
