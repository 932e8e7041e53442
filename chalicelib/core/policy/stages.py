"""Which stage of the procedure a complaint is in, and which one begins when its answer does not satisfy the customer."""

from datetime import datetime

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy, Stage
from chalicelib.core.times.working_time import shift

ONE_LEVEL_UP = Stage(name="", answers=("superior",))
"""Where a policy has no stages: whoever failed to satisfy does not judge it again, however often.

Once only for somebody whose contact is on record as unreasonable.
"""


def present(complaint: Complaint, policy: Policy) -> Stage | None:
    """The stage that the complaint is in; None if the policy has none, or no longer has it."""
    name = complaint.stage or next((stage.name for stage in policy.stages), "")
    return next((stage for stage in policy.stages if stage.name == name), None)


def following(complaint: Complaint, policy: Policy, now: datetime) -> Stage | None:
    """The stage that begins if the customer is not satisfied with this one's answer; None after the last one, or too late."""
    stage = present(complaint, policy)
    if stage is None:
        looked_at_again = complaint.conduct is not None and complaint.round > 1
        return ONE_LEVEL_UP if policy.reopen_at_most and not looked_at_again else None
    until = closes(complaint, policy)
    if not policy.reopen_at_most or (until is not None and now > until):
        return None
    return stage if complaint.stage_round < stage.times else after(stage, policy)


def after_first_answer(policy: Policy) -> Stage | None:
    """The stage that begins when a complaint's first answer does not satisfy; None if none does."""
    if not policy.stages or not policy.reopen_at_most:
        return ONE_LEVEL_UP if policy.reopen_at_most else None
    first = policy.stages[0]
    return first if first.times > 1 else after(first, policy)


def after(stage: Stage, policy: Policy) -> Stage | None:
    """The stage that comes after that one; None after the last."""
    later = policy.stages[policy.stages.index(stage) + 1 :]
    return later[0] if later else None


def closes(complaint: Complaint, policy: Policy) -> datetime | None:
    """Until when the customer may ask for more than this stage's answer; None before it, or if that has no end."""
    stage, answered = present(complaint, policy), complaint.moment("answered")
    if stage is None or stage.within is None or answered is None:
        return None
    return shift(answered, stage.within, policy.calendar(stage.calendar))
