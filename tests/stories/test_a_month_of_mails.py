"""A month at a hotel in Taiwan and at one that writes English, read as its people read it: nothing for machines, nothing in another script."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import SMTP, strict
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest

from sandbox import Sandbox
from sandbox.gallery_stories import AFTER_THE_MONTH, STORIES
from sandbox.post_office import PostOffice
from sandbox.sent import SentMail
from tests.words.reading import oddities

ROOT = Path(__file__).parents[2]
HOTELS = [story for story in STORIES if story.anew]


class Month(msgspec.Struct, frozen=True):
    """What went out in it, in the language of everybody there."""

    language: str
    mails: tuple[SentMail, ...]
    texts: tuple[str, ...]


@pytest.fixture(scope="module", params=HOTELS, ids=[story.language for story in HOTELS])
def month(request: pytest.FixtureRequest) -> Iterator[Month]:
    """The week of the gallery, a letter whose signs tell no language, and what the clock brings about until the report."""
    story = request.param
    with TemporaryDirectory() as folder, Sandbox(policy=story.policy(ROOT, Path(folder)), now=story.at) as box:
        office = PostOffice(box)
        story.play(office)
        office.write("nobody@guest.example", "", "308")
        box.wind(to=AFTER_THE_MONTH)
        yield Month(story.language, tuple(box.mails), tuple(text.text for text in box.texts))


def test_nothing_in_a_months_mails_is_for_machines_or_in_another_script(month: Month):
    found = {odd for mail in month.mails for odd in oddities(month.language, f"{mail.subject}\n{mail.text}", mail.html)}
    assert found | {odd for text in month.texts for odd in oddities(month.language, text)} == set()
    assert {mail.tags["message"][0] for mail in month.mails} >= {"report", "chase", "escalation", "outcome", "holding"}


ONCE = (
    *("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"),
    *("Auto-Submitted", "Content-Language", "Feedback-ID"),
)
SERIES = {"morning_list": "lists", "report": "reports"}
LONGEST = 998  # RFC 5322 2.1.1


def test_a_strict_reader_finds_nothing_wrong_in_the_headers_of_a_months_mails(month: Month):
    for mail in month.mails:
        head, _, body = mail.raw.partition(b"\r\n\r\n")
        assert head.isascii()
        assert max(map(len, (*head.split(b"\r\n"), *body.split(b"\r\n")))) <= LONGEST
        read = message_from_bytes(mail.raw, policy=SMTP + strict)  # raises on any defect
        assert [name for name in ONCE if len(read.get_all(name, [])) != 1] == []
        assert [value for value in read.values() if value.defects] == []
        assert read["Content-Language"] == month.language
        assert mail.html.count(f'lang="{month.language}"') >= 1


def test_lists_and_reports_say_what_they_are_and_those_that_may_be_ended_how(month: Month):
    for mail in month.mails:
        name, headers = mail.tags["message"][0], mail.headers
        assert ("List-Id" in headers) == (name in SERIES)
        assert str(headers.get("List-Id", "")).startswith(f"<{SERIES.get(name, '')}." if name in SERIES else "")
        ends = "List-Unsubscribe" in headers
        assert ends == (headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click")
        assert not ends or re.fullmatch(r"<https://[^>]+>, <mailto:[^>]+>", str(headers["List-Unsubscribe"]))
    assert any("List-Unsubscribe" in mail.headers for mail in month.mails)


def test_the_mails_of_a_case_are_one_thread_to_each_reader(month: Month):
    threads: dict[tuple[str, str], set[str]] = {}
    for mail in month.mails:
        number = re.search(r"HH\d{8}-\d{4}", mail.subject)
        if number and "References" in mail.headers:
            first = str(mail.headers["References"]).split()[0]
            threads.setdefault((number[0], str(mail.to)), set()).add(first)
    assert threads
    assert {key: found for key, found in threads.items() if len(found) > 1} == {}
