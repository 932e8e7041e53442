"""What people and the desk are called, to a reader of some language."""

from chalicelib.core.policy.model import Policy
from chalicelib.core.words.labels import label
from chalicelib.core.words.plain_text import one_line


def person_name(address: str, policy: Policy, language: str) -> str:
    """The directory's name for an address, a label for a role, or the address itself."""
    directory = policy.directory
    if address and address == directory.desk:
        return label("desk", policy, language)
    person = directory.person(address)
    return person.name if person else one_line(label(address, policy, language))
