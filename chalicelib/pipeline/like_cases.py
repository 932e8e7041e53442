"""Like cases for whoever is given a complaint: read once for each new assignment, the newest closed ones of its category."""

import msgspec

from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.decision import Decision
from chalicelib.core.handling import lessons
from chalicelib.core.policy.model import Policy
from chalicelib.core.register import likeness


class LikeCases:
    """What the closed complaints of one stack have taught."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def known(self, decision: Decision, policy: Policy, context: Context) -> Context | None:
        """What an assignment ought to have known; None where nobody is given anything, or nothing is there to learn from."""
        after = decision.complaint
        assigns = any(message.name == "assignment" for message in decision.messages)
        if after is None or not assigns or not after.category or not lessons.are_kept(policy):
            return None
        rows = self.tables.newest(likeness.like_key(after), likeness.LOOKED_AT)
        found = tuple(map(likeness.read_case, rows))
        return msgspec.structs.replace(context, like=found) if found else None
