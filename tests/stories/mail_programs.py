"""How mail programs put mails into conversations, as far as their makers tell or everybody sees; and how strict readers take a sender's name."""

import re
from collections.abc import Callable, Iterable, Sequence
from email.header import decode_header, make_header
from email.message import Message

_IDS = re.compile(r"<[^<>\s]+>")
_PREFIX = re.compile(
    r"^\s*(?:(?:re|fw|fwd|aw|回复|答复|转发|回覆|轉寄)\s*(?:\[\d+\])?\s*[:：]|\[[^\[\]]*\])\s*", re.IGNORECASE
)
_WORD = r"=\?[A-Za-z0-9-]+\?[BbQq]\?[^?\s]+\?="
_NAMED = re.compile(
    rf"(?:{_WORD}(?:\s+{_WORD})*|[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~ -]+|\"[^\"\\=?]*\") <[^<>\s]+@[^<>\s]+>"
)

Keys = Callable[[Message], Iterable[str]]


def text_of(mail: Message, header: str) -> str:
    """A header's words, unfolded and decoded."""
    return str(make_header(decode_header(re.sub(r"\r?\n(?=\s)", "", str(mail[header] or "")))))


def base(mail: Message) -> str:
    """The subject without prefixes and leading brackets (RFC 5256 §2.1)."""
    subject, before = text_of(mail, "Subject"), None
    while subject != before:
        before, subject = subject, _PREFIX.sub("", subject)
    return subject.strip().casefold()


def references(mail: Message) -> list[str]:
    """Apple Mail and others (jwz.org/doc/threading.html): whoever names a mail, or the same mail, belongs to it."""
    named = " ".join(str(mail[name] or "") for name in ("Message-ID", "References", "In-Reply-To"))
    return _IDS.findall(re.sub(r"\s+", " ", named))


def gmail(mail: Message) -> list[str]:
    """Gmail: a reference, and the same subject."""
    return [f"{base(mail)}|{each}" for each in references(mail)]


def qq(mail: Message) -> list[str]:
    """QQ Mail: the subject alone."""
    return [base(mail)]


def outlook(mail: Message) -> list[str]:
    """Outlook ([MS-OXOMSG] 2.2.1.3): the thread index's first 22 bytes where there is one, else the topic; Exchange goes by references too."""
    index = str(mail["Thread-Index"] or "")[:29]
    return [index or text_of(mail, "Thread-Topic").casefold() or base(mail), *references(mail)]


def conversations(mails: Sequence[Message], keys: Keys) -> int:
    """How many conversations a program that goes by these keys shows."""
    groups: list[set[str]] = []
    for mail in mails:
        mine = set(keys(mail))
        touched = [group for group in groups if group & mine]
        groups = [group for group in groups if not group & mine] + [mine.union(*touched)]
    return len(groups)


def is_strict(sender: str) -> bool:
    """Whether a From field is what RFC 5322 and RFC 2047 §5 allow: encoded words stand bare, never in quotation marks."""
    return bool(_NAMED.fullmatch(re.sub(r"\r?\n(?=\s)", "", sender).strip()))
