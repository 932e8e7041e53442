"""The desk's list of senders who are blocked, with what was kept of theirs."""

from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.saying import Said, say, time_of
from chalicelib.core.people import blocks
from chalicelib.core.people.blocks import Block
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import instant

A_WEEK = timedelta(days=7)
COUNTED = 1_000  # messages of one sender; of more so many are told
MONDAY = 0


class BlockedSenders:
    """All of one stack."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def weekly(self, person: str, policy: Policy, now: datetime) -> list[Said]:
        """The list for the desk and its head on Mondays; nothing for anybody else, or on other days."""
        monday = now.astimezone(ZoneInfo(policy.timezone)).weekday() == MONDAY
        return self.listed_for(person, policy, now) if monday else []

    def listed_for(self, person: str, policy: Policy, now: datetime) -> list[Said]:
        """The list, if this person is the desk or its head."""
        return self.listed(now) if person in (policy.directory.desk, policy.directory.desk_head) else []

    def listed(self, now: datetime) -> list[Said]:
        """Who is blocked, or was in the last seven days, a line each: until when, why, and how much of theirs was kept in these days."""
        since = now - A_WEEK
        found = (block for block in blocks.known(self.tables.rows(blocks.KEY)) if block.until > since)
        return [self._line(block, since, now) for block in found]

    def _line(self, block: Block, since: datetime, now: datetime) -> Said:
        kept = self.tables.rows(blocks.kept_key(block.address), start=instant(since))
        count = sum(1 for _ in islice(kept, COUNTED))
        code = "blocked_line" if block.until > now else "blocked_line_over"
        return say(code, address=block.address, due=time_of(block.until), count=count, reason=block.reason or "—")
