"""Files that go to the customer with an answer: those that its author attached, as far as they may and can."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.complaint.model import Evidence
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import forms
from chalicelib.core.policy.answering import answer_task
from chalicelib.core.policy.model import Field
from chalicelib.core.words import letter
from chalicelib.core.words.plain_text import file_size
from chalicelib.core.written.announced_files import announces_file

MOST_BYTES = 7_000_000  # of one answer: a third more when it is sent, well below what mailboxes take
MOST_FILES = 20
# What mail services refuse or mailboxes throw away, and other people's mails.
NEVER_SENT = frozenset(
    [
        "ade",
        "adp",
        "app",
        "asp",
        "bas",
        "bat",
        "cer",
        "chm",
        "cmd",
        "com",
        "cpl",
        "crt",
        "csh",
        "dll",
        "dmg",
        "eml",
        "exe",
        "fxp",
        "gadget",
        "hlp",
        "hta",
        "inf",
        "ins",
        "iso",
        "isp",
        "its",
        "jar",
        "js",
        "jse",
        "ksh",
        "lib",
        "lnk",
        "mad",
        "maf",
        "mag",
        "mam",
        "maq",
        "mar",
        "mas",
        "mat",
        "mau",
        "mav",
        "maw",
        "mda",
        "mdb",
        "mde",
        "mdt",
        "mdw",
        "mdz",
        "msc",
        "msg",
        "msh",
        "msi",
        "msp",
        "mst",
        "ops",
        "pcd",
        "pif",
        "plg",
        "prf",
        "prg",
        "ps1",
        "pst",
        "reg",
        "scf",
        "scr",
        "sct",
        "shb",
        "shs",
        "sys",
        "tmp",
        "url",
        "vb",
        "vbe",
        "vbs",
        "vps",
        "vsmacros",
        "vss",
        "vst",
        "vsw",
        "vxd",
        "ws",
        "wsc",
        "wsf",
        "wsh",
        "xnk",
    ]
)
# What mail programs add by themselves.
NOBODYS = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/pgp-keys",
    }
    | {"text/calendar", "text/vcard", "text/x-vcard", "application/ms-tnef", "application/pkcs7-mime"}
)


def enclose(draft: Draft) -> None:
    """The files of the mail at hand go with the answer that it gives, in place of earlier ones; without any those stand."""
    going, _ = _sorted(draft)
    if _attached(draft):
        draft.change(enclosed=going)


def tell_author(draft: Draft) -> None:
    """Which files go, and why others do not."""
    if draft.complaint.enclosed:
        draft.results.done("files_go", files=named(draft.complaint.enclosed))
    elif not _attached(draft) and announces_file(letter.whole(draft.complaint, draft.policy)):
        draft.results.done("file_missing")
    staying = _sorted(draft)[1]
    draft.results.changes += [said for said in staying if said.code == "file_inside"]
    draft.results.refuse_for(said for said in staying if said.code != "file_inside")


def reaches_nobody(draft: Draft) -> None:
    """The customer can no longer be reached by mail since the answer was given: its author hears that the files did not go."""
    files = draft.complaint.enclosed
    if files and draft.customer_channel() != ("mail",):
        why = saying.say("file_without_mail", files=named(files))
        draft.record("note", said=why)
        draft.send("information", "handler", extra={"reason": why})


def named(files: Iterable[Evidence]) -> str:
    """Files by name and size."""
    return "; ".join(f"{file.name} ({file_size(file.size)})" for file in files)


def _attached(draft: Draft) -> tuple[Evidence, ...]:
    """What somebody attached: no picture within the letter or the signature, nothing that programs add."""
    return tuple(e for e in draft.fresh_evidence if not e.inline and e.content_type not in NOBODYS)


def _sorted(draft: Draft) -> tuple[tuple[Evidence, ...], list[Said]]:
    """The files that go, and the sentences that say why others stay."""
    files = _attached(draft)
    if files and isinstance(draft.fact, StaffWrote) and draft.fact.silent:
        return (), [saying.say("file_of_several", files=named(files))]
    going: list[Evidence] = []
    staying: list[Said] = []
    for file in files:
        reason = _reason(draft, file, going)
        if reason is None:
            going.append(file)
        else:
            staying.append(reason)
    return tuple(going), staying


def _reason(draft: Draft, file: Evidence, going: list[Evidence]) -> Said | None:
    """Why a file does not go with the answer; None if it does."""
    field = next((field for field in _inner(draft) if forms.fits(file, field)), None)
    if field is not None:
        return saying.say("file_inside", files=named([file]), field=saying.labels(field.name))
    if PurePosixPath(file.name).suffix.lower().lstrip(".") in NEVER_SENT:
        return saying.say("file_of_this_type", files=named([file]))
    if draft.customer_channel() != ("mail",):
        return saying.say("file_without_mail", files=named([file]))
    if len(going) == MOST_FILES or sum(each.size for each in (*going, file)) > MOST_BYTES:
        return saying.say("file_too_large", files=named([file]), most=file_size(MOST_BYTES))
    return None


def _inner(draft: Draft) -> list[Field]:
    """The answer's lines that a file fills for us alone: it goes to the customer only where the letter has the line."""
    task = answer_task(draft.complaint, draft.policy)
    letter = task.letter if task else ()
    lines = forms.answer_fields(draft.policy)
    return [f for f in draft.policy.fields if f.type == "attachment" and f.name in lines and f.name not in letter]
