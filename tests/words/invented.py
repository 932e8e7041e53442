"""A language that nobody speaks: English in letters of its own, added in exactly the places that docs/languages.md names."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.moments import MOMENTS
from chalicelib.core.orders import command_reader
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.orders.form_lines import FORM_LINES
from chalicelib.core.report.wording import WORDS
from chalicelib.core.words.labels import BUILT_IN
from chalicelib.core.words.sentences import SENTENCES
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render import wording
from chalicelib.web import page

TAG = "qx"
TEMPLATES = Path(__file__).parents[2] / "templates"
LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "აბგდევზთიკლმნოპჟრსტუფქღყშჩ")
_KEPT = re.compile(r"(\{[^{}]*\}|%\(\w+\)s|%s|%)")  # blanks to be filled


def invented(english: str) -> str:
    """English in the invented letters; blanks to be filled stay."""
    return "".join(part if _KEPT.fullmatch(part) else part.lower().translate(LETTERS) for part in _KEPT.split(english))


def _template(text: str) -> str:
    """A template of English in the invented language: all words outside tags, and in tags what reads like words and no code."""
    return "".join(_token(kind, value) for _, kind, value in Environment().lex(text))


def _token(kind: str, value: str) -> str:
    if kind == "data":
        return value.lower().translate(LETTERS)
    is_said = kind == "string" and re.search(r"[A-Z]| ", value) and ".j2" not in value
    return invented(value) if is_said else value


def _templates() -> dict[str, str]:
    found = {path: path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.en.j2")}
    return {name.replace(".en.j2", f".{TAG}.j2"): _template(path.read_text("utf-8")) for path, name in found.items()}


def speak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Adds the language for one test."""
    english = LANGUAGES["en"]
    patterns = ("long_date", "short_date", "year", "month", "day", "quarter", "week", "own_name", "reply_line")
    own: dict[str, Any] = {name: invented(getattr(english, name)) for name in patterns}
    own |= {name: tuple(map(invented, getattr(english, name))) for name in ("weekdays", "months", "halves")}
    language = msgspec.structs.replace(english, tags=(TAG,), letters="[ა-ჰ]", gsm=False, singular="", **own)
    monkeypatch.setitem(LANGUAGES, TAG, language)
    tables: list[Mapping[str, Mapping[str, str]]] = [BUILT_IN, SENTENCES, WORDS]
    for called in (
        *(texts for table in tables for texts in table.values()),
        *(moment.labels for moment in MOMENTS),
        *(message.called for message in MESSAGES.values() if message.called),
        *(command.help for command in COMMANDS.values()),
    ):
        monkeypatch.setitem(dict_of(called), TAG, invented(called["en"]))
    for many in (*(kind.names for kind in COMMANDS.values()), *(line.labels for line in FORM_LINES.values())):
        monkeypatch.setitem(dict_of(many), TAG, tuple(map(invented, many["en"])))
    for line in FORM_LINES.values():
        if line.name in BUILT_IN:
            monkeypatch.setitem(dict_of(BUILT_IN[line.name]), TAG, invented(BUILT_IN[line.name]["en"]))
    command_reader._common.cache_clear()
    made = DictLoader(_templates())
    environments: list[Environment] = [wording.environment("text"), wording.environment("html"), page.environment()]
    for environment in environments:
        assert environment.loader is not None
        monkeypatch.setattr(environment, "loader", ChoiceLoader([made, environment.loader]))


def dict_of(texts: Mapping[str, Any]) -> dict[str, Any]:
    assert isinstance(texts, dict)
    return texts


def with_labels(data: Any) -> Any:
    """A policy's TOML whose own words are said in the invented language too."""
    if isinstance(data, list):
        return [with_labels(each) for each in data]
    if not isinstance(data, dict):
        return data
    named = {key: with_labels(value) for key, value in data.items()}
    return named | ({TAG: invented(data["en"])} if isinstance(data.get("en"), str) else {})
