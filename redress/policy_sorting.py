"""How well a policy's rules and examples sort: each fifth of the examples, by the rules and the other four fifths."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.facts import CustomerWrote, Writing
from chalicelib.core.complaint.model import Complainant, Complaint
from chalicelib.core.handling import decide
from chalicelib.core.handling.judge.routing import UNCERTAIN
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.vocabulary import value_of

PARTS = 5
SHOWN = 5  # confusions of a fact, the commonest
ANY_DAY = datetime(2026, 3, 2, 3, tzinfo=UTC)
Examples = dict[str, tuple[str, ...]]


class Taken(msgspec.Struct, frozen=True):
    """Examples of one value that are taken for another ("" for none), how many."""

    wanted: str
    got: str
    count: int

    def __str__(self) -> str:
        """As it is printed."""
        return f"  {self.wanted} taken for {self.got or 'nothing'}: {self.count}"


class Sorted(msgspec.Struct, frozen=True):
    """How a fact's examples sort, each by the rules and the others: how many, how many right, left to the desk, and wrong."""

    fact: str
    examples: int
    right: int
    desk: int
    wrong: int
    commonest: tuple[Taken, ...]

    def __str__(self) -> str:
        """As it is printed."""
        head = (
            f"{self.fact}: {self.right} of {self.examples} examples as they stand ({self.right / self.examples:.0%}), each sorted "
            f"by the others; {self.desk} more left to the desk, {self.wrong} wrong"
        )
        return "\n".join((head, *map(str, self.commonest)))


def sorting(policy: Policy) -> Iterator[Sorted]:
    """For each fact that has examples how they sort, and what is most often taken for what."""
    for fact, examples in policy.examples.items():
        taken = list(_taken(policy, fact, examples))
        right = sum(want == got for want, got, _ in taken)
        desk = sum(want != got and left for want, got, left in taken)
        wrong = Counter((want, got) for want, got, left in taken if want != got and not left)
        commonest = tuple(Taken(want, got, count) for (want, got), count in wrong.most_common(SHOWN))
        yield Sorted(fact, len(taken), right, desk, len(taken) - right - desk, commonest)


def _taken(policy: Policy, fact: str, examples: Examples) -> Iterator[tuple[str, str, bool]]:
    """For each example: what it is, what it is taken for, and whether the desk is asked."""
    for part in range(PARTS):
        others = {
            value: tuple(t for i, t in enumerate(texts) if i % PARTS != part) for value, texts in examples.items()
        }
        taught = msgspec.structs.replace(policy, examples={**policy.examples, fact: others})
        for value, texts in examples.items():
            for text in texts[part::PARTS]:
                found = _complaint(taught, text)
                left = UNCERTAIN in found.flags or not found.department
                yield value, _got(found, fact, value), left


def _got(found: Complaint, fact: str, wanted: str) -> str:
    value = (found.unit or found.department) if fact == "unit" else value_of(found, fact)
    return UNCERTAIN if wanted == UNCERTAIN and (UNCERTAIN in found.flags or not value) else value


def _complaint(policy: Policy, text: str) -> Complaint:
    """What comes of a customer's first mail."""
    customer = Complainant(mail="customer@example.com")
    fact = CustomerWrote(id="example", at=ANY_DAY, complainant=customer, channel="mail", writing=Writing(text=text))
    context = Context(complaint_id="0" * 20, number=f"{policy.prefix}20260302-0001")
    decided = decide(None, fact, policy, context, ANY_DAY).complaint
    if decided is None:
        raise ValueError(f"nothing comes of: {text}")
    return decided
