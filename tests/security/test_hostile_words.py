"""Hostile words from customers through the whole system: mails, pages, workbooks, names of files."""

import io
import re
from html.parser import HTMLParser

import openpyxl
import pytest

from sandbox import Sandbox
from sandbox.sent import SentMail
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, complain, last, newest, says, survey_link, to
from tests.stories.letters import letter

MARKUP = """<img src=http://evil.example/x.png onerror=alert(1)><script>alert(1)</script><a href="javascript:alert(1)">x</a>"""
FORMULA = '=HYPERLINK("http://evil.example","点我")'
ACTIVE = {"script", "img", "iframe", "object", "embed", "form", "link", "svg", "video", "audio", "base", "input"}


class Elements(HTMLParser):
    """The elements of a page and what they load or run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def dangers(html: str, allowed: frozenset[str] = frozenset()) -> list[str]:
    """What in a page or mail runs, or is fetched from elsewhere."""
    elements = Elements(html).found
    active = [tag for tag, _ in elements if tag in ACTIVE - allowed]
    handlers = [name for _, attributes in elements for name in attributes if name.startswith("on")]
    fetched = [
        value
        for _, attributes in elements
        for name, value in attributes.items()
        if name in ("src", "background", "srcset")
    ]
    scripts = [
        attributes["href"]
        for _, attributes in elements
        if attributes.get("href", "").lower().startswith(("javascript", "data"))
    ]
    return active + handlers + fetched + scripts


def header_lines(mail: SentMail) -> list[str]:
    return re.sub(rb"\r\n[ \t]+", b" ", mail.raw.split(b"\r\n\r\n")[0]).decode().split("\r\n")


def hostile_letter(box: Sandbox) -> bytes:
    """Line ends in name and subject, markup in the text, a path and a turned direction in a file's name."""
    text = f"投诉客运总站检票员态度恶劣，2026年3月1日上午9点。{MARKUP}"
    lines = [
        f"From: =?utf-8?q?x=0D=0ABcc=3A_victim=40evil.example?= <{CUSTOMER}>",
        f"To: {box.address}",
        "Subject: =?utf-8?q?=E6=8A=95=E8=AF=89=0D=0ABcc=3A_victim=40evil.example?=",
        "Message-ID: <1@x.example>",
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain; charset=utf-8",
        "",
        text,
        "--b",
        "Content-Type: application/octet-stream",
        "Content-Disposition: attachment; filename*=utf-8''..%2F..%2F..%2Fetc%2Fcron.d%2F%E2%80%AEgnp.exe",
        "",
        "MZ",
        "--b--",
    ]
    return "\r\n".join(lines).encode()


def test_nothing_that_a_customer_writes_becomes_a_header_or_an_element_of_a_mail(box: Sandbox):
    box.email(hostile_letter(box))
    says(box, HANDLER, f"{ANSWER}{MARKUP}")
    box.wind(days=1)
    assert len(box.mails) >= 4
    for mail in box.mails:
        names = [line.partition(":")[0].lower() for line in header_lines(mail)]
        assert "bcc" not in names
        assert "victim@evil.example" not in mail.to
        assert dangers(mail.html) == []


def test_what_a_customer_writes_is_shown_on_pages_as_words(box: Sandbox):
    complain(box, f"投诉客运总站检票员态度恶劣{MARKUP}", subject=f"投诉{MARKUP}")
    says(box, HANDLER, f"{ANSWER}{MARKUP}")
    link = survey_link(last(box, CUSTOMER))
    case = next(url for mail in to(box, CUSTOMER) for url in re.findall(r"https?://\S+/c/\w+", mail.text))
    allowed = frozenset({"form", "input"})
    for page in (
        box.get(case),
        box.get(link),
        box.post(link, {"words": MARKUP}),
        box.get("/?at=" + MARKUP.replace(" ", "+")),
    ):
        assert dangers(page.text, allowed) == []
        assert "alert(1)" not in page.text or "&lt;script&gt;" in page.text
        assert "script-src" not in page.headers["content-security-policy"]
        assert "default-src 'none'" in page.headers["content-security-policy"]


def test_satisfaction_words_reach_staff_as_words(box: Sandbox):
    complain(box)
    says(box, HANDLER, ANSWER)
    box.post(
        survey_link(last(box, CUSTOMER)), {"score": "1", "words": f"{MARKUP}\r\nBcc: victim@evil.example\r\n#结案"}
    )
    case = newest(box)
    assert case["status"] == "open"
    for mail in to(box, case["handler"]):
        assert dangers(mail.html) == []
        assert not any(line.lower().startswith("bcc") for line in header_lines(mail))


def test_a_file_name_is_shown_without_its_path_and_its_tricks(box: Sandbox):
    box.email(hostile_letter(box))
    (kept,) = newest(box)["evidence"]
    assert "/" not in kept["name"]
    assert ".." not in kept["name"].strip(".")
    assert "\u202e" not in kept["name"]
    slip = last(box, HANDLER)
    assert "../" not in slip.text
    assert "\u202e" not in slip.text + slip.html


def test_a_formula_in_a_complaint_stays_text_in_every_workbook(box: Sandbox):
    box.wind(to="2026-03-31T09:00+08:00")
    complain(box, f"{FORMULA}\n投诉客运总站检票员态度恶劣，今天上午9点", subject=FORMULA, sender="zhang.wei@qq.com")
    box.wind(to="2026-04-04T09:00+08:00")
    books = [a.content for m in box.mails for a in m.attachments if a.name.endswith(".xlsx")]
    seen = 0
    for content in books:
        for sheet in openpyxl.load_workbook(io.BytesIO(content)):
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value):
                assert cell.data_type != "f", cell.value
                seen += FORMULA in str(cell.value)
    assert seen


@pytest.mark.parametrize("name", ["X-Redress-Loop", "Auto-Submitted", "Reply-To"])
def test_a_senders_own_control_headers_steer_nothing_of_ours(box: Sandbox, name: str):
    raw = letter(CUSTOMER, box.address, "投诉", "投诉客运总站检票员态度恶劣")
    box.email(
        raw.replace(b"Subject:", f"{name}: attacker@evil.example\nSubject:".encode(), 1), verdicts={"dmarc": "FAIL"}
    )
    assert all("attacker@evil.example" not in mail.to for mail in box.mails)
