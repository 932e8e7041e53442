"""What people and the desk are called, to a reader of some language."""

from chalicelib.core.policy.model import Policy
from chalicelib.core.words.labels import label
from chalicelib.core.words.plain_text import one_line
from chalicelib.core.written.languages import language_or_first


def person_name(address: str, policy: Policy, language: str) -> str:
    """The directory's name for an address, a label for a role, or the address itself."""
    directory = policy.directory
    if address and address == directory.desk:
        return _desk(policy, language)
    person = directory.person(address)
    return person.name if person else one_line(label(address, policy, language))


def _desk(policy: Policy, language: str) -> str:
    """The desk's own name, unless it is Chinese and the reader is not."""
    name = label(policy.directory.desk_name, policy, language)
    return (
        name
        if name and (not language_or_first(language).is_latin or name.isascii())
        else label("desk", policy, language)
    )
