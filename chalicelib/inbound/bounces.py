"""Mail that did not arrive: delivery status notifications (RFC 3464) and the forms that mail systems invented."""

import re
from collections.abc import Iterable

import msgspec

from chalicelib.inbound import charsets, machine_mail, mime_tree
from chalicelib.inbound.header_text import addresses, decode_header, message_ids
from chalicelib.inbound.inbound_mail import Address, BounceRecipient
from chalicelib.inbound.mime_tree import MimeTree, Part

MOST_RECIPIENTS = 100
LOOP_HEADER = "x-redress-loop"
STATUS_PARTS = {"message/delivery-status", "message/global-delivery-status"}
RETURNED_PARTS = {"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"}
MAILBOX_FULL = "5.2.2"
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_SMTP = re.compile(r"(?<![\d.])([45])[0-5]\d(?=[ -])")
_ADDRESS = re.compile(r"[\w.+=-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_ORIGINAL = re.compile(r"(?im)^[> \t]*(?:message-id|references|in-reply-to)[ \t]*:[ \t]*((?:<[^<>\s]{1,400}>[ \t]*)+)")
_ORIGINAL_BEGINS = re.compile(
    r"(?im)^[-=\s]*(?:below this line is a copy of the message|this is a copy of (?:your|the) message|original message"
    r"|included is a copy|message header|undelivered message|原始邮件|原郵件|邮件头|return-path:|received: from)",
)


class Bounce(msgspec.Struct):
    """What a bounce reports; `recipients` lists only those that were not reached."""

    is_bounce: bool = False
    recipients: list[BounceRecipient] = msgspec.field(default_factory=list)
    original_ids: tuple[str, ...] = ()
    original_loop_mark: str = ""


def read(tree: MimeTree, senders: Iterable[Address], subject: str, text: str) -> Bounce:
    """A bounce by its structure, its sender or its empty return path; automatic replies and receipts are none."""
    statuses = [part for part in tree.parts if part.content_type in STATUS_PARTS]
    reported = [group for part in statuses for group in _groups(tree, part)]
    failed = [group for group in reported if not _arrived(group)]
    bounce = Bounce(is_bounce=bool(failed) or (not reported and _looks_like(tree.root, senders, subject)))
    if bounce.is_bounce:
        bounce.recipients = _recipients(failed) or _failed_recipients(tree.root, text) or _from_text(text)
    if bounce.is_bounce or reported:
        _note_original(tree, bounce, text)
    return bounce


def _looks_like(root: Part, senders: Iterable[Address], subject: str) -> bool:
    """Automatic replies, read receipts and abuse reports share the empty return path with bounces."""
    if root.parameters.get("report-type", "delivery-status").lower() != "delivery-status":
        return False
    daemon = (
        any(machine_mail.MACHINES.match(s.address) for s in senders) or b"mailer-daemon" in root.header("from").lower()
    )
    if daemon or root.header("x-failed-recipients"):
        return True
    nobody = machine_mail.empty_return_path(root)
    if machine_mail.returned(subject) and (nobody or machine_mail.automatic(root)):
        return True
    if machine_mail.replied_by_machine(root) or machine_mail.away(subject):
        return False
    return nobody or "report-type" in root.parameters


def _groups(tree: MimeTree, part: Part) -> list[dict[str, str]]:
    """The fields of each recipient; the first block is about the whole mail and names none."""
    text = charsets.decode(tree.content(part)[:400_000])[0]
    groups = []
    for block in re.split(r"\n[ \t]*\n", re.sub(r"\n[ \t]+(?=\S)", " ", text)):
        fields = [line.partition(":") for line in block.split("\n")]
        group = {name.strip().lower(): value.strip() for name, colon, value in reversed(fields) if colon}
        if "final-recipient" in group or "original-recipient" in group or "status" in group:
            groups.append(group)
    return groups[:MOST_RECIPIENTS]


def _arrived(group: dict[str, str]) -> bool:
    return group.get("action", "").lower() in {"delivered", "relayed", "expanded"} or group.get(
        "status", ""
    ).startswith("2")


def _recipients(groups: list[dict[str, str]]) -> list[BounceRecipient]:
    result = []
    for group in groups:
        named = group.get("original-recipient") or group.get("final-recipient") or ""
        final = group.get("final-recipient") or named
        found = _ADDRESS.search(final) or _ADDRESS.search(named)
        diagnostic = group.get("diagnostic-code", "").partition(";")[2].strip() or group.get("diagnostic-code", "")
        if found:
            result.append(_recipient(found[0], group.get("status", ""), diagnostic, group.get("action", "")))
    return result


def _recipient(address: str, status: str, diagnostic: str, action: str = "failed") -> BounceRecipient:
    known = _STATUS.search(status) or _STATUS.search(diagnostic)
    smtp = _SMTP.search(diagnostic + " ")
    code = (
        ".".join(known.groups()) if known else f"{smtp[1]}.0.0" if smtp else "4.0.0" if action == "delayed" else "5.0.0"
    )
    permanent = code.startswith("5") and code != MAILBOX_FULL and action.lower() != "delayed"
    return BounceRecipient(address.lower(), code, permanent, re.sub(r"\s+", " ", diagnostic)[:500])


def _failed_recipients(root: Part, text: str) -> list[BounceRecipient]:
    """Exim's header; what the other side said stands in the text."""
    failed = [a.address for value in root.all("x-failed-recipients") for a in addresses(value)]
    return [_recipient(address, "", _said_about(address, text)) for address in failed[:MOST_RECIPIENTS]]


def _from_text(text: str) -> list[BounceRecipient]:
    """The first addresses that the notice itself names, above the mail that it returns."""
    begins = _ORIGINAL_BEGINS.search(text)
    notice = text[: begins.start() if begins else 4_000][:4_000]
    found = dict.fromkeys(m.lower() for m in _ADDRESS.findall(notice) if not machine_mail.MACHINES.match(m))
    listed = [a for a in found if re.search(rf"(?im)^\s*[<\[]?{re.escape(a)}[>\]]?\s*(?:[:：(,]|$)", notice)]
    return [_recipient(a, "", _said_about(a, notice)) for a in (listed or list(found)[:1])[:MOST_RECIPIENTS]]


def _said_about(address: str, text: str) -> str:
    at = text.lower().find(address)
    nearby = text[max(at, 0) : max(at, 0) + 600]
    return next((line.strip() for line in nearby.split("\n") if _STATUS.search(line) or _SMTP.search(line + " ")), "")


def _note_original(tree: MimeTree, bounce: Bounce, text: str) -> None:
    """Ids and our loop header in the returned mail, attached or pasted into the notice."""
    ids: list[bytes] = []
    for part in tree.leaves():
        if part.content_type in RETURNED_PARTS:
            inner = mime_tree.read(tree.content(part)[:400_000] + b"\n\n").root
            ids += inner.all("message-id") + inner.all("references") + inner.all("in-reply-to")
            bounce.original_loop_mark = bounce.original_loop_mark or decode_header(inner.header(LOOP_HEADER))[:200]
    pasted = [found.encode("utf-8", "replace") for found in _ORIGINAL.findall(text[:400_000])]
    own = [tree.root.header("in-reply-to"), tree.root.header("references")]
    bounce.original_ids = message_ids(*ids, *pasted, *own)
    found = re.search(rf"(?im)^[> \t]*{LOOP_HEADER}[ \t]*:[ \t]*(\S{{1,200}})", text[:400_000])
    bounce.original_loop_mark = bounce.original_loop_mark or (found[1] if found else "")
