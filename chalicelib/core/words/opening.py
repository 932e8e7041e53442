"""When somebody is there again, told to a customer who writes while the office is closed."""

from datetime import datetime

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.lately import lately
from chalicelib.core.policy.model import Policy
from chalicelib.core.times import working_time
from chalicelib.core.words.local_dates import long_date


@lately
def opening(policy: Policy, complaint: Complaint | None, now: datetime, language: str) -> str:
    """When the office opens again, if it is closed at the moment; "" while it is open, or always is, and where somebody must act before."""
    calendar = policy.calendar(next((c.name for c in policy.calendars), ""))
    if working_time.problem(calendar) or working_time.is_open(now, calendar):
        return ""
    at = working_time.next_opening(now, calendar)
    running = (d for d in (complaint.deadlines if complaint else ()) if d.met is None and not d.of_customer)
    acts_before = any(now < deadline.due < at for deadline in running)
    return "" if acts_before else long_date(at, policy.timezone, language)
