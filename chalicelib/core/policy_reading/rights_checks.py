"""Whether those who may do something exist and can: commands that a policy leaves to roles, and more time that roles grant."""

from collections.abc import Iterable

from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.people.rights import ON_THE_SPOT, ROLES_THAT_GIVE
from chalicelib.core.policy.model import Extension, Policy
from chalicelib.core.policy_reading.coverage import covers
from chalicelib.core.policy_reading.decoding import Reading
from chalicelib.core.policy_reading.names import OWN_GATES, ROLES

RESERVABLE = (*(kind.name for kind in COMMANDS.values() if kind.reservable), ON_THE_SPOT)
AFTER_THE_ANSWER = ("answered", "visited", "closed", "confirmed")
DAYS_ENDS = ("end of day", "end of next day")


def check_rights(policy: Policy, reading: Reading) -> None:
    """`[may]`: known commands, left to roles that somebody holds; and no task asks for a command of a role that may not give it."""
    for command, roles in policy.may.items():
        path = f"may.{command}"
        reading.known(command, RESERVABLE, path, "a command that may be left to some roles")
        if not roles:
            reading.refuse(path, "names nobody")
        _giving(roles, path, policy, reading)
    for i, task in enumerate(policy.tasks):
        may = policy.may.get(task.command, ())
        if may and task.for_ not in may:
            reading.refuse(
                f"task[{i}].command", f'"{task.command}" is left to {", ".join(may)} by [may], not to "{task.for_}"'
            )


def _giving(roles: Iterable[str], path: str, policy: Policy, reading: Reading) -> None:
    declared = tuple(role.name for role in policy.roles)
    for i, role in enumerate(roles):
        known = reading.known(
            role,
            (*ROLES_THAT_GIVE, *(r for r in reading.names.roles if r not in ROLES)),
            f"{path}[{i}]",
            "a role that gives commands",
        )
        if known and role in declared and not any(role in person.roles for person in policy.directory.people):
            reading.fault(f"{path}[{i}]", "role_unheld", role=role)


def check_extensions(policy: Policy, reading: Reading) -> None:
    """`[[extension]]`: of a clock of the policy, by a time to come, granted by somebody, and reached."""
    above: list[tuple[str, Extension]] = []
    names = [*OWN_GATES, *(gate.name for gate in policy.gates)]
    for i, extension in enumerate(policy.extensions):
        path = f"extension[{i}]"
        if extension.name in names:
            reading.refuse(f"{path}.name", f'"{extension.name}" has a meaning already; choose another name')
        names.append(extension.name)
        _check_called(extension, policy.extensions[:i], path, reading)
        _check_extension(extension, path, policy, reading)
        if any(clock.name == extension.clock and clock.from_ in AFTER_THE_ANSWER for clock in policy.clocks):
            reading.refuse(
                f"{path}.clock", f'"{extension.clock}" begins with the answer, after which nobody may ask for more time'
            )
        wider = (p for p, e in above if e.clock == extension.clock and covers(e.when, extension.when))
        if higher := next(wider, ""):
            how = "applies wherever it would" if extension.when else "always applies"
            reading.refuse(path, f'is never reached: {higher} of clock "{extension.clock}" {how}')
        above.append((path, extension))


def _check_called(extension: Extension, above: tuple[Extension, ...], path: str, reading: Reading) -> None:
    """Several requests may wait at once, and an answer names the one that it decides."""
    for other in (each for each in above if each.clock != extension.clock):
        alike = [word for language, word in extension.labels.items() if other.labels.get(language) == word]
        if alike:
            reading.refuse(
                f"{path}.labels",
                f'"{alike[0]}" is what extension "{other.name}" is called: nobody could tell which request they decide',
            )


def _check_extension(extension: Extension, path: str, policy: Policy, reading: Reading) -> None:
    reading.known(
        extension.clock, tuple(clock.name for clock in policy.clocks), f"{path}.clock", "a clock of this policy"
    )
    reading.known(extension.calendar, reading.names.calendars, f"{path}.calendar", "a calendar")
    _giving(extension.grants, f"{path}.grants", policy, reading)
    for key in ("at_most", "within"):
        given = getattr(extension, key)
        if given is not None and given.amount <= 0:
            reading.refuse(f"{path}.{key}", f'"{given}" is not a time to come')
    if extension.at_most is not None and extension.at_most.unit in DAYS_ENDS:
        reading.refuse(f"{path}.at_most", f'"{extension.at_most}" is no span beyond the limit; write "1 working day"')
    if extension.times is not None and extension.times < 1:
        reading.refuse(f"{path}.times", f"{extension.times} is no number of times; leave it out for any")
    approving = next((g.name for g in policy.gates if g.before == "extended" and g.approve), "")
    if approving and (extension.grants or extension.within):
        key = "grants" if extension.grants else "within"
        reading.refuse(f"{path}.{key}", f'is said by gate "{approving}" already, which has it approved: say it once')
