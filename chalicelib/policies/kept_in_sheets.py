"""What people change in a workbook, beside the rules: one record each, with all that asking for it, sending it back and confirming it have to know.

Its name is that of its command, of its group of the operator's commands, and of its messages: NAME brings the workbook, NAME_change asks whether it is to
come into force, NAME_changed tells that it has.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from chalicelib.core.complaint.saying import Said, say
from chalicelib.core.people import rights
from chalicelib.core.policy.model import Policy
from chalicelib.core.words import words_cells
from chalicelib.core.words.directory_cells import COLUMNS, title
from chalicelib.core.words.directory_changes import directory_changes
from chalicelib.policies.published import DIRECTORY, WORDS, Beside

if TYPE_CHECKING:
    from chalicelib.render.preview import Preview

Book = Mapping[str, Sequence[Sequence[str]]]


class KeptInSheets(msgspec.Struct, frozen=True, kw_only=True):
    """One of them.

    `keepers`: who may have it sent and change it, in person; `roles`: as whoever else asks hears it. `titles`: of its sheets in a language.
    `workbook`: as it goes out to a reader of a language. `renewed`: the policy with what a workbook says, or all that is wrong there; `samples`:
    addresses of examples are good. `changes`: what differs, a sentence each. `summary`: how much there is of it. `beyond`: what of a change somebody may not
    make. `notes`: what its sender has to know of a
    workbook. `previews`: how messages read with the change, if it is of messages; titles in a reader's language.
    """

    part: Beside
    keepers: Callable[[Policy], tuple[str, ...]]
    roles: tuple[str, ...]
    titles: Callable[[Policy, str], Sequence[str]]
    workbook: Callable[[Policy, str, datetime], bytes]
    renewed: Callable[[Book, Policy, bool], Policy | list[Said]]
    changes: Callable[[Policy, Policy, str], list[str]]
    summary: Callable[[Policy], Said]
    beyond: Callable[[str, Policy, Policy], list[Said]] = lambda _by, _old, _new: []
    notes: Callable[[Book, Policy], Iterator[Said]] = lambda _book, _policy: iter(())
    previews: Callable[[Policy, Policy, str, datetime], list["Preview"]] | None = None

    @property
    def name(self) -> str:
        """By which its command and messages are called."""
        return self.part.name


# What reads, checks and writes sheets is imported with the first sheet: these are few, and each new process would load all of it.


def _directory_workbook(policy: Policy, language: str, now: datetime) -> bytes:
    from chalicelib.exports import directory_workbook

    return directory_workbook.workbook(policy, language, now)


def _renewed_directory(book: Book, policy: Policy, samples: bool) -> Policy | list[Said]:
    from chalicelib.core.policy_reading import directory_sheets

    return directory_sheets.renewed(book, policy, samples=samples)


def _beyond_theirs(by: str, old: Policy, new: Policy) -> list[Said]:
    from chalicelib.core.policy_reading.own_lines import beyond_theirs

    return beyond_theirs(by, old, new)


def _words_workbook(policy: Policy, language: str, now: datetime) -> bytes:
    from chalicelib.exports import words_workbook
    from chalicelib.render import words_sheets

    return words_workbook.workbook(words_sheets.sheets(policy, language), now)


def _renewed_words(book: Book, policy: Policy, _samples: bool) -> Policy | list[Said]:
    from chalicelib.render import words_sheets

    return words_sheets.renewed(book, policy)


def _changed_words(old: Policy, new: Policy, language: str) -> list[str]:
    from chalicelib.render import words_sheets

    return words_sheets.changes(old, new, language)


def _notes_on_words(book: Book, policy: Policy) -> Iterator[Said]:
    from chalicelib.render import words_sheets

    return words_sheets.notes(book, policy)


def _previews(old: Policy, new: Policy, language: str, now: datetime) -> list["Preview"]:
    from chalicelib.render.preview import previews

    return previews(old, new, language, now)


DIRECTORY_SHEETS = KeptInSheets(
    part=DIRECTORY,
    keepers=rights.keeps_the_directory,
    roles=("desk_head", "director"),
    titles=lambda policy, language: [title(part, policy, language) for part in COLUMNS],
    workbook=_directory_workbook,
    renewed=_renewed_directory,
    changes=directory_changes,
    beyond=_beyond_theirs,
    summary=lambda policy: say(
        "directory_summary", people=len(policy.directory.people), units=len(policy.directory.departments)
    ),
)
WORDS_SHEETS = KeptInSheets(
    part=WORDS,
    keepers=rights.keeps_the_words,
    roles=("desk_head", "office.director"),
    titles=lambda policy, language: [words_cells.title(part, policy, language) for part in words_cells.PARTS],
    workbook=_words_workbook,
    renewed=_renewed_words,
    changes=_changed_words,
    summary=lambda policy: say("words_summary", count=sum(map(len, policy.words.values()))),
    notes=_notes_on_words,
    previews=_previews,
)
KEPT = {each.name: each for each in (DIRECTORY_SHEETS, WORDS_SHEETS)}
