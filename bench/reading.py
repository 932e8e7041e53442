"""How long our reader takes for a mail, beside the standard library's in the same run. Own CPU time, milliseconds."""

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from email import message_from_bytes, policy
from pathlib import Path

from chalicelib.inbound.email_message import parse

MAILS = Path(__file__).parent.parent / "tests" / "mails"
TRIES = 3


def by_the_standard_library(raw: bytes) -> str:
    """The letter as the standard library finds it; "" where it gives up."""
    try:
        body = message_from_bytes(raw, policy=policy.default).get_body(("plain", "html"))
        return str(body.get_content()) if body else ""
    except Exception:  # noqa: BLE001  # it does with broken mail, and that takes its time too
        return ""


def milliseconds(read: Callable[[bytes], object], mails: Mapping[Path, bytes]) -> dict[Path, float]:
    """The best of some tries; all mails are read before one comes again, so that nothing is remembered of it."""
    best: dict[Path, float] = {}
    for _ in range(TRIES):
        for path, raw in mails.items():
            started = time.process_time()
            read(raw)
            spent = 1000 * (time.process_time() - started)
            best[path] = min(best.get(path, spent), spent)
    return best


def table(folders: Iterable[Path]) -> list[tuple[str, float, float, str]]:
    """Reader, median, worst, and the mail that is worst, over all `*.eml` below the folders."""
    mails = {path: path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.eml"))}
    rows = []
    for name, read in (("our reader", parse), ("standard library", by_the_standard_library)):
        spent = milliseconds(read, mails)
        worst = max(spent, key=lambda path: spent[path])
        rows.append((name, statistics.median(spent.values()), spent[worst], worst.stem))
    return rows


def main(folders: Iterable[Path] = ()) -> None:
    """Prints both, over the mails of the tests and of whatever other folders are named."""
    print(f"{'one mail, own CPU':28}{'median ms':>12}{'worst ms':>12}")
    for name, median, worst, mail in table((MAILS, *folders)):
        print(f"{name:28}{median:12.2f}{worst:12.1f}  {mail}")


if __name__ == "__main__":
    main(map(Path, sys.argv[1:]))
