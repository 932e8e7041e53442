"""`python -m bench.month [POLICY...]`: what thirty-five complaints of a month have everybody read, by kind of mail and by reader.

They come in people's own words, and everybody answers the mails that they get; three handlers do not, and some customers are not content. Who answers what is played through `decide` first (`redress.simulation`), each complaint by itself. Its letters are then written
again in the sandbox, as replies to the mails that are there. The words are those by which the sorting is measured.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import heappop, heappush
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint.facts import StaffWrote, SurveyAnswered
from chalicelib.core.policy.model import Policy
from chalicelib.policies import names, packaged
from redress.proving.playing import Step
from redress.simulation.life import Scenario, _Life, _speaking
from redress.simulation.stories import Story
from sandbox import Sandbox
from sandbox.sent import SentMail
from sandbox.staff import compose, reply
from tests.stories.acts import survey_link
from tests.stories.letters import letter

SORTING = Path(__file__).parent.parent / "tests" / "sorting"
BEGINS = datetime.fromisoformat("2026-03-02")  # a Monday, by the organisation's clocks
COMPLAINTS, DAYS = 35, 30
# What becomes of every seventh and so on; whoever is silent has the whole ladder of chases follow.
STORIES: dict[int, Story] = {3: "dissatisfied", 11: "extension", 17: "invalid", 22: "dissatisfied", 27: "extension"}
SILENT = {8: frozenset({"handler"}), 19: frozenset({"handler"}), 30: frozenset({"handler"})}
WATCHED = 14  # days that each complaint is followed


class Month(msgspec.Struct, frozen=True):
    """What a month had everybody read, and by which addresses the customers wrote."""

    policy: Policy
    mails: tuple[SentMail, ...]
    customers: frozenset[str]
    complaints: tuple[dict[str, object], ...]


def words(name: str, number: int) -> list[str]:
    """So many complaints that people might write to that organisation, the same every time."""
    text = (SORTING / f"{name}.tsv").read_text(encoding="utf-8")
    found = [row["text"] for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)]
    Random(name).shuffle(found)  # noqa: S311 - nothing to be kept secret
    return found[:number]


def scenarios(name: str, policy: Policy, number: int = COMPLAINTS, days: int = DAYS) -> Iterator[Scenario]:
    """Each complaint of the month with when it comes and what becomes of it."""
    chance = Random(name)  # noqa: S311 - nothing to be kept secret
    begins = BEGINS.replace(tzinfo=ZoneInfo(policy.timezone))
    for nth, text in enumerate(words(name, number)):
        received = begins + timedelta(days=days * nth // number, hours=8, minutes=chance.randint(0, 12 * 60))
        story = STORIES.get(nth, "answered")
        yield Scenario(received=received, text=text, story=story, silent=SILENT.get(nth, frozenset()), days=WATCHED)


def played(name: str, number: int = COMPLAINTS, days: int = DAYS) -> Month:
    """The month as it went in the sandbox."""
    policy = packaged(name)
    with Sandbox(name, now=BEGINS.replace(tzinfo=ZoneInfo(policy.timezone)), undo=True) as box:
        month = _Month(box, policy)
        for nth, scenario in enumerate(scenarios(name, policy, number, days)):
            month.plan(f"customer{nth:02}@mail.example", scenario)
        month.run(BEGINS.replace(tzinfo=ZoneInfo(policy.timezone)) + timedelta(days=days + 2))
        return Month(policy, tuple(box.mails), frozenset(month.numbers), tuple(box.complaints()))


class _Month:
    """The sandbox, and what is still to happen in it."""

    def __init__(self, box: Sandbox, policy: Policy) -> None:
        self.box, self.policy = box, policy
        self.numbers: dict[str, str] = {}  # by the customer's address
        self.queue: list[tuple[datetime, int, str, Step | Scenario]] = []

    def plan(self, customer: str, scenario: Scenario) -> None:
        """What was played of one complaint is to be written in the sandbox."""
        self.numbers[customer] = ""
        life = _Life(_speaking(self.policy, self.policy.languages[0]), scenario)
        life.run()
        self._later(scenario.received, customer, scenario)
        for step in life.steps:
            if isinstance(step.fact, StaffWrote | SurveyAnswered):
                self._later(step.at, customer, step)

    def run(self, until: datetime) -> None:
        """All of it, then the rest of the time."""
        while self.queue and self.queue[0][0] <= until:
            at, _, customer, act = heappop(self.queue)
            self.box.wind(to=max(at, self.box.now))
            self._act(customer, act)
        self.box.wind(to=until)

    def _later(self, at: datetime, customer: str, act: Step | Scenario) -> None:
        heappush(self.queue, (at.astimezone(self.box.zone), len(self.queue), customer, act))

    def _act(self, customer: str, act: Step | Scenario) -> None:
        if isinstance(act, Scenario):
            self.box.email(letter(customer, self.box.address, "", act.text))
            self.numbers[customer] = [c["number"] for c in self.box.complaints() if c["number"]][-1]
        elif isinstance(act.fact, StaffWrote):
            self.box.email(self._written(self.numbers[customer], act))
        elif isinstance(act.fact, SurveyAnswered):
            asked = [m for m in self.box.mails if customer in m.to and "/s/" in m.text]
            if asked:
                self.box.post(survey_link(asked[-1]), {"score": str(act.fact.score), "words": act.fact.words})

    def _written(self, number: str, step: Step) -> bytes:
        fact = step.fact
        assert isinstance(fact, StaffWrote)
        files = [(each.name, each.content_type, b"\xff\xd8 a file") for each in fact.writing.evidence]
        own = step.answered is not None and step.answered.message.to.mail == fact.by
        asked = step.answered.message if step.answered and own else None  # nobody answers a colleague's mail
        found = [
            m for m in self.box.mails if number in m.subject and asked and asked.to.mail in m.to and _is(m, asked.name)
        ]
        if not found:
            return compose(
                fact.by, self.box.address, f"[{number}]", fact.writing.text, at=self.box.now, attachments=files
            )
        subject = step.answered.rendered.subject.partition("]")[2] if step.answered else ""
        same = [m for m in found if m.subject.partition("]")[2] == subject]
        return reply((same or found)[-1], fact.writing.text, sender=fact.by, at=self.box.now, attachments=files)


def _is(mail: SentMail, name: str) -> bool:
    return mail.tags.get("message", [""])[0] == name


def told(month: Month) -> str:
    """The month in lines: how many mails of each kind, and who of the staff reads how many."""
    to_staff = [mail for mail in month.mails if month.customers.isdisjoint(mail.to)]
    kinds = Counter(mail.tags["message"][0] for mail in to_staff)
    readers = Counter(mail.to[0] for mail in to_staff)
    lines = (", ".join(f"{name} {count}" for name, count in found.most_common()) for found in (kinds, readers))
    return "\n  ".join((f"{month.policy.name}: {len(month.mails)} mails, {len(to_staff)} of them to staff", *lines))


if __name__ == "__main__":
    for each in sys.argv[1:] or names():
        print(told(played(each)), flush=True)
