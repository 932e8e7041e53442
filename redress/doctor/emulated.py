"""What an emulator on this machine cannot tell: it has no mail of its own, no receipt rules and no backups. On AWS all of it is examined."""

from collections.abc import Mapping

from redress.doctor.answers import Answer

UNTOLD: Mapping[str, str] = {
    "identity": "an emulator signs nothing; on AWS SES verifies the domain and signs its mails once its three CNAME records are set",
    "MX record": "no mail comes to an emulator by the domain's name; on AWS the MX record that deploy names brings it",
    "receipt rules": "an emulator has none, so what is mailed never arrives by itself; on AWS deploy asks whether SES is to follow the stack's",
    "delivery reports": "an emulator reports nothing of mails that were sent; on AWS SES tells the stack's topic what became of each",
    "tables": "an emulator keeps no earlier state, so nothing could be restored; on AWS the stack turns on thirty-five days of it",
    "round trip": "a test mail would not come back: an emulator takes mails and delivers none; on AWS it takes every hop",
}


def untold(question: str) -> Answer | None:
    """What to say of a question that an emulator cannot answer; None of those it can."""
    return Answer.unseen(UNTOLD[question]) if question in UNTOLD else None
