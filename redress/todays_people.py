"""The directory beside the rules: where it was changed by itself it outlasts a publishing, and each change of it is noted."""

import msgspec

from chalicelib.aws.records import Commit
from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.core.policy_reading.renewed import as_in_a_file, with_directory
from chalicelib.core.register import directory_history
from chalicelib.core.register.directory_history import Changed
from chalicelib.core.words.directory_changes import directory_changes
from chalicelib.core.words.worded import worded
from chalicelib.policies import published
from redress.stack import Stack, now

OPERATOR = "operator"
KEPT_PEOPLE = (
    "That directory was changed by mail or imported. Change it first (#directory, redress directory import), "
    "or: redress policy publish FILE --replace-directory"
)


def with_todays_people(policy: Policy, stack: Stack) -> Policy:
    """The policy with the directory in force, if that was changed by mail or imported; else as it is.

    PolicyError tells what of that directory does not fit the rules.
    """
    get = stack.objects.get
    if not published.is_apart(get):
        return policy
    directory = published.directory_at(get, published.directory_in_force(get))
    kept, faults = with_directory(policy, as_in_a_file(directory))
    if faults:
        told = (f"{each.path}: {worded(each.said, policy, 'en')}" for each in faults)
        raise PolicyError(
            "\n".join(("nothing was published: these rules do not fit the directory in force", *told, KEPT_PEOPLE))
        )
    return kept


def remember(stack: Stack, policy: Policy) -> None:
    """Notes in the history of the directory how the policy's came into force, unless that stands there: done again it is done once."""
    get, tables = stack.objects.get, stack.container.pipeline.tables
    before, after = published.taken_place_of(get), published.directory_in_force(get)
    known = [directory_history.parse(values).after for values in tables.newest(directory_history.CHANGES, 1)]
    if not before or after in (before, *known):
        return
    old = msgspec.structs.replace(policy, directory=published.directory_at(get, before))
    text = "\n".join(directory_changes(old, policy, policy.languages[0]))
    change = Changed(by=OPERATOR, at=now(), before=before, after=after, text=text)
    tables.commit(Commit(keys=(directory_history.item(change),)))
