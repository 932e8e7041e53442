"""The line that lists of mails show, hidden at the head of our mails, is nobody's word, however a program quotes it."""

import re
from collections.abc import Callable
from html import unescape
from textwrap import fill

import pytest

from chalicelib.core.words import preheader
from chalicelib.core.words.marker import REPLY_MARKER
from chalicelib.inbound import email_message, quoted_text
from chalicelib.reception import shown_mails
from sandbox.staff import compose

OWN = "已联系客户，今天下午上门道歉。"
SAID = "赵强在客运总站等了两个小时，请在3月4日前查清并答复。"
OPENING = "现将一件客户投诉交由您办理，您是这件的责任人。"
END = "本邮件由聊城交通集团投诉处理系统发出，回复地址仅供您本人使用，请勿转发。"


def mail(said: str = SAID) -> str:
    """A mail of ours as its layout has it."""
    sign, filling = (preheader.as_entities(each) for each in (preheader.SIGN, preheader.FILLING))
    return f"""<html><head><style>.page{{color:#fff}}</style></head><body class="page">
<div style="display:none;max-height:0;mso-hide:all;">{sign}{said}{sign}{filling}</div>
<table><tr><td><p class="faint">{REPLY_MARKER}</p><table><tr><td>聊城交通集团</td></tr><tr><td>
<p>李明，您好：</p><p>{OPENING}</p><p>{END}</p></td></tr></table></td></tr></table></body></html>"""


def as_text(html: str) -> str:
    """HTML as programs make text of it that know nothing of hidden elements."""
    text = re.sub(r"(?s)<head.*?</head>", "", html)
    text = re.sub(r"</(?:p|div|td|tr|table)>", "\n", text)
    lines = (line.strip(" \n") for line in unescape(re.sub(r"<[^>]*>", "", text)).split("\n"))
    return "\n".join(filter(None, lines))


def marked(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def folded(text: str) -> str:
    return "\n".join(fill(line, 40, drop_whitespace=False) for line in text.split("\n"))


QUOTES: dict[str, Callable[[str], str]] = {
    "QQ Mail": lambda text: (
        '\n\n------------------ 原始邮件 ------------------\n发件人: "聊城交通集团" <c@lc.example>\n'
        f"发送时间: 2026年3月2日(星期一) 中午11:12\n收件人: <guo.ping@lc-transport.example>\n主题: [LC20260302-0001] 请办理\n\n{text}"
    ),
    "163": lambda text: f'\n\n在 2026-03-02 11:12:40，"聊城交通集团" <c@lc.example> 写道：\n{text}',
    "Outlook": lambda text: (
        "\n\n-----邮件原件-----\n发件人: 聊城交通集团 <c@lc.example>\n发送时间: 2026年3月2日 11:12\n"
        f"收件人: 郭平 <guo.ping@lc-transport.example>\n主题: [LC20260302-0001] 请办理\n\n{text}"
    ),
    "Gmail": lambda text: f"\n\n聊城交通集团 <c@lc.example> 于2026年3月2日周一 11:12写道：\n\n{marked(text)}",
    "Apple Mail": lambda text: f"\n\n> 在 2026年3月2日，11:12，聊城交通集团 <c@lc.example> 写道：\n> \n{marked(text)}",
    "without a word of introduction": lambda text: f"\n\n{text}",
    "marked without introduction": lambda text: f"\n\n{marked(text)}",
}
LOSSES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "folded": folded,
    "blanks trimmed": lambda text: "\n".join(" ".join(line.split()) for line in text.split("\n")),
    "in a charset without the signs": lambda text: re.sub("[\u200c\u034f]", "?", text).replace("\xa0", " "),
}


def read(text: str, subject: str = "Re: [LC20260302-0001] 请办理", kind: str = "plain") -> email_message.InboundMail:
    sender = "guo.ping@lc-transport.example"
    raw = compose(sender, "c@lc.example", subject, text, headers={"In-Reply-To": "<a@b.example>"})
    return email_message.parse(raw.replace(b"text/plain", f"text/{kind}".encode()))


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("client", QUOTES)
def test_what_stands_above_a_quote_is_the_writers_alone(client: str, loss: str):
    letter = read(OWN + QUOTES[client](LOSSES[loss](as_text(mail()))))
    assert (letter.new_text, letter.command_text) == (OWN, OWN)
    assert SAID not in letter.text


@pytest.mark.parametrize("client", QUOTES)
def test_an_opening_sentence_is_known_even_where_all_signs_were_lost(client: str):
    shown = re.sub("[\u200c\u034f\xa0]", "", as_text(mail(OPENING)))
    letter = read(OWN + QUOTES[client](shown))
    assert (letter.new_text, letter.command_text) == (OWN, OWN)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("client", QUOTES)
def test_whoever_only_quotes_has_written_nothing(client: str, loss: str):
    letter = read(QUOTES[client](LOSSES[loss](as_text(mail()))))
    assert SAID not in letter.new_text
    assert not letter.command_text.strip()
    if ">" not in letter.text:
        assert quoted_text.only_ours(letter.new_text)


@pytest.mark.parametrize(
    "quote",
    [
        '<div>{own}</div><div class="gmail_quote"><div class="gmail_attr">聊城交通集团 &lt;c@lc.example&gt; 于2026年3月2日周一 11:12写道：</div><blockquote class="gmail_quote">{mail}</blockquote></div>',
        '<div>{own}</div><div>------------------&nbsp;原始邮件&nbsp;------------------</div><div><b>发件人:</b> "聊城交通集团" &lt;c@lc.example&gt;</div><div><b>发送时间:</b> 2026年3月2日(星期一) 中午11:12</div><div><b>主题:</b> 请办理</div>{mail}',
        '<div>{own}</div><blockquote id="isReplyContent">{mail}</blockquote>',
        '<div>{own}</div><blockquote type="cite">{mail}</blockquote>',
        "<p>{own}</p>{mail}",
    ],
    ids=["Gmail", "QQ Mail", "163", "Apple Mail", "no mark"],
)
@pytest.mark.parametrize("keeps_styles", [True, False])
def test_nor_is_it_the_writers_where_html_is_quoted(quote: str, *, keeps_styles: bool):
    shown = mail() if keeps_styles else re.sub(r' style="[^"]*"', "", mail())
    letter = read(quote.format(own=OWN, mail=shown), kind="html")
    assert (letter.new_text, letter.command_text) == (OWN, OWN)


@pytest.mark.parametrize("loss", LOSSES)
def test_a_mail_of_ours_that_is_passed_on_tells_nothing(loss: str):
    shown = LOSSES[loss](as_text(mail()))
    text = f"请看下面\n\n---------- Forwarded message ---------\n发件人： 聊城交通集团 <c@lc.example>\nDate: 2026年3月2日\nSubject: 请办理\nTo: <a@b.example>\n\n{shown}"
    letter = read(text, subject="Fwd: [LC20260302-0001] 请办理")
    assert letter.forwarded is not None
    assert SAID not in letter.forwarded.text
    assert SAID not in shown_mails.told(letter, frozenset())


@pytest.mark.parametrize(
    "own",
    [
        "已联系客户。\n\n???什么时候回复",
        "已联系客户，今天下午上门道歉。\n请放心。",
        "#结果 已经道歉\n事实：属实",
        "می‌خواهم بدانم چه زمانی پاسخ می‌دهید",
        "👨‍👩‍👧 我们一家三口都在等",
    ],
)
def test_what_somebody_writes_right_above_the_line_is_kept(own: str):
    letter = read(f"{own}\n{REPLY_MARKER}\n{OPENING}\n{END}")
    assert letter.new_text == own


def test_a_letter_without_a_mail_of_ours_keeps_every_sign():
    text = f"{preheader.SIGN}藏起来的话{preheader.SIGN}\n下一行"
    assert preheader.without(text) == text
