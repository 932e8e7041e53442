"""Mail that did not arrive: delivery status notifications (RFC 3464) and the forms that mail systems invented."""

import re
from collections.abc import Iterable

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.written import subjects
from chalicelib.core.written.mailboxes import canonical
from chalicelib.inbound import automatic_replies, charsets, failure_notices, machine_mail, mime_tree
from chalicelib.inbound.header_text import addresses, message_ids
from chalicelib.inbound.inbound_mail import Address, BounceRecipient
from chalicelib.inbound.mime_tree import MimeTree, Part

MOST_RECIPIENTS = 100
LONGEST_NOTICE = 20_000
LONGEST_REASON = 600
LOOKED_AT = 400_000  # bytes or characters of one part
STATUS_PARTS = {"message/delivery-status", "message/global-delivery-status"}
RETURNED_PARTS = {"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"}
MAILBOX_FULL = "5.2.2"
_STATUS = expression(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_SMTP = expression(r"(?<![\d.])([45])[0-5]\d(?=[ -])")
_ORIGINAL = expression(r"(?im)^[> \t]*(?:message-id|references|in-reply-to)[ \t]*:[ \t]*((?:<[^<>\s]{1,400}>[ \t]*)+)")
_SYSTEM = expression(
    rb"^[\s\"']*(?:mail delivery (?:sub)?system|mail(?:er)?[- ]daemon|system administrator|mail administrator|postmaster|[\w .-]{0,30})[\"'\s]*<\s*>|"
    rb"mail delivery (?:sub)?system|mailer-daemon",
    re.IGNORECASE,
)


class Bounce(msgspec.Struct):
    """What a bounce reports; `recipients` lists only those that were not reached."""

    is_bounce: bool = False
    recipients: list[BounceRecipient] = msgspec.field(default_factory=list)
    original_ids: tuple[str, ...] = ()


def bounce_in(tree: MimeTree, senders: Iterable[Address], subject: str, text: str) -> Bounce:
    """A bounce by its structure, its sender or its empty return path; automatic replies and receipts are none."""
    people = list(senders)
    reported = _reported(tree, STATUS_PARTS)
    failed = [group for group in reported if not _arrived(group)]
    rejected = _rejected(tree, subject)
    bounce = Bounce(
        is_bounce=bool(failed or rejected)
        or (
            not reported
            and (_looks_like(tree.root, people, subject, text) or _by_a_postmaster(tree, people, subject, text))
        )
    )
    if bounce.is_bounce:
        failed = failed or rejected or _attached(tree)
        bounce.recipients = (
            _recipients(failed)
            or _failed_recipients(tree.root, text)
            or _recipients([group for group in _fields(text[:LONGEST_NOTICE]) if not _arrived(group)])
            or _from_text(tree.root, people, text)
        )
    if bounce.is_bounce or reported:
        _note_original(tree, bounce, text)
    return bounce


def _looks_like(root: Part, senders: list[Address], subject: str, text: str) -> bool:
    """Automatic replies, read receipts and abuse reports share the empty return path with bounces."""
    if root.parameters.get("report-type", "delivery-status").lower() != "delivery-status":
        return False
    if any(machine_mail.DAEMONS.match(s.address) for s in senders) or root.header("x-failed-recipients"):
        return True
    sender = root.header("from")[:400]
    if b"mailer-daemon" in sender.lower():
        return True
    told = failure_notices.tells_failure(text)
    nobody = machine_mail.empty_return_path(root) or bool(re.search(rb"<\s*>\s*$", sender))
    if machine_mail.returned(subject) and (nobody or machine_mail.automatic(root)):
        return True
    if told and _by_a_system(sender, subject, senders, text):
        return True
    if machine_mail.replied_by_machine(root) or automatic_replies.has_form(subject):
        return nobody and told
    if automatic_replies.says_it_is_automatic(text) and not told:
        return False
    if machine_mail.automatic(root) and not (told or _SMTP.search(text[:LONGEST_NOTICE])):
        return "report-type" in root.parameters  # an answer by a machine, to nobody, about nothing that failed
    return nobody or "report-type" in root.parameters


def _by_a_system(sender: bytes, subject: str, senders: list[Address], text: str) -> bool:
    """A notice without any of the marks: the subject says so, and the addresses are set out as a program does."""
    if subjects.surely_continues(subject) or not (machine_mail.returned(subject) or _SYSTEM.search(sender)):
        return False
    own = {s.address for s in senders}
    return bool(_SYSTEM.search(sender)) or any(a not in own for a in failure_notices.set_out(text))


def _by_a_postmaster(tree: MimeTree, senders: list[Address], subject: str, text: str) -> bool:
    """People write from postmaster@ too: a notice brings the report, speaks as mailers do, or names the address that failed as a
    program does.
    """
    if not any(machine_mail.MACHINES.match(s.address) for s in senders):
        return False
    titled = machine_mail.titled(subject)
    if not subjects.surely_continues(subject) and failure_notices.in_a_mailers_words(text, titled=titled):
        return True
    returned = machine_mail.returned(subject)
    if returned and _attached(tree):
        return True
    notice, own = failure_notices.notice(text), {s.address for s in senders}
    coded = bool(_STATUS.search(notice) or _SMTP.search(notice))
    named = failure_notices.ADDRESS.findall(notice) if coded else failure_notices.set_out(text)
    return (returned or failure_notices.tells_failure(text)) and any(a.lower() not in own for a in named)


def warns_its_owner(senders: Iterable[Address], text: str) -> bool:
    """A mailer's notice that a mailbox is nearly full: nothing came back, and nobody wrote it."""
    return any(machine_mail.MACHINES.match(s.address) for s in senders) and failure_notices.warns_of_space(text)


def _rejected(tree: MimeTree, subject: str) -> list[dict[str, str]]:
    """Mail refused after it was taken, reported in the form of a receipt (Sieve's reject, RFC 5429)."""
    submitted = tree.root.header("auto-submitted").lower()
    if b"rejected" not in submitted and not machine_mail.rejected(subject):
        return []
    groups = _reported(tree, {"message/disposition-notification"})
    return [group for group in groups if "deleted" in group.get("disposition", "").lower()]


def _attached(tree: MimeTree) -> list[dict[str, str]]:
    """The report inside a bounce that a gateway attached to a notice of its own."""
    inner = [
        mime_tree.parse(tree.content(part)[:LOOKED_AT])
        for part in tree.leaves()
        if part.content_type == "message/rfc822"
    ]
    found = [one for one in inner[:3] if one.root.content_type == "multipart/report"]
    return [group for one in found for group in _reported(one, STATUS_PARTS) if not _arrived(group)]


def _reported(tree: MimeTree, kinds: set[str]) -> list[dict[str, str]]:
    return [group for part in tree.parts if part.content_type in kinds for group in _groups(tree, part)]


def _groups(tree: MimeTree, part: Part) -> list[dict[str, str]]:
    return _fields(charsets.decode(tree.content(part)[:LOOKED_AT])[0])


def _fields(text: str) -> list[dict[str, str]]:
    """The fields of each recipient; the first block is about the whole mail and names none."""
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
        address = _named(group.get("original-recipient", "")) or _named(group.get("final-recipient", ""))
        diagnostic = group.get("diagnostic-code", "").partition(";")[2].strip() or group.get("diagnostic-code", "")
        if address:
            result.append(_recipient(address, group.get("status", ""), diagnostic, group.get("action", "")))
    return result


def _named(field: str) -> str:
    """The address in "rfc822; a@b.cn": the one that was written to comes first, whatever it was rewritten to."""
    found = failure_notices.ADDRESS.search(field)
    written = field.rpartition(";")[2].strip(" <>")
    return found[0] if found else written[:254] if re.fullmatch(r"[^@\s]+@[^@\s]+", written) else ""


def _recipient(address: str, status: str, diagnostic: str, action: str = "") -> BounceRecipient:
    known = _STATUS.search(status) or _STATUS.search(diagnostic)
    smtp = _SMTP.search(diagnostic + " ")
    kind = smtp[1] if smtp else "4" if action.lower() == "delayed" else "5"
    code = ".".join(known.groups()) if known else f"{kind}.{failure_notices.reason(diagnostic)}"
    permanent = code.startswith("5") and code != MAILBOX_FULL and action.lower() != "delayed"
    given_up = action.lower() == "failed" or (action.lower() != "delayed" and code.startswith("5"))
    return BounceRecipient(canonical(address), code, permanent, re.sub(r"\s+", " ", diagnostic)[:500], given_up)


def _failed_recipients(root: Part, text: str) -> list[BounceRecipient]:
    """Exim's header; what the other side said stands in the text."""
    failed = [a.address for value in root.all("x-failed-recipients") for a in addresses(value)]
    return [_recipient(address, "", _said_about(address, text)) for address in failed[:MOST_RECIPIENTS]]


def _from_text(root: Part, senders: list[Address], text: str) -> list[BounceRecipient]:
    """The addresses that the notice itself names, above the mail that it returns."""
    said = failure_notices.notice(text)
    own = {a.address for a in senders} | {a.address for value in root.all("to") for a in addresses(value)}
    domain = next((s.address.rpartition("@")[2] for s in senders), "")
    found = [a for a in failure_notices.unreached(text, own, domain) if not machine_mail.MACHINES.match(a)]
    action = "delayed" if failure_notices.still_tries(text) else ""
    return [_recipient(a, "", _said_about(a, said), action) for a in found[:MOST_RECIPIENTS]]


def _said_about(address: str, text: str) -> str:
    """What the notice gives as its reason: the line with a status, or with a reply code, or a few lines of words."""
    above = text[: failure_notices.returned_begins(text)]
    found = above.lower().find(address)
    nearby = above[above.rfind("\n", 0, found) + 1 :][:LONGEST_REASON] if found >= 0 else above[: 2 * LONGEST_REASON]
    lines = [line.strip() for line in nearby.split("\n") if line.strip()]
    for pattern in (_STATUS, _SMTP):
        told = next((line for line in lines if pattern.search(line + " ")), "")
        if told:
            return told
    whole = nearby if failure_notices.reason(nearby) != "0.0" else above[: 2 * LONGEST_REASON]
    return " ".join(whole.split()) if failure_notices.reason(whole) != "0.0" else ""


def _note_original(tree: MimeTree, bounce: Bounce, text: str) -> None:
    """Ids in the returned mail, attached or pasted into the notice."""
    ids: list[bytes] = []
    for part in tree.leaves():
        if part.content_type in RETURNED_PARTS:
            inner = mime_tree.parse(tree.content(part)[:LOOKED_AT] + b"\n\n").root
            ids += inner.all("message-id") + inner.all("references") + inner.all("in-reply-to")
    pasted = [found.encode("utf-8", "replace") for found in _ORIGINAL.findall(text[:LOOKED_AT])]
    own = [tree.root.header("in-reply-to"), tree.root.header("references")]
    bounce.original_ids = message_ids(*ids, *pasted, *own)
