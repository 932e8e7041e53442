"""`redress export`: one person's data, or all that a stack keeps; and whether such an export is whole."""

import argparse
import sys
from pathlib import Path
from typing import Any

from redress import persons
from redress.exporting.checking import problems
from redress.exporting.everything import CASES, FILES, MAILS, Export
from redress.exporting.folder import MANIFEST, Manifest, digest_of, read_manifest
from redress.printing import as_json, counted, with_json
from redress.stack import CallError, Stack, now

ALL = "ALL"


def register(commands: Any) -> None:
    """Adds the command."""
    words = "hand out one person's data as a zip file, or write everything into a folder; tell whether that is whole"
    export = commands.add_parser("export", help=words, description=words)
    export.add_argument("whose", nargs="?", metavar="PERSON|ALL", help="a mail address, a telephone number, or ALL")
    export.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="with ALL: where to write, or to go on")
    export.add_argument(
        "--to",
        type=Path,
        default=None,
        metavar="FILE",
        help="with PERSON: the zip file; without it only counts are shown",
    )
    export.add_argument("--check", type=Path, metavar="FOLDER", help="is this export whole? It needs no stack")
    with_json(export)
    export.set_defaults(run=_export)


def _export(chosen: argparse.Namespace) -> int:
    if chosen.check and not chosen.whose:
        return _check(chosen.check, chosen)
    if chosen.whose == ALL and chosen.folder and not (chosen.to or chosen.check):
        return _all(chosen)
    if chosen.whose and chosen.whose != ALL and not (chosen.folder or chosen.check):
        return persons.hand_out(Stack(chosen.stack), chosen.whose, chosen.to, for_scripts=chosen.json)
    raise CallError("redress export PERSON [--to FILE] | ALL FOLDER | --check FOLDER")


def _all(chosen: argparse.Namespace) -> int:
    stack = Stack(chosen.stack)
    policy = stack.container.policies.current()
    manifest = Export(stack, chosen.folder).write(policy, now())
    for each in manifest.missing:
        print(
            f"{each}: is named by a case, and was gone from the bucket already (erased, or older than it keeps mails)",
            file=sys.stderr,
        )
    return _check(chosen.folder, chosen)


def _check(path: Path, chosen: argparse.Namespace) -> int:
    """Reads the whole export again. 1 if it is not whole."""
    manifest = read_manifest(path)
    found = list(problems(path, manifest))
    told = _summary(path, manifest)
    if chosen.json:
        print(as_json({**told, "problems": found}))
        return int(bool(found))
    for each in found:
        print(each)
    counts = (("cases", "case"), ("mails", "mail"), ("files", "attached file"), ("bytes", "byte"))
    print(f"{path}: {', '.join(counted(told[name], thing) for name, thing in counts)}")
    print(
        f"made {manifest.made:%Y-%m-%d %H:%M}Z of {manifest.stack}; the SHA-256 of {MANIFEST}, worth keeping elsewhere:"
    )
    print(told["sha256"])
    print(
        f"{counted(len(found), 'fault')}; redress export {ALL} {path} mends what the stack still has"
        if found
        else "whole"
    )
    return int(bool(found))


def _summary(path: Path, manifest: Manifest) -> dict[str, Any]:
    def count(folder: str) -> int:
        return sum(each.path.startswith(f"{folder}/") for each in manifest.files)

    return {
        "stack": manifest.stack,
        "made": manifest.made,
        "cases": count(CASES),
        "mails": count(MAILS),
        "files": count(FILES),
        "missing": manifest.missing,
        "bytes": sum(each.size for each in manifest.files),
        "sha256": digest_of(path / MANIFEST),
    }
