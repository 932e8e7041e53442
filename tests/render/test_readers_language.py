"""Whatever happens to a complaint, each reads of it in their own language: customers and colleagues, mails, texts, history."""

import re
import tomllib
from collections.abc import Iterable

import pytest

from chalicelib.core.complaint.context import Related
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading import read_policy
from chalicelib.core.words.case_view import view
from chalicelib.core.words.history import entry_reason, entry_text
from chalicelib.core.words.marker import REPLY_LINE, reply_line
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render import render
from chalicelib.render.sender_identity import SenderIdentity
from tests.core.handling.playing import DIRK, HANS, OFFICE, OFFICE_DESK, OTTO, SARA, Case

PROCEDURE = """
[[gate]]
name = "plan"
before = "answered"
needs = ["facts"]
approve = ["supervisor"]

[[gate]]
name = "no_money"
before = "answered"
forbids = ["amount"]

[[clock]]
name = "settle"
from = "referred"
until = "answered"
within = "5 working days"
calendar = "work"
promised = true
pauses = true
rungs = [
  { at = "-1 hour", tell = ["handler"] },
  { at = "due", tell = ["handler", "supervisor"] },
  { at = "due", tell = ["customer"] },
]

[[task]]
name = "measures"
for = "handler"
opens = "answered"
form = ["facts"]

[[task]]
name = "visit"
for = "desk"
opens = "answered"
after = "1 day"
command = "visit"
sets = "visited"

[[rule]]
group = "grave"
when = [{ words = ["solicitor"] }]
then = { tell = ["legal"], confirm = true, severity = "major", restrict = true }
"""
OWN_NAMES = {
    '{ en = "Office", zh-CN = "办事处" }': '{ en = "Office", zh-CN = "Office" }',
    '{ zh-CN = "事实", en = "Facts" }': '{ zh-CN = "Facts" }',
    '{ zh-CN = "金额", en = "Amount" }': '{ zh-CN = "Amount" }',
}


def procedure(language: str) -> Policy:
    """An office all of whose people read that language; all its own names are Latin, so that any other letter is ours."""
    text = OFFICE + PROCEDURE
    for old, new in OWN_NAMES.items():
        assert old in text
        text = text.replace(old, new)
    desk = f'{{ mail = "{OFFICE_DESK}", name = "Desk", language = "en" }},\n  {{ mail = "dora@'
    text = text.replace('{ mail = "dora@', desk, 1)
    return read_policy(tomllib.loads(text.replace('language = "en"', f'language = "{language}"')), "office.toml")


def lives(language: str) -> list[Case]:
    """Two complaints to which most of what can happen happens. People write Latin letters alone."""
    who = Complainant(name="Ann", mail="ann@customer.example", phone="+8613912345678", language=language)
    case = Case(procedure(language))
    case.customer("Your service is slow, I saw my solicitor", who=who)
    for by, order in (
        (HANS, "#tell We look into it"), (HANS, "#ask When was it?"), (HANS, "#contact no answer"), (HANS, "#transfer Nowhere"),
        (HANS, "#assist Sales where were you?"), (OTTO, "#note we were away"), (HANS, "#resolve sorry"), (OFFICE_DESK, "#severity enormous"),
        (HANS, "#extend 2026-03-20 12:00 parts are missing"), (SARA, "#extend 2026-03-20 12:00 parts are missing"), (HANS, "hello"),
        (HANS, "#resolve sorry\nFacts: queue\nAmount: 5"), (HANS, "#nonsense"), (HANS, "#resolve sorry\nFacts: queue"), (HANS, "#approve"),
        (SARA, "#return say by when"), (HANS, "#resolve sorry\nFacts: queue, gone by Monday"), (DIRK, "#received"),
    ):  # fmt: skip
        case.staff(by, order)
    case.customer("It was on Monday", who=who)
    case.bounce(who.mail, "update")
    case.wind("2026-03-20 12:01")
    case.staff(SARA, "#approve")
    case.wind("2026-03-24 12:00")
    case.staff(OFFICE_DESK, "#visit not reached")
    case.survey(1, channel="sms", words="still slow")
    case.staff(SARA, "#return not ours")
    case.staff(OFFICE_DESK, "#transfer Sales")
    case.staff(OFFICE_DESK, "#merge LC20260302-0009", related=(Related(id="bb", number="LC20260302-0009", status=""),))
    case.staff(OFFICE_DESK, "#close unreached")
    case.machine("I am away")
    merged = Case(procedure(language))
    merged.customer("Your service is slow", who=who)
    merged.other("merged_in", source="bb", id="bb", number="LC20260301-0009")
    merged.other(
        "answered_there", source="bb", message="outcome", outcome="sorry", number="LC20260301-0009", mail="x@y.example"
    )
    return [case, merged]


def foreign(texts: Iterable[str], language: str) -> list[str]:
    """The lines in which a sign stands that the language is not written with."""
    charset = LANGUAGES[language].charset or "ascii"
    lines = (line for text in texts for line in REPLY_LINE.sub("", text).splitlines())
    signs = ((line, re.findall(r"[\u3001-\u9fff，：；（）！？]", line)) for line in lines)
    return [line for line, found in signs if "".join(found).encode(charset, "ignore").decode(charset) != "".join(found)]


@pytest.mark.parametrize("language", ["en", "zh-TW"])
def test_every_message_of_a_complaints_life_is_in_its_readers_language(language: str, identity: SenderIdentity):
    written = [
        (message.name, render(message, decision.complaint, case.policy, identity))
        for case in lives(language)
        for decision in case.decisions
        for message in decision.messages
    ]
    assert {name for name, _ in written} >= {
        *("acknowledgement", "update", "question", "holding", "outcome", "reopened"),
        *(
            "assignment",
            "approval",
            "refused",
            "receipt",
            "information",
            "receipt_request",
            "to_assign",
            "return_visit",
        ),
        *("reminder", "chase", "escalation", "undeliverable", "assist", "task", "answered_copy"),
    }
    for name, mail in written:
        assert (name, foreign((mail.subject, mail.text, mail.html, mail.sms), language)) == (name, [])


@pytest.mark.parametrize("language", ["en", "zh-TW"])
def test_the_history_is_read_in_its_readers_language(language: str):
    for case in lives(language):
        shown = view(case.complaint, case.policy, language, case.now)
        assert foreign((text for line in shown.history for text in (line.what, line.by, line.text)), language) == []
        entries = [entry for decision in case.decisions for entry in decision.entries]
        said = [(entry_reason(e, case.policy, language), entry_text(e, case.policy, language)) for e in entries]
        assert foreign((text for both in said for text in both), language) == []


@pytest.mark.parametrize(
    ("reader", "languages", "line"),
    [
        ("zh-CN", ("zh-CN", "zh-TW", "en"), "－－ 请在此线以上回复 / Please reply above this line －－"),
        ("zh-TW", ("zh-CN", "zh-TW", "en"), "－－ 請在此線以上回覆 / Please reply above this line －－"),
        ("en", ("zh-TW", "en"), "－－ 請在此線以上回覆 / Please reply above this line －－"),
        ("en", ("en",), "---- Please reply above this line ----"),
        ("zh-CN", ("zh-CN", "zh-TW"), "－－ 请在此线以上回复 －－"),
        ("zh-TW", ("zh-TW",), "－－ 請在此線以上回覆 －－"),
    ],
)
def test_the_line_above_which_one_answers_stands_in_the_policys_languages_alone(
    reader: str, languages: tuple[str, ...], line: str
):
    assert reply_line(reader, languages) == line
    assert REPLY_LINE.fullmatch(line)
