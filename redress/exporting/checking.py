"""`redress export --check FOLDER`: whether an export is whole. It needs nothing but the folder."""

from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from redress.case_documents import CaseDocument, decoded
from redress.exporting.everything import CASES, MAILS, files_of, mail_name
from redress.exporting.folder import MANIFEST, Manifest, digest_of
from redress.progress import watched


def problems(path: Path, manifest: Manifest) -> Iterator[str]:
    """What is wrong with it, a sentence each; nothing for a whole one."""
    listed = {each.path: each for each in manifest.files}
    for each in watched(manifest.files, "files checked", len(manifest.files)):
        found = digest_of(path / each.path)
        if found != each.sha256:
            yield f"{each.path}: {'was changed since it was written' if found else 'is not there'}"
        elif each.path.startswith(f"{CASES}/"):
            yield from (f"{each.path}: {said}" for said in _of_case(path / each.path, listed.keys(), manifest))
    there = {found.relative_to(path).as_posix() for found in path.rglob("*") if found.is_file()}
    yield from (
        f"{name}: is none of the export's files: move it elsewhere"
        for name in sorted(there - listed.keys() - {MANIFEST})
    )
    cases = sum(name.startswith(f"{CASES}/") for name in listed)
    if cases != manifest.cases:
        yield f"{MANIFEST}: tells of {manifest.cases} cases and lists {cases}"


def _of_case(place: Path, listed: Collection[str], manifest: Manifest) -> Iterator[str]:
    """What a case's own file tells: does its history's chain hold, is every mail and file that it names there?"""
    try:
        found = decoded(place.read_bytes())
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        yield f"cannot be read as a case ({error})"
        return
    yield from found.problems()
    yield from _left_out(found, listed, manifest)


def _left_out(found: CaseDocument, listed: Collection[str], manifest: Manifest) -> Iterator[str]:
    gone = frozenset(manifest.missing)
    for raw in found.raw_mails:
        if f"{MAILS}/{mail_name(raw)}" not in listed and raw not in gone:
            yield f"names the mail {raw}, which is not in the export"
    for name, file in files_of(found):
        if name not in listed and not gone & {file.raw, f"{file.raw} {file.part}"}:
            yield f"names the file {name}, which is not in the export"
