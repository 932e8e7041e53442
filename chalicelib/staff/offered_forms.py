"""Which form answers a mail that orders nothing yet, or not enough, and what of it is filled in already. Pure."""

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.facts import Command, StaffWrote
from chalicelib.core.complaint.saying import Said
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.written import subjects
from chalicelib.core.written.callers import Caller, caller_in
from chalicelib.core.written.customers_part import without_card
from chalicelib.core.written.spoken_orders import caseless_order
from chalicelib.staff.registering import content_of


def caller(mail: StaffWrote, home: str = "") -> Caller | None:
    """Who complains by the words of a colleague, unless these ask about a case in hand. `home`: the country in which they work, as "GB"."""
    subject, text = mail.writing.subject, mail.writing.text
    urges = "urge" in (caseless_order(text), caseless_order(subject))
    return None if urges or subjects.answers(subject) else caller_in(subject, text, home)


def form_of_the_caller(mail: StaffWrote, home: str) -> Extra:
    """The registration's form with what the words say. `home`: as above."""
    known = caller(mail, home) or Caller()
    words = " ".join(without_card(mail.writing.text).split())
    return {"commands": ["register"], "given.name": known.name, "given.phone": known.phone, "given.content": words}


def registration_without_words(mail: StaffWrote) -> Command | None:
    """The first registration of a mail that was refused because it tells nothing of what the customer said."""
    return next((each for each in mail.commands if each.name == "register" and not content_of(each)), None)


def form_of_the_call(order: Command) -> Extra:
    """The registration's form with the lines that its writer has filled in."""
    return {"commands": ["register"], **{f"given.{name}": text for name, text in order.form.items()}}


def caseless_in(said: Said) -> tuple[str, ...]:
    """The command that a sentence tells its reader to write, if it needs no complaint."""
    value = said.values.get("command") if said.code == "write_the_command" else None
    return tuple(n for n in value.names if not COMMANDS[n].needs_complaint) if isinstance(value, saying.Name) else ()
