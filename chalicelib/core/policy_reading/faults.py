"""Faults that have words in every language: in English for the author of a file, in their own language for whoever sends a sheet."""

from collections.abc import Mapping

import msgspec

from chalicelib.core.complaint.saying import Name, Said, Value
from chalicelib.core.words.of_sheets import OF_SHEETS
from chalicelib.core.words.of_words import OF_WORDS

FAULTS: Mapping[str, Mapping[str, str]] = {**OF_SHEETS, **OF_WORDS}


class Fault(msgspec.Struct, frozen=True):
    """What is wrong, and where: a path as in a policy's file."""

    path: str
    said: Said

    def __str__(self) -> str:
        """As the author of a file reads it."""
        return f"{self.path}: {in_english(self.said)}"


def in_english(said: Said) -> str:
    """A fault's words for the author of a file. What is said within it is looked up; names stay as the file has them."""
    return FAULTS[said.code]["en"].format(**{name: _plain(value) for name, value in said.values.items()})


def _plain(value: Value) -> str:
    if not isinstance(value, Name):
        return str(value)
    return ", ".join(FAULTS[each]["en"] if value.kind == "sentence" else each for each in value.names)
