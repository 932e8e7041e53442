"""How the domain's mail finds its way in: the records of its name, and which receipt rules SES follows."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from botocore.exceptions import ClientError

from redress.deploying.terminal import Terminal
from redress.doctor.answers import Resolver, Unanswered

RECORDS = ("DkimRecord1", "DkimRecord2", "DkimRecord3", "MxRecord")


class Record(msgspec.Struct, frozen=True):
    """A record of the domain's name: kind CNAME, MX or TXT."""

    name: str
    kind: str
    value: str


def records(outputs: Mapping[str, str], domain: str, web_domain: str, operator: str) -> Iterator[Record]:
    """What is to be set where the domain's name is kept."""
    for each in RECORDS:
        if each in outputs:
            yield Record(*outputs[each].split(" ", 2))
    if web_domain and "WebNameTarget" in outputs:
        yield Record(web_domain, "CNAME", outputs["WebNameTarget"])
    yield Record(f"_dmarc.{domain}", "TXT", f"v=DMARC1; p=none; rua=mailto:{operator}")


def told(found: list[Record], resolver: Resolver) -> Iterator[str]:
    """The records, each with whether name servers tell it already."""
    for record in found:
        yield f"{record.kind:<6} {record.name}"
        yield f"       {record.value}    ({_seen(record, resolver)})"


def _seen(record: Record, resolver: Resolver) -> str:
    try:
        return "set" if _is_set(record, resolver) else "missing"
    except Unanswered:
        return "no name server answered"


def _is_set(record: Record, resolver: Resolver) -> bool:
    if record.kind == "MX":
        return record.value.split()[-1].lower() in resolver.mx(record.name)
    if record.kind == "CNAME":
        return record.value.lower() in resolver.cname(record.name)
    return any(text.lower().replace(" ", "").startswith("v=dmarc1") for text in resolver.txt(record.name))


def active_rules(ses: Any) -> str:
    """The active receipt rule set; "" if none is."""
    return str(ses.describe_active_receipt_rule_set().get("Metadata", {}).get("Name", ""))


def activated(ses: Any, wanted: str, terminal: Terminal) -> str:
    """Makes the stack's rule set the active one, if somebody agrees; what then is so."""
    active = active_rules(ses)
    if active == wanted:
        return f"SES follows {wanted} already"
    question = f"Have SES follow the receipt rules {wanted} from now on?"
    if active:
        question = (
            f"SES follows the receipt rules {active}, for all mail of this account and region. Replace them by {wanted}? "
            f"If they are in use, say no and deploy with RuleSetName = {active}."
        )
    if not terminal.agrees(question, to_a_loss=bool(active)):
        return f"not yet: aws ses set-active-receipt-rule-set --rule-set-name {wanted}, or deploy again"
    try:
        ses.set_active_receipt_rule_set(RuleSetName=wanted)
    except ClientError as error:
        if error.response["Error"]["Code"] != "RuleSetDoesNotExist":
            raise
        return f"SES has no receipt rules {wanted}; those it has: aws ses list-receipt-rule-sets"
    return f"SES follows {wanted} from now on"
