"""`redress directory …`, `redress words …`: what is kept in sheets as a workbook, a workbook put in force, and who changed what when."""

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.container import follows_published
from chalicelib.core.complaint.saying import Said
from chalicelib.core.policy.documents import short_digest
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading.sheet_shape import language_of
from chalicelib.core.register import sheet_history
from chalicelib.core.words.worded import worded
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.inbound import spreadsheet
from chalicelib.policies import published
from chalicelib.policies.kept_in_sheets import KEPT, Book, KeptInSheets
from chalicelib.render.preview import page
from redress.kept_beside import ENGLISH, remember
from redress.parsing import days
from redress.printing import as_json, counted, with_json
from redress.stack import CallError, Stack, StackError, now

WHAT = {"directory": "the people and departments in force", "words": "the organisation's own words in force"}
HOW = {
    "directory": "Of several words in one cell each stands apart by a comma or 、",
    "words": "Grey words are the standard ones; a cell that is emptied says them again",
}


def register(groups: Any) -> None:
    """Adds a group for each to the command line."""
    for name, kept in KEPT.items():
        group = groups.add_parser(name, help=f"{WHAT[name]}: export, import, history")
        commands = group.add_subparsers(title="commands", required=True, metavar="COMMAND")
        export = _add(commands, "export", kept, _export, f"write {WHAT[name]}, or earlier ones, as .xlsx")
        export.add_argument("file", metavar="FILE", help="the .xlsx to write")
        export.add_argument("--language", choices=LANGUAGES, help="of its headings, default the policy's first")
        export.add_argument("--version", default="", metavar="DIGEST", help="an earlier one, as history names it")
        bring = _add(
            commands, "import", kept, _import, "check an .xlsx, tell what differs, and put it in force with --yes"
        )
        bring.add_argument("file", metavar="FILE", help="the .xlsx to read")
        bring.add_argument("--language", choices=LANGUAGES, help="of what is told, default the workbook's own")
        if kept.previews:
            bring.add_argument("--preview", default="", metavar="HTML", help="write how the messages will read, a page")
        doing = bring.add_mutually_exclusive_group()
        doing.add_argument("--yes", action="store_true", help="put it in force; without it nothing changes")
        doing.add_argument("--dry-run", action="store_true", help="only tell, as without --yes")
        history = _add(commands, "history", kept, _history, f"who changed {WHAT[name]}, when, and how")
        history.add_argument("--days", type=days, default=366, help="so many days back, default %(default)s")
        with_json(history)


def _add(commands: Any, name: str, kept: KeptInSheets, run: Any, help_text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help_text, description=help_text)
    parser.set_defaults(run=run, kept=kept)
    return parser


def _export(chosen: argparse.Namespace) -> int:
    stack, kept = Stack(chosen.stack), chosen.kept
    policy = _in_force(stack)
    if chosen.version:
        policy = published.published(stack.objects.get, {kept.name: _known(chosen.version, kept, stack)})
    language = chosen.language or policy.languages[0]
    Path(chosen.file).write_bytes(kept.workbook(policy, language, now()))
    print(f"{chosen.file}: {worded(kept.summary(policy), policy, ENGLISH)}")
    print(f"{HOW[kept.name]}; redress {kept.name} import FILE checks every cell.")
    return 0


def _known(version: str, kept: KeptInSheets, stack: Stack) -> str:
    """Where that version lies. StackError names those that there are."""
    there = list(dict.fromkeys(published.version_of(each.key) for each in reversed(_versions(kept, stack))))
    if version not in there:
        raise CallError(
            f"there is no version {version} of {kept.name}; there are, the newest first: {', '.join(there) or 'none'}"
        )
    return kept.part.key(version)


def _import(chosen: argparse.Namespace) -> int:
    book, stack, kept = _book(chosen.file), Stack(chosen.stack), chosen.kept
    old = _in_force(stack)
    if not follows_published(stack.settings):
        raise StackError(f"{stack.name} rehearses {stack.settings.policy}, which no import changes")
    before = published.in_force(stack.objects.get, kept.part)
    language = chosen.language or language_of(book, lambda each: kept.titles(old, each), old.languages[0])
    new = kept.renewed(book, old, stack.settings.rehearsal)
    if isinstance(new, list):
        print("\n".join(_faults(chosen.file, new, old, language)), file=sys.stderr)
        return 1
    lines = kept.changes(old, new, language)
    print("\n".join((*(worded(each, old, language) for each in kept.notes(book, old)), *lines)) or "Nothing differs.")
    if kept.previews and chosen.preview:
        Path(chosen.preview).write_text(page(kept.previews(old, new, language, now()), new, language), "utf-8")
    if lines and not chosen.yes:
        print("Nothing has changed yet; to put it in force give --yes.")
    elif chosen.yes:
        _put_in_force(stack, kept, new, before)
    return 0


def _faults(file: str, faults: list[Said], policy: Policy, language: str) -> Iterator[str]:
    yield from (f"{file}: {worded(each, policy, language)}" for each in faults)


def _book(file: str) -> Book:
    try:
        found = spreadsheet.sheets(Path(file).read_bytes())
    except OSError as error:
        raise CallError(f"{file} cannot be read: {error.strerror}") from error
    if found is None:
        raise StackError(f"{file} cannot be read: it must be an .xlsx without a password")
    return found


def _put_in_force(stack: Stack, kept: KeptInSheets, policy: Policy, before: str) -> None:
    document = published.document(kept.part, stack.objects.get, policy)
    if not published.put(stack.objects, kept.part, document, before):
        raise StackError(
            f"nothing was changed: somebody else has changed {kept.name} at this moment; give the command again"
        )
    remember(stack, kept)
    print(f"In force now: {kept.name} {short_digest(document)}.")


def _in_force(stack: Stack) -> Policy:
    repository = stack.container.policies
    repository.keep_current(now())
    return repository.published()


class Version(msgspec.Struct, frozen=True):
    """One version: where it lies, since when and by whom it was in force (nobody knows of the first), and what differs from the one before."""

    key: str
    since: datetime | None = None
    by: str = ""
    text: str = ""


def _versions(kept: KeptInSheets, stack: Stack, since: datetime | None = None) -> list[Version]:
    """All that were in force since then, the oldest first; in front of those that are noted the one that they began with."""
    if stack.objects.get(published.CURRENT) is None:
        return []
    start = sheet_history.since(since) if since else ""
    noted = stack.container.pipeline.tables.rows(sheet_history.changes_of(kept.name), start)
    found = [sheet_history.parse(values) for values in noted]
    first = found[0].before if found else published.in_force(stack.objects.get, kept.part)
    return [*([Version(first)] if first else []), *(Version(c.after, c.at, c.by, c.text) for c in found)]


def _history(chosen: argparse.Namespace) -> int:
    stack, kept = Stack(chosen.stack), chosen.kept
    policy = _in_force(stack)
    found = _versions(kept, stack, now() - timedelta(days=chosen.days))
    if chosen.json:
        print(as_json(found))
        return 0
    for each in found:
        when = f"{each.since.astimezone(ZoneInfo(policy.timezone)):%Y-%m-%d %H:%M}" if each.since else "before that"
        print(f"{' '.join(filter(None, (when, each.by)))}: {published.version_of(each.key)}")
        print("".join(f"  {line}\n" for line in each.text.splitlines()), end="")
    in_force = f"; {published.version_of(found[-1].key)} is in force" if found else ""
    print(f"{counted(len(found), 'version')}{in_force}. Times of {policy.timezone}.")
    return 0
