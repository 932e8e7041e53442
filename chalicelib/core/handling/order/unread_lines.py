"""Lines of a form that cannot be what their field is: no choice of it, no figure, no day, no yes and no no. They are not kept, and their author hears which."""

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import forms
from chalicelib.core.people import people
from chalicelib.core.policy.model import Field, Policy
from chalicelib.core.policy.remembering import of_policy
from chalicelib.core.policy.vocabulary import BOUNDS
from chalicelib.core.words.labels import choice_name
from chalicelib.core.written.dates import moment_in
from chalicelib.core.written.languages import listed
from chalicelib.core.written.numerals import number_told
from chalicelib.core.written.yes_and_no import is_empty, leaves_open, says_no_figure


def left_out(draft: Draft, command: Command) -> tuple[Command, list[Said]]:
    """The order without such lines, and a sentence for each: a gate that looks at a sum must not be passed by a word."""
    form = forms.chosen(draft.policy, command.form)
    lines = [field for field in draft.policy.fields if field.name in form and not field.computed]
    unread = {field.name: said for field in lines if (said := _against(draft, field, form[field.name]))}
    kept = {name: value for name, value in command.form.items() if name not in unread}
    return msgspec.structs.replace(command, form=kept), list(unread.values())


@of_policy
def _compared(policy: Policy) -> frozenset[str]:
    """The numbers that something depends on; an amount that customers alone read may be told in words (见协议)."""
    whens = [*(p.when for p in policy.rules), *(p.unless for p in policy.rules)]
    whens += [*(p.when for p in policy.clocks), *(p.unless for p in policy.clocks)]
    whens += [*(p.when for p in policy.gates), *(p.unless for p in policy.gates)]
    whens += [*(p.when for p in policy.tasks), *(p.when for p in policy.extensions), *(p.when for p in policy.reports)]
    tests = (test for when in whens for table in when for test in table)
    bounded = {test.of for test in tests if any(getattr(test, bound) is not None for bound in BOUNDS)}
    reckoned = {name for field in policy.fields for name in field.sums}
    return frozenset(
        bounded | reckoned | {c.due for c in policy.clocks if c.due} | {t.due for t in policy.tasks if t.due}
    )


def _against(draft: Draft, field: Field, value: str) -> Said | None:
    """Why the value is none of the field's; "none" is one of any."""
    line = saying.labels(field.name)
    if field.type == "yes_no" and leaves_open(value):
        return saying.say("line_left_open", field=line, name=value)
    if is_empty(value) or says_no_figure(value):
        return None
    if field.type == "choice" and value not in field.choices:
        language = people.language_of(draft.by, draft.policy)
        choices = listed((choice_name(field, each, draft.policy, language) for each in field.choices), language)
        return saying.say("line_no_choice", field=line, name=value, choices=choices)
    if field.type == "number" and field.name in _compared(draft.policy) and number_told(value) is None:
        return saying.say("line_no_number", field=line, name=value)
    promised = any(
        field.name == task.due for task in draft.policy.tasks if task.promises
    )  # of which the answer is told
    if field.type == "date" and not promised and moment_in(value, draft.policy.timezone, near=draft.at) is None:
        return saying.say("line_no_date", field=line, name=value)
    return None
