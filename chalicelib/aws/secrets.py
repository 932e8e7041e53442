"""The signing keys, kept in one SecureString parameter of SSM as JSON: {"current": 2, "keys": {"1": "<hex>", "2": "<hex>"}}."""

import secrets
from typing import TYPE_CHECKING

import msgspec

from chalicelib.core.people.tokens import Keys

if TYPE_CHECKING:
    from types_boto3_ssm import SSMClient

KEY_BYTES = 32


class SecretError(Exception):
    """The parameter does not hold signing keys. The text never repeats what it holds."""


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    current: int
    keys: dict[int, str]


def read(client: "SSMClient", name: str) -> Keys:
    """The signing keys under that parameter name; SecretError if it holds something else. `client` speaks SSM."""
    value = client.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    try:
        kept = msgspec.json.decode(value, type=_Kept)
        secrets_by_version = {version: bytes.fromhex(key) for version, key in kept.keys.items()}
    except (msgspec.MsgspecError, ValueError):
        raise SecretError(f"{name} does not hold signing keys") from None
    if len(secrets_by_version.get(kept.current, b"")) < KEY_BYTES:
        raise SecretError(f"{name}: the current key is missing or shorter than {KEY_BYTES} bytes")
    return Keys(kept.current, secrets_by_version)


def rotated(keys: Keys | None) -> str:
    """The parameter's value with a fresh current key beside the older ones, for an operator to store."""
    version = keys.current + 1 if keys else 1
    older = {str(number): key.hex() for number, key in keys.secrets.items()} if keys else {}
    kept = {"current": version, "keys": {**older, str(version): secrets.token_hex(KEY_BYTES)}}
    return msgspec.json.encode(kept).decode()
