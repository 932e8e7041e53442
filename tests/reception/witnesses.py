"""Other readers of a From header, and mails whose headers are made to be read in two ways."""

import random
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import getaddresses, parseaddr
from typing import Any

from chalicelib.core.written.mailboxes import canonical

OURS, THEIRS = "guo.ping@lc-transport.example", "x@evil.example"
NAMES = (
    "Guo", "郭平", '"Guo, Ping"', '"郭平(客服)"', "=?utf-8?b?6YOt5bmz?=", "=?gb2312?B?ufnGvQ==?=", '"=?gb18030?B?ufnGvQ==?="', "Guo P.",
    "Guo (Sales)", "'Guo'", "=?utf-8?q?Guo=2C_Ping?=", "=?utf-8?q?x=40evil=2Eexample=2C?=", "=?utf-8?q?=22?=", "=?utf-8?q?=3Cx=40evil=2Eexample=3E?=",
    f'"{THEIRS}"', THEIRS, OURS, f'"{OURS}"', f"'{OURS}'", f"({THEIRS})", "a:", "[Sales]", 'G\\"uo', '"G\\"uo"', "=?utf-8?b?", "\xb9\xf9\xc6\xbd", "(a (b) c)", '"unclosed', "(unclosed",
)  # fmt: skip
MAILBOXES = (
    OURS, THEIRS, "Guo.Ping@LC-Transport.example", f"@a.example,@b.example:{OURS}", f"{OURS}.", "guo.ping @lc-transport.example", '"guo.ping"@lc-transport.example',
    "guo..ping@lc-transport.example", f"{OURS}\0", f"{OURS}\0{THEIRS}", f"{OURS} {THEIRS}", f"{OURS},{THEIRS}", f"{OURS}(x)", f"(x){OURS}", f"mailto:{OURS}",
    f"{OURS}@evil.example", f"x%{OURS}", "guo.ping@[127.0.0.1]", f"{OURS}>", f"<{OURS}", "",
)  # fmt: skip
FORMS = (
    "{name} <{mailbox}>", "{name}<{mailbox}>", "{mailbox}", "<{mailbox}>", "{mailbox} ({name})", "{name}: {mailbox};", "{name} <{mailbox}>, <{other}>", "<{other}> <{mailbox}>", "{other} <{mailbox}>",
    "{name} <{mailbox}> {other}", "{name}, <{mailbox}>", "{name} <{mailbox}>;", "{name} <<{mailbox}>>", "({name} <{other}>) {mailbox}", "{name} {name} <{mailbox}>", '"{name} <{mailbox}>',
)  # fmt: skip
KEYS = ("From: ", "From: ", "From: ", "from:", "FROM: ", "From : ", "From:\t", "Sender: ", "From\0: ", "\nFrom: ")
BESIDE = (
    "From: x@evil.example", "FROM: x@evil.example", " \nFrom: x@evil.example", "\t\nFrom: x@evil.example", " \n\nFrom: x@evil.example", "Sender: x@evil.example", "Resent-From: x@evil.example",
    "Reply-To: x@evil.example", "no field at all", "X: a\0b", "X: a\x0bFrom: x@evil.example", "X: a\rFrom: x@evil.example", "X: a\x1cFrom: x@evil.example", " From: x@evil.example", "From x@evil.example",
    "X-From: x@evil.example", "X: a\n From: x@evil.example", "X: " + "a" * 40_000, "\x0c\nFrom: x@evil.example",
)  # fmt: skip
SLIPS = ' \t"\\()<>@,;:.[]\0\r=?\x0b\x85é，＠＜'


def headers(seed: int, number: int) -> Iterator[bytes]:
    """So many mails, the same for each seed; one in three as it came out of the parts, the others with slips in From."""
    chance = random.Random(seed)
    for _ in range(number):
        lines = [chance.choice(KEYS) + _value(chance), "To: office@lc.example", "Subject: a"]
        if chance.random() < 0.25:
            lines.insert(chance.randrange(len(lines) + 1), chance.choice(BESIDE))
        end = chance.choice(("\r\n", "\r\n", "\r\n", "\n"))
        text = "\n".join(lines).replace("\n", end) + 2 * end + "#结果"
        yield _bytes(text if chance.random() < 0.9 else text.replace(end, "\n", 1))


def _bytes(text: str) -> bytes:
    """Letters that raw headers hold in bytes of one alphabet stand for themselves."""
    return b"".join(c.encode("latin-1") if "\x80" <= c <= "\xff" else c.encode() for c in text)


def _value(chance: random.Random) -> str:
    mailbox = OURS if chance.random() < 0.5 else chance.choice(MAILBOXES)
    name, form = chance.choice(NAMES), chance.choice(FORMS[:4] if chance.random() < 0.5 else FORMS)
    value = form.format(name=name, mailbox=mailbox, other=chance.choice((THEIRS, OURS)))
    for _ in range(chance.choice((0, 0, 1, 2))):
        at = chance.randrange(len(value) + 1)
        value = value[:at] + chance.choice((*SLIPS, "\n ", "\n\t", "\n \n ")) + value[at + chance.choice((0, 1)) :]
    return value if chance.random() < 0.97 else " " * 33_000 + value


def readings(raw: bytes) -> dict[str, frozenset[str]]:
    """By reader: the addresses that it finds in From; none where it breaks down."""
    legacy = message_from_bytes(raw)
    told = [str(value) for value in legacy.get_all("from", [])]
    found = {
        "modern": _unless_broken(lambda: _of_fields(_modern(raw))),
        "modern's text": _unless_broken(lambda: [a for _, a in getaddresses(list(map(str, _modern(raw))))]),
        "legacy": _unless_broken(lambda: [a for _, a in getaddresses(told)]),
        "legacy, each first": _unless_broken(lambda: [parseaddr(value)[1] for value in told]),
        "decoded first": _unless_broken(lambda: [a for _, a in getaddresses(list(map(_decoded, told))) if "@" in a]),
    }
    return {reader: frozenset(map(canonical, addresses)) for reader, addresses in found.items()}


def _unless_broken(read: Callable[[], list[str]]) -> list[str]:
    try:
        return read()
    except Exception:  # noqa: BLE001  # the library's readers break down on many a header
        return []


def _modern(raw: bytes) -> list[Any]:
    return message_from_bytes(raw, policy=policy.SMTP).get_all("from", [])


def _of_fields(fields: list[Any]) -> list[str]:
    return [address.addr_spec for field in fields for address in field.addresses]


def _decoded(value: str) -> str:
    return str(make_header(decode_header(value)))
