"""To whom a complaint goes: departments that rules, tables and people name, helpers, and the desk where nobody is named."""

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.model import Held
from chalicelib.core.handling.draft import ASSIGNMENT, Draft
from chalicelib.core.handling.hold import approvals, handed_over, watching
from chalicelib.core.people import accused, people
from chalicelib.core.policy.model import Rule

UNCERTAIN = "uncertain"
HOLDERS = 12  # units that a complaint remembers having been with


def route(draft: Draft, rule: Rule) -> None:
    """Gives the complaint to the department that the rule names, unless an earlier rule has, and notes who is to help."""
    effects = rule.then
    if effects.assign and not draft.rulings.routed:
        draft.rulings.routed = True
        if _may_assign(draft, effects.assign):
            assign(draft, effects.assign)
    if effects.assist and "department" not in draft.complaint.by_hand:
        draft.rulings.helpers += [(name, rule.group) for name in (effects.assign, *effects.assist)]


def look_after(draft: Draft) -> None:
    """Somebody fit has an open complaint in hand, or the desk is asked to find who."""
    _replace_unfit_handler(draft)
    if not draft.complaint.department and "department" not in draft.complaint.by_hand:
        _ask_desk_to_assign(draft)


def _may_assign(draft: Draft, department: str) -> bool:
    """Rules assign what no person has assigned and no unit has yet; where even the kind is uncertain, the desk judges (LC-01)."""
    complaint = draft.complaint
    uncertain = UNCERTAIN in complaint.flags and "kind" not in complaint.by_hand
    elsewhere = complaint.moment("referred") is None and complaint.department != department
    return (not complaint.department or elsewhere) and "department" not in complaint.by_hand and not uncertain


def assign(draft: Draft, name: str) -> bool:
    """Gives the complaint to a department: handler, supervisor and director follow from the directory."""
    unit = people.unit_for(name, draft.complaint, draft.policy, draft.complaint.returned_by)
    if unit is None:
        return False
    handler, supervisor, director = people.chain(unit, draft.complaint, draft.policy, draft.now)
    draft.change(
        department=unit.parent or unit.name,
        unit=unit.name if unit.parent else "",
        handler=handler,
        supervisor=supervisor,
        director=director,
    )
    draft.record("referred", reason=unit.name)
    handed_over.hand_over(draft)
    draft.wait_for("referred")
    approvals.withdraw(draft, "referred")
    return True


def note_who_has_it(draft: Draft) -> None:
    """Writes down since when its unit has it: reports judge each by the time that it had."""
    complaint = draft.complaint
    unit = complaint.unit or complaint.department
    if unit != (complaint.held[-1].unit if complaint.held else ""):
        draft.change(held=(*complaint.held, Held(unit=unit, since=draft.now))[-HOLDERS:])


def _ask_desk_to_assign(draft: Draft) -> None:
    """The desk judges and assigns; where no clock of the policy watches over that, a task does."""
    if draft.first_time("to_assign"):
        draft.send("to_assign", "desk", extra={"commands": ["accept", "transfer", "resolve", "invalid"]})
        watching.watch_over_referral(draft)


def _replace_unfit_handler(draft: Draft) -> None:
    """A handler who turns out to be complained of, or has left the organisation, is followed by somebody else."""
    complaint, policy = draft.complaint, draft.policy
    if not complaint.handler:
        return
    unfit = people.complained_of(complaint.handler, complaint, policy)
    if not unfit and people.is_known(complaint.handler, policy):
        return
    present = people.holders("handler", complaint, policy, draft.now)[0]
    if present.mail == complaint.handler:
        return
    draft.change(handler=present.mail)
    handed_over.hand_over(draft)
    if complaint.proposed_by == complaint.handler:
        approvals.withdraw_answer(draft)
    own = accused.complains(complaint.handler, complaint, policy)
    code = "own_complaint_left" if own else "complained_of_left" if unfit else "left_office"
    why = saying.say(code, to=saying.person(present.mail))
    draft.record("transferred", said=why)
    draft.news.append(ASSIGNMENT)


def ask_helpers(draft: Draft) -> None:
    """Departments that rules name beside the responsible one are asked once it has the complaint, each once a round."""
    for name, group in draft.rulings.helpers:
        referred = draft.complaint.moment("referred") is not None and draft.complaint.status == "open"
        others = name not in (draft.complaint.department, draft.complaint.unit)
        if referred and others and draft.first_time(f"assist:{name}"):
            ask_for_help(draft, name, because=group)


def ask_for_help(draft: Draft, department: str, text: str = "", because: str = "") -> bool:
    """Asks a department to help, in somebody's words or `because` of a rule; the handler stays answerable.

    False if there is no such department.
    """
    unit = draft.policy.directory.department(department)
    if unit is None:
        return False
    helper = people.chain(unit, draft.complaint, draft.policy, draft.now)[0]
    draft.change(assistants=tuple(dict.fromkeys((*draft.complaint.assistants, helper))))
    draft.record("assistance_asked", reason=unit.name, text=text)
    if because and any((m.name, m.to.mail) == ("assist", helper) for m in draft.outgoing.messages):
        return True  # they help for two departments, and have just been asked
    to = people.recipient(helper, "assistants", draft.policy)
    draft.send_to("assist", to, extra={"text": text, "reason": because, "commands": ["note"]})
    return True
