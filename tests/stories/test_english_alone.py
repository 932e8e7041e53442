"""A policy in English alone: whatever anybody reads, in mails, texts, pages, files and histories, no Chinese sign and no name as the file spells it."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.page import case_page, mailbox_page
from sandbox.post_office import PostOffice
from tests.stories.acts import complain, newest, says, survey_link, to
from tests.words.foreign import HAN, lines_with, seen

POLICY = """
name = "harbour"
prefix = "HB"
organisation = { en = "Harbour Ferries" }
timezone = "Europe/London"
languages = ["en"]
severities = ["ordinary", "very_serious"]
categories = ["delay", "conduct"]
asks = ["sailing"]

[labels]
delay = { en = "late sailing" }
conduct = { en = "staff conduct" }
very_serious = { en = "very serious" }

[[calendar]]
name = "office"
hours = [["09:00", "17:00"]]
holidays = "GB-ENG"

[[field]]
name = "sailing"
labels = { en = "Sailing" }

[[rule]]
group = "route"
when = [{ words = ["late", "rude"] }]
then = { category = "delay", assign = "Decks" }

[[rule]]
group = "severity"
when = [{ words = ["injured", "police"] }]
then = { severity = "very_serious", flag = ["press_interest"], tell = ["safety_team"], confirm = true }

[[role]]
name = "safety_team"
labels = { en = "safety team" }

[[moment]]
name = "slip_issued"
labels = { en = "slip issued" }
at = "assigned"

[[stage]]
name = "first_look"
labels = { en = "first look" }

[[stage]]
name = "second_look"
labels = { en = "review" }

[[gate]]
name = "plan_agreed"
before = "answered"
when = [{ severity = "very_serious" }]
approve = ["supervisor"]
labels = { en = "the remedy" }

[[gate]]
name = "nothing_promised"
before = "customer_reads"
suspicious_words = ["@gifts", "@scolding"]

[[extension]]
name = "longer_look"
labels = { en = "longer look" }
clock = "reply"
at_most = "5 working days"
grants = ["supervisor"]

[[clock]]
name = "really_solved"
labels = { en = "later survey" }
from = "closed"
until = "confirmed"
within = "1 week"
rungs = [{ at = "due", tell = ["customer"], message = "later_survey" }]

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
  { name = "next_step", means = "action", labels = { en = "Next step" } },
  { name = "day_pass", labels = { en = "Day pass" } },
  { name = "pass_by", type = "date", labels = { en = "Day pass by" } },
]

[[task]]
name = "pass_sent"
labels = { en = "the day pass" }
for = "handler"
opens = "answered"
promises = "day_pass"
due = "pass_by"
form = [{ name = "was_sent", type = "yes_no", labels = { en = "Sent" }, required = true }]

[[task]]
name = "step_taken"
labels = { en = "next step" }
for = "safety_team"
opens = "answered"
within = "1 working day"
calendar = "office"
form = [{ name = "how_done", labels = { en = "How it was done" }, required = true }]

[[task]]
name = "return_visit"
labels = { en = "follow-up call" }
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

[[report]]
name = "full_ledger"
labels = { en = "ledger" }
kind = "ledger"
every = "month"
to = ["director"]

[[report]]
name = "spot_check"
labels = { en = "spot check" }
kind = "sample"
every = "month"
to = ["director"]

[[report]]
name = "by_unit"
labels = { en = "units" }
kind = "units"
every = "month"
to = ["units"]

[[report]]
name = "what_was_promised"
labels = { en = "promises" }
kind = "promises"
every = "month"
to = ["director"]

[words]
outside_route = { en = "You may turn to the ferry ombudsman." }

[directory]
desk = "care@harbour.example"
desk_name = "Passenger care"
desk_head = "joan@harbour.example"
director = "ruth@harbour.example"
person = [
  { mail = "joan@harbour.example", name = "Joan Price" },
  { mail = "ruth@harbour.example", name = "Ruth Lane" },
  { mail = "tom@harbour.example", name = "Tom Hill" },
  { mail = "sue@harbour.example", name = "Sue Moss", roles = ["safety_team"] },
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


NAME = re.compile(r"(?<![\w/@.-])[a-z]+(?:_[a-z0-9]+)+(?![\w@])|\bNone\b")
ADDRESSES = re.compile(r"https?://\S+|mailto:\S+|[\w.+-]+@[\w.-]+")
CELL = re.compile(r"<t[^>]*>([^<]*)</t>|sheet name=\"([^\"]*)\"|<odd(?:Header|Footer)>([^<]*)<")


def everything(box: Sandbox) -> Iterator[tuple[str, str]]:
    """All that anybody reads, by where it stands: mails with their files, texts, pages, histories and the sandbox's own page."""
    for mail in box.mails:
        yield (
            f"mail to {mail.to}",
            "\n".join((mail.subject, mail.text, seen(mail.html), *(a.name for a in mail.attachments))),
        )
        for file in mail.attachments:
            yield file.name, cells(file.content) if file.name.endswith(".xlsx") else ""
    yield from ((f"text to {text.to}", text.text) for text in box.texts)
    links = {link for mail in box.mails for link in LINK.findall(mail.text)}
    for path in ("/", "/poster", "/s/nothing", *sorted(links)):
        yield f"page {path}", seen(box.get(path, BROWSER).text)
    office = PostOffice(box)
    for number in (row["number"] for row in box.complaints() if row["number"]):
        yield from ((f"history of {number}", entry.text) for entry in box.history(number))
        yield f"sandbox, {number}", seen(case_page(office, number))
    yield from ((f"sandbox, {owner}", seen(mailbox_page(office, owner, ""))) for owner in office.mailboxes())


def cells(workbook: bytes) -> str:
    """All that stands in a workbook: cells, names of sheets, headers."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        written = "\n".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    found = "\n".join(" ".join(groups) for groups in CELL.findall(written))
    assert found.strip()
    return found


def unreadable(box: Sandbox) -> dict[str, str]:
    """The lines with a Chinese sign or a name as the file spells it, and where each stands first."""
    found: dict[str, str] = {}
    for where, text in everything(box):
        for line in lines_with(HAN, text) + [
            line for line in text.splitlines() if NAME.search(ADDRESSES.sub(" ", line))
        ]:
            found.setdefault(line, where)
    return found


def test_a_life_from_the_letter_to_the_reports_has_no_chinese_sign_in_it(box: Sandbox) -> None:
    complain(box, "The ferry was late and a deckhand was rude.", sender=GUEST, subject="Late ferry")
    box.wind(minutes=5)
    says(box, TOM, "#resolve\nCause: fog", "")
    says(box, TOM, "#note\nasked the master", "")
    says(
        box,
        TOM,
        "#resolve\nWe are sorry.\nCause: fog\nRemedy: we mend the ramp\nDay pass: one\nDay pass by: 2026-03-09",
        "",
    )
    assert newest(box)["status"] == "answered"
    box.wind(days=1, minutes=10)
    says(box, CARE, "#visit\nReached: yes\nSatisfied: no\nWords: still late", "")
    box.wind(days=40)
    assert to(box, GUEST)
    assert unreadable(box) == {}
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
    assert unreadable(box) == {}


def test_silence_and_what_nobody_can_place_are_told_in_english_too(box: Sandbox) -> None:
    complain(box, "My sailing was late.", sender=GUEST, subject="Late again")
    complain(box, "What a day", sender="bob@home.example", subject="No words that anybody knows")
    box.wind(days=9)
    assert to(box, TOM)
    assert unreadable(box) == {}


UNTIL_THE_ANSWER = (
    (TOM, "#extend 2026-03-09 17:00\nReason: the master is at sea"),
    (JOAN, "approved"),
    (TOM, "#contact\nHow: telephone\nReached: yes\nContent: listened"),
    (TOM, "#tell Have a free gift, you liar."),
    (TOM, "#resolve We are sorry.\nCause: fog\nRemedy: none"),
    (TOM, "#resolve We are sorry.\nCause: fog\nRemedy: we mended it\nNext step: a drill"),
    (JOAN, "no, because the cause is thin"),
    (TOM, "#resolve We are sorry.\nCause: thick fog\nRemedy: we mended it\nNext step: a drill"),
    (JOAN, "#approve"),
)
AFTERWARDS = (
    (CARE, "#severity very serious"),
    (TOM, "#nonsense"),
    (TOM, "#return not ours"),
    (CARE, "#unreasonable\nReason: shouts at staff\nReview on: 2026-06-01"),
    (CARE, "#block junk@spam.example\nReason: junk"),
    (CARE, "#help"),
    (CARE, "#list"),
    (CARE, "#query Injury"),
    (CARE, "#dossier"),
    (CARE, "#register\nName: Eve\nPhone: +447700900555\nContent: The ferry was late"),
    (TOM, "#absent\nFrom: 2026-03-10\nTo: 2026-03-12\nDeputy: Joan Price"),
)


def test_what_is_asked_for_refused_granted_and_ordered_is_told_in_english_too(box: Sandbox) -> None:
    complain(box, "The ferry was late, somebody was injured and the police came.", sender=GUEST, subject="Injury")
    box.wind(minutes=5)
    for who, order in UNTIL_THE_ANSWER:
        says(box, who, order, "")
    box.wind(minutes=2)
    for who, order in AFTERWARDS:
        says(box, who, order, "")
    first = next(row for row in box.complaints() if row["number"].endswith("0001"))
    assert (first["status"], first["severity"], len(box.complaints())) == ("answered", "very_serious", 2)
    box.wind(days=4)
    box.post(survey_link(next(m for m in to(box, GUEST) if "/s/" in m.text)), {"score": "1"}, {})
    box.wind(days=1)
    assert unreadable(box) == {}
