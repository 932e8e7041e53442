"""Which country an organisation works in, by its policy: of the holidays that it keeps and of its own telephones."""

from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.remembering import of_policy
from chalicelib.core.written.phones import countries


def of_holidays(policy: Policy) -> tuple[str, ...]:
    """The countries (as "CN") whose holidays its calendars keep, in their order."""
    return tuple(calendar.holidays.partition("-")[0] for calendar in policy.calendars if calendar.holidays)


def of_telephones(policy: Policy) -> frozenset[str]:
    """The countries (as "CN") of the directory's telephones."""
    directory = policy.directory
    own = (directory.phone, *(p.phone for p in directory.people), *(d.phone for d in directory.departments))
    return countries(own)


@of_policy
def works_in(policy: Policy) -> str:
    """The country of its holidays, else of its telephones if they are of one; "" where neither tells."""
    kept, called = of_holidays(policy), of_telephones(policy)
    return kept[0] if kept else next(iter(called)) if len(called) == 1 else ""
