"""What people do in a life: a customer who writes, once or of several matters, staff who do what they are asked, or not, and a post that fails."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint.model import Channel
from chalicelib.core.policy.model import Absence, Clock, Gate, Policy, Rule
from chalicelib.core.policy.vocabulary import count_name
from redress.proving.words import MATTER

Customer = Literal["adds", "thanks", "insists", "rates", "confirms", "second", "again", "names"]
Staff = Literal[
    "answers", "works", "forgets", "mends", "errs", "notes", "transfers", "extends", "invalid", "consents", "refuses",
    "instructs", "registers", "merges", "parts", "assists",
]  # fmt: skip
Post = Literal["bounces", "loses", "machine"]
Does = Customer | Staff | Post

CUSTOMER: tuple[Does, ...] = ("adds", "thanks", "insists", "insists", "rates", "confirms", "second", "again", "names")
STAFF: tuple[Does, ...] = (
    *("answers", "answers", "answers", "works", "works", "works", "works", "forgets", "mends", "errs", "notes"),
    *("transfers", "extends", "invalid", "consents", "refuses", "instructs", "registers", "merges", "parts", "assists"),
)
POST: tuple[Does, ...] = ("bounces", "loses", "machine")
# What leads further than chance does: to an answer, and to what comes of it.
PLOTS: tuple[tuple[Does, ...], ...] = (
    ("works", "forgets", "mends", "works", "works", "rates"),
    ("works", "extends", "consents", "works", "works"),
    ("works", "extends", "refuses", "works", "works", "works"),
    ("works", "transfers", "works", "works", "works"),
    ("works", "invalid", "consents", "works", "insists"),
    ("works", "names", "works", "works", "works"),
    ("works", "works", "refuses", "mends", "consents", "works"),
    ("works", "instructs", "works", "works", "works"),
    ("works", "works", "works", "loses", "works", "insists"),
    ("second", "works", "works", "works", "works", "insists"),
    ("again", "works", "works", "works", "works", "second"),
    ("registers", "works", "works", "works", "works"),
    ("again", "works", "merges", "adds", "works", "works", "insists"),
    ("registers", "merges", "works", "works", "adds", "works", "rates"),
    ("again", "works", "merges", "parts", "works", "works", "works", "rates"),
    ("works", "adds", "parts", "works", "works", "insists"),
    ("again", "registers", "works", "works", "works", "works", "works"),
    ("works", "assists", "works", "works", "works"),
    ("works", "works", "works", "insists", "works", "works", "works", "insists", "works", "works", "works", "insists"),
    ("works", "works", "works", "works", "rates", "works", "confirms"),
)
LATER: dict[Does, int] = {
    "insists": 8640,
    "confirms": 43200,
}  # minutes that pass before it in a plot: after the closing, weeks later
MOST_ACTS = 9
YEAR = 2026
EVES = ((2, 13), (4, 30), (9, 30))  # the last working days before the long holidays, where clocks go wrong
SOON = (2, 5, 20, 60, 180)  # the same where people do what a plot says
PAUSES = (1, 5, 30, 120, 600, 1440, 1440, 4320, 8640)  # minutes between one act and the next
FILLED_IN = {"#": "3", "…": "了"}
COMPLAINS = {"zh-CN": "投诉：{}。", "zh-TW": "投訴：{}。", "en": "I complain: {}."}
NAMES = {"zh-CN": "投诉{}，态度恶劣", "zh-TW": "投訴{}，態度惡劣", "en": "I complain about {}"}


class Act(msgspec.Struct, frozen=True):
    """One act: so many minutes after the life's beginning. `pick` chooses among what is there to answer, to say or to fill in."""

    minute: int
    does: Does
    pick: int = 0


class Life(msgspec.Struct, frozen=True, kw_only=True):
    """A first message, who is away, how many complaints are alike, and what people then do."""

    received: datetime
    text: str
    channel: Channel = "mail"
    language: str = "zh-CN"
    absences: tuple[Absence, ...] = ()
    counts: dict[str, int] = {}
    acts: tuple[Act, ...] = ()


def random_life(chance: Random, policy: Policy) -> Life:
    """One life. The same `chance` gives the same life."""
    received = _received(chance, policy)
    language = policy.languages[0] if chance.random() < 0.7 else chance.choice(policy.languages)  # noqa: PLR2004
    return Life(
        received=received,
        text=_text(chance, policy, language),
        channel=chance.choice(("mail", "mail", "mail", "sms", "sms", "phone")),
        language=language,
        absences=tuple(_absences(chance, policy, received)),
        counts={name: chance.choice((1, 1, 12)) for name in sorted(_counts(policy))},
        acts=tuple(_acts(chance)),
    )


def _received(chance: Random, policy: Policy) -> datetime:
    month, day = chance.choice((*EVES, (3, chance.randint(1, 28)), (chance.randint(1, 12), chance.randint(1, 28))))
    hour = chance.choice((9, 10, 14, 16, chance.randint(0, 23)))
    return datetime(YEAR, month, day, hour, chance.randint(0, 59), tzinfo=ZoneInfo(policy.timezone)).astimezone(UTC)


def _text(chance: Random, policy: Policy, language: str) -> str:
    """Words that the policy's own rules listen for, at times with a colleague's name."""
    heard = sorted({word for word in _words(policy) if word.isascii() == (language == "en")})
    said = [chance.choice(heard) for _ in range(chance.randint(0, 2)) if heard] or [MATTER.get(language, MATTER["en"])]
    people = [person.name for person in policy.directory.people if person.name]
    if people and chance.random() < 0.15:  # noqa: PLR2004
        said.append(NAMES.get(language, NAMES["en"]).format(chance.choice(people)))
    text = COMPLAINS.get(language, COMPLAINS["en"]).format("，".join(said) if language != "en" else ", ".join(said))
    for sign, stands_for in FILLED_IN.items():
        text = text.replace(sign, stands_for)
    return text


def _words(policy: Policy) -> Iterator[str]:
    for rule in policy.rules:
        yield from (word for table in rule.when for test in table if test.kind == "words" for word in test.values)


def _counts(policy: Policy) -> set[str]:
    parts: tuple[Rule | Clock | Gate, ...] = (*policy.rules, *policy.clocks, *policy.gates)
    tests = (test for part in parts for table in (*part.when, *part.unless) for test in table)
    return {count_name(test) for test in tests if test.kind == "count"}


def _absences(chance: Random, policy: Policy, received: datetime) -> Iterator[Absence]:
    mails = [person.mail for person in policy.directory.people]
    if mails and chance.random() < 0.2:  # noqa: PLR2004
        away, deputy = chance.choice(mails), chance.choice((*mails, ""))
        start = received.date() + timedelta(days=chance.randint(0, 3))
        if deputy != away:
            yield Absence(mail=away, start=start, end=start + timedelta(days=chance.randint(0, 9)), deputy=deputy)


def _acts(chance: Random) -> Iterator[Act]:
    if chance.random() < 0.5:  # noqa: PLR2004
        yield from _plotted(chance)
        return
    minute = 0
    for _ in range(chance.randint(0, MOST_ACTS)):
        minute += chance.choice(PAUSES)
        whose = chance.choices((CUSTOMER, STAFF, POST), (3, 9, 1))[0]
        yield Act(minute, chance.choice(whose), chance.randint(0, 99))


def _plotted(chance: Random) -> Iterator[Act]:
    """A plot, with something between at times that nobody expects."""
    minute, plot = 0, chance.choice(PLOTS)
    for does in plot[
        chance.randint(0, 1) if plot[0] == "works" else 0 :
    ]:  # where rules assign, the first work is the answer
        late = does in LATER and chance.random() < 0.5  # noqa: PLR2004
        minute += LATER[does] if late else chance.choice(SOON)
        yield Act(minute, does, chance.choice((0, 1, 2, chance.randint(0, 99))))
        if chance.random() < 0.1:  # noqa: PLR2004
            minute += chance.choice(PAUSES)
            yield Act(minute, chance.choice((*CUSTOMER, *STAFF, *POST)), chance.randint(0, 99))
