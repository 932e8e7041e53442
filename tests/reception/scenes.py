"""One complaint, its people and their mails, for tests of who may do what."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from chalicelib import policies
from chalicelib.aws.records import Stored
from chalicelib.core.complaint.model import Complainant, Complaint, Moment
from chalicelib.core.people import tokens
from chalicelib.core.policy.model import Policy
from chalicelib.inbound import email_message
from chalicelib.reception import Arrival, Match, Verdict, receive
from chalicelib.reception.writers import written_by
from sandbox.staff import compose

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
POLICY = policies.packaged("liaocheng-transport")
KEYS = tokens.alike(tokens.Ring(current=0, secrets={0: b"a secret of thirty-two bytes....."}))
OFFICE = "complaints@lc.example"
OWN = frozenset({OFFICE})
HANDLER = "guo.ping@lc-transport.example"
HEAD = "dong.chengwei@lc-transport.example"
CUSTOMER = "zhang.wei@qq.com"
STRANGER = "stranger@example.org"
CASE = Stored(
    complaint=Complaint(
        id="ab" * 10,
        number="LC20260302-0001",
        policy="liaocheng-transport",
        complainant=Complainant(mail=CUSTOMER),
        handler=HANDLER,
        moments=(Moment(name="received", at=NOW), Moment(name="registered", at=NOW)),
    )
)
ORDER = "#结果\n事实：属实\n责任：在我方\n措施：培训"


def token_of(person: str, *, complaint: str = CASE.complaint.id, days: int = 5) -> tokens.Token:
    return tokens.Token("reply", complaint, tokens.person_digest(person), NOW + timedelta(days=days))


def address_of(person: str, **values: Any) -> str:
    """The reply address that went to this person."""
    local, _, domain = OFFICE.partition("@")
    return f"{local}+{tokens.mint(token_of(person, **values), KEYS)}@{domain}"


def arrival(sender: str = HANDLER, text: str = ORDER, *, raw: bytes = b"", **values: Any) -> Arrival:
    """A mail as SES hands it over, all verdicts PASS unless `values` say otherwise; `headers` are the mail's own."""
    headers = values.pop("headers", None)
    subject = values.pop("subject", "Re: [LC20260302-0001] 请办理")
    attachments = values.pop("attachments", ())
    raw = raw or compose(sender, OFFICE, subject, text, at=NOW, headers=headers, attachments=attachments)
    known: dict[str, Any] = {
        "id": "mail-1", "at": NOW, "recipients": (OFFICE,), "dmarc": "PASS", "spam": "PASS", "virus": "PASS", "raw": "raw/mail-1",
    }  # fmt: skip
    return Arrival(**{**known, **values}, mail=written_by(email_message.parse(raw), OWN))


def verdict(
    come: Arrival, token: tokens.Token | None, *, policy: Policy = POLICY, stored: Stored | None = CASE
) -> Verdict:
    return receive(come, Match(token=token, stored=stored, named=stored), policy, OWN)


def without(person: str) -> Policy:
    """The policy with that person gone from the directory."""
    people = tuple(p for p in POLICY.directory.people if p.mail != person)
    directory = msgspec.structs.replace(POLICY.directory, people=people)
    return msgspec.structs.replace(POLICY, directory=directory)
