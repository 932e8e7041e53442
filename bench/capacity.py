"""How far one stack and one account carry: `python -m bench.capacity` prints the figures of docs/capacity.md. No measuring, only reckoning.

What a complaint writes is counted by `bench.heat` and held against `UNITS` by a test; quotas are those that AWS publishes (2025).
"""

from collections.abc import Iterator, Mapping
from math import ceil
from pathlib import Path

import msgspec

from chalicelib.aws.sharding import MOST
from chalicelib.clockwork.due_work import DUE_A_TICK

MAILS = 1_000  # that come in, a second
MAILS_IN, MAILS_OUT = 2, 9  # of one complaint's life
OPEN = 10_000_000
PARTITION = 1_000  # write units that a partition takes a second
CHECKS = 6  # due checks of one complaint's life
MAIL_SECONDS, REPORT_SECONDS, CHECK_SECONDS = 0.4, 0.1, 0.4  # that a function's run is taken to last
STORED = 37  # KB of a complaint in all tables, once it is closed
ROW, FREE = 6, 850  # KB of a register's line in memory, MB that a function of 1,024 MB has for them
MINUTE = 60

# (table or index, kind of key): write units of one complaint's life, and what spreads them over partitions
OWN, SHARDS, IDS, NOTHING = "own key", "shards", "ids", "nothing"
UNITS: Mapping[tuple[str, str], tuple[int, str]] = {
    ("Outbox", "pending"): (122, SHARDS),
    ("Outbox", "sent"): (52, OWN),
    ("History", "own"): (38, OWN),
    ("Complaints", "own"): (34, OWN),
    ("Keys", "sent"): (18, OWN),
    ("Keys", "month"): (16, NOTHING),
    ("Keys", "open"): (16, IDS),
    ("Complaints", "due"): (10, SHARDS),
    ("Keys", "delivered"): (9, OWN),
    ("Inbound", "own"): (8, OWN),
    ("Keys", "sender"): (8, OWN),
    ("Keys", "closed"): (8, NOTHING),
    ("Keys", "acks"): (4, OWN),
    ("Keys", "number"): (2, OWN),
    ("Keys", "mid"): (2, OWN),
    ("Keys", "like"): (2, NOTHING),
    ("Keys", "counter"): (1, NOTHING),
}
ON_ONE_KEY = ("month", "like", "counter")  # what a complaint writes at once, if all come at once


class Limit(msgspec.Struct, frozen=True):
    """Something that comes to its end: how much there is of it as shipped, how much one mail a second takes, how far it can be moved."""

    name: str
    shipped: float
    a_mail: float
    at_most: float = float("inf")

    @property
    def mails(self) -> float:
        """Mails a second at which it comes to its end."""
        return self.shipped / self.a_mail

    @property
    def cells(self) -> tuple[str, ...]:
        """As shipped, at which rate that ends, what the rate of this document needs, and the end of what can be set."""
        end = "" if self.at_most == float("inf") else figure(self.at_most / self.a_mail)
        return figure(self.shipped), figure(self.mails), figure(MAILS * self.a_mail), end


def figure(number: float) -> str:
    """A number as it is printed: whole from ten on, with thousands apart."""
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}".removesuffix(".0")  # noqa: PLR2004


def heat() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of each kind of key: units of a life, units a second at this rate, how many partitions these fill."""
    for (table, kind), (units, _) in UNITS.items():
        second = units * MAILS / MAILS_IN
        yield f"{table} {kind}", (figure(units), figure(second), figure(ceil(second / PARTITION)))


def limits() -> list[Limit]:
    """What comes to its end, the first one first."""
    lives = 1 / MAILS_IN  # that begin with each mail
    shared = {kind: units for (_, kind), (units, spread) in UNITS.items() if spread in (SHARDS, NOTHING)}
    found = [
        Limit("SES sending rate", 14, MAILS_OUT * lives),
        Limit("due workers", 2, CHECKS * CHECK_SECONDS * lives),
        Limit("due checks a second", DUE_A_TICK / MINUTE, CHECKS * lives, MOST * DUE_A_TICK / MINUTE),
        Limit("outbox pending", PARTITION, shared["pending"] * lives, MOST * PARTITION),
        Limit("delivery reports", 5, MAILS_OUT * lives * REPORT_SECONDS, 1_000),
        Limit("mail functions", 20, MAIL_SECONDS, 1_000),
        Limit("register month", PARTITION, shared["month"] * lives, PARTITION),
        Limit("due index", PARTITION, shared["due"] * lives, MOST * PARTITION),
        Limit("register closed", PARTITION, shared["closed"] * lives, PARTITION),
        Limit("like cases", PARTITION, shared["like"] * lives, PARTITION),
        Limit("number counter", PARTITION, shared["counter"] * lives, PARTITION),
        Limit(
            "table throughput",
            40_000,
            sum(units for (table, _), (units, _) in UNITS.items() if table == "Outbox") * lives,
        ),
        Limit(
            "account concurrency", 1_000, MAIL_SECONDS + (MAILS_OUT * REPORT_SECONDS + CHECKS * CHECK_SECONDS) * lives
        ),
        Limit("raw mails stored", 3_500, 1),
    ]
    return sorted(found, key=lambda limit: limit.mails)


def outage(messages: int = 100_000, minutes: int = 60) -> Iterator[tuple[str, tuple[str, ...]]]:
    """So many complaints under one counted value within so many minutes: the share of a partition that the hottest keys take."""
    second = messages / (minutes * MINUTE)
    member, read = (
        2,
        2 * 7,
    )  # write units of a member of the count; read units, before the decision and after the commit
    yield "counted value", (figure(second * member), f"{second * member / PARTITION:.0%}")
    yield "counted value read", (figure(second * read), f"{second * read / (3 * PARTITION):.0%}")
    month = UNITS["Keys", "month"][0] / 4  # of a life's four times that the line is written, the first
    yield "register month", (figure(second * month), f"{second * month / PARTITION:.0%}")


def held() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Ten million open complaints: what they take, and how many organisations they must be spread over."""
    rows = FREE * 1_000 // ROW
    yield "open complaints stored", (f"{OPEN * STORED / 1_000_000:,.0f} GB",)
    yield "lines in one list", (figure(rows),)
    yield "organisations at least", (figure(ceil(OPEN / rows)),)
    yield "an idle tick", ("2",)


def account() -> Iterator[tuple[str, tuple[str, ...]]]:
    """How many stacks one account's quotas carry, the scarcest first."""
    alarms = _resources("AWS::CloudWatch::Alarm")
    quotas = {
        "receipt rules": (200, _resources("AWS::SES::ReceiptRule")),
        "alarms": (5_000, alarms),
        "tables": (2_500, _resources("AWS::DynamoDB::Table")),
        "functions kept free": (900, 32),
        "buckets": (10_000, _resources("AWS::S3::Bucket")),
        "stacks": (2_000, 1),
    }
    for name, (quota, each) in sorted(quotas.items(), key=lambda item: item[1][0] // item[1][1]):
        yield name, (figure(quota), figure(each), figure(quota // each))


def _resources(kind: str) -> int:
    """How many resources of a kind the template has."""
    parts = (Path(__file__).parent.parent / "infra").glob("*.yaml")
    return sum(line.strip() == f"Type: {kind}" for part in parts for line in part.read_text("utf-8").splitlines())


def everything() -> dict[str, tuple[str, ...]]:
    """Every row of the document by its name, which stands in its first column."""
    ends = ((limit.name, limit.cells) for limit in limits())
    parts = (
        heat(),
        ((f"{name}:", cells) for name, cells in ends),
        ((f"outage {n}", c) for n, c in outage()),
        held(),
        account(),
    )
    return {name: cells for part in parts for name, cells in part}


def main() -> None:
    """Prints all of them."""
    for name, cells in everything().items():
        print("| " + " | ".join((f"`{name}`", *cells)) + " |")


if __name__ == "__main__":
    main()
