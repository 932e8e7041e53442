"""What came of it all, so that two lives can be compared: complaints, every word kept, every message sent, what waits."""

import re
from collections import Counter
from datetime import datetime
from typing import Any

import msgspec
from moto.s3.models import FakeDeleteMarker, s3_backends

from chalicelib.aws.bodies import unpacked
from chalicelib.core.register.indexing import digest
from sandbox import Sandbox
from sandbox.events import ACCOUNT

TABLES = ("Complaints", "History", "Outbox", "Inbound", "Keys")
NAMED = re.compile(r"@qq\.com|@163\.com|@spam\.example|\+86\d{11}")
NUMBER = re.compile(r"[A-Z]{2}\d{8}-\d{4,}")


class Outcome(msgspec.Struct, frozen=True):
    """The end of a life. Numbers may have gaps and a late sweep its own minute, so that both are left out."""

    complaints: dict[str, tuple[Any, ...]]
    history: dict[str, list[tuple[str, ...]]]
    sent: dict[tuple[str, str], list[str]]  # by complaint and recipient, in order
    waiting: Counter[tuple[str, ...]]
    receipts: dict[str, str]
    named: set[str]  # where somebody's address or number stands
    objects: dict[str, str]  # what lies in the bucket, published policies with their content
    problems: list[str]

    def extra(self, expected: "Outcome") -> Counter[tuple[str, str, str]]:
        """Messages that went out more often than expected."""
        return _each(self.sent) - _each(expected.sent)


def _by_id(text: str, known: list[dict[str, Any]]) -> str:
    """A receipt's outcome with ids in place of complaints' numbers: a number that a process took before it died is left out."""
    for complaint in known:
        text = text.replace(complaint["number"], complaint["id"])
    return text


def outcome(box: Sandbox) -> Outcome:
    """What there is now."""
    known = [c for c in box.complaints() if c["number"]]
    numbers = [c["number"] for c in known]
    problems = [f"number twice: {n}" for n, count in Counter(numbers).items() if count > 1]
    problems += [f"laid aside: {letter.error}" for letter in box.dead_letters]
    return Outcome(
        complaints={c["id"]: _what(c) for c in known},
        history={c["id"]: [_line(e) for e in box.history(c["number"])] for c in known},
        sent=sent(box),
        waiting=_waiting(box),
        receipts={
            i["inbound_id"]: _by_id(i["outcome"], known)
            for i in box._cloud.items("Inbound")
            if i["inbound_id"][:5] != "twin#"
        },
        named={table for table in TABLES if any(NAMED.search(str(item)) for item in box._cloud.items(table))},
        objects=_objects(box),
        problems=problems,
    )


def sent(box: Sandbox) -> dict[tuple[str, str], list[str]]:
    """The messages that each reader got about each complaint, in order, by name and an answer's files; texts by their words."""
    found: dict[tuple[str, str], list[str]] = {}
    for mail in box.mails:
        about, name = (mail.tags.get(tag, [""])[0] for tag in ("complaint", "message"))
        files = [f"{file.name}: {len(file.content)}" for file in mail.attachments] if name == "outcome" else []
        found.setdefault((about, mail.to[0]), []).append(" + ".join((name, *files)))
    for text in box.texts:
        found.setdefault(("", text.to), []).append(NUMBER.sub("#", text.text))
    return found


def _objects(box: Sandbox) -> dict[str, str]:
    """Of a published policy its words as their digest; of all else only that it lies there."""
    bucket = s3_backends[ACCOUNT]["aws"].buckets[box._cloud.names["MailBucket"]]
    lying = {key: newest for key, newest in bucket.keys.items() if not isinstance(newest, FakeDeleteMarker)}
    return {key: digest(str(each.value)) if key.startswith("policy/") else "" for key, each in lying.items()}


def _what(complaint: dict[str, Any]) -> tuple[Any, ...]:
    names = (
        "status",
        "kind",
        "category",
        "department",
        "handler",
        "satisfaction",
        "escalation_level",
        "text",
        "outcome",
    )
    return tuple(complaint[name] for name in names)


def _line(entry: Any) -> tuple[str, ...]:
    return tuple(NUMBER.sub("#", part) for part in (entry.what, entry.by, entry.reason, entry.text))


def _waiting(box: Sandbox) -> Counter[tuple[str, ...]]:
    """What still lies in the outbox; what ought to have gone long ago is told apart."""
    found: Counter[tuple[str, ...]] = Counter()
    for item in box._cloud.items("Outbox"):
        if item["queue"].startswith("pending#"):
            body = unpacked(item["body"], dict[str, Any])
            late = "late" if datetime.fromisoformat(item["position"].partition("#")[0]) <= box.now else "later"
            found[
                (
                    late,
                    item["state"],
                    body["complaint"],
                    body.get("message", ""),
                    body.get("recipient", ""),
                    body["channel"],
                )
            ] += 1
    return found


def _each(sent: dict[tuple[str, str], list[str]]) -> Counter[tuple[str, str, str]]:
    return Counter((*key, name) for key, names in sent.items() for name in names)
