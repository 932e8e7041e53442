"""What a sound policy waits for and nothing gives: fields left without a writer, counts of what nobody reads, acts of those who have nothing yet."""

import re
from collections.abc import Iterator

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Field, Policy
from chalicelib.core.policy.vocabulary import OWN_FIELDS
from redress.remarks.condition_logic import FILLED
from redress.remarks.value_flow import Place, givings, in_words, places

OF_TIME = expression(
    r"逾期|超期|超时|超時|逾时|逾時|过期|過期|\b(?:overdue|late|expired|lapsed|out of time|timed out)\b", re.IGNORECASE
)
OF_A_UNIT = frozenset({"handler", "unit", "assistants"})  # whom no complaint has before it is referred


def remarks_on_what_is_never_given(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from dict.fromkeys(_waited_for(policy))
    yield from dict.fromkeys(_counted(policy))
    yield from _settled_by_nobody(policy)


def _waited_for(policy: Policy) -> Iterator[str]:
    """A mark that no rule or rung sets any more; what staff may judge and write of themselves is none."""
    ways = givings(policy)
    marks = {field.name for field in policy.fields if not ways[field.name] and _is_mark(field)}
    texts = {field.name for field in policy.fields if not ways[field.name] and field.type == "text"}
    for place in places(policy):
        for test in (t for table in place.when for t in table if t.kind == "field" and not t.negate):
            if test.of in marks or (test.of in texts and test.values not in ((), FILLED)):
                yield f"{place.title} waits for {in_words((test,))}, and no rule, rung or form gives it a value"


def _is_mark(field: Field) -> bool:
    """Whether nobody chooses its value: there is one alone, or it tells of time that has passed."""
    called = (field.name.replace("_", " "), *field.labels.values())
    return len(field.choices) == 1 or (field.type == "yes_no" and any(OF_TIME.search(each) for each in called))


def _counted(policy: Policy) -> Iterator[str]:
    """A count of complaints that share a field which nothing reads and no form asks for: none ever shares it."""
    ways = givings(policy)
    asked = {name for task in policy.tasks for name in task.form}
    for place in places(policy):
        for test in (t for table in (*place.when, *place.unless) for t in table if t.kind == "count"):
            for name in test.of.split("+"):
                if ways.get(name) and name not in (*OWN_FIELDS, *asked) and all(_is_question(w.by) for w in ways[name]):
                    yield f'{place.title} counts complaints with the same "{name}", which nothing reads and no form asks for: it counts none'


def _is_question(place: Place) -> bool:
    """Whether customers are asked there for what nothing reads in their answer."""
    return place.title.startswith(("the question", "gate "))


def _settled_by_nobody(policy: Policy) -> Iterator[str]:
    """Settling on the spot, which is done before any unit has the complaint, left to those of a unit."""
    able = policy.may.get("first_contact", ())
    if able and set(able) <= OF_A_UNIT:
        yield f"[may] leaves first_contact to {', '.join(able)}, who has no complaint before it is referred: nobody can settle one on the spot"
