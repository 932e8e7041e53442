"""Putting a policy in force: what is written, what is told of it, and what had waited for it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from chalicelib.container import follows_published, newest
from chalicelib.core.policy.model import Policy
from chalicelib.policies import published
from chalicelib.policies.kept_in_sheets import KEPT
from redress import waiting_texts
from redress.kept_beside import Publication, further, remember
from redress.printing import counted
from redress.queues import moved, waiting
from redress.raw_mails import waited_too_long
from redress.stack import DEAD_LETTERS, CallError, Stack, StackError, now

STAYS = {
    "directory": "The directory stays as it was changed by mail or imported; to put in the file's give --replace-directory.",
    "words": "The words stay as they were changed by mail or imported; to put in the file's give --replace-words.",
}


def put_in_force(publication: Publication, stack: Stack) -> Iterator[str]:
    """Publishes and tells what then is so. Where none was in force, all that waited for one is taken up.

    StackError if another policy is in force afterwards.
    """
    first, policy = not stack.container.has_policy(now()), publication.rules
    publish(policy, stack.objects.client, stack.settings.mail_bucket, further(publication, stack.objects.get))
    if newest(stack.settings, stack.objects) != publication.whole:
        raise StackError("what lies in the bucket now is another policy: does somebody else publish at this moment?")
    for kept in KEPT.values():
        remember(stack, kept)
    yield f"published: rules {policy.digest}, directory of {counted(len(policy.directory.people), 'person', 'people')}"
    for name in publication.kept:
        yield STAYS[name]
    yield "In force now: each mail, text, click and minute from here on. Open complaints keep the rules under which they were opened."
    if first:
        yield from _taken_up(stack)
    if texts := waiting_texts.taken_up(stack):
        yield texts
    for name in DEAD_LETTERS:
        if count := waiting(stack, name):
            yield f"{name}: {counted(count, 'letter')} there; if only the policy was missing, now: redress redrive {name}"


def _taken_up(stack: Stack) -> Iterator[str]:
    """What came while there was no policy takes its way in."""
    for name, target in DEAD_LETTERS.items():
        if count := moved(stack, name, target):
            yield f"{target}: {count} had waited for a policy: taken up"
    if lost := waited_too_long(stack):
        yield f"{counted(len(lost), 'mail')} had waited longer than queues keep anything: taken up"


def refuse_deaf(stack: Stack, bucket: str) -> None:
    """StackError if the stack would not see what is published."""
    settings = stack.settings
    if not follows_published(settings):
        raise StackError(
            f"nothing was published: {stack.name} rehearses {settings.policy}, which no publishing changes"
        )
    if bucket and bucket != settings.mail_bucket:
        raise CallError(f"nothing was published: {stack.name} reads {settings.mail_bucket}, not {bucket}")


def publish(policy: Policy, s3: Any, bucket: str, further: Mapping[str, str] = MappingProxyType({})) -> None:
    """Writes rules and directory under their digests, and last which of them are in force; `further`: see `published.documents`."""
    for key, body in published.documents(policy, further):
        s3.put_object(Bucket=bucket, Key=key, Body=body, ContentType="application/json")
