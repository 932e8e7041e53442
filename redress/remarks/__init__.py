"""What a sound policy might still want: it runs as it is, but people would read, or wait for, something that nobody meant.

Each module looks at one thing of a policy, by its name. Only the command line asks them: what a function reads at its start is
checked by `chalicelib.core.policy_reading`.
"""

from collections.abc import Callable, Iterable

from chalicelib.core.policy.model import Policy
from chalicelib.render.empty_values import perhaps_empty
from redress.remarks.answer_times import remarks_on_answer_times
from redress.remarks.called_after import remarks_on_what_is_called_after_another
from redress.remarks.called_figures import remarks_on_called_figures
from redress.remarks.countries import remarks_on_countries
from redress.remarks.directory import remarks_on_directory
from redress.remarks.gates import remarks_on_gates
from redress.remarks.given_together import remarks_on_what_is_given_together
from redress.remarks.ladders import remarks_on_ladders
from redress.remarks.languages_apart import remarks_on_languages_that_disagree
from redress.remarks.leftovers import remarks_on_leftovers
from redress.remarks.limits import remarks_on_limits
from redress.remarks.marks_in_words import remarks_on_marks_in_words
from redress.remarks.messages import remarks_on_messages
from redress.remarks.mismatches import remarks_on_mismatches
from redress.remarks.names import remarks_on_names
from redress.remarks.never_given import remarks_on_what_is_never_given
from redress.remarks.never_in_force import remarks_on_what_is_never_in_force
from redress.remarks.order import remarks_on_order
from redress.remarks.polarity import remarks_on_polarity
from redress.remarks.promises import remarks_on_promises
from redress.remarks.ranges import remarks_on_ranges
from redress.remarks.readers import remarks_on_readers
from redress.remarks.reports import remarks_on_reports
from redress.remarks.said_figures import remarks_on_said_figures
from redress.remarks.said_spans import remarks_on_said_spans
from redress.remarks.siblings import remarks_on_siblings
from redress.remarks.sorting_rules import remarks_on_sorting_rules
from redress.remarks.spans import remarks_on_spans
from redress.remarks.texts import remarks_on_texts
from redress.remarks.twins import remarks_on_twins
from redress.remarks.units import remarks_on_units
from redress.remarks.untold_traditional import remarks_on_untold_traditional
from redress.remarks.values import remarks_on_values
from redress.remarks.word_lists import remarks_on_word_lists
from redress.remarks.work import remarks_on_work
from redress.remarks.wrong_side import remarks_on_wrong_sides

LOOKS: tuple[Callable[[Policy], Iterable[str]], ...] = (
    remarks_on_names,
    remarks_on_answer_times,
    remarks_on_limits,
    remarks_on_units,
    remarks_on_spans,
    remarks_on_order,
    remarks_on_ladders,
    remarks_on_work,
    remarks_on_promises,
    remarks_on_reports,
    remarks_on_messages,
    remarks_on_texts,
    remarks_on_untold_traditional,
    remarks_on_languages_that_disagree,
    remarks_on_said_spans,
    remarks_on_said_figures,
    remarks_on_word_lists,
    remarks_on_countries,
    remarks_on_directory,
    remarks_on_leftovers,
    remarks_on_values,
    remarks_on_what_is_never_given,
    remarks_on_what_is_never_in_force,
    remarks_on_gates,
    remarks_on_ranges,
    remarks_on_siblings,
    remarks_on_sorting_rules,
    remarks_on_mismatches,
    remarks_on_twins,
    remarks_on_polarity,
    remarks_on_what_is_called_after_another,
    remarks_on_called_figures,
    remarks_on_what_is_given_together,
    remarks_on_marks_in_words,
    remarks_on_wrong_sides,
    remarks_on_readers,
    perhaps_empty,
)


def remarks(policy: Policy) -> list[str]:
    """A sentence for each thing that its author should look at; none if there is nothing."""
    return [said for look in LOOKS for said in look(policy)]
