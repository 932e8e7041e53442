"""`redress doctor`: is everything that the stack needs in place? A plain answer to each question, and what to do."""

import argparse
import sys
from collections.abc import Callable, Iterator
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.aws.secrets import SecretError
from chalicelib.core.policy.model import PolicyError
from redress import rehearsal
from redress.doctor import around, emulated, inside, mail, round_trip
from redress.doctor.answers import Answer, Patient, Resolver
from redress.doctor.names import Dns
from redress.parsing import WRONG_CALL, meant
from redress.printing import as_json, with_json
from redress.stack import DENIED, CallError, Stack, StackError, explained

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
    ("tables", around.tables),
    ("raw mails", inside.raw_mails),
    ("clockwork", inside.clockwork),
    ("outbox", inside.outbox),
    ("shards", inside.shards),
    ("retention", inside.retention),
    ("staff domains", mail.staff_domains),
    ("alarms", around.alarms),
)
QUESTIONS = tuple(name.replace(" ", "-") for name, _ in EXAMINATIONS)  # as one word each
MARKS = {"good": "ok   ", "look": "LOOK ", "bad": "BAD  ", "unseen": "-    "}


def register(commands: Any) -> None:
    """Adds the command."""
    words = "examine a deployed stack: mail, texts, queues, keys, policy, people's domains"
    doctor = commands.add_parser("doctor", help=words, description=words)
    doctor.add_argument("questions", nargs="*", metavar="QUESTION", help=", ".join(QUESTIONS))
    words = "send a test mail through every hop and wait until it comes back; with questions, after those"
    doctor.add_argument("--round-trip", action="store_true", help=words)
    with_json(doctor)
    doctor.set_defaults(run=_doctor)


def _doctor(chosen: argparse.Namespace) -> int:
    names = {name.lower(): name for name, _ in EXAMINATIONS}
    asked = [names.get(said := each.replace("-", " ").lower(), said) for each in chosen.questions]
    if unknown := [each for each in asked if each.lower() not in names]:
        print(f"no such question: {', '.join(unknown)}; {meant(unknown[0], QUESTIONS)}", file=sys.stderr)
        return WRONG_CALL
    patient, questions = Patient(Stack(chosen.stack)), asked or ([] if chosen.round_trip else list(names.values()))
    if not chosen.json:
        return examine(patient, Dns(), questions, trip=chosen.round_trip)
    found = list(answered(patient, Dns(), questions, trip=chosen.round_trip))
    print(as_json([{"question": name, "mark": answer.mark, "text": answer.text} for name, answer in found]))
    return max((int(answer.mark == "bad") for _, answer in found), default=0)


def examine(patient: Patient, resolver: Resolver, questions: list[str], *, trip: bool = False) -> int:
    """Prints an answer or several to each question, each cause once. 1 if anything is bad, 0 if at most something is to be looked at."""
    telling = Telling()
    for name, answer in answered(patient, resolver, questions, trip=trip):
        telling.hear(name, answer)
    return telling.end()


def answered(
    patient: Patient, resolver: Resolver, questions: list[str], *, trip: bool = False
) -> Iterator[tuple[str, Answer]]:
    """The answers as they are found, each with its question. With `trip` a test mail is sent through every hop, too."""
    patient.resolver = resolver
    if absent := _absent(patient):
        yield "stack", absent
        return
    asked = [(name, examination) for name, examination in EXAMINATIONS if name in questions]
    for name, examination in (*asked, *([("round trip", round_trip.examined)] if trip else [])):
        told = emulated.untold(name) if rehearsal.is_one() else None
        yield from ((name, answer) for answer in ([told] if told else _found(examination, patient)))


class Telling:
    """What is printed: of what has one cause, the first that was found, and at the end what else comes of it."""

    def __init__(self) -> None:
        self.worst = 0
        self.unseen: list[str] = []
        self._told: dict[str, str] = {}  # by cause, the question that told of it
        self._besides: dict[str, list[str]] = {}  # by that question

    def hear(self, name: str, answer: Answer) -> None:
        """One more answer to a question."""
        self.worst = max(self.worst, int(answer.mark == "bad"))
        self.unseen += [name] * (answer.mark == "unseen")
        if answer.cause in self._told:
            first = self._told[answer.cause]
            self._besides.setdefault(first, []).append(answer.about or name)
            self._told.setdefault(name, first)
            return
        print(f"{MARKS[answer.mark]} {name}: {answer.text}", flush=True)
        if answer.mark in ("look", "bad"):
            self._told |= {cause: name for cause in (name, answer.cause) if cause}

    def end(self) -> int:
        """The rest; 1 if anything was bad."""
        for name, labels in self._besides.items():
            print(f"      {name}: the same tells in {', '.join(dict.fromkeys(labels))}")
        print("Something needs mending." if self.worst else "Nothing needs mending.")
        if self.unseen:
            print(f"Nothing to mend, but not seen in an emulator; examined on AWS: {', '.join(self.unseen)}.")
        return self.worst


def _absent(patient: Patient) -> Answer | None:
    """That there is no such stack, or that it cannot be reached: then there is no more to ask."""
    try:
        _ = patient.stack.resources, patient.stack.settings
    except (ClientError, BotoCoreError) as error:
        return Answer.bad(explained(error))
    except CallError:
        raise
    except StackError as error:
        return Answer.bad(str(error))
    return None


def _found(examination: Examination, patient: Patient) -> Iterator[Answer]:
    """What an examination finds, as it finds it; that it could not be carried out is an answer, too."""
    try:
        yield from examination(patient)
    except (ClientError, BotoCoreError) as error:
        yield Answer.bad(f"could not be examined. {explained(error)}", _of(error))
    except PolicyError as error:
        yield Answer.bad(f"{error}; redress policy publish FILE", "policy")
    except (StackError, SecretError) as error:
        yield Answer.bad(str(error), str(error))


def _of(error: ClientError | BotoCoreError) -> str:
    """What an error comes from, in so far as another question's may come from the same: missing rights, no network."""
    if isinstance(error, ClientError):
        code = error.response["Error"]["Code"]
        return "rights" if code in DENIED else ""
    return type(error).__name__
