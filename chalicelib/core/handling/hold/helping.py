"""What colleagues who help are asked for by a form: it is wanted for the answer, and nobody is asked for it afterwards."""

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.model import Complaint, Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import tasks
from chalicelib.core.people import people
from chalicelib.core.policy import duties


def is_help(draft: Draft, name: str) -> bool:
    """Whether the task of this name is asked of those who help."""
    rule = tasks.rule_of(draft, name)
    return rule is not None and rule.for_ in tasks.ASKED_OF_EACH


def end(draft: Draft) -> None:
    """The customer has the answer, or the round is over: what is still open of this round's help is not wanted any more, and those asked hear so."""
    for task in _still_open(draft):
        tasks.drop(draft, task)
        asked = people.staff(task.assignee, "assistants", draft.policy, draft.now)
        said = saying.say("help_needless", task=saying.labels(task.name))
        if asked.mail == draft.by:  # who has come to handle it reads so in their receipt
            draft.results.changes.append(said)
        else:
            draft.send_to("information", asked, extra={"reason": said})


def _still_open(draft: Draft) -> list[Task]:
    now = draft.complaint.round
    return [t for t in draft.complaint.tasks if t.done is None and t.round == now and is_help(draft, t.name)]


def is_over(draft: Draft, until: str) -> bool:
    """Whether a clock waits for help alone, which the answer has made needless."""
    brings = [task for task in draft.policy.tasks if duties.moment_of(task) == until]
    for_answer = all(task.for_ in tasks.ASKED_OF_EACH and task.opens != "answered" for task in brings)
    return bool(brings) and for_answer and draft.complaint.moment("answered") is not None


def as_their_leaders_see_it(draft: Draft, helper: str) -> Complaint:
    """The complaint with the helper in the handler's place, and above them the leaders of the unit that they are of."""
    complaint = draft.complaint
    _, head, director = people.line_of(helper, complaint, draft.policy, draft.now)
    return msgspec.structs.replace(complaint, handler=helper, supervisor=head, director=director)


def may_fill_for(draft: Draft, helper: str, mail: str) -> bool:
    """Whether somebody leads the helper's unit."""
    return mail == people.line_of(helper, draft.complaint, draft.policy, draft.now)[1]
