"""Like cases for whoever is given a complaint: the newest closed ones of its category, read at most once a minute.

What is closed teaches for years: a mass of complaints of one category does not ask for it with each of them.
"""

from datetime import datetime, timedelta

import msgspec

from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.context import Context, LikeCase
from chalicelib.core.complaint.decision import Decision
from chalicelib.core.handling import lessons
from chalicelib.core.policy.model import Policy
from chalicelib.core.register import likeness

REMEMBERED = timedelta(minutes=1)


class LikeCases:
    """What the closed complaints of one stack have taught."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._read: dict[str, tuple[datetime, tuple[LikeCase, ...]]] = {}

    def known(self, decision: Decision, policy: Policy, context: Context, now: datetime) -> Context | None:
        """What an assignment ought to have known; None where nobody is given anything, or nothing is there to learn from."""
        after = decision.complaint
        assigns = any(message.name == "assignment" for message in decision.messages)
        if after is None or not assigns or not after.category or not lessons.are_kept(policy):
            return None
        found = self._newest(likeness.like_key(after), now)
        return msgspec.structs.replace(context, like=found) if found else None

    def _newest(self, key: str, now: datetime) -> tuple[LikeCase, ...]:
        if key in self._read:
            since, found = self._read[key]
            if since <= now < since + REMEMBERED:
                return found
        found = tuple(map(likeness.read_case, self.tables.newest(key, likeness.LOOKED_AT)))
        self._read[key] = now, found
        return found
