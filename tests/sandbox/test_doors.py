"""The page and the mail door of `make sandbox`, over loopback."""

import re
import smtplib
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, unquote, urlencode

import pytest

from chalicelib.inbound import email_message
from sandbox.keeping import Keeper
from sandbox.letters import UNKNOWN, written
from sandbox.server import WebDoor, smtp_controller
from sandbox.stage import MAILS
from sandbox.web import File, Response, posted
from tests.sandbox.doors import served

CUSTOMER = "lijianjun2026@163.com"
LETTER = (MAILS / "3-customer-from-163.eml").read_bytes()


@pytest.fixture
def door() -> Iterator[WebDoor]:
    with served() as opened:
        yield opened


def ask(door: WebDoor, method: str, path: str, form: dict[str, str] | None = None, **headers: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", door.server_port, timeout=30)
    connection.request(method, path, urlencode(form or {}) if method == "POST" else None, headers)
    answer = connection.getresponse()
    told = answer.status, answer.read().decode()
    connection.close()
    return told


def fetch(door: WebDoor, path: str) -> Response:
    connection = HTTPConnection("127.0.0.1", door.server_port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    told = Response(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    connection.close()
    return told


def owner_page(door: WebDoor, owner: str) -> str:
    status, html = ask(door, "GET", f"/box/{quote(owner)}")
    assert status == 200
    return unescape(unescape(html))


def handler_of(door: WebDoor) -> str:
    return door.office.box.complaints()[0]["handler"]


def test_a_complaint_lives_its_life_on_the_page_alone(door: WebDoor):
    status, _ = ask(
        door, "POST", "/mail", {"sender": f"李 <{CUSTOMER}>", "subject": "投诉17路", "text": "昨天8点公交车不停站"}
    )
    assert status == 303
    handler = handler_of(door)
    (key,) = re.findall(r'name="key" value="([^"]+)"', owner_page(door, handler))
    outcome = "#结果\n事实：司机未停车\n责任：我方\n措施：停岗培训"
    assert ask(door, "POST", "/reply", {"key": key, "sender": handler, "text": outcome})[0] == 303
    survey = re.search(r"/web/s/\w+", owner_page(door, CUSTOMER))
    assert survey
    assert ask(door, "GET", survey.group())[0] == 200
    assert ask(door, "POST", survey.group(), {"score": "4"})[0] == 200
    status, case = ask(door, "GET", "/case/LC20260302-0001")
    assert status == 200
    assert "已结案" in case


def test_cases_are_listed_with_subject_state_and_who_is_late_with_them(door: WebDoor):
    door.office.write(CUSTOMER, "投诉17路 <b>", "昨天8点公交车不停站")
    door.office.text("+8613800138000", "投诉3路公交车今天8点不停站")
    html = ask(door, "GET", "/cases")[1]
    (mail, text) = re.findall(r"<tr><td>(.*?)</tr>", html)
    assert "LC20260302-0001" in mail
    assert "<td>投诉17路 &lt;b&gt;</td><td>办理中</td>" in mail
    assert "<td>投诉3路公交车今天8点不停站</td>" in text
    assert "已逾期" not in html
    aside = re.search(r"<aside.*</aside>", html, re.DOTALL).group()
    assert "<small>投诉17路 &lt;b&gt;</small>" in aside
    door.office.box.wind(days=3)
    assert re.findall(r"<tr><td>(.*?)</tr>", ask(door, "GET", "/cases")[1])[0].count("已逾期") == 1


def test_a_mail_shows_its_headers_and_its_source_and_can_be_saved(door: WebDoor):
    door.office.post(LETTER)
    box = f"/box/{quote(CUSTOMER)}?open=w0"
    headers = unescape(ask(door, "GET", f"{box}&show=headers")[1])
    assert "<th>X-Mailer</th><td>Coremail Webmail Server Version 2026</td>" in headers
    assert "<th>From</th><td>李建军 <lijianjun2026@163.com></td>" in headers
    source = unescape(ask(door, "GET", f"{box}&show=source")[1])
    assert "Subject: =?GBK?B?" in source
    saved = fetch(door, f"/eml?owner={CUSTOMER}&open=w0")
    assert (saved.content, saved.headers["content-type"]) == (LETTER, UNKNOWN)
    assert saved.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    ours = door.office.letters(CUSTOMER)[0]
    assert "Message-ID: " in unescape(ask(door, "GET", f"/box/{quote(CUSTOMER)}?open={ours.key}&show=source")[1])
    assert fetch(door, f"/eml?owner={CUSTOMER}&open={ours.key}").content == door.office.box.mails[0].raw
    assert ask(door, "GET", f"/eml?owner={door.office.box.desk}&open=w0")[0] == 404


def post_files(door: WebDoor, path: str, form: dict[str, str], files: list[File]) -> int:
    kind, body = posted(form, files)
    connection = HTTPConnection("127.0.0.1", door.server_port, timeout=30)
    connection.request("POST", path, body, {"Content-Type": kind})
    status = connection.getresponse().status
    connection.close()
    return status


def test_files_go_with_a_mail_and_with_a_reply(door: WebDoor):
    photo = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    form = {"sender": f"李 <{CUSTOMER}>", "subject": "投诉17路", "text": "昨天8点公交车不停站\n见照片"}
    assert post_files(door, "/mail", form, [("照片.png", "image/png", photo), ("空.txt", "text/plain", b"")]) == 303
    box = door.office.box
    (evidence,) = box.complaints()[0]["evidence"]
    assert (evidence["name"], evidence["content_type"], evidence["size"]) == ("照片.png", "image/png", len(photo))
    assert "见照片" in box.complaints()[0]["text"]
    assert fetch(door, f"/file/0?owner={CUSTOMER}&open=w0").content == photo
    handler = handler_of(door)
    reply = {"key": door.office.letters(handler)[0].key, "sender": handler, "text": "#备注 问了司机"}
    assert post_files(door, "/reply", reply, [("笔录.docx", UNKNOWN, b"PK")]) == 303
    sent = next(letter for letter in door.office.letters(handler) if letter.ours)
    assert [(file.name, file.content) for file in sent.files] == [("笔录.docx", b"PK")]


def test_a_mail_that_ses_would_not_take_is_refused_here_too(door: WebDoor):
    assert ask(door, "POST", "/mail", None, **{"Content-Length": "40000001"})[0] == 413
    assert door.office.box.complaints() == []


def test_every_field_is_labelled_and_every_line_can_be_reached_by_keyboard(door: WebDoor):
    door.office.write(CUSTOMER, "投诉17路", "昨天8点公交车不停站")
    door.office.text("+8613800138000", "投诉3路公交车今天8点不停站")
    door.office.box.email(b"nothing that could be a mail")
    pages = ["/", "/cases", f"/box/{quote(CUSTOMER)}", f"/box/{quote('+8613800138000')}", "/case/LC20260302-0001"]
    pages += ["/search?q=17", "/compose?sender=a@b.example&to=c@d.example"]
    for path in pages:
        html = ask(door, "GET", path)[1]
        fields = re.findall(r'(<label>[^<]*)?<(?:input|textarea)((?![^>]*type="hidden")[^>]*)>', html)
        assert len(fields) >= 7
        assert [field for label, field in fields if len(label) < 8 and "aria-label=" not in field] == [], path
        assert re.findall(r"<a\b(?![^>]*href=)[^>]*>", html) == [], path
        ids = re.findall(r'id="([^"]*)"', html)
        assert ids == ["content"], path


def test_mailboxes_are_kept_as_files_while_mails_come_and_go(door: WebDoor, tmp_path: Path):
    box, folder = door.office.box, tmp_path / "kept"
    door.office.keeper = Keeper(folder)
    form = {"sender": CUSTOMER, "subject": "投诉 ../17路?", "text": "昨天8点公交车不停站"}
    assert ask(door, "POST", "/mail", form)[0] == 303
    first = folder / CUSTOMER / "0001 2026-03-02 0900 out 投诉 .._17路_.eml"
    assert "17路" in email_message.parse(first.read_bytes()).subject
    handler = handler_of(door)
    key = door.office.letters(handler)[0].key
    assert ask(door, "POST", "/reply", {"key": key, "sender": handler, "text": "#收到"})[0] == 303
    assert ask(door, "POST", "/wind", {"days": "2"})[0] == 303
    assert ask(door, "GET", f"/box/{quote(CUSTOMER)}")[0] == 200
    for owner in door.office.mailboxes():
        letters = door.office.letters(owner)
        kept = sorted((folder / owner).iterdir()) if letters else []
        assert sorted(each.read_bytes() for each in kept) == sorted(letter.raw for letter in letters)
        assert [each.name[:4] for each in kept] == [f"{number:04}" for number in range(1, len(letters) + 1)]
    assert len(list(folder.iterdir())) == len([each for each in door.office.mailboxes() if door.office.letters(each)])
    assert box.dead_letters == []


@pytest.mark.parametrize("address", ["../../up@qq.com", "/etc/up@qq.com", "..", "a/b\\c@d.example"])
def test_no_address_leads_out_of_the_folder(address: str, tmp_path: Path):
    keeper = Keeper(tmp_path / "kept")
    keeper.save(address, [written("w0", datetime(2026, 3, 2, 9, tzinfo=UTC), "", b"Subject: ../../x\r\n\r\ntext")])
    (kept,) = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert kept.parent.parent == tmp_path / "kept"
    assert kept.name == "0001 2026-03-02 0900 out .._.._x.eml"


def test_a_source_of_many_megabytes_is_shown_by_its_beginning(door: WebDoor):
    door.office.write(CUSTOMER, "投诉17路", "昨天8点公交车不停站", files=[("录像.mp4", "video/mp4", b"\0" * 300_000)])
    status, html = ask(door, "GET", f"/box/{quote(CUSTOMER)}?open=w0&show=source")
    assert status == 200
    assert "只显示开头" in html
    assert len(html) < 300_000


def test_all_mailboxes_and_phones_are_searched_at_once(door: WebDoor):
    door.office.write(
        f"李 <{CUSTOMER}>", "投诉17路", "昨天8点公交车不停站，见附件", files=[("Ticket 9.txt", "text/plain", b"9")]
    )
    door.office.text("+8613800138000", "投诉3路公交车今天8点不停站")

    def owners(asked: str) -> set[str]:
        status, html = ask(door, "GET", f"/search?q={quote(asked)}")
        assert status == 200
        return {unquote(each) for each in re.findall(r'<li><a href="/box/([^?"]+)', html)}

    assert {CUSTOMER, "+8613800138000"} <= owners("公交车 不停站")
    assert {CUSTOMER, "+8613800138000"} <= owners("公交車")
    assert "+8613800138000" not in owners("公交车 17路")
    assert owners("ticket") >= {CUSTOMER}
    assert handler_of(door) in owners("LC20260302-0001")
    assert owners("从来没有写过的词") == owners(" ") == set()
    html = ask(door, "GET", f"/search?q={quote('<b>&从来')}")[1]
    assert "&lt;b&gt;&amp;从来" in html
    assert "找到 0 封" in html


@pytest.mark.parametrize(
    ("name", "kind", "how"),
    [
        ("照片.png", "image/png", "inline"),
        ("意见.pdf", "application/pdf", "inline"),
        ("页.html", "text/html", "attachment"),
    ],
)
def test_a_file_opens_in_the_browser_or_is_saved_and_none_of_it_runs_here(
    name: str, kind: str, how: str, door: WebDoor
):
    door.office.write(CUSTOMER, "投诉17路", "昨天8点公交车不停站", files=[(name, kind, b"<script>1</script>")])
    page = ask(door, "GET", f"/box/{quote(CUSTOMER)}?open=w0")[1]
    (link,) = re.findall(r'href="(/file/[^"]+)"', page)
    assert name in page
    file = fetch(door, unescape(link))
    assert (file.status, file.content) == (200, b"<script>1</script>")
    assert file.headers["content-type"] == (kind if how == "inline" else UNKNOWN)
    assert file.headers["content-disposition"] == f"{how}; filename*=UTF-8''{quote(name)}"
    assert file.headers["x-content-type-options"] == "nosniff"
    assert kind == "application/pdf" or file.headers["content-security-policy"].startswith("sandbox;")
    assert ask(door, "GET", unescape(link).replace("/file/0", "/file/1"))[0] == 404


def test_links_of_a_staff_mail_open_a_mail_half_written(door: WebDoor):
    door.office.post(LETTER)
    (link, *_) = re.findall(r'href="(/compose[^"]+)"', owner_page(door, handler_of(door)))
    status, html = ask(door, "GET", quote(link, safe="/?=&%"))
    assert status == 200
    assert "#" in re.search(r"<textarea[^>]*autofocus>(.*?)</textarea>", html, re.DOTALL).group(1)
    assert handler_of(door) in html


def test_buttons_wind_the_clock(door: WebDoor):
    before = door.office.box.now
    assert ask(door, "POST", "/wind", {"hours": "1", "back": "/"})[0] == 303
    assert (door.office.box.now - before).total_seconds() == 3600
    due = door.office.box.next_due()
    assert ask(door, "POST", "/wind", {"next": "1"})[0] == 303
    assert door.office.box.now == due


def test_a_phone_sends_and_gets_texts(door: WebDoor):
    assert ask(door, "POST", "/text", {"number": "+8613800138000", "text": "投诉3路公交车今天8点不停站"})[0] == 303
    shown = owner_page(door, "+8613800138000")
    assert "投诉3路公交车今天8点不停站" in shown
    assert "LC20260302-0001" in shown


def test_a_mail_client_posts_through_the_mail_door(door: WebDoor):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert door.office is not None
    smtp = smtp_controller(door.office, port)
    smtp.start()
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=30) as client:
            client.sendmail(CUSTOMER, [door.office.box.address], LETTER)
            with pytest.raises(smtplib.SMTPRecipientsRefused):
                client.sendmail(CUSTOMER, ["nobody@elsewhere.example"], LETTER)
    finally:
        smtp.stop()
    assert door.office.box.complaints()[0]["complainant"]["mail"] == CUSTOMER
    assert CUSTOMER in door.office.mailboxes()


def test_the_newest_letter_stands_on_top(door: WebDoor):
    door.office.post(LETTER)
    assert [letter.ours for letter in door.office.letters(CUSTOMER)][-1] is True
    assert door.office.letters(CUSTOMER)[0].ours is False


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
def test_foreign_pages_do_not_reach_in(door: WebDoor, headers: dict[str, str]):
    assert ask(door, "POST", "/wind", {"days": "1"}, **headers)[0] == 403


@pytest.mark.parametrize("path", ["/nowhere", "/case/LC1", "/web/nowhere"])
def test_what_does_not_exist_is_not_found(door: WebDoor, path: str):
    assert ask(door, "GET", path)[0] in {403, 404}
