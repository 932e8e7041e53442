"""Raw mail to what it says: pure, total, and within bounded time and memory for every input."""

from typing import Any

from chalicelib.core.expressions import expression
from chalicelib.core.words.marker import LOOP_HEADER
from chalicelib.core.written import script, subjects
from chalicelib.inbound import (
    answering,
    attachments,
    body_text,
    bounces,
    enclosed,
    forwards,
    header_text,
    machine_mail,
    mime_tree,
    program_notes,
    quoted_text,
)
from chalicelib.inbound.inbound_mail import Address, Attachment, BounceRecipient, Forwarded, InboundMail
from chalicelib.inbound.mime_tree import MimeTree, Part
from chalicelib.inbound.passage import passage_of

__all__ = ["Address", "Attachment", "BounceRecipient", "Forwarded", "InboundMail", "attachment_bytes", "parse"]

MOST_SENDERS, MOST_ADDRESSES = 20, 500
"""From headers that are read, and addresses in them."""
LONGEST_SUBJECT = 998
LOOKED_AT = 400_000
MOST_COMMENTS = 100
ENCRYPTED = {"smime", "pgp", "tnef", "msg"}
_ARMOUR = expression(r"(?m)^-----BEGIN PGP MESSAGE-----")
_UUENCODED = expression(r"(?m)^begin [0-7]{3,4} \S")
_YENC = expression(r"(?m)^=ybegin .*\bsize=\d")


def parse(raw: bytes) -> InboundMail:
    """Everything that a mail says. Never raises: what cannot be read is named in `trouble`, the raw mail has it all."""
    try:
        return _read(raw)
    except Exception as error:  # noqa: BLE001  # a reader's mistake must cost a look at the raw mail, never the mail
        return _read(b"", reader=f"reader:{type(error).__name__}")


def _read(raw: bytes, reader: str = "") -> InboundMail:
    tree = mime_tree.parse(raw)
    tree.trouble += [reader] if reader else []
    root, hint = tree.root, _charset_of(tree)
    body = body_text.body_of(tree)
    inner = enclosed.unpacked(tree, body.text)
    body.divided = body.divided if inner.text == body.text else ""
    body.text = inner.text
    subject = header_text.decode_header(root.header("subject"), hint)[:LONGEST_SUBJECT]
    senders = _senders(tree, hint)
    bounce = bounces.Bounce() if inner.note else bounces.bounce_in(tree, senders, subject, body.text)
    automatic = inner.note or bounce.is_bounce or machine_mail.is_a_machines(root, subject, body.text)
    automatic = automatic or bounces.warns_its_owner(senders, body.text)
    files = tuple(
        attachments.described(tree, part, body.html) for part in tree.leaves() if _listed(tree, part.number, body)
    )
    files += enclosed.described(inner, len(tree.parts))
    trouble = _trouble(tree, body, senders=senders, is_bounce=bounce.is_bounce)
    trouble = tuple(code for code in trouble if code != "tnef" or not inner.unpacked)
    words = _words(root, body, subject, senders)
    return InboundMail(
        sender=senders[0] if len(senders) == 1 and len(root.all("from")) == 1 else None,
        senders=senders,
        subject=subject,
        **_thread(root),
        **words,
        attachments=files,
        automatic=automatic,
        mute=automatic or machine_mail.asks_for_silence(root),
        bounce=tuple(bounce.recipients),
        is_bounce=bounce.is_bounce,
        original_ids=bounce.original_ids,
        loop_mark=header_text.decode_header(root.header(LOOP_HEADER.lower()))[:200],
        forwarded=None if bounce.is_bounce else forwards.forwarded_in(tree, subject, body.text),
        trouble=trouble,
        parked=_parked(trouble, body, files),
        sender_is_plain=all(map(header_text.is_plain, root.all("from"))) and tree.has_a_plain_header,
        passage=passage_of(root, hint),
        note=inner.note or program_notes.is_note(tree, words["new_text"]),
    )


def _thread(root: Part) -> dict[str, Any]:
    """The ids by which mail programs keep a conversation together."""
    return {
        "message_id": next(iter(header_text.message_ids(root.header("message-id"))), ""),
        "in_reply_to": header_text.message_ids(*root.all("in-reply-to")),
        "references": header_text.message_ids(*root.all("references")),
    }


def _words(root: Part, body: body_text.Body, subject: str, senders: tuple[Address, ...]) -> dict[str, Any]:
    """The letter, whole and in its parts."""
    is_answer = answering.answers(root, subject, body.text)
    reading = quoted_text.newly_written(
        body.divided or body.text,
        body.html,
        answering=is_answer,
        parties=quoted_text.NOBODY if subjects.passes_on(subject) else answering.parties(root),
        writer=senders[0].name if len(senders) == 1 else "",
    )
    return {
        "text": body.text,
        "new_text": reading.new,
        "command_text": reading.above,
        "pasted_orders": reading.pasted,
        "own_text": reading.own,
        "language": script.language(reading.new or subject),
    }


def attachment_bytes(raw: bytes, part: int) -> bytes | None:
    """The content of one attachment by its number; None if there is no such."""
    tree = mime_tree.parse(raw)
    if part >= len(tree.parts):
        files = enclosed.unpacked(tree, body_text.body_of(tree).text).files
        return files[part - len(tree.parts)][1] if part - len(tree.parts) < len(files) else None
    return tree.content(tree.parts[part]) if part >= 0 and not tree.parts[part].children else None


def _charset_of(tree: MimeTree) -> str:
    return next((part.parameters["charset"] for part in tree.parts if part.parameters.get("charset")), "")


def _senders(tree: MimeTree, hint: str) -> tuple[Address, ...]:
    found = [
        address for value in tree.root.all("from")[:MOST_SENDERS] for address in header_text.addresses(value, hint)
    ]
    return tuple(found[:MOST_ADDRESSES])


def _listed(tree: MimeTree, number: int, body: body_text.Body) -> bool:
    """Everything that isn't the letter is a file, except empty leftovers and the machine part of a delivery report."""
    part = tree.parts[number]
    if (
        number in body.parts
        or part.content_type.startswith("multipart/")
        or part.content_type == "application/pgp-encrypted"
    ):
        return False
    if attachments.is_file(part) or part.content_type in body_text.NOT_THE_LETTER:
        return part.content_type not in {
            "message/delivery-status",
            "text/x-amp-html",
            program_notes.REACTION_PART,
        } and bool(number or part.end > part.start)
    return bool(tree.content(part).strip())


def _trouble(tree: MimeTree, body: body_text.Body, *, senders: tuple[Address, ...], is_bounce: bool) -> tuple[str, ...]:
    found = [*tree.trouble, *body.trouble]
    found += [code for part in tree.parts if (code := attachments.unreadable(part))]
    checks = {"pgp": _ARMOUR, "uuencode": _UUENCODED, "yenc": _YENC}
    found += [code for code, pattern in checks.items() if pattern.search(body.text[:LOOKED_AT])]
    found += ["bomb:comments"] if any(v.count(b"(") > MOST_COMMENTS for v in tree.root.all("from")) else []
    found += ["from:missing"] if not senders and not is_bounce else []
    found += ["from:several"] if len(senders) > 1 or len(tree.root.all("from")) > 1 else []
    return tuple(dict.fromkeys(found))


def _parked(trouble: tuple[str, ...], body: body_text.Body, files: tuple[Attachment, ...]) -> bool:
    """A bomb, a mail from nobody, or one whose only words are in a form that nobody here can read."""
    if any(code.startswith("bomb:") or code == "from:missing" for code in trouble):
        return True
    hidden = ENCRYPTED & set(trouble) or "calendar" in trouble
    return (
        bool(hidden) and (not body.text.strip() or bool(_ARMOUR.match(body.text.strip()))) and bool(files or body.text)
    )
