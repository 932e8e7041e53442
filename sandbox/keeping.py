"""What `--keep FOLDER` leaves behind: a folder for each mailbox, each of its mails an .eml that any mail program opens."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from sandbox.letters import Letter

UNSAFE = re.compile(r"[^\w.@+ -]+")  # what whoever chooses an address or a subject could make a path of
LONGEST = 60  # letters of a name; each takes up to four bytes of the 255 that file systems allow


class Keeper:
    """A folder, new or empty, that `save` brings up to date. FileExistsError if it holds anything."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise FileExistsError(f"{folder}: holds files already; name a folder that is new or empty")
        self._folder = folder
        self._kept: set[tuple[str, str]] = set()
        self._mails: Counter[Path] = Counter()

    def save(self, owner: str, letters: Iterable[Letter]) -> None:
        """Those of a mailbox's mails, oldest first, that are not kept yet; they are numbered from 1 on."""
        box = self._folder / _safe(owner)
        for letter in letters:
            if (owner, letter.key) not in self._kept:
                self._kept.add((owner, letter.key))
                self._mails[box] += 1
                box.mkdir(exist_ok=True)
                way = "out" if letter.ours else "in"
                name = _safe(f"{self._mails[box]:04} {letter.at:%Y-%m-%d %H%M} {way} {letter.subject}")
                (box / f"{name}.eml").write_bytes(letter.raw)


def _safe(name: str) -> str:
    """A name that is a file's in its folder, whatever stands in it."""
    return UNSAFE.sub("_", name)[:LONGEST].strip(" .") or "_"
