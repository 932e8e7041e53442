"""Headers as they are folded, and domains in letters of their own: what one reader takes for the end is another's fold."""

import pytest

from chalicelib.core.written.mailboxes import canonical
from chalicelib.inbound.email_message import InboundMail, parse
from tests.pace import within

SENDER = "From: Li <li@customer.example>"
SAID = "车票没有退。"


def read(*lines: str, end: str = "\r\n") -> InboundMail:
    head = end.join([*lines, "Content-Type: text/plain; charset=utf-8", "", SAID])
    return parse(head.encode())


@pytest.mark.parametrize("blank", [" ", "\t", "   \t ", " \r\n\t"])
@pytest.mark.parametrize(
    "following",
    [
        SENDER,
        f"DKIM-Signature: v=1; d=x\r\n{SENDER}",
        f"X-Mailer: y\r\n{SENDER}",
        f"List-Help: <mailto:h@x.cn>\r\n{SENDER}",
    ],
)
def test_a_line_of_blanks_within_the_header_is_a_fold(blank: str, following: str):
    mail = read("Subject: fare", blank, *following.split("\r\n"))
    assert mail.sender is not None
    assert (mail.sender.address, mail.subject, mail.text) == ("li@customer.example", "fare", SAID)
    assert not mail.parked


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_fold_of_blanks_is_one_however_lines_end(end: str):
    assert read("Subject: fare", " ", SENDER, end=end).text == SAID


@pytest.mark.parametrize("blanks", [" ", "\t \t", " \r\n   "])
def test_a_fold_goes_on_below_a_line_of_blanks(blanks: str):
    mail = read(SENDER, "References: <one@x.cn>", *blanks.split("\r\n"), " <two@x.cn>", "Subject: fare")
    assert (mail.references, mail.subject, mail.text) == (("one@x.cn", "two@x.cn"), "fare", SAID)


def test_the_last_header_of_a_part_goes_on_below_a_line_of_blanks():
    part = ["--p", "Content-Type: text/plain;", " ", " charset=gbk", "", SAID, "--p--"]
    raw = "\r\n".join([SENDER, "Content-Type: multipart/mixed; boundary=p", "", *part])
    assert parse(raw.encode("gbk")).text == SAID


def test_indented_words_below_a_line_of_blanks_are_the_letter():
    mail = parse(f"{SENDER}\r\n \r\n  A refund, please.\r\n  fare=35\r\n\r\nLi".encode())
    assert mail.text == "  A refund, please.\n  fare=35\n\nLi"


def test_a_line_of_blanks_before_words_ends_the_header():
    mail = parse(f"{SENDER}\r\nSubject: fare\r\n \r\nMy ticket: 12 was not refunded.\r\n\r\nPlease pay.".encode())
    assert mail.text == "My ticket: 12 was not refunded.\n\nPlease pay."


def test_no_end_of_a_header_is_sought_for_ever():
    raw = f"{SENDER}\r\n".encode() + b" \r\nX-A: b\r\n" * 2_000 + b"\r\nlate"
    assert "late" in within(2.0, lambda: parse(raw)).text


PUNYCODE = "li@xn--fsqu00a.xn--fiqs8s"


@pytest.mark.parametrize(
    "spelled",
    ["li@例子.中国", "LI@例子.中国", "<li@例子。中国>", "李 <li@例子.中国>", PUNYCODE, f'"李" <{PUNYCODE.upper()}>'],
)
def test_a_domain_in_letters_of_its_own_is_one_person_however_it_is_spelled(spelled: str):
    mail = read(f"From: {spelled}", "Subject: fare")
    assert mail.sender is not None
    assert mail.sender.address == PUNYCODE


@pytest.mark.parametrize("odd", ["", "@", "a@", "li@" + "例" * 300, "li@例..中国", "li@\u200d", "a@b@例子.中国"])
def test_what_is_no_domain_is_left_as_it_is_spelled(odd: str):
    assert canonical(odd).startswith(odd.rpartition("@")[0])


BAD_WORDS = [
    b"=?utf-8?B?",
    b"=?utf-8?Q?",
    b"=?utf-8?B?!!?= ",
    b"=?nope?B?5oqV?= ",
    b"=?gb2312?B?5oqV?=",
    b"=?utf-8?B?\xff",
]
BODY = b"\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"


def _part(words: bytes) -> bytes:
    return b'--b\r\nContent-Type: image/png; name="' + words + b'"\r\n\r\nx\r\n'


@pytest.mark.parametrize("size", [124_000, 1_240_000])
@pytest.mark.parametrize("words", BAD_WORDS)
def test_encoded_words_that_fail_cost_no_more_than_their_length(words: bytes, size: int):
    many = words * (size // len(words))
    within(2.0, lambda: parse(b"From: a@b.cn\r\nSubject: " + many + b"\r\n\r\nx"))
    within(2.0, lambda: parse((b"From: " + many[:30_000] + b"\r\n") * (size // 30_000) + b"\r\nx"))
    within(2.0, lambda: parse(b"From: a@b.cn" + BODY + _part(many[: size // 50]) * 50))


HEAVY = {
    "lines that are no headers": b"--b\r\nTo: y\r\n" + (b"x\n" * 59 + b"to:\n") * 300 + b"\r\n\r\nx\r\n",
    "values folded letter by letter": b"--b\r\nContent-Type: a/b; name=" + b"\r\n x" * 20_000 + b"\r\n\r\nx\r\n",
    "folds of blanks": b"--b\r\nTo: y\r\n" + b" \r\nTo: y\r\n" * 3_000 + b"\r\n\r\nx\r\n",
    "parameters": b"--b\r\nContent-Type: a/b;" + b" p=q;" * 6_000 + b"\r\n\r\nx\r\n",
    "parameters in pieces": b"--b\r\nContent-Type: a/b;"
    + b"".join(b" name*%d*=%%e4;" % i for i in range(2_000))
    + b"\r\n\r\nx\r\n",
    "names": _part(b"=?utf-8?B?5oqV?= " * 1_900),
    "letters": b"--b\r\nContent-Type: text/plain\r\n\r\n" + b"\xc4\xfa\xba\xc3" * 5_000 + b"\r\n",
    "elements": b"--b\r\nContent-Type: text/html\r\n\r\n" + b"<p>x</p>" * 2_500 + b"\r\n",
}


@pytest.mark.parametrize("name", HEAVY)
def test_many_parts_that_are_each_just_bearable_stay_within_the_budget(name: str):
    part = HEAVY[name]
    raw = b"From: a@b.cn" + BODY + part * (6_000_000 // len(part))
    within(3.0, lambda: parse(raw))
