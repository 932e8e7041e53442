"""Every word that the code asks for is there, in every language: a gap is named by table, word and language."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.moments import MOMENTS
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.orders.form_lines import FORM_LINES
from chalicelib.core.report.wording import WORDS
from chalicelib.core.words.labels import BUILT_IN
from chalicelib.core.words.sentences import SENTENCES
from chalicelib.core.written.languages import LANGUAGES, table

ROOT = Path(__file__).parents[2]
TABLES: dict[str, Mapping[str, Mapping[str, object]]] = {
    "labels": BUILT_IN,
    "sentences": SENTENCES,
    "report words": WORDS,
    "moments": {moment.name: moment.labels for moment in MOMENTS},
    "messages": {name: kind.called for name, kind in MESSAGES.items()},
    "commands": {name: kind.names for name, kind in COMMANDS.items()},
    "help": {name: kind.help for name, kind in COMMANDS.items()},
    "form lines": {name: line.labels for name, line in FORM_LINES.items()},
}


@pytest.mark.parametrize("name", TABLES)
def test_every_word_is_said_in_every_language(name: str):
    missing = [(word, tag) for word, said in TABLES[name].items() for tag in LANGUAGES if not said.get(tag)]
    assert missing == []


def test_every_message_says_what_it_is_for():
    assert [name for name in MESSAGES if f"purpose.{name}" not in BUILT_IN] == []


def test_every_language_has_its_templates_and_is_called_something():
    names = [*MESSAGES, "_parts", "_texts", "web/words"]
    assert [
        f"{n}.{tag}.j2" for n in names for tag in LANGUAGES if not (ROOT / f"templates/{n}.{tag}.j2").exists()
    ] == []
    assert [tag for tag in LANGUAGES if f"language.{tag}" not in BUILT_IN] == []


def test_a_column_may_be_begun_and_what_is_wrong_with_a_table_is_named_by_its_word():
    assert table("zh-CN | en\nopen: 办理中 | open\nclosed: 已结案")["closed"] == {"zh-CN": "已结案"}
    for wrong in ("zh-CN | en\nopen: 办理中 | open\nopen: 开放 | open", "zh-CN | en\nopen: 办理中 | open | ouvert"):
        with pytest.raises(ValueError, match=r"^open: "):
            table(wrong)


def codes(*methods: str) -> Iterator[tuple[str, str]]:
    """The codes that the code names literally as the first argument of such calls, each with its file."""
    for path in (ROOT / "chalicelib").rglob("*.py"):
        if path.parent.name == "policy_reading":
            continue  # it refuses what a policy says, to its author
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            code = node.args[0]
            if called in methods and isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield path.name, code.value


def test_every_sentence_that_a_decision_says_has_words():
    said = list(codes("done", "refuse", "say", "sentence"))
    assert len(said) > 100
    assert [(file, code) for file, code in said if code not in SENTENCES and file != "wording.py"] == []


def test_every_line_of_the_history_is_called_something():
    recorded = list(codes("record"))
    assert len(recorded) > 30
    assert [(f, code) for f, code in recorded if f"history.{code}" not in BUILT_IN and code not in MESSAGES] == []
