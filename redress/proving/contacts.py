"""The customer's telephone and our own number for texts, as they stand in a simulated life: of the country that the organisation works in."""

from chalicelib.core.policy import country
from chalicelib.core.policy.model import Policy

CUSTOMERS = {"GB": "+447700900123", "TW": "+886900000123", "HK": "+85290000123"}
OURS = {"GB": "+447700900100", "TW": "+886900000100", "HK": "+85290000100"}
IN_CHINA = ("+8613900000000", "10690000")


def of_customer(policy: Policy) -> str:
    """The customer's telephone."""
    return CUSTOMERS.get(country.works_in(policy), IN_CHINA[0])


def of_ours(policy: Policy) -> str:
    """The number to which customers text."""
    return OURS.get(country.works_in(policy), IN_CHINA[1])
