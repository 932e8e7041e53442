"""The ladders of what the handling itself watches over, where no clock of the policy has one."""

from chalicelib.core.policy.model import Rung
from chalicelib.core.times.working_time import DUE, Duration

# Tasks and approvals that have a limit of their own are chased like this.
STANDARD_RUNGS = (
    Rung(at=DUE, tell=("assignee",), message="chase"),
    Rung(at=Duration(1, "day"), tell=("supervisor",), message="escalation", level=1),
    Rung(at=Duration(2, "day"), tell=("director",), message="escalation", level=2),
)
# What is asked of the desk, or of a role of the policy's own (a check, a decision), is no business of the unit that it judges.
ROLE_RUNGS = (
    Rung(at=DUE, tell=("assignee",), message="chase"),
    Rung(at=Duration(1, "day"), tell=("desk_head",), message="escalation", level=1),
    Rung(at=Duration(2, "day"), tell=("director",), message="escalation", level=2),
)
# Words of the customer's that the desk leaves unread: at the limit they hear that it is looked into, and by when they hear again.
LATER_WORDS_RUNGS = (
    Rung(at=DUE, tell=("customer",), message="holding", every=Duration(2, "day")),
    *ROLE_RUNGS,
)
# What the customer was promised: reminded of before, and chased until it is kept.
PROMISE_RUNGS = (
    Rung(at=Duration(-1, "day"), tell=("assignee",), message="reminder"),
    Rung(at=DUE, tell=("assignee",), message="chase", every=Duration(3, "day")),
    *STANDARD_RUNGS[1:],
)
PROMISE_OF_A_ROLE_RUNGS = (*PROMISE_RUNGS[:2], *ROLE_RUNGS[1:])
# Who does not confirm that they have read what must not be overlooked (IB-04).
RECEIPT_RUNGS = (
    Rung(at=DUE, tell=("assignee",), by=("mail", "sms"), message="chase"),
    Rung(at=Duration(1, "hour"), tell=("desk_head",), message="escalation", level=1),
    Rung(at=Duration(4, "hour"), tell=("director",), message="escalation", level=2),
)
# A record of unreasonable contact that is to be reviewed.
REVIEW_RUNGS = (
    Rung(at=Duration(-5, "day"), tell=("assignee",), message="reminder"),
    Rung(at=DUE, tell=("assignee",), message="chase"),
    *ROLE_RUNGS[1:],
)
# What only waits: the handler is reminded every few days, leaders once.
PATIENT_RUNGS = (
    Rung(at=DUE, tell=("handler",), message="chase", every=Duration(3, "day")),
    Rung(at=Duration(7, "day"), tell=("supervisor",), message="escalation", level=1),
    Rung(at=Duration(14, "day"), tell=("director",), message="escalation", level=2),
)
APPROVAL_RUNGS = (Rung(at=DUE, tell=("assignee",), message="chase", every=Duration(3, "day")), *PATIENT_RUNGS[1:])
VISIT_RUNGS = (Rung(at=DUE, tell=("desk",), message="chase", every=Duration(3, "day")), *PATIENT_RUNGS[1:])
