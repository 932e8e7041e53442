"""The operator's test mail: it is answered to one of our own addresses, and noted where it was read and that the answer came back.

Whoever can sign reply addresses can send one: it comes to a reply address of ours that belongs to the complaint address itself.
"""

from datetime import datetime, timedelta

from chalicelib.aws.records import Receipt
from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.people.tokens import Token, person_digest
from chalicelib.core.register.indexing import KeyItem, KeyRef, digest, instant
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.reception import Arrival

MESSAGE = "round_trip"
KEPT = timedelta(days=1)


def token_for(complaint_address: str, expires: datetime) -> Token:
    """What is signed for one test mail to the complaint address; `expires` in whole seconds."""
    return Token("reply", "", person_digest(complaint_address), expires)


def read_ref(address: str) -> KeyRef:
    """Where it is noted that the mail to this address was read: `inbound` is its id."""
    return KeyRef(key=f"trip#{digest(address.lower())}", position="read")


def back_ref(address: str) -> KeyRef:
    """Where it is noted that the answer came back."""
    return KeyRef(key=f"trip#{digest(address.lower())}", position="back")


def is_one(token: Token | None, own: frozenset[str]) -> bool:
    """Whether a mail came to such an address."""
    return token is not None and not token.complaint and token.person in map(person_digest, own)


def arrived(pipeline: Pipeline, arrival: Arrival, receipt: Receipt, now: datetime) -> None:
    """Answers the first mail to the address that it came to; of the answer it is noted that it came back."""
    address = next(each for each in arrival.recipients if "+" in each)
    if arrival.mail.loop_mark:
        pipeline.post((), receipt, now, keys=(_noted(back_ref(address), arrival, now),))
    elif pipeline.lookup(now, wanted=[read_ref(address)]).keys:
        pipeline.post((), receipt, now)  # one answer is enough, whatever comes to the address
    else:
        to = Recipient(role="operator", mail=address, language=pipeline.policies.current().languages[0])
        answer = Message(name=MESSAGE, to=to)
        pipeline.post((answer,), receipt, now, keys=(_noted(read_ref(address), arrival, now),))


def _noted(ref: KeyRef, arrival: Arrival, now: datetime) -> KeyItem:
    return KeyItem(ref=ref, values={"inbound": arrival.id, "at": instant(now)}, expires=now + KEPT)
