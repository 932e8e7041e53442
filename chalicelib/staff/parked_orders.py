"""What the desk orders about a message that nobody could deal with: which message is meant, and who wrote it. Pure."""

import re

import msgspec

from chalicelib.core.complaint.facts import Command, StaffWrote
from chalicelib.core.complaint.saying import Said, command, say
from chalicelib.core.expressions import expression
from chalicelib.core.policy.country import works_in
from chalicelib.core.policy.model import Policy
from chalicelib.core.register import parked
from chalicelib.core.written.phones import e164
from chalicelib.reception.matching import number_in
from chalicelib.reception.writers import answers_nobody
from chalicelib.staff.blocking import address_in

_UNNAMED = expression(r"匿名|不留名|anonym", re.IGNORECASE)


class ParkedOrder(msgspec.Struct, frozen=True, kw_only=True):
    """An order about the message of that reference: `number` is the complaint that it goes to, `mail` or `phone` its writer as the
    desk says, `unnamed` that nobody is to be answered.
    """

    name: str
    reference: str
    number: str = ""
    mail: str = ""
    phone: str = ""
    writer: str = ""  # their name
    content: str = ""
    unnamed: bool = False


def as_meant(mail: StaffWrote) -> StaffWrote:
    """The mail with `受理` read as taking in the message that its subject or the words behind it name; where none is named,
    `转给` hands a complaint to somebody.
    """
    named = parked.reference_in(mail.writing.subject, *(each.words for each in mail.commands))
    read = _about_a_message if named else _about_a_complaint
    return msgspec.structs.replace(mail, commands=tuple(map(read, mail.commands)))


def _about_a_message(order: Command) -> Command:
    return msgspec.structs.replace(order, name="take_in") if order.name == "accept" and not order.number else order


def _about_a_complaint(order: Command) -> Command:
    handed_on = order.name == "pass_to" and order.words and not number_in(order.words)
    return msgspec.structs.replace(order, name="transfer") if handed_on else order


def ordered(order: Command, mail: StaffWrote, policy: Policy) -> ParkedOrder | Said:
    """The order as it is meant, or the sentence that says what it lacks."""
    reference = parked.reference_in(order.words, mail.writing.subject, mail.writing.full_text)
    if not reference:
        return say("parked_unnamed", command=command(order.name))
    number = number_in(order.words) or order.number
    if order.name == "pass_to" and not number:
        return say("parked_needs_number", command=command(order.name))
    address = _address(order, mail, policy)
    return ParkedOrder(
        name=order.name,
        reference=reference,
        number=number if order.name == "pass_to" else "",
        mail=address if "@" in address else "",
        phone=e164(order.form.get("phone", ""), works_in(policy)) or (address if "@" not in address else ""),
        writer=order.form.get("name", ""),
        content=order.form.get("content", ""),
        unnamed=bool(_UNNAMED.search(order.words)),
    )


def _address(order: Command, mail: StaffWrote, policy: Policy) -> str:
    """Who wrote, as the desk says behind the command or in the lines under it; a colleague's address is a signature's."""
    own = {a for p in policy.directory.people for a in (p.mail, p.phone, *p.addresses)} | {policy.directory.desk}
    words = order.words.replace(parked.reference_in(order.words), "")
    below = mail.writing.text.splitlines() if len(mail.commands) == 1 else ()
    said = (order.form.get("mail", ""), words, *below)
    found = (address_in(each)[0] for each in said)
    return next((each for each in found if each and each not in own and not answers_nobody(each)), "")
