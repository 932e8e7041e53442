"""`redress keys`: the keys that sign links and reply addresses, for each use apart: made, renewed, taken away."""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import boto3
import msgspec

from chalicelib.arrivals.mails import CONFIRM_DAYS
from chalicelib.aws import secrets
from chalicelib.core.people.tokens import USES, VERSIONS, Ring, Use
from chalicelib.render.envelope import LINK_DAYS, OVERVIEW_DAYS, REPLY_DAYS
from redress.printing import as_json, with_json
from redress.stack import CallError, Stack, now

if TYPE_CHECKING:
    from types_boto3_ssm import SSMClient

# For how many days the longest of what a use signs may hold: after it nothing is lost with an older key.
HOLDS: Mapping[Use, int] = {
    "reply": REPLY_DAYS,
    "page": REPLY_DAYS,  # links of a case hold LINK_DAYS, a survey's what the policy says
    "confirm": CONFIRM_DAYS,
    "file": LINK_DAYS,
    "code": 1,
    "overview": OVERVIEW_DAYS,
}


class Kept(msgspec.Struct, frozen=True):
    """A use's ring as it is stored, since when it is so, and how often it was written. None and 0 where there is none yet."""

    use: Use
    ring: Ring | None
    since: datetime | None
    version: int = 0

    @property
    def until(self) -> datetime:
        """When the last of what older keys have signed has ended."""
        assert self.since is not None
        return self.since + timedelta(days=HOLDS[self.use])

    def __str__(self) -> str:
        """In words."""
        if self.ring is None or self.since is None:
            return f"{self.use}: no keys; --make makes some"
        older = sorted(self.ring.secrets.keys() - {self.ring.current})
        said = f"{self.use}: number {self.ring.current} signs since {self.since:%Y-%m-%d}"
        return said + (f"; what {older} signed ends by {self.until:%Y-%m-%d}" if older else "")


def register(commands: Any) -> None:
    """Adds the command."""
    words = "the keys that sign links and reply addresses; without an option it tells what there is"
    keys = commands.add_parser("keys", help=words, description=words)
    keys.add_argument("--under", default="", help="the name they lie below, default: SecretName of the stack")
    what = keys.add_mutually_exclusive_group()
    what.add_argument(
        "--make", action="store_true", help="make what is missing; one key for all, as before, goes on holding"
    )
    what.add_argument("--rotate", action="store_true", help="new ones sign, older ones still hold")
    what.add_argument("--retire", action="store_true", help="take older ones away where nothing that they signed holds")
    keys.add_argument("--now", action="store_true", help="with --retire: at once, and what they signed holds no more")
    with_json(keys)
    keys.set_defaults(run=_keys)


def _keys(chosen: argparse.Namespace) -> int:
    if chosen.now and not chosen.retire:
        raise CallError("--now goes with --retire")
    name = chosen.under or Stack(chosen.stack).settings.secret_name
    client = boto3.client("ssm")
    kept = list(stored(client, name))
    crossed: list[str] = []
    if chosen.make:
        make(client, name, kept)
    elif chosen.rotate:
        crossed = rotate(client, name, kept)
    elif chosen.retire:
        crossed = retire(client, name, kept, at_once=chosen.now)
    kept = list(stored(client, name))
    lacking = any(each.ring is None for each in kept)
    if chosen.json:
        print(as_json([_for_scripts(each) for each in kept]))
        return int(bool(crossed) or lacking)
    print(*kept, sep="\n")
    if chosen.make or chosen.rotate or chosen.retire:
        print("Functions read keys when they start; a new deployment makes all of them start.")
    print(*crossed, sep="\n", end="\n" * bool(crossed))
    return int(bool(crossed) or lacking)


def _for_scripts(kept: Kept) -> dict[str, object]:
    """What there is, and no key itself."""
    numbers = sorted(kept.ring.secrets) if kept.ring else []
    return {"use": kept.use, "signs": kept.ring.current if kept.ring else None, "hold": numbers, "since": kept.since}


def stored(client: "SSMClient", name: str) -> Iterator[Kept]:
    """What lies below a name, use by use."""
    places = {secrets.place_of(name, use): use for use in USES}
    found = {
        each["Name"]: each for each in client.get_parameters(Names=list(places), WithDecryption=True)["Parameters"]
    }
    for place, use in places.items():
        if (each := found.get(place)) is None:
            yield Kept(use, None, None)
        else:
            yield Kept(use, secrets.ring(each["Value"], place), each["LastModifiedDate"], each["Version"])


def make(client: "SSMClient", name: str, kept: list[Kept]) -> None:
    """Keys where there are none. The one key of all uses, as stacks had it once, goes on holding for each."""
    before = _of_all_uses(client, name)
    for each in kept:
        if each.ring is None:
            with suppress(client.exceptions.ParameterAlreadyExists):  # somebody else was first; theirs are as good
                _written(client, secrets.place_of(name, each.use), secrets.rotated(before), over=False)


def rotate(client: "SSMClient", name: str, kept: list[Kept]) -> list[str]:
    """A new current key for each use; where somebody was broken off before the last, only for those that lag behind.

    Told is where somebody else wrote in the same moment.
    """
    numbers = {each.ring.current for each in kept if each.ring}
    behind = {number for number in numbers if (number + 1) % VERSIONS in numbers} or numbers
    return [
        told
        for each in kept
        if each.ring and each.ring.current in behind and (told := _put(client, name, each, secrets.rotated(each.ring)))
    ]


def retire(client: "SSMClient", name: str, kept: list[Kept], *, at_once: bool) -> list[str]:
    """Takes older keys away of which nothing holds any more, or, at once, all of them. Told is as by `rotate`."""
    return [
        told
        for each in kept
        if each.ring
        and len(each.ring.secrets) > 1
        and (at_once or each.until < now())
        and (told := _put(client, name, each, secrets.current_alone(each.ring)))
    ]


def _of_all_uses(client: "SSMClient", name: str) -> Ring | None:
    found = client.get_parameters(Names=[name], WithDecryption=True)["Parameters"]
    return secrets.ring(found[0]["Value"], name) if found else None


def _put(client: "SSMClient", name: str, kept: Kept, value: str) -> str:
    """Writes a use's keys; what to tell if somebody else wrote some since these were read. SSM knows no condition on that.

    Theirs, which functions may sign with already, are put back: of two fresh keys of one number only one can hold.
    """
    place = secrets.place_of(name, kept.use)
    version = _written(client, place, value)
    if version == kept.version + 1:
        return ""
    theirs = client.get_parameters(Names=[f"{place}:{version - 1}"], WithDecryption=True)["Parameters"]
    if theirs and theirs[0]["Value"] == value:
        return ""  # ours, written twice because the first answer was lost
    if theirs and _written(client, place, theirs[0]["Value"]) == version + 1:
        return f"{kept.use}: somebody else wrote these keys in the same moment; theirs stay. One person at a time: look, then repeat what is missing"
    return f"{kept.use}: several people wrote these keys in the same moment, and one's may be gone: let one person alone rotate once more, then deploy"


def _written(client: "SSMClient", place: str, value: str, *, over: bool = True) -> int:
    """How often the parameter has been written with this."""
    return client.put_parameter(Name=place, Value=value, Type="SecureString", Overwrite=over)["Version"]
