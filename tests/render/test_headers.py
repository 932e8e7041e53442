"""Headers, sender and reply address of every mail: robots stay quiet, threads hold together, nothing foreign slips in."""

import re
from datetime import timedelta
from email import message_from_bytes, message_from_string
from email.message import EmailMessage
from email.policy import SMTP

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.aws import mail
from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Complainant, Complaint
from chalicelib.core.people import tokens
from chalicelib.core.policy.model import Policy
from chalicelib.outbox import items_of
from chalicelib.render import Rendered, envelope, render
from chalicelib.render.sender_identity import SenderIdentity
from tests.render.samples import CASE_ID, EXTRA, NOW, message

OWN_ID = f"<{CASE_ID}@lcjt.example>"
REPLIES = {
    "acknowledgement",
    "noted",
    "unreadable",
    "address_joined",
    "hidden",
    "thanks",
    "receipt",
    "query",
    "figures",
    "directory",
    "directory_change",
    "words",
    "words_change",
    "confirm",
    "danger_received",
    "filed",
    "round_trip",
}  # RFC 3834 §5
CUSTOMER_THREAD = " ".join((OWN_ID, *(f"<m{n}@qq.example>" for n in (0, 1, 2, 3, 8, 9, 10, 11, 12, 13))))
THREAD_INDEX = "Adyp27Qs3cKAzhfUzu3/+BYlfNaAtQ=="  # 2 March 2026, 09:00 in Shanghai less two hours; then the case
SERIES = {"morning_list": "lists", "report": "reports"}  # RFC 2919
PROOFS = {name for name, kind in MESSAGES.items() if kind.proves}
CUSTOMERS = {name for name, kind in MESSAGES.items() if kind.audience == "customer"}


@pytest.mark.parametrize("name", MESSAGES)
def test_headers_of_every_mail(name: str, policy: Policy, identity: SenderIdentity, rich: Complaint):
    golden = {
        "Auto-Submitted": "auto-replied" if name in REPLIES else "auto-generated",
        "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",
        "X-Redress-Loop": "tousu@lcjt.example",
        "Content-Language": "zh-CN",
        "References": CUSTOMER_THREAD if name in CUSTOMERS else OWN_ID,
        "In-Reply-To": "<m13@qq.example>" if name in CUSTOMERS else OWN_ID,
    }
    if name in CUSTOMERS - PROOFS:
        golden["Thread-Topic"] = rich.subject
    if name not in CUSTOMERS:
        golden |= {"Thread-Topic": rich.number, "Thread-Index": THREAD_INDEX}
    if name in SERIES:
        golden["List-Id"] = f"<{SERIES[name]}.lcjt.example>"
    assert render(message(name, **EXTRA), rich, policy, identity).headers == golden


@pytest.mark.parametrize("name", MESSAGES)
def test_the_mail_that_leaves_says_that_it_is_a_reply_where_its_record_does(
    name: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    asked = message(name, **EXTRA)
    (item,) = items_of("a fact", CASE_ID, 0, [(asked, render(asked, rich, policy, identity))], NOW)
    sent = message_from_bytes(mail.mime(item), policy=SMTP)
    assert sent.get_all("Auto-Submitted") == ["auto-replied" if MESSAGES[name].replied else "auto-generated"]


@pytest.mark.parametrize("name", MESSAGES)
def test_without_a_complaint_no_thread_is_named(name: str, policy: Policy, identity: SenderIdentity):
    assert not {"References", "In-Reply-To"} & render(message(name), None, policy, identity).headers.keys()


def test_a_thread_of_two_hundred_rounds_keeps_its_first_four_and_last_six(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    long = msgspec.structs.replace(rich, thread=tuple(f"<r{n}@qq.example>" for n in range(200)))
    references = render(message("outcome"), long, policy, identity).headers["References"].split()
    assert references == [OWN_ID, *(f"<r{n}@qq.example>" for n in (0, 1, 2, 3, 194, 195, 196, 197, 198, 199))]


def base_subject(subject: str) -> str:
    """What mail programs compare (RFC 5256 §2.1): without what stands in brackets before it and without "Re:"."""
    while subject != (
        shorter := re.sub(
            r"^\s*(?:\[[^\[\]]*\]|(?:re|fwd?|回复|答复)\s*[:：])\s*(?=\S)", "", subject, flags=re.IGNORECASE
        )
    ):
        subject = shorter
    return subject.strip()


@pytest.mark.parametrize(
    ("theirs", "base"),
    [
        ("K12路晚点", "K12路晚点"),
        ("Re: [urgent] late bus", "late bus"),
        ("[投诉]", "[投诉]"),
        ("回复: 退款呢", "退款呢"),
    ],
)
def test_all_mails_of_a_case_have_one_subject_for_the_customer_and_the_number_for_staff(
    theirs: str, base: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    complaint = msgspec.structs.replace(rich, subject=theirs)
    subjects = {
        name: render(message(name, **EXTRA), complaint, policy, identity).subject
        for name in MESSAGES
        if name not in PROOFS
    }
    assert {base_subject(subject) for name, subject in subjects.items() if name in CUSTOMERS} == {base}
    assert all(subject.startswith(f"[{rich.number}] ") for subject in subjects.values())
    assert base_subject(theirs) in (base, "")


def test_an_address_that_is_not_proved_reads_nothing_that_the_customer_wrote(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    for name in PROOFS:
        mail = render(message(name, **EXTRA), rich, policy, identity)
        assert rich.subject not in mail.subject
        assert "Thread-Topic" not in mail.headers


@pytest.mark.parametrize("kept", ["tencent_5F@qq.com", "<tencent_5F@qq.com>", "CAF+x=1@mail.gmail.com"])
def test_a_message_id_is_answered_however_it_is_kept(
    kept: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    one = msgspec.structs.replace(rich, thread=(kept,))
    headers = render(message("acknowledgement"), one, policy, identity).headers
    assert headers["In-Reply-To"] == f"<{kept.strip('<>')}>"
    assert headers["References"] == f"{OWN_ID} <{kept.strip('<>')}>"


def test_the_sender_is_the_organisation_in_the_readers_language(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    for language, name in (("zh-CN", "聊城交通集团"), ("zh-TW", "聊城交通集團"), ("en", "Liaocheng Transport Group")):
        mail = EmailMessage(policy=SMTP)
        mail["From"] = render(message("outcome", language), rich, policy, identity).sender
        assert [(a.display_name, a.addr_spec) for a in mail["From"].addresses] == [(name, "tousu@lcjt.example")]


def token_of(mail: Rendered, identity: SenderIdentity) -> tokens.Token | None:
    local, _, domain = mail.reply_to.partition("@")
    address, _, token = local.partition("+")
    assert (address, domain) == ("tousu", "lcjt.example")
    assert len(local) <= 64
    return tokens.verified(token, identity.keys, NOW)


@pytest.mark.parametrize("name", MESSAGES)
def test_the_reply_address_is_bound_to_complaint_and_person(
    name: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    asked = message(name)
    token = token_of(render(asked, rich, policy, identity), identity)
    assert token is not None
    assert (token.purpose, token.complaint) == ("reply", CASE_ID)
    assert token.person == tokens.person_digest(asked.to.mail)


def test_without_a_complaint_the_reply_address_is_bound_to_the_person_alone(policy: Policy, identity: SenderIdentity):
    token = token_of(render(message("morning_list"), None, policy, identity), identity)
    assert token is not None
    assert (token.complaint, token.person) == ("", tokens.person_digest("li@lcjt.example"))


def test_the_same_message_rendered_twice_has_the_same_bytes(policy: Policy, identity: SenderIdentity, rich: Complaint):
    assert render(message("assignment", **EXTRA), rich, policy, identity) == render(
        message("assignment", **EXTRA), rich, policy, identity
    )


# What outsiders can put into a header: subject, name, address, Message-IDs of their mails.
INJECTION = "x\r\nBcc: all@example.com\r\n\r\n<script>alert(1)</script>"
foreign = st.text(max_size=60) | st.just(INJECTION)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(subject=foreign, name=foreign, message_id=foreign)
def test_no_foreign_value_breaks_a_header(
    subject: str, name: str, message_id: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    complaint = msgspec.structs.replace(
        rich, subject=subject, complainant=Complainant(name=name, mail="zhang@qq.example"), thread=(message_id,)
    )
    for asked in (
        Message(name="acknowledgement", to=Recipient(role="customer", name=name, mail="zhang@qq.example")),
        Message(
            name="assignment", to=Recipient(role="handler", name=name, mail="li@lcjt.example"), extra={"text": subject}
        ),
    ):
        mail = render(asked, complaint, policy, identity)
        values = {"Subject": mail.subject, "From": mail.sender, "Reply-To": mail.reply_to, **mail.headers}
        assert not any(set("\r\n\0\v\f\x85\u2028\u2029") & set(value) for value in values.values())
        parsed = message_from_string(
            "".join(f"{key}: {value}\n" for key, value in values.items()) + "\nbody", policy=SMTP
        )
        assert sorted(parsed.keys()) == sorted(values)


ATEXT = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
DOT_ATOM = rf"{ATEXT}(?:\.{ATEXT})*"
STRICT = {
    "list-id": rf"<{DOT_ATOM}\.{DOT_ATOM}>",  # RFC 2919 §2, without a phrase
    "list-unsubscribe": rf"<https://[a-z.]+/u/[a-z2-9]{{50}}>, <mailto:{DOT_ATOM}@{DOT_ATOM}\?(?:subject|body)=[A-Za-z0-9%._~-]+(?:&body=[A-Za-z0-9%._~-]+)?>",  # RFC 2369, 6068
    "list-unsubscribe-post": "List-Unsubscribe=One-Click",  # RFC 8058 §3.1
    "auto-submitted": "auto-(?:generated|replied)",  # RFC 3834 §5
    "in-reply-to": r"<[^<>\s@]+@[^<>\s@]+>",
    "references": r"<[^<>\s@]+@[^<>\s@]+>(?:\s+<[^<>\s@]+@[^<>\s@]+>)*",
    "mime-version": r"1\.0",
    "to": rf"{DOT_ATOM}@{DOT_ATOM}",
}
ONCE = {
    "from", "to", "subject", "reply-to", "references", "in-reply-to", "mime-version", "list-id", "list-unsubscribe", "list-unsubscribe-post",
}  # fmt: skip


@pytest.mark.parametrize("optional", [0, 1])
@pytest.mark.parametrize("name", MESSAGES)
def test_every_header_of_every_mail_is_as_its_standard_has_it(
    name: str, optional: int, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    asked = message(name, **EXTRA, optional=optional)
    (item,) = items_of("a fact", CASE_ID, 0, [(asked, render(asked, rich, policy, identity))], NOW)
    head = mail.mime(item).partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert b"\r" not in head.replace(b"\r\n", b"")
    fields = [
        re.fullmatch(r"([!-9;-~]+):[ \t](.*)", re.sub(r"\r\n(?=[ \t])", "", line))
        for line in re.split(r"\r\n(?![ \t])", head.decode())
    ]
    assert all(fields)
    assert max(len(line) for line in head.decode().split("\r\n")) <= 998  # RFC 5322 §2.1.1
    found = [(field[1].lower(), field[2].strip()) for field in fields if field]
    assert all([key for key, _ in found].count(key) == 1 for key in ONCE & {key for key, _ in found})
    assert [(key, value) for key, value in found if not re.fullmatch(STRICT.get(key, ".+"), value)] == []


@pytest.mark.parametrize(("language", "said"), [("zh-CN", "%23%E9%80%80%E8%AE%A2"), ("en", "%23unsubscribe")])
def test_what_can_be_turned_off_is_turned_off_by_a_mail_that_is_the_command_or_by_a_post_to_a_link_of_its_readers_own(
    language: str, said: str, policy: Policy, identity: SenderIdentity
):
    asked = message("report", language, optional=1)
    (item,) = items_of("a fact", "", 0, [(asked, render(asked, None, policy, identity))], NOW)
    sent = message_from_bytes(mail.mime(item), policy=SMTP)
    page, _, by_mail = sent["List-Unsubscribe"].partition(", ")
    assert by_mail == f"<mailto:tousu@lcjt.example?subject={said}&body={said}>"
    token = tokens.verified(page.strip("<>").removeprefix("https://redress.lcjt.example/u/"), identity.keys, NOW)
    assert token == tokens.Token(
        "reports", "", tokens.person_digest(asked.to.mail), identity.now + timedelta(days=envelope.LINK_DAYS)
    )
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in render(message("report", language), None, policy, identity).headers


@pytest.mark.parametrize("name", sorted(MESSAGES.keys() - SERIES.keys()))
def test_no_task_can_be_turned_off(name: str, policy: Policy, identity: SenderIdentity, rich: Complaint):
    headers = render(message(name, **EXTRA, optional=1), rich, policy, identity).headers
    assert not {"List-Id", "List-Unsubscribe", "List-Unsubscribe-Post"} & headers.keys()
