"""ISO-2022-JP as Japanese mail programs write it: with the letters that NEC and IBM added (①, ㈱, 髙), which the standard leaves out."""

from chalicelib.core.expressions import expression

_ESCAPE = expression(rb"\x1b(\$[@B]|\$\([@BD]|\([BJIH])")
_DOUBLE = {b"$@", b"$B", b"$(@", b"$(B"}
MOST_ESCAPES = 100_000
_FIRST, _LAST = 0x21, 0x7E


class _Letters(dict[int, str]):
    """What each pair of bytes is in Microsoft's table, which has the added letters; learned as pairs are met."""

    def __missing__(self, pair: int) -> str:
        high, low = divmod(pair, 0x100)
        inside = _FIRST <= high <= _LAST and _FIRST <= low <= _LAST
        self[pair] = found = bytes(_shifted(high, low)).decode("cp932", "replace") if inside else "\ufffd"
        return found


_LETTERS = _Letters()


def decoded(data: bytes) -> str | None:
    """The text, with U+FFFD for what no table has; None if nothing in it switches to Japanese."""
    pieces = _ESCAPE.split(data, MOST_ESCAPES)
    if len(pieces) == 1:
        return None
    texts = [pieces[0].decode("ascii", "replace")]
    texts += [_within(escape, piece) for escape, piece in zip(pieces[1::2], pieces[2::2], strict=True)]
    return "".join(texts)


def _within(escape: bytes, piece: bytes) -> str:
    if escape in _DOUBLE:
        return "\n".join(_pairs(line.rstrip(b"\r")) for line in piece.split(b"\n"))
    if escape == b"(I":
        return bytes(byte | 0x80 for byte in piece).decode("cp932", "replace")
    return piece.decode("ascii", "replace")


def _pairs(line: bytes) -> str:
    whole = line if len(line) % 2 == 0 else line[:-1]
    return whole.decode("utf-16-be", "replace").translate(_LETTERS) + ("\ufffd" if len(line) % 2 else "")


def _shifted(high: int, low: int) -> tuple[int, int]:
    """A pair of JIS X 0208 as Shift_JIS, whose rows hold two of JIS."""
    lead = (high + 1) // 2 + (0x70 if high < 0x5F else 0xB0)  # noqa: PLR2004  # half-width kana lie between
    if high % 2 == 0:
        return lead, low + 0x7E
    return lead, low + (0x1F if low < 0x60 else 0x20)  # noqa: PLR2004  # 0x7F is no letter
