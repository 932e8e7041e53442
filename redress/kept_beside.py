"""What stands beside the rules: where it was changed by itself it outlasts a publishing, and each change of it is noted."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

import msgspec

from chalicelib.aws.records import Commit
from chalicelib.core.complaint.saying import say
from chalicelib.core.policy.documents import directory_document, short_digest
from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.core.policy.reworded import reworded
from chalicelib.core.policy_reading.faults import Fault
from chalicelib.core.policy_reading.renewed import as_in_a_file, with_directory
from chalicelib.core.register import sheet_history
from chalicelib.core.register.sheet_history import Changed
from chalicelib.core.words.worded import worded
from chalicelib.policies import published
from chalicelib.policies.kept_in_sheets import KEPT, KeptInSheets
from chalicelib.policies.published import DIRECTORY, WORDS, Beside
from chalicelib.render.words_sheets import new_faults
from redress.stack import Stack, now

ENGLISH = "en"
OPERATOR = "operator"
Get = Callable[[str], bytes | None]


class Publication(msgspec.Struct, frozen=True):
    """What is to be published: the rules with the directory, and what then is in force. `kept`: what of that stays as it was changed by itself."""

    rules: Policy
    whole: Policy
    kept: tuple[str, ...] = ()


def as_in_the_file(policy: Policy) -> Publication:
    """The policy as its file has it."""
    return Publication(policy, policy)


def wanted(policy: Policy, stack: Stack, replaced: Collection[str] = ()) -> Publication:
    """The policy with what is in force beside the rules, where that was changed by mail or imported. `replaced`: what the file's takes the place of.

    PolicyError tells what of it does not fit the rules.
    """
    get = stack.objects.get
    kept = tuple(n for n, each in KEPT.items() if n not in replaced and published.is_apart(get, each.part))
    rules = policy
    if DIRECTORY.name in kept:
        rules, faults = with_directory(policy, as_in_a_file(published.published(get).directory))
        _refuse(DIRECTORY.name, faults, policy)
    whole = rules
    if WORDS.name in kept:
        whole = reworded(rules, published.words_in_force(get))
        _refuse(WORDS.name, new_faults(rules, whole), policy)
    return Publication(rules, whole, kept)


def _refuse(name: str, faults: list[Fault], policy: Policy) -> None:
    if faults:
        told = (f"{each.path}: {worded(each.said, policy, ENGLISH)}" for each in faults)
        raise PolicyError(
            "\n".join((f"nothing was published: these rules do not fit the {name} in force", *told, _kept(name)))
        )


def _kept(name: str) -> str:
    return (
        f"That {name} was changed by mail or imported. Change it first (#{name}, redress {name} import), "
        f"or: redress policy publish FILE --replace-{name}"
    )


def further(publication: Publication, get: Get) -> Mapping[str, str]:
    """What `current.json` says of it beside rules and directory: what is no file's, and whose place each takes."""
    if get(published.CURRENT) is None:
        return MappingProxyType({})
    said: dict[str, str] = {}
    for name, each in KEPT.items():
        said |= _beside(each.part, _version(each.part, publication, get), name in publication.kept, get)
    return said


def _version(part: Beside, publication: Publication, get: Get) -> str:
    """Where the version lies that is to be in force."""
    if part is DIRECTORY:
        return part.key(short_digest(directory_document(publication.rules)))
    return published.in_force(get, part) if part.name in publication.kept else part.in_force({})


def _beside(part: Beside, after: str, kept: bool, get: Get) -> dict[str, str]:
    present = published.in_force(get, part)
    before = published.taken_place_of(get, part) if present == after else present
    apart = {part.name: published.version_of(after), part.apart: "yes"} if kept else {}
    return apart | ({part.before: before} if before else {})


def remember(stack: Stack, kept: KeptInSheets) -> None:
    """Notes in the history how the version in force came to be, unless that stands there: done again it is done once."""
    get, tables, part = stack.objects.get, stack.container.pipeline.tables, kept.part
    before, after = published.taken_place_of(get, part), published.in_force(get, part)
    known = [sheet_history.parse(v).after for v in tables.newest(sheet_history.changes_of(kept.name), 1)]
    if after in (before, *known) or (part.first and not before):
        return
    text = _told(kept, before, after, get)
    change = Changed(by=OPERATOR, at=now(), before=before, after=after, text=text)
    tables.commit(Commit(keys=(sheet_history.item(kept.name, change),)))


def _told(kept: KeptInSheets, before: str, after: str, get: Get) -> str:
    """What differs from the version before; of the first how much there is of it."""
    new = published.published(get, {kept.name: after})
    language = new.languages[0]
    if not before:
        return worded(say("sheet_first", text=worded(kept.summary(new), new, language)), new, language)
    return "\n".join(kept.changes(published.published(get, {kept.name: before}), new, language))
