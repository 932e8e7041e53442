"""Where somebody says on a page that they can be reached: one mailbox, or one telephone that takes texts for which we pay."""

from collections.abc import Collection
from typing import Literal

from chalicelib.core.handling.addressing import may_be_texted
from chalicelib.core.policy.country import of_telephones
from chalicelib.core.policy.model import Policy
from chalicelib.core.written import mailboxes, phones
from chalicelib.core.written.words import narrowed
from chalicelib.reception.writers import answers_nobody, is_own

LONGEST = 254
"""Characters of a mailbox (RFC 5321 §4.5.3.1)."""
_SIGNS = frozenset("0123456789+-() .")
Unreachable = Literal["", "none", "ours", "landline", "abroad"]


def address_in(typed: str, policy: Policy) -> str:
    """The mailbox, or the number in E.164, that is all that was typed; "" for anything else."""
    said = narrowed(typed).strip()
    if len(said) > LONGEST:
        return ""
    if list(mailboxes.spans(said)) == [(0, len(said))] and "." in said.rpartition("@")[2]:
        return mailboxes.canonical(said)
    home = next(iter(sorted(of_telephones(policy))), phones.REGION)
    return phones.e164(said, home) if set(said) <= _SIGNS else ""


def why_not(address: str, policy: Policy, own: Collection[str]) -> Unreachable:
    """Why no code goes there; "" if one may. `own`: the addresses that we send from."""
    if not address:
        return "none"
    if "@" in address:
        return "ours" if is_own(address, frozenset(own)) or answers_nobody(address) else ""
    if not phones.takes_texts(address):
        return "landline"
    return "" if may_be_texted(address, policy) else "abroad"
