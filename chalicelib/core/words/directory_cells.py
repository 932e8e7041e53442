"""The directory as a sheet has it: its three parts, their columns, and how a cell shows a value to a reader of some language."""

from collections.abc import Iterator
from typing import Any, Literal

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Directory, Policy
from chalicelib.core.words.labels import label
from chalicelib.core.written.languages import listed

Part = Literal["office", "person", "department"]
COLUMNS: dict[Part, tuple[str, ...]] = {
    "office": ("desk", "desk_name", "desk_head", "director", "phone"),
    "person": ("mail", "name", "phone", "roles", "title", "number", "also_called", "addresses", "language"),
    "department": ("name", "handler", "head", "director", "parent", "words", "phone"),
}
IDENTITY: dict[Part, str] = {"person": "mail", "department": "name"}
PEOPLE = frozenset({"desk_head", "director", "handler", "head"})  # columns that name somebody
APART = expression(r"\s*[、，,;；\r\n]\s*")  # what stands between the words of a cell
SEVERAL = frozenset({"roles", "also_called", "addresses", "words"})  # columns that hold several words


def title(part: Part, policy: Policy, language: str) -> str:
    """What the sheet of a part is called."""
    return label(f"directory.{part}", policy, language)


def heading(part: Part, column: str, policy: Policy, language: str) -> str:
    """What a column is called."""
    return label(f"{part}.{column}", policy, language)


def roles(policy: Policy, language: str) -> dict[str, str]:
    """What each role is called in a cell: by its own name where two have one label, or one reads as several words."""
    called = {role.name: label(role.name, policy, language) for role in policy.roles}
    words = list(called.values())
    return {name: said if words.count(said) == 1 and not APART.search(said) else name for name, said in called.items()}


def parts_of(part: Part, directory: Directory) -> tuple[Any, ...]:
    """The people, the departments, or the directory itself."""
    return {"office": (directory,), "person": directory.people, "department": directory.departments}[part]


def row(part: Part, entry: Any, policy: Policy, language: str) -> Iterator[str]:
    """The cells of a line, in the order of the columns."""
    yield from (cell(column, getattr(entry, column), policy, language) for column in COLUMNS[part])


def cell(column: str, value: Any, policy: Policy, language: str) -> str:
    """A value as a cell shows it: people with their names, roles as they are called."""
    if column in SEVERAL:
        called = roles(policy, language) if column == "roles" else {}
        return listed((called.get(each, each) for each in value), language)
    person = policy.directory.person(value) if column in PEOPLE else None
    return f"{person.name} <{value}>" if person and person.name else str(value)
