"""The names by which the witness keeps lines of histories. They need nothing else of ours: whoever only writes them starts soon."""

import hashlib

PREFIX = "lines/"
LONGEST_PART = 64  # letters of a name's part; the chain values, ids and places that we write are no longer


def name(complaint: str, entry: str, chain: str) -> str:
    """The name for a line, whatever stands in its parts: no line can be made that the witness cannot keep."""
    return PREFIX + "/".join(_part(each) for each in (complaint, entry, chain))


def _part(text: str) -> str:
    if len(text) > LONGEST_PART or not text.isascii() or not text.isalnum():
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return text
