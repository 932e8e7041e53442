"""Adding a language is adding data: an invented one is spoken to customers, colleagues and readers of reports and pages, and no word of
another one is found in what they get.
"""

import re
import tomllib
from datetime import timedelta

import msgspec
import pytest

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.complaint.saying import all_commands, say
from chalicelib.core.orders.command_reader import read_commands
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading import read_policy
from chalicelib.core.register.rows import row
from chalicelib.core.report import Frame, Material, as_mail, make
from chalicelib.core.report.schedule import Period
from chalicelib.core.words.worded import worded
from chalicelib.core.written import script
from chalicelib.render import render
from chalicelib.render.own_words import TRIAL
from chalicelib.web import public_page
from tests.core.handling.playing import DIRK, DORA, HANS, OFFICE, OFFICE_DESK, SARA, Case, at
from tests.words.foreign import HAN, LATIN, lines_with, seen, without_reply_line
from tests.words.invented import TAG, invented, speak, with_labels

PROCEDURE = """
asks = ["amount"]
reopen_at_most = 2

[[clock]]
name = "reply"
labels = { en = "reply" }
from = "referred"
until = "answered"
within = "4 hours"
promised = true
pauses = true
rungs = [
  { at = "-1 hour", tell = ["handler"] },
  { at = "due", tell = ["handler"], by = ["mail", "sms"] },
  { at = "due", tell = ["customer"], message = "holding", every = "1 day" },
  { at = "+1 hour", tell = ["supervisor"] },
  { at = "+2 hours", tell = ["director"] },
]

[[gate]]
name = "sound"
labels = { en = "soundness" }
before = "answered"
needs = ["facts"]
forbids = ["amount"]
approve = ["supervisor"]
reason = { en = "No money without a decision" }

[[task]]
name = "visit_them"
labels = { en = "visit" }
for = "desk"
opens = "answered"
command = "visit"

[[report]]
name = "monthly"
labels = { en = "monthly" }
kind = "summary"
every = "month"
to = ["director"]
"""
TOP = 'languages = ["qx", "en"]\n'
WHO = Complainant(name="გია", mail="gia@customer.example", phone="+8613912345678", language=TAG)
# Names, addresses and numbers of the sample, and signs of the medium.
PROPER = re.compile(
    r"Dora|Dirk|Hans|Sara|Lena|Otto|Service|Sales|Office|office|LC[\d-]*|OF[\d-]*|\S+@\S+|https?://\S+|mailto:\S+|[\w.]+\.example\S*"
)


@pytest.fixture
def policy(monkeypatch: pytest.MonkeyPatch) -> Policy:
    speak(monkeypatch)
    data = with_labels(tomllib.loads(TOP + PROCEDURE.partition("[[clock]]")[0] + OFFICE))
    data |= {key: value for key, value in with_labels(tomllib.loads(PROCEDURE)).items() if key not in ("rule", "field")}
    for person in data["directory"]["person"]:
        person["language"] = TAG
    return read_policy(data, "office.toml")


def foreign(text: str) -> list[str]:
    """Words of other languages in a text."""
    own = PROPER.sub(" ", without_reply_line(text))
    return lines_with(LATIN, own) + lines_with(HAN, own)


def played(policy: Policy) -> list[tuple[Message, str]]:
    """A life with much in it: each message, in all its words."""
    case = Case(policy)
    said: list[tuple[Message, str]] = []

    def note() -> None:
        for message in case.last.messages:
            written = render(message, case.complaint, policy, msgspec.structs.replace(TRIAL, now=case.now))
            said.append((message, f"{written.subject}\n{written.text}\n{seen(written.html)}\n{written.sms}"))

    case.customer(invented("bad work"), who=WHO)
    note()
    case.staff(OFFICE_DESK, f"#{invented('transfer')} Service", "2026-03-02 09:10")
    note()
    case.staff(HANS, f"#{invented('resolve')}", "2026-03-02 09:20")
    note()
    case.staff(HANS, f"#{invented('tell')} {invented('we look at it')}", "2026-03-02 09:30")
    note()
    case.staff(HANS, f"#{invented('nonsense')}", "2026-03-02 09:40")
    note()
    case.staff(HANS, f"#{invented('extend')} 2026-03-02 18:00", "2026-03-02 09:50")
    note()
    for hour in (12, 13, 14, 15, 16):
        case.tick(f"2026-03-02 {hour}:01")
        note()
    case.staff(HANS, f"#{invented('ask')} {invented('which house')}", "2026-03-02 16:05")
    note()
    case.staff(
        HANS,
        f"#{invented('resolve')} {invented('all is well')}\n{invented('Facts')}: {invented('none')}",
        "2026-03-02 16:10",
    )
    note()
    case.staff(SARA, f"#{invented('approve')}", "2026-03-02 16:20")
    note()
    case.customer(invented("thank you"), "2026-03-02 16:30", who=WHO)
    note()
    case.survey(1, "2026-03-02 17:00")
    note()
    case.bounce(WHO.mail, "reopened", "2026-03-02 17:10")
    note()
    return said


def test_every_mail_and_text_speaks_it_alone(policy: Policy):
    said = played(policy)
    assert {
        "acknowledgement", "question", "to_assign", "assignment", "receipt", "update", "reminder", "chase", "holding", "escalation",
        "approval", "outcome", "answered_copy", "customer_added", "reopened", "undeliverable", "return_visit",
    } - {message.name for message, _ in said} == set()  # fmt: skip
    assert {message.to.language for message, _ in said if message.to.mail != OFFICE_DESK} == {TAG}
    for message, text in said:
        if message.to.language == TAG:
            assert (message.name, foreign(text)) == (message.name, [])


def test_its_commands_are_understood_and_explained(policy: Policy):
    for command in COMMANDS.values():
        assert [c.name for c in read_commands(f"#{command.names[TAG][0]} {invented('words')}", {}).commands] == [
            command.name
        ]
    assert foreign(worded(say("help", commands=all_commands()), policy, TAG)) == []


def test_a_report_and_a_page_speak_it(policy: Policy):
    case = Case(policy)
    case.customer(invented("bad work"), who=WHO)
    assert case.complaint is not None
    now = at("2026-04-01 09:00")
    period = Period(at("2026-03-01 00:00"), now - timedelta(hours=9), "2026-03")
    frame = Frame(policy=policy, period=period, now=now, language=TAG)
    shown = make(policy.reports[0], Material(rows=[row(case.complaint)], previous=[]), frame)
    assert foreign(re.sub(r'"\w+":', " ", as_mail(shown))) == []
    assert public_page.times(policy, TAG)[0][0] == invented("reply")


def test_it_is_recognised(policy: Policy):
    assert policy.languages[0] == TAG
    assert script.language(invented("the bus was late again")) == TAG
    assert {DORA, DIRK} <= {person.mail for person in policy.directory.people if person.language == TAG}
