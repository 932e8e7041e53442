"""An organisation's own words as sheets: what each text says now, what comes back, and where each fault in it stands.

A text that nobody has worded says what our template says; a cell that is emptied, or says that again, is ours again. A line that is left out
stays as it is.
"""

from collections.abc import Iterator, Mapping

import msgspec

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.saying import Said, command, labels, say
from chalicelib.core.policy.documents import short_digest, words_document
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.reworded import ORGANISATION, all_words, reworded
from chalicelib.core.policy_reading.faults import Fault
from chalicelib.core.policy_reading.renewed import wording_faults
from chalicelib.core.policy_reading.sheet_shape import Rows, SheetShape, cell
from chalicelib.core.policy_reading.wording_checks import brings
from chalicelib.core.words.labels import label
from chalicelib.core.words.words_cells import (
    BLOCKS,
    NEEDED,
    PARTS,
    PHRASES,
    TOLD,
    Part,
    Sheet,
    heading,
    message_of,
    own_messages,
    part_of,
    purpose,
    title,
)
from chalicelib.core.words.words_changes import text_change
from chalicelib.core.written.languages import LANGUAGES, language_or_first, listed
from chalicelib.render.empty_values import values_in
from chalicelib.render.own_words import VALUES, word_faults
from chalicelib.render.wording import plain_lines, standard

Book = Mapping[str, Rows]
NARROW, MIDDLE, WIDE = 24, 36, 64


def keys(part: Part, policy: Policy) -> tuple[str, ...]:
    """The texts of a sheet, in order: what is there or can be put there."""
    if part == "phrase":
        return PHRASES
    names = [name for name in (*MESSAGES, *own_messages(policy)) if part_of(name, policy) == part]
    return tuple(f"{name}.{block}" for name in names for block in BLOCKS if _has(name, block, policy))


def every_key(policy: Policy) -> tuple[str, ...]:
    """All texts, in the order of the sheets."""
    return tuple(key for part in PARTS for key in keys(part, policy))


def _has(name: str, block: str, policy: Policy) -> bool:
    own = name not in MESSAGES or f"{name}.{block}" in policy.words
    return own or any(standard(name, block, language) for language in LANGUAGES)


def says(key: str, language: str, policy: Policy) -> str:
    """What a text says now: the organisation's own words, else ours."""
    own = all_words(policy).get(key, {}).get(language, "")
    return plain_lines(own) if own else _ours(key, language)


def _ours(key: str, language: str) -> str:
    message, _, block = key.rpartition(".")
    return standard(message, block, language) if message in MESSAGES else ""


# -- going out ----------------------------------------------------------------------------------------------------------------


def sheets(policy: Policy, language: str) -> tuple[Sheet, ...]:
    """The workbook's sheets in a reader's language: the texts, and what the values in them stand for."""
    return (*(_texts(part, policy, language) for part in PARTS), _values(policy, language))


def _texts(part: Part, policy: Policy, language: str) -> Sheet:
    columns, pale = (*TOLD, *policy.languages), set[tuple[int, int]]()
    rows = [tuple(heading(column, policy, language) for column in columns)]
    for number, key in enumerate(keys(part, policy), 1):
        said = [says(key, each, policy) for each in policy.languages]
        own = all_words(policy).get(key, {})
        pale |= {(number, len(TOLD) + n) for n, each in enumerate(policy.languages) if not own.get(each)}
        rows.append((key, purpose(key, policy, language), _allowed(key, policy, language), *said))
    widths = (NARROW, MIDDLE, MIDDLE, *(WIDE for _ in policy.languages))
    return Sheet(title(part, policy, language), widths, tuple(rows), frozenset(pale))


def _allowed(key: str, policy: Policy, language: str) -> str:
    """The values that a text may name: what it must have, what is always there, what may be empty."""
    if not message_of(key):
        return label("words.no_values", policy, language)
    sure, perhaps = values_in(key, policy, VALUES)
    must = brings(key)
    lines = {"words.must_have": must[1][:1] if must else (), "words.always_there": sure, "words.may_be_empty": perhaps}
    told = [
        f"{label(word, policy, language)}{language_or_first(language).colon}{listed(map(_braced, found), language)}"
        for word, found in lines.items()
        if found
    ]
    return "\n".join((*told, label("words.any_values", policy, language)))


def _braced(value: str) -> str:
    return f"{{{{ {value} }}}}"


def _values(policy: Policy, language: str) -> Sheet:
    rows = [(title("value", policy, language), title("meaning", policy, language))]
    rows += ((_braced(value), label(f"value.{value}", policy, language)) for value in (*VALUES, "parts.letter()"))
    rows += (("{% if … %}", label("value.if", policy, language)), ("{{ t.… }}", label("value.t.", policy, language)))
    rows.append((title("version", policy, language), _version(policy)))
    return Sheet(title("values", policy, language), (MIDDLE, WIDE), tuple(rows))


def _version(policy: Policy) -> str:
    """By what a workbook is known: the rules, and all texts, under which it went out."""
    return f"{policy.digest} {short_digest(words_document(all_words(policy)))}"


# -- coming back --------------------------------------------------------------------------------------------------------------


class Found:
    """What the sheets of a workbook say otherwise than the policy in force: `changes`, and what is wrong there."""

    def __init__(self, book: Book, policy: Policy) -> None:
        """Reads them."""
        self.policy, self.shape = policy, SheetShape(book)
        self.changes: dict[str, dict[str, str]] = {}
        self.places: dict[str, str] = {}
        self.faults: list[Said] = []
        self.unknown: list[str] = []
        for part in PARTS:
            self._sheet(part, set(every_key(policy)))

    def _sheet(self, part: Part, known: set[str]) -> None:
        policy = self.policy
        name, rows = self.shape.sheet(lambda each: title(part, policy, each), labels(f"words.{part}"))
        columns = (*TOLD, *policy.languages)
        top, places = self.shape.columns(name, rows, columns, lambda key, each: heading(key, policy, each))
        for number, row in enumerate(rows if not self.shape.faults else ()):
            if number > top and any(row):
                said = {key: row[at] if at < len(row) else "" for key, at in places.items()}
                self._line(name, number, said, places, known)

    def _line(self, name: str, number: int, row: Mapping[str, str], places: Mapping[str, int], known: set[str]) -> None:
        key = row["key"].strip()
        where = f"{name} {cell(places['key'], number)}"
        if key not in known:
            self.unknown.append(key or where)
        elif (path := _path(key)) in self.places:
            self._refuse(where, say("words_key_twice", key=key))
        else:
            self.places[path] = where
            for language in self.policy.languages:
                place = self.places[_path(key, language)] = f"{name} {cell(places[language], number)}"
                self._text(key, language, plain_lines(row[language]), place)

    def _text(self, key: str, language: str, text: str, place: str) -> None:
        if text == says(key, language, self.policy):
            return
        if not text and _is_needed(key, language, self.policy):
            self._refuse(place, say("own_text_needed"))
        self.changes.setdefault(key, {})[language] = "" if text == _ours(key, language) else text

    def _refuse(self, place: str, said: Said) -> None:
        self.faults.append(msgspec.structs.replace(said, about=place))

    def told(self, faults: list[Fault]) -> list[Said]:
        """All faults, each with its cell. Where the sheets are not those of the rules in force, that alone."""
        if self.shape.faults:
            return self.shape.faults
        if self.unknown:
            return [say("words_key_unknown", keys=" / ".join(self.unknown), command=command("words"))]
        return [*self.faults, *(msgspec.structs.replace(f.said, about=self.places.get(f.path, f.path)) for f in faults)]


def renewed(book: Book, policy: Policy) -> Policy | list[Said]:
    """The policy with the words of a workbook, or all that is wrong there, each with its cell."""
    found = Found(book, policy)
    result = reworded(policy, found.changes)
    return found.told(new_faults(policy, result)) or result


def new_faults(old: Policy, new: Policy) -> list[Fault]:
    """What is wrong with how a policy is worded and was not before."""
    before = set(map(str, _wrong(old)))
    return [each for each in _wrong(new) if str(each) not in before]


def _wrong(policy: Policy) -> list[Fault]:
    return [*wording_faults(policy), *word_faults(policy)]


def notes(book: Book, policy: Policy) -> Iterator[Said]:
    """What whoever confirms has to know of the workbook: that it went out before the rules, or the words, were changed."""
    names = {title("version", policy, each) for each in LANGUAGES}
    said = next((row[1] for rows in book.values() for row in rows if len(row) > 1 and row[0] in names), "")
    rules, _, words = said.partition(" ")
    now_rules, _, now_words = _version(policy).partition(" ")
    if rules and rules != now_rules:
        yield say("words_of_other_rules")
    elif words and words != now_words:
        yield say("words_of_before")


def _path(key: str, language: str = "") -> str:
    """The place of a text in a policy's file."""
    path = key if key == ORGANISATION else f'words."{key}"'
    return f"{path}.{language}" if language else path


def _is_needed(key: str, language: str, policy: Policy) -> bool:
    """Whether something must stand there: nothing of ours does."""
    message, _, block = key.rpartition(".")
    if key == ORGANISATION:
        return language == policy.languages[0]
    return bool(message) and message not in MESSAGES and block in NEEDED


def differing(old: Policy, new: Policy) -> Iterator[tuple[str, str]]:
    """Each text, in each language, that says something else than before."""
    before, after = all_words(old), all_words(new)
    for key in dict.fromkeys((*every_key(new), *every_key(old))):
        for language in dict.fromkeys((*before.get(key, {}), *after.get(key, {}))):
            if before.get(key, {}).get(language, "") != after.get(key, {}).get(language, ""):
                yield key, language


def changes(old: Policy, new: Policy, language: str) -> list[str]:
    """What differs between two policies' words, a sentence for each text in a reader's language."""
    words = all_words(new)
    return [
        text_change(
            key,
            of,
            (says(key, of, old), says(key, of, new)),
            new,
            language,
            ours=not words.get(key, {}).get(of) and key not in PHRASES,
        )
        for key, of in differing(old, new)
    ]
