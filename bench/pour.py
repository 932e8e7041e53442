"""`python -m bench.pour [MAILS]`: mails poured in twice, in any order, while processes die. Then: nothing lost, nothing twice.

Half of the second copies are the same notification once more, as SQS and SNS repeat it; half are the same mail once more, as
the servers on its way hand it in, with another id of SES. One in ten of SES's reports that would settle a doubt never comes.
"""

import contextlib
import io
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from bench.flood import Arriving, Flood, mortal
from redress.cli import main as redress
from sandbox import Sandbox
from tests.stories.letters import letter

STORIES = (
    "今天上午9点半我在客运总站坐大巴去济南，检票员态度恶劣，当众骂人，我要投诉。",
    "昨晚 K12 路末班车晚点两个小时，没有任何通知，要求给个说法，我要投诉。",
    "車廂又髒又臭，司機還在駕駛時抽煙，我要投訴。",
    "The driver was rude and shouted at my mother. I want to make a complaint.",
)
ONE_IN = 150  # calls that kill their process
SETTLING = timedelta(minutes=40)  # leases run out, reports are waited for, what failed comes again


def mails(number: int, address: str, dice: random.Random) -> list[Arriving]:
    """Every mail twice, in any order."""
    poured = []
    for n in range(number):
        raw = letter(f"customer{n}@mail.example", address, f"投诉 {n}", f"{dice.choice(STORIES)} 车票尾号 {n}")
        first = f"m{n:07d}"
        second = first if dice.random() < 0.5 else f"again{n:07d}"  # noqa: PLR2004
        poured += [Arriving(first, raw), Arriving(second, raw)]
    dice.shuffle(poured)
    return poured


def faults(flood: Flood, poured: list[Arriving]) -> Iterator[str]:
    """What was lost or happened twice, in words."""
    box = flood.box
    known = [c for c in box._cloud.items("Complaints") if "body" in c]
    wanted = len({mail.raw for mail in poured})
    if len(known) != wanted:
        yield f"{len(known)} complaints for {wanted} matters"
    numbers = Counter(c["number"] for c in known)
    yield from (f"number {number} was given {n} times" for number, n in numbers.items() if n > 1)
    receipts = {item["inbound_id"] for item in box._cloud.items("Inbound", "inbound_id")}
    yield from (f"mail {each} has no receipt" for each in {mail.id for mail in poured} - receipts)
    yield from _acknowledgements(flood, {c["id"] for c in known})
    if left := flood.waiting():
        yield f"{left} items wait in the outbox"
    for queue in ("InboundMail", "DeliveryEvents", "Due"):
        if dead := len(box._cloud.queue(f"{queue}DeadLetters").messages):
            yield f"{dead} dead letters of {queue}"


def _acknowledgements(flood: Flood, complaints: set[str]) -> Iterator[str]:
    """Each complaint has one, sent once; twice only where the outbox says that its first fate was unknown."""
    records = flood.records()
    acknowledged = Counter(r.item.complaint for r in records.values() if r.item.message == "acknowledgement")
    yield from (f"{each} has no acknowledgement" for each in complaints - acknowledged.keys())
    yield from (f"{each} has {n} acknowledgements" for each, n in acknowledged.items() if n > 1)
    for each, times in flood.sent.items():
        if each not in records:
            yield f"message {each} was sent, and no record tells of it"
        elif times > 1 + records[each].item.unknowns:
            yield f"message {each} was sent {times} times"
    yield from (
        f"{r.item.message} {i}: {r.state}" for i, r in records.items() if r.state != "SENT" or not flood.sent[i]
    )


def told(*command: str) -> tuple[int, str]:
    """An operator's command: its exit code and its last line."""
    spoken = io.StringIO()
    with contextlib.redirect_stdout(spoken):
        code = redress(command)
    return code, spoken.getvalue().strip().rpartition("\n")[2]


def poured(number: int, seed: int = 1, one_in: int = ONE_IN) -> dict[str, object]:
    """Plays it; figures, and under `faults` what went wrong."""
    dice = random.Random(seed)  # noqa: S311 - no secret comes of it
    application = mortal(dice, one_in)
    started = time.perf_counter()
    with Sandbox(now="2026-03-02T09:00+08:00", app=application) as box:
        flood = Flood(box, dice)
        flood.tick(box.now)
        coming = mails(number, box.address, dice)
        with application.dying(), contextlib.redirect_stdout(io.StringIO()):
            flood.pour(coming, lambda count: print(f"{count} of {len(coming)}", file=sys.stderr))
            took = time.perf_counter() - started
            flood.settle(box.now + SETTLING)
        dead = len(box._lambdas.dead_letters)
        if dead:
            told("redrive")
            flood.settle(box.now + SETTLING)
        wrong = list(faults(flood, coming))
        checks = [told("verify"), told("reconcile")]
    wrong += [line for code, line in checks if code]
    return {
        "mails poured": len(coming),
        "seconds to pour": round(took, 1),
        "AWS calls": application.calls,
        "processes killed": application.deaths,
        "laid aside and redriven": dead,
        "messages sent": sum(flood.sent.values()),
        "sent twice, fate unknown": sum(times > 1 for times in flood.sent.values()),
        "redress says": [line for _, line in checks],
        "faults": wrong,
    }


def main() -> int:
    """Prints the figures; 1 if anything was lost or happened twice."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    figures = poured(number)
    for name, value in figures.items():
        print(f"{name:28}{value}")
    return int(bool(figures["faults"]))


if __name__ == "__main__":
    sys.exit(main())
