"""Header values to text, addresses, parameters, ids and dates, for headers as they really come.

Broken encoded words (RFC 2047), raw 8-bit bytes, file names in gb2312'' (RFC 2231) and unbalanced comments are all
read as far as they go; nothing here raises, and every expression works on a bounded length.
"""

import binascii
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote_to_bytes

from chalicelib.core.expressions import expression
from chalicelib.core.written.mailboxes import canonical
from chalicelib.inbound import charsets
from chalicelib.inbound.inbound_mail import Address

LONGEST = 32_000
"""Bytes of one header that are looked at."""
LONGEST_PLAIN = 998
"""Bytes of an address header that everybody reads whole: one line's, though it be folded."""
MOST_MASKS = 6_000
KEPT_FIRST, KEPT_LAST = 4, 6

LONGEST_PARAMETERS, MOST_PARAMETERS = 16_000, 100
"""Bytes of a header's parameters, and how many of them."""
LONGEST_WORD, MOST_WORDS = 4_000, 200
"""Bytes of one encoded word, and how many of them a header holds."""

_OPENING = expression(rb"=\?([^?\s]{1,60})\?([bBqQ])\?")
_PARAMETER = expression(rb';\s*([^\s=;"]{1,80})\s*=\s*(?:"((?:[^"\\]|\\.)*)(?:"|\Z)|([^;]*))', re.DOTALL)
_BLANKS = expression(
    r"\s+"
)  # each run as a whole: a pattern that seeks one letter within takes the square of its length
_FOLDS = frozenset("\n\t\f")
_ANGLES = expression(r"<([^<>]*)>")
_BARE = expression(r"[^\s<>\"'(),:;@\[\]]{1,256}@[^\s<>\"'(),:;@]{1,256}")
_ATOM = r"[\w!#$%&*+/=^`{|}~'-]{1,64}"
_MAILBOX = rf"{_ATOM}(?:\.{_ATOM}){{0,8}}@[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{1,8}}"
# Words, quoted strings and simple remarks: nothing in which one reader sees a mark of the grammar and another does not.
_NAME = r"""(?:[^][()<>@,:;".\\\x00-\x1f\x7f]|\.(?!<)|\t|"(?:[^"\\<>\x00-\x08\x0a-\x1f\x7f]|\\[ -;=?-~])*+"|\([^][()<>@,:;"\\\x00-\x1f\x7f]*+\))*+"""
_PLAIN = expression(
    rf"(?:{_MAILBOX}|(?:(?P<same>{_MAILBOX})[ \t]*(?=<(?P=same)>)|{_NAME})<(?P<address>{_MAILBOX})>)", re.ASCII
)
_QUOTED = expression(r'"(?:[^"\\]|\\.)*+"')
_WHOLE_WORD = expression(
    r"=\?[A-Za-z0-9_*.:-]{1,60}\?(?:[bB]\?(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?|[qQ]\?[!->@-~]*+)\?="
)
_TORN_WORD = expression(r"=\?|\?=")
_ID = expression(r"<([^<>]{1,900})>")


def decode_header(value: bytes, hint: str = "") -> str:
    """One line of text; `hint` is the body's charset, which also tells of raw 8-bit headers."""
    text = "".join(charsets.decode(data, label)[0] for data, label in _pieces(value[:LONGEST], hint))
    return _BLANKS.sub(lambda found: " " if _FOLDS & set(found[0]) else found[0], text).strip()


def _pieces(value: bytes, hint: str) -> list[tuple[bytes, str]]:
    """(bytes, charset) in order; neighbouring words of one charset are joined, since characters are split between them."""
    pieces: list[tuple[bytes, str]] = []
    words: list[tuple[str, bytes, bytes]] = []
    at = 0
    for begin, end, word in _encoded_words(value):
        gap = value[at:begin]
        if gap.strip() or not words:
            pieces += _joined(words)
            words = []
            if gap:
                pieces.append((gap, _hint_for(gap, hint)))
        words.append(word)
        at = end
    pieces += _joined(words)
    return [*pieces, (value[at:], _hint_for(value[at:], hint))]


def _encoded_words(value: bytes) -> Iterator[tuple[int, int, tuple[str, bytes, bytes]]]:
    """(begin, end, (charset, encoding, text)) of each encoded word; the last may lack its end.

    The next "?=" is sought once for all words that it may end: a header full of beginnings takes no square of its length.
    """
    at, ending, words = 0, -1, 0
    while words < MOST_WORDS and (found := _OPENING.search(value, at)) is not None:
        if ending < found.end() and ending != len(value):
            ending = value.find(b"?=", found.end()) % (len(value) + 1)  # none is found: at the very end
        at = found.start() + 2
        if ending - found.end() <= LONGEST_WORD:
            at, words = min(ending + 2, len(value)), words + 1
            word = found[1].decode("ascii", "replace"), found[2].lower(), value[found.end() : ending]
            yield found.start(), at, word


def _hint_for(raw: bytes, hint: str) -> str:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return hint if charsets.codec_of(hint) else ""
    return "utf-8"


def _joined(words: list[tuple[str, bytes, bytes]]) -> list[tuple[bytes, str]]:
    runs: list[tuple[str, bytes, bytes]] = []
    for charset, encoding, text in words:
        whole = runs and (encoding == b"q" or len(runs[-1][2]) % 4)
        if runs and whole and runs[-1][:2] == (charset, encoding):
            runs[-1] = (charset, encoding, runs[-1][2] + text)
        else:
            runs.append((charset, encoding, text))
    result: list[tuple[bytes, str]] = []
    for charset, encoding, text in runs:
        data = _unpacked(encoding, text)
        if result and result[-1][1].lower() == charset.lower():
            result[-1] = (result[-1][0] + data, charset)
        else:
            result.append((data, charset))
    return result


def _unpacked(encoding: bytes, text: bytes) -> bytes:
    if encoding == b"q":
        return binascii.a2b_qp(text, header=True)
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", text)
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def parameters(value: bytes) -> tuple[str, dict[str, str]]:
    """A Content-Type or Content-Disposition: the lower-cased value, and its parameters with RFC 2231 undone."""
    value = value[:LONGEST_PARAMETERS].strip()
    main = re.split(rb"[;\s]", value, maxsplit=1)[0]
    rest = value[len(main) :].lstrip()
    found: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for match in islice(_PARAMETER.finditer(rest if rest.startswith(b";") else b";" + rest), MOST_PARAMETERS):
        name = match[1].decode("ascii", "replace").lower()
        text = match[3].strip() if match[2] is None else re.sub(rb'\\(["\\])', rb"\1", match[2])
        base, star, tail = name.partition("*")
        if star:
            number = tail.rstrip("*")
            pieces.setdefault(base, {})[int(number) if number.isdecimal() else 0] = (
                text,
                not tail or tail.endswith("*"),
            )
        elif name not in found:
            found[name] = text.decode("latin-1") if name == "boundary" else decode_header(text)
    found.update({name: _from_rfc2231(parts) for name, parts in pieces.items()})
    return main.decode("ascii", "replace").lower().strip("\"'"), found


def _from_rfc2231(parts: dict[int, tuple[bytes, bool]]) -> str:
    charset, data = "", b""
    for number in sorted(parts):
        text, encoded = parts[number]
        if encoded and not data and text.count(b"'") >= 2:  # noqa: PLR2004  # charset'language'text
            label, _, text = text.split(b"'", 2)
            charset = label.decode("ascii", "replace")
        data += unquote_to_bytes(text) if encoded else text
    return charsets.decode(data, charset)[0]


def addresses(value: bytes, hint: str = "") -> list[Address]:
    """Every mailbox of an address header. A piece with several bracketed addresses yields them all: it is ambiguous."""
    value = value[:LONGEST]
    text = charsets.decode(value, _hint_for(value, hint))[0]
    text, words = _masked(re.sub("[\ue000-\uf8ff]", "", text).encode("utf-8", "replace"))
    result: list[Address] = []
    waiting = ""
    for piece, comment in _split(text):
        found = _mailboxes(piece, comment, waiting, words)
        waiting = "" if found else f"{waiting}{piece}, "
        result += found
    if not result and words:  # the whole header, brackets included, inside an encoded word
        result = [Address(canonical(m), "") for w in words for m in _BARE.findall(w)]
    return result


def _masked(text: bytes) -> tuple[str, list[str]]:
    """Each run of encoded words as one letter, so that commas and brackets within them divide nothing; and what they say."""
    runs: list[tuple[int, int]] = []
    for begin, end, _ in _encoded_words(text):
        together = runs and not text[runs[-1][1] : begin].strip()
        runs[-1:] = [(runs[-1][0], end)] if together else [*runs[-1:], (begin, end)]
    pieces, at = [], 0
    for n, (begin, end) in enumerate(runs):
        pieces += [text[at:begin].decode("utf-8", "replace"), chr(0xE000 + min(n, MOST_MASKS)), " "]
        at = end
    pieces.append(text[at:].decode("utf-8", "replace"))
    return "".join(pieces), [decode_header(text[begin:end]) for begin, end in runs]


def is_plain(value: bytes) -> bool:
    """Whether every reader of an address header must read the same one address: `a@b.cn` or `Name <a@b.cn>`, nothing cleverer.

    Who signed a mail was judged by somebody else's reading of the header; only where no two readings are possible may ours
    give authority. A name that shows another address, once it is decoded, is a second reading, too.
    """
    found = _PLAIN.fullmatch(value.decode("latin-1").strip(" \t")) if len(value) <= LONGEST_PLAIN else None
    if found is None or found["address"] is None:
        return found is not None
    whole = not _TORN_WORD.search(_WHOLE_WORD.sub("", found[0]))
    return whole and _names_nobody_else(decode_header(value), found["address"])


def _names_nobody_else(decoded: str, address: str) -> bool:
    name = decoded.rpartition("<")[0]
    rest = re.sub(rf"""(?<![^\s"'(]){re.escape(address)}(?![^\s"')])""", "", name, flags=re.IGNORECASE)
    marks = re.search(r"[<>@\x00-\x08\x0a-\x1f\x7f]", rest)
    return marks is None and len(re.findall(r'(?<!\\)"', rest)) % 2 == 0 and _balanced(_QUOTED.sub("", rest))


def _balanced(text: str) -> bool:
    """Whether every bracket that is opened is closed again, and none before it was opened."""
    depth = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def _split(text: str) -> list[tuple[str, str]]:
    """Pieces between commas outside quotes, brackets and comments, each with its last comment."""
    pieces: list[tuple[str, str]] = []
    piece: list[str] = []
    comment: list[str] = []
    quoted, depth, angle, skip = False, 0, False, False
    if text.count('"') % 2:
        text = text.replace('"', "")
    for char in text + ",":
        if skip or (char == "\\" and (quoted or depth)):
            skip = not skip
            if skip:
                continue
        elif char == '"' and not depth:
            quoted = not quoted
        elif not quoted and char in "()":
            depth = max(depth + (1 if char == "(" else -1), 0)
            continue
        elif not quoted and not depth and char in "<>":
            angle = char == "<"
        elif not quoted and not depth and not angle and char in ",;，；":
            pieces.append(("".join(piece).strip(), "".join(comment).strip()))
            piece, comment = [], []
            continue
        (comment if depth else piece).append(char)
    if piece:
        pieces.append(("".join(piece).strip(), "".join(comment).strip()))
    return pieces


def _mailboxes(piece: str, comment: str, waiting: str, words: list[str]) -> list[Address]:
    quoted = re.match(r'\s*"([^"]*)"\s*(?=<)', piece)  # brackets inside a quoted display name are part of the name
    rest = piece[quoted.end() :] if quoted else piece
    bracketed = [a for a in map(_addr_spec, _ANGLES.findall(rest)) if a]
    if bracketed:
        name = waiting + (quoted[1] if quoted else rest.split("<")[0]) or comment
        return [Address(canonical(a), _name(name, words)) for a in bracketed]
    bare = _addr_spec(re.sub(r"^[^@\"<]*:", "", piece)) or next(iter(_BARE.findall(piece)), "").lower()
    name = comment or _without(bare, piece)
    return [Address(canonical(bare), _name(name, words))] if bare else []


def _without(address: str, piece: str) -> str:
    """The piece without the address, in whatever letters that is written there."""
    lowered = piece.lower()
    at = lowered.find(address) if len(lowered) == len(piece) else -1
    return piece if at < 0 else piece[:at] + piece[at + len(address) :]


def _addr_spec(text: str) -> str:
    text = re.sub(r"\s+", "", text)
    text = re.sub(r"^(?:mailto:|@[^:]*:)", "", text, flags=re.IGNORECASE).rstrip(".")
    text = text[1:-1] if text[:1] == text[-1:] and text[:1] in {"'", '"'} else text
    local, at, domain = text.rpartition("@")
    plain = local and domain and at and ("@" not in local or local.startswith('"'))
    return text.lower()[:320] if plain and not re.search(r"[<>,;()\[\]\"]", domain) else ""


def _name(text: str, words: list[str]) -> str:
    text = re.sub("([\ue000-\uf8ff]) ?", lambda m: words[ord(m[1]) - 0xE000], text)
    return re.sub(r"\s+", " ", text).strip(" \"'<>:,")[:200]


def message_ids(*values: bytes) -> tuple[str, ...]:
    """Ids without brackets, each once; of a long thread the first four and the last six."""
    found: dict[str, None] = {}
    for value in values:
        text = charsets.decode(value[: LONGEST // 2] + b" " + value[LONGEST // 2 :][-LONGEST // 2 :])[0]
        inside = _ID.findall(text) or [word for word in text.split() if "@" in word]
        found.update({clean: None for one in inside if (clean := re.sub(r"[\s<>]", "", one)[:900])})
    ids = tuple(found)
    return ids if len(ids) <= KEPT_FIRST + KEPT_LAST else ids[:KEPT_FIRST] + ids[-KEPT_LAST:]
