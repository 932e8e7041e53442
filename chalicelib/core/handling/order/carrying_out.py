"""Which function carries out a command on a complaint, and when the command has something to do."""

from collections.abc import Callable

import msgspec

from chalicelib.core.complaint.facts import Command
from chalicelib.core.handling.draft import Draft
from chalicelib.core.orders.command_table import COMMANDS

Order = Callable[[Draft, Command], None]
OfUse = Callable[[Draft], bool]


class CarriedOut(msgspec.Struct, frozen=True):
    """A command's function, and whether the command would do something for the writer of the mail now, where it is allowed."""

    order: Order
    of_use: OfUse


ORDERS: dict[str, CarriedOut] = {}


def _always(_: Draft) -> bool:
    return True


def carries_out(name: str, of_use: OfUse = _always) -> Callable[[Order], Order]:
    """Makes a function the one that carries out a command of the table.

    ValueError for a command that needs no complaint or has its function already; KeyError if there is none of that name.
    """
    if name in ORDERS or not COMMANDS[name].needs_complaint:
        raise ValueError(name)

    def enter(order: Order) -> Order:
        ORDERS[name] = CarriedOut(order, of_use)
        return order

    return enter
