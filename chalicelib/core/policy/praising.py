"""Whether a complaint's words are praise, for which nobody apologises and nothing need be answered."""

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.core.written import praise

PRAISE = "praise"  # a kind, or the flag of a rule


def praises(complaint: Complaint, policy: Policy) -> bool:
    """Whether they praise; where the procedure has no such kind, a rule's flag says so of what is no complaint, or their words do."""
    flagged = PRAISE in complaint.flags and complaint.kind not in policy.flow_kinds
    return complaint.kind == PRAISE or flagged or praise.is_all(complaint.words)
