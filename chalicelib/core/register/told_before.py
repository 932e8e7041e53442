"""What the orders of one part of a mail came to, for its one receipt: a mail that was broken off between two complaints says the
same of the first when it comes again.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from chalicelib.core.complaint.decision import Results
from chalicelib.core.complaint.facts import AnyFact, StaffWrote
from chalicelib.core.register.indexing import KeyItem, KeyRef

KEPT = timedelta(days=30)  # longer than any queue keeps a mail, or a dead letter
LONGEST = 20_000  # characters of a letter, of which the receipt shows less


def ref_of(fact_id: str) -> KeyRef:
    """Where it lies."""
    return KeyRef(key=f"told#{fact_id}")


def items(fact: AnyFact, results: Results, complaint: str, now: datetime) -> tuple[KeyItem, ...]:
    """What is kept of a fact's results: of the parts of mails about several complaints, and of nothing else."""
    if not (isinstance(fact, StaffWrote) and fact.silent):
        return ()
    short = msgspec.structs.replace(results, letter=results.letter[:LONGEST], told=results.told[:LONGEST])
    values = {"results": msgspec.json.encode(short).decode(), "complaint": complaint}
    return (KeyItem(ref=ref_of(fact.id), values=values, expires=now + KEPT),)


def parse(values: Mapping[str, str]) -> Results | None:
    """What such a key tells."""
    return msgspec.json.decode(values["results"], type=Results) if values.get("results") else None
