"""What reports left behind, workbooks and what they counted: which of it lists a complaint, and taking that away."""

import io
import zipfile
from collections.abc import Collection, Iterator

from chalicelib.aws.objects import Objects

REPORTS = "reports/"


def listing(objects: Objects, numbers: Collection[str]) -> Iterator[str]:
    """The workbooks in the bucket that name one of the complaints' numbers; each is opened once."""
    for key in objects.keys(REPORTS) if numbers else ():
        content = objects.get(key)
        if content and _names(content, numbers):
            yield key


def erase(objects: Objects, numbers: Collection[str]) -> int:
    """Deletes the workbooks that list one of them, with all versions; what was mailed out is not ours to take back."""
    found = list(listing(objects, numbers))
    for key in found:
        objects.erase(key)
    return len(found)


def _names(content: bytes, numbers: Collection[str]) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            pages = (book.read(name) for name in book.namelist() if name.endswith(".xml"))
            return any(number.encode() in page for page in pages for number in numbers)
    except zipfile.BadZipFile:
        return any(number.encode() in content for number in numbers)
