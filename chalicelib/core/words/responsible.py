"""Who handles a complaint, as customers are told: their unit and their name."""

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy import stages
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.labels import label
from chalicelib.core.words.names import person_name
from chalicelib.core.words.plain_text import one_line
from chalicelib.core.written.languages import language_or_first


def responsible(complaint: Complaint, policy: Policy, language: str) -> str:
    """The handler's unit (its department, too, unless the unit's name says it) and name, else the desk."""
    parts = [one_line(label(part, policy, language)) for part in _units(complaint, policy, language) if part]
    units = (part for i, part in enumerate(parts) if not any(part in longer for longer in parts[i + 1 :]))
    handler = complaint.handler
    known = dict.fromkeys((*units, person_name(handler, policy, language) if handler else ""))
    between = ", " if language_or_first(language).is_latin else " "
    return between.join(filter(None, known)) or person_name(policy.directory.desk, policy, language)


def _units(complaint: Complaint, policy: Policy, language: str) -> tuple[str, ...]:
    """Department and unit of whoever has it now: at a later stage that may be somebody of another one, of the desk, or above all."""
    directory, handler = policy.directory, complaint.handler
    units = (complaint.department, complaint.unit)
    own = [unit for name in units if (unit := directory.department(name)) is not None]
    belongs = any(handler in (unit.handler, unit.head, unit.director) for unit in own)
    if complaint.round == 1 or not handler or belongs:
        return units
    if handler == directory.desk_head:
        return (person_name(directory.desk, policy, language),)
    theirs = next((unit.name for unit in directory.departments if handler in (unit.handler, unit.head)), "")
    if theirs:
        return (theirs,)
    if handler == directory.director:
        return ()
    return _of_the_stage(complaint, policy, language) or units


def _of_the_stage(complaint: Complaint, policy: Policy, language: str) -> tuple[str, ...]:
    """What the stage has answer, where whoever answers belongs to no unit: the review team, and not the unit that it reviews."""
    stage, person = stages.present(complaint, policy), policy.directory.person(complaint.handler)
    held = [role for role in (stage.answers if stage else ()) if person and role in person.roles]
    return tuple(label(role, policy, language) for role in held[:1])
