"""More time for a clock, as a policy allows it."""

from chalicelib.core.policy.part import Part
from chalicelib.core.policy.vocabulary import When
from chalicelib.core.times.working_time import Duration


class Extension(Part, frozen=True, kw_only=True):
    """More time for a clock: at most so much beyond the time that the clock itself gives, so often a round (None: any number).

    `before_due`: only while the limit has not passed. `reason`: not without one, which the customer is told. `grants`: the roles
    that grant it, of which the first is asked; it must decide `within` a time of `calendar`.
    """

    name: str
    clock: str
    at_most: Duration | None = None
    times: int | None = None
    before_due: bool = True
    reason: bool = True
    grants: tuple[str, ...] = ()
    within: Duration | None = None
    calendar: str = "always"
    when: When = ()
    labels: dict[str, str] = {}
    clause: str = ""
