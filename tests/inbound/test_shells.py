"""Plain parts that say less than the HTML beside them, and short ones that a person wrote."""

import pytest

from chalicelib.inbound.email_message import parse

LETTER = "4月9日早上的46路没有到，我等到十点才走。"
OWN = "同意"


def alternatives(plain: str, html: str) -> str:
    """The words newly written in a mail of both."""
    parts = [("plain", plain), ("html", html)]
    lines = ["From: Wu <wu@customer.example>", "Content-Type: multipart/alternative; boundary=p", ""]
    for kind, said in parts:
        lines += ["--p", f"Content-Type: text/{kind}; charset=utf-8", "", said]
    return parse("\r\n".join([*lines, "--p--"]).encode()).new_text.strip()


@pytest.mark.parametrize(
    "shell",
    [
        "（无内容）",
        "[no text]",
        "<br/>",
        "null",
        "Content-Transfer-Encoding: 8bit",
        "发自我的华为手机",
        "（無內文）\n\nSent from my iPad",
        "????46??????????",
        "您的信箱無法檢視此郵件，請點擊這裡",
        "Trouble viewing this e-mail? Click here: https://m.example/3",
        "View this message in your browser: https://m.example/4",
        "Su mensaje está en HTML.",
    ],
)
def test_the_html_is_the_letter_beside_a_plain_part_without_words(shell: str):
    assert alternatives(shell, f"<p>{LETTER}</p>") == LETTER


def test_a_plain_part_that_breaks_off_gives_way_to_the_whole_letter():
    plain = "您好：\n4月9日早上的46路...\n[全文请用HTML方式查看]"
    assert alternatives(plain, f"<p>您好：</p><p>{LETTER}</p>") == f"您好：\n\n{LETTER}"


@pytest.mark.parametrize("said", [OWN, "我无法查看订单，点击没有反应", "没有正文可写", "退款 ??? 46 ???"])
def test_what_a_person_wrote_is_read_however_short(said: str):
    assert alternatives(said, f"<p>{said}</p>") == said
    assert alternatives(said, "<img src=x>") == said
