"""Answers that are written into a quoted mail are kept, each with the line that it answers; the rest of the quote goes."""

import pytest

from chalicelib.core.words.marker import REPLY_MARKER
from chalicelib.inbound import html_text
from chalicelib.inbound.email_message import parse
from chalicelib.inbound.our_endings import own_below
from chalicelib.inbound.quoted_text import newly_written

OFFICE = "tousu@lc.example"
NOTES = "您的来信已收到。\n请问在哪一站上车？\n请问车票多少钱？\n查看办理进度：https://lc.example/c/1"
INTRODUCTIONS = (
    f"在 2026年3月2日，09:12，客运公司 <{OFFICE}> 写道：",
    f"On Mon, Mar 2, 2026 at 9:12 AM Office <{OFFICE}> wrote:",
    f"Am 02.03.26 um 09:12 schrieb {OFFICE}:",
    f"客运公司 <{OFFICE}> 于2026年3月2日周一 09:12写道：",
    f"-----Original Message-----\nFrom: {OFFICE}\nSent: 2026-03-02 09:12\nTo: wu@qq.com\nSubject: 201",
)


def mail(text: str) -> bytes:
    head = f"From: wu@qq.com\nTo: {OFFICE}\nSubject: Re: 201\nIn-Reply-To: <1@lc.example>\nContent-Type: text/plain; charset=utf-8\n\n"
    return (head + text).encode()


def quoted(*lines: str) -> str:
    return "\n".join(f"> {line}".rstrip() if not line.startswith("!") else line[1:] for line in lines)


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
@pytest.mark.parametrize("marker", ["", REPLY_MARKER])
def test_answers_between_the_lines_keep_the_line_that_they_answer(introduction: str, marker: str):
    one, two, three, four = NOTES.split("\n")
    body = quoted(
        *([marker] if marker else []), one, two, "!", "!柳园路。", "!", three, "!", "!三元，付的现金。", "!", four
    )
    read = parse(mail(f"您好。\n\n{introduction}\n{body}\n"))
    assert read.new_text == f"您好。\n\n> {two}\n\n柳园路。\n\n> {three}\n\n三元，付的现金。"
    assert read.command_text == "您好。"
    assert four in read.text


@pytest.mark.parametrize("answer", ["柳园路。", "在柳园路\n和东昌路口", "1. 柳园路\n2. 三元", "P12345", "见照片"])
def test_an_answer_below_a_whole_quote_stands_below_its_last_line(answer: str):
    text = f"补充如下。\n\n{INTRODUCTIONS[0]}\n{quoted(*NOTES.split(chr(10))[:2])}\n\n{answer}"
    assert newly_written(text).new == f"补充如下。\n\n> 请问在哪一站上车？\n\n{answer}"


CAPITALS = (
    "WHERE WAS IT? LIUYUAN ROAD",
    "when did it leave? AT 7:40 SHARP",
    "Which fare? THREE YUAN IN CASH",
    "Who drove? MR WANG DROVE",
    "Plate? IT IS LU P12345",
)


@pytest.mark.parametrize("line", CAPITALS)
def test_answers_in_capitals_on_quoted_lines_are_not_lost(line: str):
    text = f"Thanks.\n\n{INTRODUCTIONS[1]}\n> We have received your letter and will look into it soon.\n> {line}\n\nRegards to all, and hurry please."
    assert line in newly_written(text).new


COLOURED = (
    '<span style="color:red">{}</span>',
    '<font color="#FF0000">{}</font>',
    '<div style="font-size:14px;color: rgb(255, 0, 0)">{}</div>',
    '<p style="color:#0070C0">{}</p>',
    "<font color=blue>{}</font>",
)


@pytest.mark.parametrize("colour", COLOURED)
def test_answers_in_another_colour_within_the_quote_are_the_writers(colour: str):
    html = f"<div>您好。</div><blockquote type=cite><div>请问在哪一站上车？</div>{colour.format('柳园路。')}<div>查看办理进度</div></blockquote>"
    read = newly_written(html_text.to_text(html), html).new
    assert "柳园路。" in read
    assert "查看办理进度" not in read


@pytest.mark.parametrize(
    "quote",
    [
        '<a href="https://x.example" style="color:blue">进度</a>',
        '<span style="color:blue">https://x.example</span>',
        '<span style="color:#52606d">进度</span>',
        "<b>进度</b>",
        '<span style="background-color:red">进度</span>',
    ],
)
def test_what_is_blue_in_a_quote_because_it_is_a_link_is_nobodys_answer(quote: str):
    html = f"<div>您好。</div><blockquote type=cite><div>来信已收到。</div>{quote}</blockquote>"
    assert newly_written(html_text.to_text(html), html).new == "您好。"


@pytest.mark.parametrize(
    "said", ["站长这样回我：", "The station wrote this:", "请看他们的态度：", "附上对方的邮件。", "看："]
)
def test_a_mail_of_others_that_is_shown_in_an_answer_stays_with_what_stands_below(said: str):
    shown = "发件人: 站长 <zhan@station.example>\n发送时间: 2026年3月1日 10:00\n收件人: 吴 <wu@qq.com>\n主题: 退票\n\n您的票不能退。"
    text = f"{said}\n\n{shown}\n\n我不接受，请退三元。"
    assert parse(mail(text)).new_text == text


ENDINGS = (
    "直接回复本邮件，您的话会送到客服中心手中。",
    "直接回复本邮件，您的话会送到聊城\n> 交运集团客服中心手中。",
    "直接回复本邮件，您的\n话会送到客服中心手中。",
    "A reply to this email reaches Liaocheng Transport Co. Ltd. customer desk.",
    "A reply to this email reaches Customer Desk\n> of Liaocheng Transport.",
    "回复地址仅供您本人\n使用，请勿转发。",
)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_end_of_our_mail_is_seen_wherever_it_is_folded_and_whatever_the_desk_is_called(ending: str):
    quoted_mail = f"{REPLY_MARKER}\n您的来信已收到。\n{ending}"
    assert own_below(f"{quoted_mail}\n\n车号错了，是P54321。") == "车号错了，是P54321。"


SLIPS = (
    "发件人：聊城\n收件人：济南\n日期：3月1日 10:07\n主题：K905次",
    "From: Liaocheng\nTo: Jinan\nDate: 1 March 10:07\nSubject: K905",
    "寄件者: 李\n收件者: 王\n日期: 3月1日下午2点30\n主旨: 茶葉兩盒",
    "Von: Liaocheng\nAn: Jinan\nDatum: 1.3. 10:07\nBetreff: K905",
    "De : Liaocheng\nÀ : Jinan\nDate : 1 mars 10h07\nObjet : K905",
)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_that_names_a_time_of_the_clock_is_no_header_of_a_mail(slip: str):
    text = f"凭证如下：\n\n{slip}\n\n请退票款。"
    assert parse(mail(text)).new_text == text
