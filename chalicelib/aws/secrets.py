"""The signing keys: for each use a SecureString parameter of SSM as JSON, {"current": 2, "keys": {"1": "<hex>", "2": "<hex>"}}.

Apart, so that each function reads those that it needs and IAM keeps the others from it.
"""

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from chalicelib.core.people.tokens import VERSIONS, Keys, Ring, Use

if TYPE_CHECKING:
    from types_boto3_ssm import SSMClient

KEY_BYTES = 32


class SecretError(Exception):
    """A parameter is missing or does not hold signing keys. The text never repeats what it holds."""


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    current: int
    keys: dict[int, str]


def place_of(name: str, use: Use) -> str:
    """The parameter of a use, below a stack's `name`."""
    return f"{name}/{use}"


def signing_keys(client: "SSMClient", name: str, uses: Sequence[Use]) -> Keys:
    """The signing keys below that name of these uses; SecretError if one is missing or something else. `client` speaks SSM."""
    places = {place_of(name, use): use for use in uses}
    if not places:
        return Keys({})
    answer = client.get_parameters(Names=list(places), WithDecryption=True)
    if missing := answer["InvalidParameters"]:
        raise SecretError(f"{', '.join(sorted(missing))}: no such signing keys")
    return Keys({places[each["Name"]]: ring(each["Value"], each["Name"]) for each in answer["Parameters"]})


def ring(value: str, name: str) -> Ring:
    """The keys that a parameter's value holds; SecretError, with the parameter's name, if it holds something else."""
    try:
        kept = msgspec.json.decode(value, type=_Kept)
        by_version = {version: bytes.fromhex(key) for version, key in kept.keys.items()}
    except (msgspec.MsgspecError, ValueError):
        raise SecretError(f"{name} does not hold signing keys") from None
    if len(by_version.get(kept.current, b"")) < KEY_BYTES:
        raise SecretError(f"{name}: the current key is missing or shorter than {KEY_BYTES} bytes")
    return Ring(kept.current, by_version)


def rotated(ring: Ring | None) -> str:
    """A parameter's value with a fresh current key beside the older ones. After number 31 comes 0, in place of its predecessor."""
    version = (ring.current + 1) % VERSIONS if ring else 1
    return _kept(Ring(version, (ring.secrets if ring else {}) | {version: secrets.token_bytes(KEY_BYTES)}))


def current_alone(ring: Ring) -> str:
    """A parameter's value with the current key and no older one."""
    return _kept(Ring(ring.current, {ring.current: ring.secrets[ring.current]}))


def _kept(ring: Ring) -> str:
    keys = {version: key.hex() for version, key in ring.secrets.items()}
    return msgspec.json.encode(_Kept(ring.current, keys)).decode()
