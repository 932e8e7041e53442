"""Putting a policy in force: what is written, what is told of it, and what had waited for it."""

from collections.abc import Iterator
from typing import Any

from chalicelib.container import follows_published, newest
from chalicelib.core.policy.model import Policy
from chalicelib.policies import published
from redress import waiting_texts
from redress.printing import counted
from redress.queues import moved, waiting
from redress.raw_mails import waited_too_long
from redress.stack import DEAD_LETTERS, CallError, Stack, StackError, now
from redress.todays_people import remember


def put_in_force(policy: Policy, stack: Stack) -> Iterator[str]:
    """Publishes and tells what then is so. Where none was in force, all that waited for one is taken up.

    StackError if another policy is in force afterwards.
    """
    first = not stack.container.has_policy(now())
    apart, before = published.is_apart(get := stack.objects.get), published.before_publishing(get, policy)
    apart = apart and published.directory_in_force(get) == published.directory_key_of(policy)
    publish(policy, stack.objects.client, stack.settings.mail_bucket, apart=apart, before=before)
    if newest(stack.settings, stack.objects) != policy:
        raise StackError("what lies in the bucket now is another policy: does somebody else publish at this moment?")
    remember(stack, policy)
    yield f"published: rules {policy.digest}, directory of {counted(len(policy.directory.people), 'person', 'people')}"
    if apart:
        yield "The directory stays as it was changed by mail or imported; to put in the file's give --replace-directory."
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


def publish(policy: Policy, s3: Any, bucket: str, *, apart: bool = False, before: str = "") -> None:
    """Writes rules and directory under their digests, and last which of them are in force; `apart`, `before`: see `published.documents`."""
    for key, body in published.documents(policy, apart=apart, before=before):
        s3.put_object(Bucket=bucket, Key=key, Body=body, ContentType="application/json")
