"""Nothing is lost and nothing is sent twice, whatever AWS call of whatever flow goes wrong, in whatever manner.

The calls are found, not listed: a flow is played once to see them, and then again for each call and each manner of failing.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from chalicelib import policies
from chalicelib.aws.clients import client
from chalicelib.policies import packaged
from redress.publishing import publish
from sandbox import Sandbox
from tests.faults.branches import Moment, back_to, remembered
from tests.faults.breaking import Breaker, Call, Killed, Manner, manners
from tests.faults.flows import FLOWS, Act
from tests.faults.outcomes import Outcome, outcome

PACKAGED = Path(policies.__file__).parent
THOROUGH = frozenset({"a_new_mail", "a_customers_reply", "an_answer", "a_merger", "a_new_text", "a_bounce"})
SETTLED = 33  # minutes: leases end, doubts are settled, what was throttled is tried again


class Stage(msgspec.Struct):
    """A sandbox with somebody between it and AWS, and its first moment."""

    box: Sandbox
    breaker: Breaker
    start: Moment


@pytest.fixture(scope="module")
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One sandbox for all flows of a policy."""
    policy: str = request.param
    if policy == "monthly":
        policy = str(_with_one_report(tmp_path_factory.mktemp("policy")))
    breaker, follows = Breaker(), policy == "published"
    settings = {"POLICY": "s3:"} if follows else {}
    policy = "liaocheng-transport" if follows else policy
    with Sandbox(policy=policy, now="2026-03-02T09:00+08:00", settings=settings) as box, breaker.watching():
        if follows:
            publish(packaged(policy), client("s3"), box._cloud.names["MailBucket"])
        box.tick()
        yield Stage(box, breaker, remembered(box))


def _with_one_report(folder: Path) -> Path:
    """The bus company's procedure with its ledger as the only report."""
    text = (PACKAGED / "liaocheng-transport.toml").read_text("utf-8").replace('"liaocheng-transport"', '"monthly"', 1)
    head, *reports = re.split(r"^\[\[report\]\]\n", text, flags=re.MULTILINE)
    rest = reports[-1].partition("\n[directory]")[2]
    (ledger,) = (report for report in reports if 'kind = "ledger"' in report)
    (folder / "monthly.toml").write_text(f"{head}[[report]]\n{ledger}\n[directory]{rest}", "utf-8")
    return folder / "monthly.toml"


class Life:
    """One flow from its beginning, played as often as wanted."""

    def __init__(self, stage: Stage, flow: str) -> None:
        self.box, self.breaker = stage.box, stage.breaker
        back_to(self.box, stage.start)
        self.breaker.prepare()
        self.box.reports_delivery = True
        self.act: Act = FLOWS[flow][1](self.box)
        self.begun = remembered(self.box)
        self.act()
        self.box.reports_delivery = self.box.now > self.begun.now  # where time goes by, reports come in that time
        self.at_once, self.calls = self.first()
        self.later = self._later()

    def first(self, number: int = -1, manner: Manner = "fails") -> tuple[Outcome, list[Call]]:
        """What has come of it when the queues are empty, and the calls that were made; SES has told nothing yet."""
        back_to(self.box, self.begun)
        self.breaker.prepare(number, manner)
        with suppress(Killed):
            self.act()
        calls = list(self.breaker.calls)
        self.box._settle()  # the queues bring back what a dead process had in its hands
        return outcome(self.box), calls

    def _later(self) -> Outcome:
        """What has come of it when SES has told what it delivered and the sweep has been by."""
        for mail in self.box.mails[self.begun.mails :]:
            self.box._put_report(mail, "Delivery")
        self.box._settle()
        self.box.wind(minutes=SETTLED)
        return outcome(self.box)

    def mended(self, number: int, manner: Manner) -> Iterator[str]:
        """What is not as it would have been, had the call of that number not gone wrong."""
        found, _ = self.first(number, manner)
        assert self.breaker.happened
        if found != self.at_once:  # what is the same now has the same future
            yield from differences(self._later(), self.later, self.breaker.counts)


def own_calls(calls: list[Call]) -> Iterator[tuple[int, Call]]:
    """The calls to be broken: reports of deliveries are a flow of their own, and so is a minute in which nothing is due.

    Of many deletions in a row the first and the last: between them each is as the one before.
    """
    functions = {call.function for call in calls}
    alone = Counter((call.function, call.invocation) for call in calls)
    for number, call in enumerate(calls):
        reported = call.function == "delivery_reported" and functions - {"delivery_reported"}
        idle = call.function == "tick" and alone[call.function, call.invocation] == 2
        around = {each.operation for each in calls[max(number - 1, 0) : number + 2]}
        amid = 0 < number < len(calls) - 1 and around == {"DeleteItem"}
        if not (reported or idle or amid):
            yield number, call


@pytest.mark.parametrize(("stage", "flow"), [(policy, name) for name, (policy, _) in FLOWS.items()], indirect=["stage"])
def test_whatever_call_goes_wrong_all_is_kept_and_each_is_told_once(stage: Stage, flow: str) -> None:
    life = Life(stage, flow)
    assert not life.later.problems
    assert not [each for each in life.later.waiting if each[0] == "late"]
    wrong = [
        f"{manner} at {number}: {each}"
        for number, manner in mishaps(life, flow)
        for each in life.mended(number, manner)
    ]
    assert not wrong, "\n".join(wrong)


def mishaps(life: Life, flow: str) -> Iterator[tuple[int, Manner]]:
    """A second copy of it all, and whatever may go wrong around each call.

    Where flows have their calls in common with others, a call that writes fails and is the last of its process in each of
    them, and what else may go wrong around it is dealt out in turns.
    """
    broken = list(own_calls(life.calls))
    assert broken
    yield broken[0][0], "twice at once"
    for place, (number, call) in enumerate(broken):
        always, others = manners(call)[:2], manners(call)[2:]
        turn = (place + len(flow)) % len(others) if others else 0
        chosen = others if flow in THOROUGH else others[turn : turn + 1]
        yield from ((number, manner) for manner in (*always, *chosen))


@pytest.mark.parametrize("stage", ["liaocheng-transport"], indirect=True)
def test_what_was_sent_without_our_knowing_is_counted_and_ses_settles_it(stage: Stage) -> None:
    life = Life(stage, "a_new_mail")
    number = next(number for number, call in enumerate(life.calls) if call.operation == "SendEmail")
    assert not list(life.mended(number, "unanswered"))
    assert (life.breaker.counts["Unknown"] >= 1, life.breaker.counts["Resent"]) == (True, 0)
    life.first(number, "unanswered")  # and if SES never tells:
    life.box.wind(minutes=SETTLED)
    again = outcome(life.box).extra(life.later)
    assert [name for *_, name in again.elements()] == ["acknowledgement"]
    assert life.breaker.counts["Resent"] == 1


def differences(found: Outcome, expected: Outcome, counts: Counter[str]) -> Iterator[str]:
    """What is not as it would have been had nothing gone wrong. A text, of which nobody reports, may go out again if counted."""
    again = found.extra(expected)
    for part in Outcome.__struct_fields__:
        one, other = getattr(found, part), getattr(expected, part)
        if one != other and not (
            part == "sent" and again and set(again) <= set(texts(expected)) and again.total() <= counts["Resent"]
        ):
            yield f"{part}: {one} instead of {other}"


def texts(expected: Outcome) -> Iterator[tuple[str, str, str]]:
    return ((about, to, words) for (about, to), told in expected.sent.items() for words in told if to.startswith("+"))
