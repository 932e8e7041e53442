"""The workbooks that reports sent out: which of them list a complaint, and taking those away."""

import io
import zipfile
from collections.abc import Iterator

from redress.stack import Stack

REPORTS = "reports/"


def listing(stack: Stack, number: str) -> Iterator[str]:
    """The workbooks in the bucket that name a complaint's number."""
    for key in stack.objects.keys(REPORTS):
        content = stack.objects.get(key)
        if content and _names(content, number):
            yield key


def told(stack: Stack, number: str) -> str:
    """How many there are, as the end of a sentence."""
    count = sum(1 for _ in listing(stack, number))
    return f", {count} workbooks" if count else ""


def erase(stack: Stack, number: str) -> int:
    """Deletes the workbooks that list a complaint, with all versions; what was mailed out is not ours to take back."""
    found = list(listing(stack, number))
    for key in found:
        stack.objects.erase(key)
    return len(found)


def _names(content: bytes, number: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return any(number.encode() in book.read(name) for name in book.namelist() if name.endswith(".xml"))
    except zipfile.BadZipFile:
        return False
