"""What people change in a workbook, beside the rules: one record each, with all that asking for it, sending it back and confirming it have to know.

Its name is that of its command, of its group of the operator's commands, and of its messages: NAME brings the workbook, NAME_change asks whether it is to
come into force, NAME_changed tells that it has.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from chalicelib.core.complaint.saying import Said, say
from chalicelib.core.people import rights
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading import directory_sheets
from chalicelib.core.policy_reading.own_lines import beyond_theirs
from chalicelib.core.policy_reading.sheet_shape import Rows
from chalicelib.core.words import words_cells
from chalicelib.core.words.directory_cells import COLUMNS, title
from chalicelib.core.words.directory_changes import directory_changes
from chalicelib.exports import directory_workbook, words_workbook
from chalicelib.policies.published import DIRECTORY, WORDS, Beside
from chalicelib.render import words_sheets
from chalicelib.render.preview import Preview, previews

Book = Mapping[str, Rows]


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
    previews: Callable[[Policy, Policy, str, datetime], list[Preview]] | None = None

    @property
    def name(self) -> str:
        """By which its command and messages are called."""
        return self.part.name


DIRECTORY_SHEETS = KeptInSheets(
    part=DIRECTORY,
    keepers=rights.keeps_the_directory,
    roles=("desk_head", "director"),
    titles=lambda policy, language: [title(part, policy, language) for part in COLUMNS],
    workbook=directory_workbook.workbook,
    renewed=lambda book, policy, samples: directory_sheets.renewed(book, policy, samples=samples),
    changes=directory_changes,
    beyond=beyond_theirs,
    summary=lambda policy: say(
        "directory_summary", people=len(policy.directory.people), units=len(policy.directory.departments)
    ),
)
WORDS_SHEETS = KeptInSheets(
    part=WORDS,
    keepers=rights.keeps_the_words,
    roles=("desk_head", "office.director"),
    titles=lambda policy, language: [words_cells.title(part, policy, language) for part in words_cells.PARTS],
    workbook=lambda policy, language, now: words_workbook.workbook(words_sheets.sheets(policy, language), now),
    renewed=lambda book, policy, _samples: words_sheets.renewed(book, policy),
    changes=words_sheets.changes,
    summary=lambda policy: say("words_summary", count=sum(map(len, policy.words.values()))),
    notes=words_sheets.notes,
    previews=previews,
)
KEPT = {each.name: each for each in (DIRECTORY_SHEETS, WORDS_SHEETS)}
