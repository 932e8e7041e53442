"""`redress doctor`: is everything that the stack needs in place? A plain answer to each question, and what to do."""

import argparse
from collections.abc import Callable, Iterator
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from redress.doctor import around, inside, mail
from redress.doctor.answers import Answer, Patient, Resolver
from redress.doctor.names import Dns
from redress.stack import Stack, StackError, explained

Examination = Callable[[Patient], Iterator[Answer]]

EXAMINATIONS: tuple[tuple[str, Examination], ...] = (
    ("signing keys", inside.signing_keys),
    ("policy", inside.policy),
    ("identity", mail.identity),
    ("sending", mail.account),
    ("MX record", mail.mx_record),
    ("receipt rules", mail.receipt_rules),
    ("delivery reports", mail.delivery_reports),
    ("texts", around.texts),
    ("caps", around.caps),
    ("queues", around.queues),
    ("dead letters", around.dead_letters),
    ("alarms", around.alarms),
    ("tables", around.tables),
    ("raw mails", inside.raw_mails),
    ("clockwork", inside.clockwork),
    ("outbox", inside.outbox),
    ("shards", inside.shards),
    ("retention", inside.retention),
    ("staff domains", mail.staff_domains),
)
MARKS = {"good": "ok   ", "look": "LOOK ", "bad": "BAD  "}


def register(commands: Any) -> None:
    """Adds the command."""
    words = "examine a deployed stack: mail, texts, queues, keys, policy, people's domains"
    doctor = commands.add_parser("doctor", help=words, description=words)
    doctor.add_argument("questions", nargs="*", metavar="QUESTION", help=", ".join(name for name, _ in EXAMINATIONS))
    doctor.set_defaults(run=_doctor)


def _doctor(chosen: argparse.Namespace) -> int:
    names = [name for name, _ in EXAMINATIONS]
    if unknown := [each for each in chosen.questions if each not in names]:
        print(f"no such question: {', '.join(unknown)}; there are: {', '.join(names)}")
        return 2
    return examine(Patient(Stack(chosen.stack)), Dns(), chosen.questions or names)


def examine(patient: Patient, resolver: Resolver, questions: list[str]) -> int:
    """Prints an answer or several to each question. 1 if anything is bad, 0 if at most something is to be looked at."""
    patient.resolver = resolver
    worst = 0
    for name, examination in EXAMINATIONS:
        for answer in _answers(examination, patient) if name in questions else ():
            print(f"{MARKS[answer.mark]} {name}: {answer.text}")
            worst = max(worst, int(answer.mark == "bad"))
    print("Something needs mending." if worst else "Nothing needs mending.")
    return worst


def _answers(examination: Examination, patient: Patient) -> list[Answer]:
    """What an examination found; that it could not be carried out is an answer, too."""
    try:
        return list(examination(patient))
    except (ClientError, BotoCoreError) as error:
        return [Answer.bad(f"could not be examined. {explained(error)}")]
    except StackError as error:
        return [Answer.bad(str(error))]
