"""Are keys and policy sound, and is nothing waiting that should have been done?"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from chalicelib.aws import secrets, sharding
from chalicelib.container import follows_published
from chalicelib.core.people.tokens import USES
from chalicelib.core.policy.model import PolicyError
from chalicelib.render.own_words import word_problems
from redress import raw_mails as mails
from redress import records
from redress.doctor.answers import Answer, Patient
from redress.printing import counted
from redress.records import PATIENCE
from redress.stack import now

LOST_DAYS = timedelta(days=3)
FAR_AHEAD = datetime(9999, 1, 1, tzinfo=UTC)


def signing_keys(patient: Patient) -> Iterator[Answer]:
    """Has each use its keys, and none that another has too?"""
    name = patient.stack.settings.secret_name
    try:
        rings = secrets.signing_keys(patient.clients("ssm"), name, USES).rings
    except secrets.SecretError as error:
        yield Answer.bad(f"{error}; redress keys --make makes what is missing")
        return
    said = "; ".join(f"{use}: {len(ring.secrets)}, number {ring.current} signs" for use, ring in rings.items())
    uses_of = Counter(secret for ring in rings.values() for secret in set(ring.secrets.values()))
    if max(uses_of.values()) > 1:
        yield Answer.look(
            f"one key is good for several uses, as before there were keys for each: {said}; see redress keys"
        )
    else:
        yield Answer.good(f"{name} holds keys for each use; {said}")


def policy(patient: Patient) -> Iterator[Answer]:
    """Is the policy in force sound, and where does it come from?"""
    try:
        found = patient.stack.container.policies.current()
    except PolicyError as error:
        yield Answer.bad(
            f"no policy is in force; mail is kept and nobody is answered. {error}; then: redress policy publish FILE"
        )
        return
    if problems := word_problems(found):
        yield Answer.bad(f"{found.name}: {'; '.join(problems)}")
    elif follows_published(patient.stack.settings):
        yield Answer.good(f"{found.name}, rules {found.digest}, published")
    else:
        yield Answer.look(f"{found.name}, rules {found.digest}: a rehearsal, which no publishing changes")


def raw_mails(patient: Patient) -> Iterator[Answer]:
    """Was every stored mail read?"""
    at = now()
    lost = list(mails.unread(patient.stack, at - LOST_DAYS, at - 2 * PATIENCE))
    if lost:
        were = counted(len(lost), "mail of the last three days was", "mails of the last three days were")
        yield Answer.bad(f"{were} stored and never read: redress reconcile")
    else:
        yield Answer.good("every mail of the last three days has its receipt")


def clockwork(patient: Patient) -> Iterator[Answer]:
    """Is anything due that was not looked at?"""
    settings, tables, at = patient.stack.settings, patient.stack.container.pipeline.tables, now()
    late = [each for shard in range(settings.shards) for each in tables.due(str(shard), at - PATIENCE, 100)]
    if late:
        log = f"aws logs tail /redress/{patient.stack.name}/tick --since 1h"
        missing = "" if patient.stack.container.has_policy(at) else "policy"
        yield Answer.bad(
            f"{counted(len(late), 'complaint or report is', 'complaints or reports are')} due for over 15 minutes: does the tick run? {log}",
            missing,
        )
    else:
        yield Answer.good("nothing is overdue for its check")


def shards(patient: Patient) -> Iterator[Answer]:
    """Does anything lie in partitions that are no longer in use, because the number of shards was lowered?"""
    settings, tables = patient.stack.settings, patient.stack.container.pipeline.tables
    unused = range(settings.shards, sharding.MOST)
    due = [each for shard in unused for each in tables.due(str(shard), FAR_AHEAD, 100)]
    waiting = list(records.left_behind(patient.stack))
    if due or waiting:
        yield Answer.look(
            f"{counted(len(waiting), 'message')} and {counted(len(due), 'complaint or report', 'complaints or reports')} "
            "lie in partitions that are looked through four times an hour only, since Shards was lowered"
        )
    else:
        yield Answer.good(f"all that waits lies within {counted(settings.shards, 'shard')}")


def retention(patient: Patient) -> Iterator[Answer]:
    """Does what was closed long ago lose its people?"""
    settings, at = patient.stack.settings, now()
    due = sum(1 for _ in patient.stack.container.retention.due(at - timedelta(days=settings.retention_days)))
    kept = f"{counted(due, 'complaint was', 'complaints were')} closed more than {counted(settings.retention_days, 'day')} ago"
    if settings.retention == "erase":
        yield Answer.good(f"{kept}; what is not under legal hold loses its people within a day")
    else:
        yield Answer.look(
            f"{kept}, and nobody in them is forgotten: see `redress retention`, then deploy with RetentionMode=erase"
        )


def outbox(patient: Patient) -> Iterator[Answer]:
    """Does anything wait to be sent?"""
    at = now()
    late = [item.meant for item in records.waiting(patient.stack) if item.meant < at - PATIENCE]
    if late:
        oldest = min(late)
        yield Answer.bad(
            f"{counted(len(late), 'message waits', 'messages wait')} unsent, the oldest since {oldest:%Y-%m-%d %H:%M}Z: see redress verify"
        )
    else:
        yield Answer.good("nothing waits unsent")
