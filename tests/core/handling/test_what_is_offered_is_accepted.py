"""Whatever happens to a complaint: each command that a mail offers is its reader's to give, by the rights of that very moment."""

import re
import tomllib
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings

from chalicelib.core.complaint.decision import Message
from chalicelib.core.orders.command_table import COMMANDS, called
from chalicelib.core.people import rights
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading import read_policy
from chalicelib.render import forms, render
from redress.proving import answers
from redress.proving.playing import identity
from tests.core.handling.playing import (
    DESK,
    HANS,
    LENA,
    OFFICE,
    OTTO,
    SARA,
    Case,
    answered,
    away,
    office,
    referred,
    with_directory,
)
from tests.core.handling.test_random_lives import Opening, Steps, live, lives, openings

# Whoever lacks a line is asked for it; these say that the order is not theirs, or not to be given any more.
NOT_THEIRS = frozenset(
    {
        *("reserved", "settling_reserved", "not_entitled", "wrong_status", "own_outcome", "no_task"),
        *("not_yours_to_approve", "nothing_to_undo", "already_open", "not_answered", "extension_overtaken"),
    }
)
LANGUAGES = ("zh-CN", "zh-TW", "en")
BELOW_ITS_OWN_WORDS = re.compile("■ (?:本件详情|本件詳情|Details)$", re.MULTILINE)
COMMAND = re.compile(r"#([^\W\d_]+)")


@cache
def command_called(word: str) -> str:
    return next((name for name in COMMANDS for each in LANGUAGES if word in called(name, each)), "")


def offered(message: Message, policy: Policy) -> dict[str, tuple[str, ...]]:
    """The commands that the mail shows as links, each with its lines."""
    if message.channel != "mail":
        return {}
    views = forms.commands(message, policy, message.to.language, "desk@desk.example", "x")
    return {command_called(view.name): tuple(view.lines.splitlines()[1:]) for view in views}


def named(message: Message, case: Case) -> set[str]:
    """The commands that its own sentences name; a receipt tells of what was refused, and names it."""
    if message.name in ("receipt", "linked"):
        return set()
    rendered = render(message, case.complaint, case.policy, identity(case.now))
    own = BELOW_ITS_OWN_WORDS.split(rendered.sms or rendered.text)[0]
    words = (word for line in own.splitlines() if not line.startswith((">", "│")) for word in COMMAND.findall(line))
    return {command_called(word) for word in words} - {""}


def refused(case: Case, message: Message, command: str, lines: tuple[str, ...]) -> list[str]:
    """Why its reader, who answers at once with every line filled in, may not give this command."""
    complaint, policy, now = case.complaint, case.policy, case.now
    assert complaint is not None
    kept = rights.is_kept_from(message.to.mail, command, complaint, policy, now)
    text = answers.reply(answers.Offer(command, lines), message, complaint, policy, now)
    then = Case(policy, complaint=complaint)
    then.take(answers.wrote(text, message, policy, now, "if-order", with_files=True), now)
    found = [p.code for p in then.last.results.problems if p.code in NOT_THEIRS]
    return [*(["reserved"] if kept else []), *found]


def looking() -> Callable[[Case], None]:
    """What is looked at after each decision of a life: each kind of mail once in each state."""
    seen: set[tuple[object, ...]] = set()

    def look(case: Case) -> None:
        for message in case.last.messages:
            extra = message.extra
            state = (case.complaint.status, case.complaint.awaiting, case.complaint.handler, case.complaint.round)
            mail = (message.name, message.channel, message.to.mail, str(extra.get("commands")), extra.get("task"))
            if message.to.role != "customer" and (*mail, *state) not in seen:
                seen.add((*mail, *state))
                what_it_offers_is_accepted(case, message)

    return look


def what_it_offers_is_accepted(case: Case, message: Message) -> None:
    shown = offered(message, case.policy)
    for command in sorted({*shown, *named(message, case)}):
        if COMMANDS[command].needs_complaint:
            why = refused(case, message, command, shown.get(command, ()))
            assert why == [], (message.name, message.to, command, case.complaint.status)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=15)
@given(openings, lives)
def test_every_command_offered_is_accepted_from_its_reader(opening: Opening, steps: Steps):
    live(opening, steps, looking())


def looked_at(case: Case) -> dict[str, set[str]]:
    """The newest decision's mails to staff, each looked at: reader → commands on offer or in its sentences."""
    found: dict[str, set[str]] = {}
    for message in case.last.messages:
        if message.to.role != "customer":
            what_it_offers_is_accepted(case, message)
            found.setdefault(message.to.mail, set()).update(offered(message, case.policy), named(message, case))
    return found


@pytest.mark.parametrize(
    "words", ["没有解决", "谢谢", "还有一件事想问", "我要投诉另一件：司机骂人", "什么时候有结果？"]
)
@pytest.mark.parametrize("before", [referred, answered])
def test_of_a_merged_complaint_the_desk_is_told_only_what_it_can_still_do(before: Callable[[], Case], words: str):
    case = before()
    case.other("merged_in", id="bb", number="LC20260301-0001")
    case.customer(words, "2026-03-03 10:00")
    assert not {"visit", "tell", "split", "resolve", "fill"} & looked_at(case).get(DESK, set())


COUNSEL = """
[[task]]
name = "counsel"
for = "legal"
opens = "referred"
command = "fill"
form = ["facts"]
required = ["facts"]
"""
SECOND = (
    '{ mail = "lena@office.example", name = "Lena", phone = "+8613800001005", roles = ["legal"], language = "en" },'
)
LEO = '\n  { mail = "leo@office.example", name = "Leo", roles = ["legal"], language = "en" },'


def counselled(policy: Policy) -> Case:
    return referred(policy, text="your service is slow")


def test_each_of_several_who_hold_a_role_may_do_what_their_copy_asks():
    policy = read_policy(tomllib.loads(OFFICE.replace(SECOND, SECOND + LEO) + COUNSEL), "office.toml")
    case = counselled(policy)
    asked = looked_at(case)
    assert {mail for mail, commands in asked.items() if "fill" in commands} == {LENA, "leo@office.example"}
    case.staff("leo@office.example", "#fill\nFacts: the contract says so", "2026-03-02 10:00")
    assert (case.problems, case.complaint.open_task("counsel")) == ("", None)


def test_who_stands_in_for_somebody_may_do_what_the_mail_asks():
    case = counselled(with_directory(office(COUNSEL), absences=(away(LENA, OTTO), away(HANS, SARA))))
    asked = looked_at(case)
    assert "fill" in asked[OTTO]
    assert {"resolve", "transfer"} <= asked[SARA]
    case.wind("2026-03-12 18:00")
    for message in case.last.messages:
        what_it_offers_is_accepted(case, message)
