"""What people and the desk are called, to a reader of some language."""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.policy.country import works_in
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.labels import label
from chalicelib.core.words.plain_text import one_line
from chalicelib.core.written.phones import readable

_NO_NAME = expression(r"[\d@_/\\:<>＠]|[a-z]{2,}\.[a-z]{2,}", re.IGNORECASE)
LONGEST_ADDRESSEE = 40


def addressee(name: str) -> str:
    """A customer's name as a letter begins with it; "" for what is none: a number, an address, an account's name."""
    said = one_line(name, LONGEST_ADDRESSEE + 1)
    return "" if len(said) > LONGEST_ADDRESSEE or _NO_NAME.search(said) else said


def person_name(address: str, policy: Policy, language: str) -> str:
    """The directory's name for an address, a label for a role, or the address itself; of a telephone the number as people write it."""
    directory = policy.directory
    if address and address == directory.desk:
        return label("desk", policy, language)
    person = directory.person(address)
    return person.name if person else one_line(label(readable(address, works_in(policy)), policy, language))
