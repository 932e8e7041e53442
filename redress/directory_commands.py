"""`redress directory …`: the people and departments in force as a workbook, a workbook put in force, and who changed what when."""

import argparse
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from chalicelib.container import follows_published
from chalicelib.core.policy.model import Directory, Policy, PolicyError
from chalicelib.core.policy_reading.directory_sheets import renewed
from chalicelib.core.policy_reading.documents import directory_document, short_digest
from chalicelib.core.register import directory_history
from chalicelib.core.words.directory_changes import directory_changes
from chalicelib.core.words.worded import worded
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.exports.directory_workbook import workbook
from chalicelib.inbound import spreadsheet
from chalicelib.policies import published
from redress.parsing import days
from redress.printing import as_json, counted, with_json
from redress.stack import CallError, Stack, StackError, now
from redress.todays_people import remember

ENGLISH = "en"


def register(groups: Any) -> None:
    """Adds the group to the command line."""
    group = groups.add_parser("directory", help="the people and departments in force: export, import, history")
    commands = group.add_subparsers(title="commands", required=True, metavar="COMMAND")
    export = _add(commands, "export", _export, "write the directory in force, or an earlier one, as .xlsx")
    export.add_argument("file", metavar="FILE", help="the .xlsx to write")
    export.add_argument("--language", choices=LANGUAGES, help="of its headings, default the policy's first")
    export.add_argument("--version", default="", metavar="DIGEST", help="an earlier one, as history names it")
    bring = _add(commands, "import", _import, "check an .xlsx, tell what differs, and put it in force with --yes")
    bring.add_argument("file", metavar="FILE", help="the .xlsx to read")
    bring.add_argument("--yes", action="store_true", help="put it in force; without it nothing changes")
    history = _add(commands, "history", _history, "who changed the directory, when, and how")
    history.add_argument("--days", type=days, default=366, help="so many days back, default %(default)s")
    with_json(history)


def _add(commands: Any, name: str, run: Any, help_text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help_text, description=help_text)
    parser.set_defaults(run=run)
    return parser


def _export(chosen: argparse.Namespace) -> int:
    stack = Stack(chosen.stack)
    policy = _in_force(stack)
    if chosen.version:
        earlier = _earlier(stack, chosen.version)
        policy = msgspec.structs.replace(policy, directory=earlier)
    language = chosen.language or policy.languages[0]
    Path(chosen.file).write_bytes(workbook(policy, language, now()))
    people, departments = len(policy.directory.people), len(policy.directory.departments)
    print(f"{chosen.file}: {counted(people, 'person', 'people')}, {counted(departments, 'department')}")
    print(
        "Of several words in one cell each stands apart by a comma or 、; redress directory import FILE checks every cell."
    )
    return 0


def _earlier(stack: Stack, version: str) -> Directory:
    try:
        return published.directory_at(stack.objects.get, published.directory_key(version))
    except PolicyError:
        raise CallError(f"there is no directory {version}; redress directory history names those there were") from None


def _import(chosen: argparse.Namespace) -> int:
    content, stack = _content(chosen.file), Stack(chosen.stack)
    old = _in_force(stack)
    if not follows_published(stack.settings):
        raise StackError(f"{stack.name} rehearses {stack.settings.policy}, which no import changes")
    before = published.directory_in_force(stack.objects.get)
    new = _read(chosen.file, content, old, samples=stack.settings.rehearsal)
    if new is None:
        return 1
    lines = directory_changes(old, new, ENGLISH)
    print("\n".join(lines) or "Nothing differs.")
    if lines and not chosen.yes:
        print("Nothing has changed yet; to put it in force give --yes.")
    elif chosen.yes:
        _put_in_force(stack, new, before)
    return 0


def _read(file: str, content: bytes, policy: Policy, *, samples: bool) -> Policy | None:
    """The policy with the directory of a workbook; None if that has faults, which are told."""
    book = spreadsheet.sheets(content)
    if book is None:
        raise StackError(f"{file} cannot be read: it must be an .xlsx without a password")
    found = renewed(book, policy, samples=samples)
    if isinstance(found, list):
        print("\n".join(f"{file}: {worded(each, policy, ENGLISH)}" for each in found), file=sys.stderr)
        return None
    return found


def _content(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise CallError(f"{file} cannot be read: {error.strerror}") from error


def _put_in_force(stack: Stack, policy: Policy, before: str) -> None:
    if not published.put_directory(stack.objects, policy, before):
        raise StackError(
            "nothing was changed: the directory was changed by somebody else at this moment; give it again"
        )
    remember(stack, policy)
    print(f"In force now: directory {short_digest(directory_document(policy))}.")


def _in_force(stack: Stack) -> Policy:
    repository = stack.container.policies
    repository.keep_current(now())
    return repository.published()


def _history(chosen: argparse.Namespace) -> int:
    stack = Stack(chosen.stack)
    since = directory_history.since(now() - timedelta(days=chosen.days))
    found = [directory_history.parse(v) for v in stack.container.pipeline.tables.rows(directory_history.CHANGES, since)]
    if chosen.json:
        print(as_json(found))
        return 0
    for each in found:
        print(f"{each.at:%Y-%m-%d %H:%M}Z {each.by}: {each.version}")
        print("\n".join(f"  {line}" for line in each.text.splitlines()))
    print(counted(len(found), "change"))
    return 0
