"""A new message is one record and its templates: it is written, addressed, held back and counted as the record says."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from jinja2 import ChoiceLoader, DictLoader

from chalicelib.core.complaint.message_kind import MessageKind
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.render import wording
from sandbox import Sandbox
from sandbox.cloud import APP_DIR
from tests.stories.acts import RUDE, complain, last, to
from tests.stories.letters import letter

PHONE, SENDER = "+8613912345678", "wang.fang@qq.com"
LANDLINE = f"#登记\n姓名：孙先生\n电话：0531-82345678\n接收时间：2026-03-02 08:50\n内容：{RUDE}"
NAMES = {"zh-CN": "每小时进展", "zh-TW": "每小時進展", "en": "hourly news"}
HOURLY = """
[[clock]]
name = "news"
from = "received"
until = "answered"
within = "1 hour"
rungs = [{ at = "due", tell = ["customer"], message = "hourly_news", every = "1 hour" }]

"""
WORDS = (
    "{% block subject %}News{% endblock %}{% block body %}\n{{ parts.greeting() }}\n\nNothing new.\n{% endblock %}"
    "{% block sms %}News: nothing new{% endblock %}"
)


@pytest.fixture(autouse=True)
def _templates(monkeypatch: pytest.MonkeyPatch) -> None:
    made = DictLoader({f"hourly_news.{language}.j2": WORDS for language in ("zh-CN", "zh-TW", "en")})
    for environment in map(wording.environment, ("text", "html")):
        assert environment.loader is not None
        monkeypatch.setattr(environment, "loader", ChoiceLoader([made, environment.loader]))


@contextmanager
def sandbox(folder: Path, monkeypatch: pytest.MonkeyPatch, now: str = "09:00", **record: Any) -> Iterator[Sandbox]:
    """A sandbox whose policy sends customers the new message every hour until they have their answer."""
    monkeypatch.setitem(MESSAGES, "hourly_news", MessageKind("customer", NAMES, askable=True, **record))
    text = (APP_DIR / "chalicelib/policies/liaocheng-transport.toml").read_text(encoding="utf-8")
    path = folder / "liaocheng-transport.toml"
    path.write_text(text.replace("[[clock]]", HOURLY + "[[clock]]", 1), encoding="utf-8")
    with Sandbox(policy=path, now=f"2026-03-02T{now}+08:00") as opened:
        yield opened


@pytest.mark.parametrize(("replied", "says"), [(True, "auto-replied"), (False, "auto-generated")])
def test_it_has_its_own_words_and_says_whether_it_is_a_reply(
    replied: bool, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with sandbox(tmp_path, monkeypatch, replied=replied) as box:
        number = complain(box, sender=SENDER)["number"]
        box.wind(hours=1, minutes=5)
        (mail,) = to(box, SENDER, "News")
    assert mail.subject == f"[{number}] [News] 投诉"
    assert "Nothing new." in mail.text
    assert mail.html.rpartition("Nothing new.")[0].rpartition("<")[2].startswith("p ")
    assert mail.headers["Auto-Submitted"] == says


@pytest.mark.parametrize(
    ("at_night", "by_text", "by_mail"),
    [("all", ["22", "23"], ["22", "23"]), ("mail", [], ["22", "23"]), ("nothing", [], [])],
)
def test_it_goes_at_night_as_far_as_its_record_says(
    at_night: str, by_text: list[str], by_mail: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with sandbox(tmp_path, monkeypatch, now="21:00", at_night=at_night) as box:
        box.sms(PHONE, RUDE)
        complain(box, sender=SENDER)
        box.wind(hours=2, minutes=30)
        texts = [text.at for text in box.texts if text.to == PHONE and "News" in text.text]
        mails = [mail.at for mail in to(box, SENDER, "News")]
        assert [f"{at.astimezone(box.zone):%H}" for at in texts] == by_text
        assert [f"{at.astimezone(box.zone):%H}" for at in mails] == by_mail
        box.wind(to="2026-03-03T08:10+08:00")
        assert [text for text in box.texts if text.to == PHONE and "News" in text.text]
        assert len(to(box, SENDER, "News")) > len(mails)


@pytest.mark.parametrize(("cap", "sent"), [("", 5), ("codes", 2)])
def test_it_stands_under_the_count_of_its_record(cap: str, sent: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with sandbox(tmp_path, monkeypatch, cap=cap) as box:
        complain(box, sender=SENDER)
        box.wind(hours=5, minutes=5)
        assert len(to(box, SENDER, "News")) == sent


@pytest.mark.parametrize(("call", "asked"), [("desk", True), ("never", False)])
def test_the_desk_says_it_by_telephone_or_not(call: str, asked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with sandbox(tmp_path, monkeypatch, call=call, script="script_holding") as box:
        box.email(letter(box.desk, box.address, "登记", LANDLINE))
        before = len(box.mails)
        box.wind(hours=1, minutes=5)
        assert any("没能按原定时间答复您" in mail.text for mail in box.mails[before:]) is asked


def test_staff_read_of_it_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with sandbox(tmp_path, monkeypatch) as box:
        complain(box, sender=SENDER)
        box.wind(hours=1, minutes=5)
        box.report(to(box, SENDER, "News")[0], "Bounce", subtype="Permanent")
        assert "每小时进展" in last(box, box.desk, "联系不上").text
