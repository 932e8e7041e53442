"""Whoever wants no more reports says so by mail, as their mail program's button does, and gets all that is work as before."""

from urllib.parse import parse_qs, unquote, urlsplit

from sandbox import Sandbox
from sandbox.sent import SentMail
from sandbox.staff import compose
from tests.stories.acts import HANDLER, complain, says

DIRECTOR = "wang.jianguo@lc-transport.example"


def got(box: Sandbox, who: str, message: str, after: int = 0) -> list[SentMail]:
    return [m for m in box.mails[after:] if who in m.to and m.tags["message"] == [message]]


def press_unsubscribe(box: Sandbox, mail: SentMail) -> SentMail:
    """What a mail program sends where its reader presses the button beside the sender; the receipt."""
    link = urlsplit(str(mail.headers["List-Unsubscribe"]).strip("<>"))
    asked = parse_qs(link.query)
    box.email(compose(mail.to[0], unquote(link.path), asked["subject"][0], asked["body"][0], at=box.now))
    return got(box, mail.to[0], "receipt")[-1]


def test_reports_end_when_they_are_turned_off_and_come_again_when_they_are_wanted():
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        complain(box)
        box.wind(to="2026-04-20T09:00+08:00")
        reports = [m for m in box.mails if m.tags["message"] == ["report"] and "List-Unsubscribe" in m.headers]
        who = reports[0].to[0]
        assert "退订" in reports[0].text
        assert "已停发仅供了解的报告" in press_unsubscribe(box, reports[0]).text

        seen = len(box.mails)
        box.wind(to="2026-06-20T09:00+08:00")
        assert [m.subject for m in got(box, who, "report", seen) if "List-Unsubscribe" in m.headers] == []
        others = {m.to[0] for m in box.mails[seen:] if m.tags["message"] == ["report"]}
        assert others - {who}

        assert "重新向您发送报告" in says(box, who, "#恢复订阅").text
        seen = len(box.mails)
        box.wind(to="2026-08-20T09:00+08:00")
        assert any("List-Unsubscribe" in m.headers for m in got(box, who, "report", seen))


def test_what_is_work_comes_to_whoever_turned_reports_off():
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        box.email(compose(HANDLER, box.address, "#退订", "#退订", at=box.now))
        complain(box)
        box.wind(to="2026-03-09T09:00+08:00")
        assert [len(got(box, HANDLER, each)) > 0 for each in ("assignment", "chase", "morning_list")] == [True] * 3
        assert all("List-Unsubscribe" not in m.headers for m in got(box, HANDLER, "morning_list"))
