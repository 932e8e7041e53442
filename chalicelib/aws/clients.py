"""AWS clients: one per service, made once per process, with retries and time-outs that suit what they do.

What a client can do is typed by stubs that do not ship with the functions: modules import them for the type checker alone.
"""

from functools import lru_cache
from typing import Any

import boto3
from botocore.config import Config

# A send has no idempotency token: repeated by the client, a slow answer becomes two mails. The outbox repeats, and counts.
SENDING = frozenset({"sesv2", "sns", "pinpoint-sms-voice-v2"})

ONCE = Config(connect_timeout=3, read_timeout=8, retries={"total_max_attempts": 1, "mode": "standard"})
PERSISTENT = Config(connect_timeout=3, read_timeout=10, retries={"total_max_attempts": 3, "mode": "standard"})
# Whole records go to the tables, of attributes that `attributes` makes: to check each once more takes a quarter of a call.
TABLES = PERSISTENT.merge(Config(parameter_validation=False))
# Links to objects under a key of our own must be signed so (by default they would be signed in the old manner).
OBJECTS = PERSISTENT.merge(Config(signature_version="s3v4", s3={"addressing_style": "virtual"}))

SERVICES = {"dynamodb": TABLES, "s3": OBJECTS}


def client(service: str, region: str = "") -> Any:
    """The client of a service; `region` "" is the function's own."""
    return _made(service, region)


def forget() -> None:
    """Drop all clients, so that the next ones are made anew; for a sandbox that starts another AWS."""
    _made.cache_clear()


@lru_cache(maxsize=32)
def _made(service: str, region: str) -> Any:
    config = ONCE if service in SENDING else SERVICES.get(service, PERSISTENT)
    return boto3.client(service, region_name=region or None, config=config)  # type: ignore[call-overload]
