"""AWS clients: one per service, made once per process, with retries and time-outs that suit what they do.

They know the operations named here and no others: to read the SDK's whole models took a new process longer than its first mail (`redress.service_models`).
What a client can do is typed by stubs that do not ship with the functions: modules import them for the type checker alone.
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.loaders import Loader

MODELS = Path(__file__).with_name("models")
# What is asked of each service, by the functions and by operators' commands on their behalf.
OPERATIONS = {
    "dynamodb": (
        *("BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan"),
        *("TransactWriteItems", "UpdateItem"),
    ),
    "s3": ("DeleteObject", "GetObject", "HeadBucket", "ListObjectVersions", "ListObjectsV2", "PutObject"),
    "sqs": (
        *("ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes"),
        *("ReceiveMessage", "SendMessage", "SendMessageBatch"),
    ),
    "ssm": ("GetParameters",),
    "sesv2": ("SendEmail",),
    "sns": ("Publish",),
    "pinpoint-sms-voice-v2": ("SendTextMessage",),
}

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
    session.cache_clear()


@cache
def session() -> botocore.session.Session:
    """What clients are made by."""
    made = botocore.session.Session()
    made.register_component("data_loader", models())
    return made


@cache
def models() -> Loader:
    """What the SDK has to know of services: ours, instead of looking through four hundred of its own."""
    return Loader(extra_search_paths=[str(MODELS)], include_default_search_paths=False)


@lru_cache(maxsize=32)
def _made(service: str, region: str) -> Any:
    config = ONCE if service in SENDING else SERVICES.get(service, PERSISTENT)
    return session().create_client(service, region_name=region or None, config=config)
