"""How fast, as ratios within one run: what a machine does not change. Own CPU time, never that of an emulator."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from chalicelib import policies
from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.facts import CustomerWrote, Writing
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.handling import decide
from chalicelib.core.people.tokens import Ring, alike
from chalicelib.inbound.email_message import parse
from chalicelib.render import render
from chalicelib.render.sender_identity import SenderIdentity
from tests.stories.acts import CUSTOMER, RUDE
from tests.stories.letters import letter

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
ROUNDS = 200
ADDRESS = "complaints@lc.example"
STARTED = (
    "email_arrived",
    "text_arrived",
    "delivery_reported",
    "due_arrived",
    "tick",
    "retention",
    "app",
    "history_written",
)


def cpu(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """CPU seconds of one round, the best of five tries."""
    work()
    tries = []
    for _ in range(5):
        started = time.process_time()
        for _ in range(rounds // 5):
            work()
        tries.append((time.process_time() - started) / (rounds // 5))
    return min(tries)


def steps() -> dict[str, float]:
    """CPU seconds of each step of a new mail."""
    policy = policies.by_name_or_path("liaocheng-transport")
    raw = letter(CUSTOMER, ADDRESS, "投诉", RUDE)
    fact = CustomerWrote(
        id="1",
        at=NOW,
        complainant=Complainant(mail=CUSTOMER),
        channel="mail",
        writing=Writing(text=RUDE, subject="投诉"),
    )
    opened = Context(complaint_id=f"{1:020x}", number="LC20260302-0001")
    decision = decide(None, fact, policy, opened, NOW)
    identity = SenderIdentity(
        address=ADDRESS,
        sms_number="",
        sender=ADDRESS,
        base_url="https://x.example",
        keys=alike(Ring(1, {1: bytes(32)})),
        now=NOW,
        message_domain="lc.example",
    )
    return {
        "parse the mail": cpu(lambda: parse(raw)),
        "decide": cpu(lambda: decide(None, fact, policy, opened, NOW)),
        f"render {len(decision.messages)} mails": cpu(
            lambda: [render(message, decision.complaint, policy, identity) for message in decision.messages]
        ),
    }


def cold(module: str, function: str = "app.history_written") -> float:
    """CPU seconds in which a fresh interpreter imports a module, beside starting itself; `function` is the one that Lambda would start."""
    code = f"import time; s = time.process_time(); import {module}; print(time.process_time() - s)"
    environment = {"AWS_DEFAULT_REGION": "us-east-1", "PATH": "", "_HANDLER": function}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)  # noqa: S603
    return float(done.stdout.splitlines()[-1])


def main() -> None:
    """Prints each step's share, and what a cold start imports."""
    measured = steps()
    least = measured["decide"]
    print(f"{'a new mail, own CPU':28}{'ms':>8}{'decide = 1':>14}")
    for name, seconds in measured.items():
        print(f"{name:28}{1000 * seconds:8.2f}{seconds / least:14.2f}")
    boto = cold("boto3")
    functions = {name: cold("app", f"app.{name}") for name in STARTED}
    print(f"\n{'cold import':28}{'ms':>8}{'boto3 = 1':>14}")
    for name, seconds in (*functions.items(), ("boto3 alone", boto)):
        print(f"{name:28}{1000 * seconds:8.0f}{seconds / boto:14.2f}")


if __name__ == "__main__":
    main()
