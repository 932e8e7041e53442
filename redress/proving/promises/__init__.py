"""What must hold of everything that goes out, one function for each promise."""

from collections.abc import Iterator

from redress.proving.playing import Played
from redress.proving.promises import customers, hearing, lists, overtaken, receipts, staff, wording
from redress.proving.promises.breach import Breach, Promise

__all__ = ["PROMISES", "Breach", "Promise", "breaches", "broken"]

PROMISES: tuple[Promise, ...] = (
    customers.times_are_kept,
    customers.invitations_have_an_effect,
    customers.nothing_twice_or_contradictory,
    customers.no_letter_is_empty,
    hearing.customers_are_heard,
    hearing.lost_letters_are_followed_up,
    hearing.who_asked_hears_the_decision,
    overtaken.refused_words_stay_back,
    overtaken.nobody_is_asked_too_late,
    overtaken.nobody_is_chased_for_what_is_done,
    overtaken.nobody_is_chased_for_help_that_nobody_needs,
    lists.lists_are_true,
    lists.reports_are_true,
    staff.limits_end_in_act_or_chase,
    staff.offers_are_accepted,
    receipts.receipts_are_true,
    staff.somebody_has_a_duty,
    hearing.who_is_kept_out_hears_nothing,
    wording.no_keys_or_foreign_words,
    wording.forms_stay_inside,
)


OF_ALL: frozenset[Promise] = frozenset(
    {lists.lists_are_true, lists.reports_are_true}
)  # lists name all of somebody's complaints


def breaches(played: Played) -> Iterator[Breach]:
    """Every promise that this life breaks."""
    for promise in PROMISES:
        yield from broken(promise, played)


def broken(promise: Promise, played: Played) -> Iterator[Breach]:
    """How this promise is broken in the life, with any of the customer's complaints."""
    if promise in OF_ALL:
        yield from promise(played)
        return
    for each in played.all:
        yield from promise(each)
