"""How the desk writes a call down: the mail with 登记, read as any mail of staff is."""

from datetime import datetime

from chalicelib.core.complaint.facts import CustomerWrote, StaffWrote
from chalicelib.core.orders.command_reader import label_map, read_commands
from chalicelib.core.orders.command_table import shown
from chalicelib.core.orders.form_lines import FORM_LINES
from chalicelib.core.people.people import language_of
from chalicelib.core.policy.model import Policy
from chalicelib.staff.registering import registered
from redress.proving.answers import SAID
from redress.proving.words import MATTER


def registers(policy: Policy, phone: str, pick: int, at: datetime, fact: str) -> CustomerWrote | None:
    """The call as a complaint; every third was answered on the spot. None if the mail cannot be read."""
    desk = policy.directory.desk
    language = language_of(desk, policy)
    lines = {"phone": phone, "content": MATTER.get(language, MATTER["en"])}
    if pick % 3 == 0:
        lines["settled"] = SAID.get(language, SAID["en"])
    form = (f"{_label(name, language)}：{value}" for name, value in lines.items())
    text = "\n".join((f"#{shown('register', language)}", *form))
    labels = label_map({field.name: field.labels for field in policy.fields})
    orders = read_commands(text, labels, language).commands
    mail = StaffWrote(id=fact, at=at, by=desk, commands=orders)
    opened = registered(orders[0], mail, 0, policy) if orders else None
    return opened if isinstance(opened, CustomerWrote) else None


def _label(name: str, language: str) -> str:
    return next(iter(FORM_LINES[name].labels.get(language, FORM_LINES[name].labels["en"])))
