"""A small sound policy as text, for tests that change one thing in it."""

import tomllib

import pytest

from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.core.policy_reading import read_policy

SMALL = """
name = "small"
prefix = "SM"
organisation = { en = "Small Office" }
severities = ["general", "major"]
categories = ["delay", "conduct"]

[[role]]
name = "legal"

[[calendar]]
name = "office"
hours = [["09:00", "17:00"]]

[[field]]
name = "loss"
type = "number"

[[field]]
name = "fault"
type = "choice"
choices = ["broken", "mouldy"]

[[rule]]
group = "severity"
when = [{ loss = { at_least = 30000 } }, { words = ["press"], channel = "mail" }]
then = { severity = "major", flag = ["press"], tell = ["legal"], confirm = true }

[[rule]]
group = "severity"
then = { severity = "general", assign = ["Sales", "Service"] }

[table.fault]
columns = ["channel", "fault", "=severity", "=flag"]
rows = [
  ["mail", "mouldy", "major", ["grave"]],
  ["*", ["broken", "mouldy"], "general", ""],
]

[[clock]]
name = "answer"
from = "received"
until = "answered"
within = { general = "3 working days", major = "1 working day" }
calendar = "office"
rungs = [{ at = "-1 hour", tell = ["handler"] }, { at = "due", tell = ["supervisor"] }]

[[gate]]
name = "plan"
before = "answered"
when = [{ flag = ["grave"] }]
unless = [{ moment = "approved" }]
needs = ["loss"]
approve = ["supervisor"]

[[task]]
name = "outcome"
for = "handler"
opens = "referred"
command = "resolve"
form = ["loss", "fault"]
required = ["loss"]
sets = "proposed"

[[report]]
name = "monthly"
kind = "summary"
every = "month"
by = "5"
to = ["legal", "departments"]

[directory]
desk = "desk@small.example"
desk_head = "ann@small.example"
director = "bob@small.example"
person = [
  { mail = "ann@small.example", name = "Ann", phone = "+8613800000001" },
  { mail = "bob@small.example", name = "Bob", phone = "+8613800000002", roles = ["legal"] },
]
department = [
  { name = "Sales", handler = "ann@small.example", head = "bob@small.example" },
  { name = "Service", parent = "Sales", handler = "ann@small.example", head = "bob@small.example" },
]
"""


def small(old: str = "", new: str = "") -> Policy:
    """The small policy, with one passage replaced."""
    assert not old or SMALL.count(old) == 1, f"{old!r} stands {SMALL.count(old)} times"
    return read_policy(tomllib.loads(SMALL.replace(old, new) if old else SMALL), "small.toml")


def faults(old: str, new: str) -> list[str]:
    """What is said about the small policy with one passage replaced."""
    with pytest.raises(PolicyError) as refused:
        small(old, new)
    return str(refused.value).splitlines()
