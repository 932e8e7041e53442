"""What the sandbox shows of complaints: plain dicts and history entries, read from the emulator's tables."""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any

import msgspec

from chalicelib.aws.bodies import unpacked
from chalicelib.core.complaint import model
from chalicelib.core.complaint.model import Complaint, Deadline
from chalicelib.core.complaint.saying import Said
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.history import entry_text

Row = dict[str, Any]
PARKED = "parked"


class Entry(dict[str, Any]):
    """A line of the history: `at` (aware), `what`, `by`, `reason`, `text`, `raw`; as items and as attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def complaints(items: Iterable[Mapping[str, Any]], zone: tzinfo) -> list[Row]:
    """The complaints among a table's items, in order of their numbers."""
    found = [unpacked(item["body"], Complaint) for item in items if "body" in item]
    return [complaint_row(each, zone) for each in sorted(found, key=lambda complaint: complaint.number)]


def complaint_row(complaint: Complaint, zone: tzinfo) -> Row:
    """A complaint as a plain dict; moments as ISO text in `zone`."""
    row: Row = {name: _plain(getattr(complaint, name), zone) for name in complaint.__struct_fields__}
    row["deadlines"] = {
        each.clock: _deadline(each, zone) for each in sorted(complaint.deadlines, key=lambda d: d.round)
    }
    row["moments"] = {each.name: _local(each.at, zone) for each in complaint.moments}
    return row | {"rules_digest": complaint.rules, "parked": "", "reason": ""}


def parked_rows(receipts: Iterable[Mapping[str, Any]], zone: tzinfo) -> list[Row]:
    """What waits in the holding pen for a person: rows without a number, `parked` telling why."""
    waiting = [item for item in receipts if str(item.get("outcome", "")).startswith(PARKED)]
    return [_parked(item, zone) for item in sorted(waiting, key=lambda item: str(item["at"]))]


def history(items: Iterable[Mapping[str, Any]], complaint_id: str, zone: tzinfo, policy: Policy) -> list[Entry]:
    """A complaint's history in order, in the policy's first language; erased texts are empty."""
    ours = sorted((i for i in items if i["complaint_id"] == complaint_id), key=lambda item: str(item["entry"]))
    personal = {str(item["entry"]).removesuffix("#p"): item for item in ours if str(item["entry"]).endswith("#p")}
    lines = (item for item in ours if not str(item["entry"]).endswith("#p"))
    return [_entry(item, personal.get(str(item["entry"]), {}), zone, policy) for item in lines]


def _entry(item: Mapping[str, Any], personal: Mapping[str, Any], zone: tzinfo, policy: Policy) -> Entry:
    known = {name: str(item.get(name, "")) for name in ("what", "by", "reason", "raw")}
    said = msgspec.json.decode(personal["said"], type=Said) if personal.get("said") else None
    at = datetime.fromisoformat(str(item["at"])).astimezone(zone)
    line = model.Entry(at=at, text=str(personal.get("text", "")), said=said, **known)
    return Entry(at=at, text=entry_text(line, policy, policy.languages[0]), **known)


def _parked(item: Mapping[str, Any], zone: tzinfo) -> Row:
    row = complaint_row(Complaint(id=str(item["inbound_id"]), number="", policy=""), zone)
    reason = str(item["outcome"]).removeprefix(PARKED).lstrip(": ") or PARKED
    at = _local(datetime.fromisoformat(str(item["at"])), zone)
    return row | {"status": PARKED, "parked": reason, "reason": reason, "at": at, "raw": str(item.get("raw", ""))}


def _deadline(deadline: Deadline, zone: tzinfo) -> dict[str, Any]:
    met = _local(deadline.met, zone) if deadline.met else None
    return {"due": _local(deadline.due, zone), "met": met, "round": deadline.round, "provisional": deadline.provisional}


def _local(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds" if not moment.microsecond else "microseconds")


def _plain(value: Any, zone: tzinfo) -> Any:
    match value:
        case datetime():
            return _local(value, zone)
        case msgspec.Struct():
            return {name: _plain(getattr(value, name), zone) for name in value.__struct_fields__}
        case tuple() | list() | frozenset():
            return [_plain(each, zone) for each in value]
        case dict():
            return {name: _plain(each, zone) for name, each in value.items()}
    return value
