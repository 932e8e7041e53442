"""A policy in English alone: whatever is sent to anybody, no Chinese sign is in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox import Sandbox
from tests.stories.acts import complain, newest, says, survey_link, to
from tests.words.foreign import HAN, lines_with, seen

POLICY = """
name = "harbour"
prefix = "HB"
organisation = { en = "Harbour Ferries" }
timezone = "Europe/London"
languages = ["en"]
categories = ["delay", "conduct"]
asks = ["sailing"]

[labels]
delay = { en = "late sailing" }
conduct = { en = "staff conduct" }

[[calendar]]
name = "office"
hours = [["09:00", "17:00"]]
holidays = "GB"

[[field]]
name = "sailing"
labels = { en = "Sailing" }

[[rule]]
group = "route"
when = [{ words = ["late", "rude"] }]
then = { category = "delay", assign = "Decks" }

[[clock]]
name = "reply"
labels = { en = "reply to the customer" }
from = "referred"
until = "answered"
within = "3 working days"
calendar = "office"
promised = true
rungs = [
  { at = "-1 working day", tell = ["handler"] },
  { at = "due", tell = ["handler"] },
  { at = "due", tell = ["customer"], message = "holding", every = "1 day" },
  { at = "+1 working day", tell = ["supervisor"] },
  { at = "+2 working days", tell = ["director"] },
]

[[task]]
name = "answer"
labels = { en = "investigate and answer" }
for = "handler"
opens = "referred"
command = "resolve"
sets = "proposed"
form = [
  { name = "cause", labels = { en = "Cause" }, required = true },
  { name = "remedy", labels = { en = "Remedy" }, required = true, letter = true },
]

[[task]]
name = "return_visit"
labels = { en = "return visit" }
for = "desk"
opens = "answered"
after = "1 day"
unless = "visited"
command = "visit"
form = ["reached", "satisfied", "words"]
sets = "visited"

[[report]]
name = "monthly"
labels = { en = "monthly report" }
kind = "summary"
every = "month"
by = "5"
to = ["director"]

[[report]]
name = "morning"
labels = { en = "open work" }
kind = "list"
every = "day"
by = "09:00"
calendar = "office"
to = ["staff"]

[directory]
desk = "care@harbour.example"
desk_name = "Passenger care"
desk_head = "joan@harbour.example"
director = "ruth@harbour.example"
person = [
  { mail = "joan@harbour.example", name = "Joan Price" },
  { mail = "ruth@harbour.example", name = "Ruth Lane" },
  { mail = "tom@harbour.example", name = "Tom Hill" },
]
department = [{ name = "Decks", handler = "tom@harbour.example", head = "joan@harbour.example" }]
"""
TOM, CARE, JOAN = "tom@harbour.example", "care@harbour.example", "joan@harbour.example"
GUEST, PHONE = "ann@home.example", "+447700900123"
BROWSER = {"Accept-Language": "zh-CN,zh;q=0.9"}  # what a browser asks for is not a language of the policy
LINK = re.compile(r"https?://\S+?/[sc]/[\w.-]+")


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Sandbox]:
    path = tmp_path / "harbour.toml"
    path.write_text(POLICY, "utf-8")
    with Sandbox(policy=str(path), now="2026-03-02T09:00+00:00") as opened:
        yield opened


def chinese(box: Sandbox) -> dict[str, list[str]]:
    """The lines with a Chinese sign in mails, texts and pages, by whom they reach and about what."""
    whole = {
        f"{m.to} {m.subject}": (m.subject, m.text, seen(m.html), *(a.name for a in m.attachments)) for m in box.mails
    }
    whole |= {f"{text.to} {text.at}": (text.text,) for text in box.texts}
    links = {link for mail in box.mails for link in LINK.findall(mail.text)}
    whole |= {path: (seen(box.get(path, BROWSER).text),) for path in ("/", "/poster", "/s/nothing", *sorted(links))}
    return {read: found for read, texts in whole.items() if (found := lines_with(HAN, *texts))}


def test_a_life_from_the_letter_to_the_reports_has_no_chinese_sign_in_it(box: Sandbox) -> None:
    complain(box, "The ferry was late and a deckhand was rude.", sender=GUEST, subject="Late ferry")
    box.wind(minutes=5)
    says(box, TOM, "#resolve\nCause: fog", "")
    says(box, TOM, "#note\nasked the master", "")
    says(box, TOM, "#resolve\nWe are sorry.\nCause: fog\nRemedy: we refund the fare", "")
    assert newest(box)["status"] == "answered"
    box.wind(days=1, minutes=10)
    says(box, CARE, "#visit\nReached: yes\nSatisfied: no\nWords: still late", "")
    box.wind(days=40)
    assert to(box, GUEST)
    assert chinese(box) == {}
    survey = survey_link(next(mail for mail in to(box, GUEST) if "/s/" in mail.text))
    assert not lines_with(HAN, seen(box.post(survey, {"score": "1", "lang": "zh-CN"}, BROWSER).text))


def test_whoever_texts_reads_english_alone(box: Sandbox) -> None:
    box.sms(PHONE, "The ferry was late and I was told nothing.")
    box.wind(minutes=5)
    says(box, TOM, "#ask Which sailing was it?", "")
    box.sms(PHONE, "the 9 o'clock")
    says(box, TOM, "#resolve\nWe are sorry.\nCause: fog\nRemedy: we refund the fare", "")
    box.sms(PHONE, "1")
    box.wind(days=4)
    assert len(box.texts) >= 4
    assert chinese(box) == {}


def test_silence_and_what_nobody_can_place_are_told_in_english_too(box: Sandbox) -> None:
    complain(box, "My sailing was late.", sender=GUEST, subject="Late again")
    complain(box, "What a day", sender="bob@home.example", subject="No words that anybody knows")
    box.wind(days=9)
    assert to(box, TOM)
    assert chinese(box) == {}
