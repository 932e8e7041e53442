"""Files that are no parts of a mail of their own: written into the letter, or wrapped by Outlook."""

import hashlib

import msgspec

from chalicelib.inbound import attachments, tnef, uuencoded
from chalicelib.inbound.inbound_mail import Attachment
from chalicelib.inbound.mime_tree import MimeTree

MOST_WRAPPERS = 3


class Enclosed(msgspec.Struct, frozen=True):
    """The letter without the files, and these, named as their sender did; `unpacked` tells that no wrapper kept anything back."""

    text: str
    files: tuple[tuple[str, bytes], ...]
    unpacked: bool = True
    note: bool = False
    """A wrapper only says that a mail was read, arrived or is recalled."""


def unpacked(tree: MimeTree, text: str) -> Enclosed:
    """Of the letter `text` of a mail; where there are no words outside, those in the wrapper are the letter."""
    kept, files = uuencoded.decoded(text)
    parts = [part for part in tree.leaves() if attachments.unreadable(part) == "tnef"]
    wrappers = [tnef.decoded(tree.content(part)) for part in parts[:MOST_WRAPPERS]]
    note = any(one is not None and one.is_note for one in wrappers)
    words = "" if note else next((one.text for one in wrappers if one and one.text.strip()), "")
    inner = tuple(file for one in wrappers if one for file in one.files)
    whole = len(parts) <= MOST_WRAPPERS and all(one is not None and one.whole for one in wrappers)
    letter = kept if kept.strip() else words.strip()
    return Enclosed(letter, files + inner, whole and (not parts or note or bool(letter.strip())), note)


def described(enclosed: Enclosed, first: int) -> tuple[Attachment, ...]:
    """The files as attachments, numbered from `first`, which is beyond all parts of the mail."""
    return tuple(
        Attachment(
            attachments.safe_name(name) or f"part-{first + n}.bin",
            "application/octet-stream",
            len(content),
            hashlib.sha256(content).hexdigest(),
            first + n,
        )
        for n, (name, content) in enumerate(enclosed.files)
    )
