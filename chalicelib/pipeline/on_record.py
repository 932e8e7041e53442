"""What is on record of the contact of whoever wrote."""

from collections.abc import Mapping

from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.conduct import Conduct
from chalicelib.core.complaint.facts import AnyFact, CustomerWrote
from chalicelib.core.register import indexing
from chalicelib.core.register.indexing import KeyRef


def conduct_of(
    fact: AnyFact | None, tables: Tables, sender: str = "", known: Mapping[KeyRef, dict[str, str]] | None = None
) -> Conduct | None:
    """Of the customer whose words these are: by the keys that a lookup for `sender` brought along. Whose words a colleague passes on, is read."""
    if not isinstance(fact, CustomerWrote):
        return None
    who = fact.complainant
    refs = [indexing.conduct_ref(each) for each in (who.mail, who.phone) if each]
    looked_up = known is not None and sender in (who.mail, who.phone)
    found = known if looked_up and known is not None else tables.lookup("", refs).keys if refs else {}
    return next((told for ref in refs if (told := indexing.conduct_in(found.get(ref, {})))), None)
