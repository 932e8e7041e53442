"""A sandbox that can be taken back to where it was: many lives with one beginning."""

import pickle
from datetime import datetime
from typing import Any

import msgspec
from moto.dynamodb.models import dynamodb_backends
from moto.s3.models import s3_backends
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends

from sandbox import Sandbox
from sandbox.events import ACCOUNT, REGION


class Moment(msgspec.Struct, frozen=True):
    """All that a sandbox holds."""

    tables: bytes
    mails: int
    texts: int
    tags: dict[str, dict[str, list[str]]]
    arrivals: int
    now: datetime
    ticked: datetime | None
    left: frozenset[Any]
    objects: bytes


def remembered(box: Sandbox) -> Moment:
    """The sandbox as it is now."""
    assert not any(queue.messages for queue in _queues())
    return Moment(
        tables=pickle.dumps({name: table.items for name, table in _tables().items()}),
        mails=len(box.mails),
        texts=len(box.texts),
        tags=dict(box._cloud.tags),
        arrivals=box._arrivals,
        now=box.now,
        ticked=box._agenda.ticked,
        left=box._agenda._left,
        objects=pickle.dumps({name: dict(kept.lists()) for name, kept in _buckets().items()}),
    )


def back_to(box: Sandbox, moment: Moment) -> None:
    """Everything since then did not happen."""
    for name, items in pickle.loads(moment.tables).items():
        _tables()[name].items = items
    for queue in _queues():
        queue._messages.clear()
    for name, objects in pickle.loads(moment.objects).items():
        kept = _buckets()[name]
        kept.clear()
        for key, versions in objects.items():
            kept.setlist(key, versions)
    sent, texts = ses_backends[ACCOUNT][REGION].sent_messages, sns_backends[ACCOUNT][REGION].sms_messages
    del sent[moment.mails :], box._mails[moment.mails :], box._texts[moment.texts :]
    for key in list(texts)[moment.texts :]:
        del texts[key]
    box._cloud.tags = dict(moment.tags)
    box._arrivals = moment.arrivals
    box._lambdas.dead_letters.clear()
    box._agenda.ticked, box._agenda._left = moment.ticked, moment.left
    box._clock.move_to(moment.now)


def _tables() -> dict[str, Any]:
    return dynamodb_backends[ACCOUNT][REGION].tables


def _buckets() -> dict[str, Any]:
    """What lies in each bucket, by key, every version of it."""
    return {name: bucket.keys for name, bucket in s3_backends[ACCOUNT]["aws"].buckets.items()}


def _queues() -> list[Any]:
    return list(sqs_backends[ACCOUNT][REGION].queues.values())
