"""The folder of an export: files that are whole or not there, a journal of what was written, at last the manifest.

While it is written the journal grows by a line for each file, so that whatever breaks it off, the same command goes on where it
stopped. What lies in the folder as it was written is not fetched again; what is no longer part of the export is taken away.
"""

import hashlib
from datetime import datetime
from pathlib import Path, PurePosixPath

import msgspec

from redress.printing import as_json
from redress.stack import CallError, StackError

MANIFEST, JOURNAL, HALF = "manifest.json", "unfinished.jsonl", ".half"
FORMAT = 1
STRAYS_NAMED = 3


class Written(msgspec.Struct, frozen=True):
    """A file of the export: its path in the folder, what it was made of (another word, another content), digest and size in bytes."""

    path: str
    of: str
    sha256: str
    size: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What an export holds. `missing`: raw mails that cases name and the bucket no longer had."""

    format: int
    stack: str
    policy: str
    made: datetime
    cases: int
    missing: tuple[str, ...]
    files: tuple[Written, ...]


class Folder:
    """A folder that is being written for one stack."""

    def __init__(self, path: Path, stack: str) -> None:
        self.path = path
        self.stack = stack
        self.known = {each.path: each for each in _begun(path, stack)}
        self.wanted: dict[str, Written] = {}
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        lines = (msgspec.json.encode(each) for each in (stack, *self.known.values()))
        self._replace(JOURNAL, b"".join(line + b"\n" for line in lines))
        (path / MANIFEST).unlink(missing_ok=True)

    def has(self, name: str, of: str) -> bool:
        """Whether the file is there as it was written, made of the same; it then belongs to this export."""
        known = self.known.get(name)
        if known is None or known.of != of or digest_of(self.path / name) != known.sha256:
            return False
        self.wanted[name] = known
        return True

    def put(self, name: str, of: str, content: bytes) -> None:
        """Writes a file, whole or not at all."""
        self._replace(name, content)
        written = Written(name, of, hashlib.sha256(content).hexdigest(), len(content))
        self.wanted[name] = self.known[name] = written
        with (self.path / JOURNAL).open("ab") as journal:
            journal.write(msgspec.json.encode(written) + b"\n")

    def read(self, name: str) -> bytes:
        """A file's content."""
        return (self.path / name).read_bytes()

    def finish(self, policy: str, made: datetime, cases: int, missing: set[str]) -> Manifest:
        """Takes away what is no longer part of it, and writes the manifest."""
        for name in self.known.keys() - self.wanted.keys():
            (self.path / name).unlink(missing_ok=True)
        manifest = Manifest(
            format=FORMAT,
            stack=self.stack,
            policy=policy,
            made=made,
            cases=cases,
            missing=tuple(sorted(missing)),
            files=tuple(self.wanted[name] for name in sorted(self.wanted)),
        )
        for half in self.path.rglob(f"*{HALF}"):
            half.unlink()
        self._replace(MANIFEST, as_json(manifest).encode())
        (self.path / JOURNAL).unlink()
        return manifest

    def _replace(self, name: str, content: bytes) -> None:
        place = self.path / name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = place.with_name(place.name + HALF)
        half.write_bytes(content)
        half.replace(place)


def _begun(path: Path, stack: str) -> list[Written]:
    """What an export of this stack has written here before. StackError if something else lies here."""
    if not path.exists() or not any(path.iterdir()):
        return []
    if (path / JOURNAL).exists():
        owner, found = _journal_of(path)
    elif (path / MANIFEST).exists():
        manifest = read_manifest(path)
        owner, found = manifest.stack, list(manifest.files)
    else:
        stray = ", ".join(sorted(each.name for each in path.iterdir())[:STRAYS_NAMED])
        raise CallError(f"{path} holds {stray}, and no export: move that elsewhere, or name an empty or a new folder")
    if owner != stack:
        raise CallError(f"{path} holds the export of {owner}; name another folder")
    return found


def _journal_of(path: Path) -> tuple[str, list[Written]]:
    """Whose export it is, and what was written up to the line that was broken off."""
    first, *lines = (path / JOURNAL).read_bytes().splitlines()
    found = []
    for line in lines:
        try:
            found.append(msgspec.json.decode(line, type=Written))
        except msgspec.DecodeError:
            break
    return msgspec.json.decode(first, type=str), found


def read_manifest(path: Path) -> Manifest:
    """A folder's manifest. StackError if it has none, or one that nobody can read."""
    if not (path / MANIFEST).exists():
        if not (path / JOURNAL).exists():
            raise CallError(f"{path}: there is no {MANIFEST}, so this is no export")
        raise StackError(f"{path}: the export was broken off; redress export ALL {path} goes on where it stopped")
    try:
        return msgspec.json.decode((path / MANIFEST).read_bytes(), type=Manifest)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise StackError(
            f"{path / MANIFEST}: cannot be read ({error}); redress export ALL {path} makes it anew"
        ) from None


def digest_of(path: Path) -> str:
    """The SHA-256 of a file in hex; "" if there is none."""
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def safe_name(text: str, longest: int = 80) -> str:
    """A name of a file that any system takes and that leads nowhere else, whatever a stranger called it."""
    name = PurePosixPath(text.replace("\\", "/")).name
    kept = "".join(sign if sign.isalnum() or sign in "-_() .（）" else "_" for sign in name).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if dot and len(ending) < longest // 2:
        return f"{(stem or '_')[: longest - len(ending) - 1]}.{ending}"
    return kept[:longest] or "_"
