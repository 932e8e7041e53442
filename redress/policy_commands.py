"""`redress policy …`: check, sorting, simulate, prove, diff, schema, publish."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.core.policy_reading.names import ROLES
from chalicelib.policies import UnknownPolicyError, by_name_or_path, published
from chalicelib.render.own_words import word_problems
from redress.kept_beside import wanted
from redress.parsing import WRONG_CALL, days
from redress.policy_changes import changes
from redress.policy_schema import schema
from redress.policy_sorting import sorting
from redress.printing import as_json, with_json
from redress.proving.proof import prove
from redress.proving.telling import for_scripts, told
from redress.publishing import put_in_force, refuse_deaf
from redress.remarks import remarks
from redress.simulation import STORIES, Scenario, play, received_at, titled
from redress.simulation.telling import stopped
from redress.simulation.telling import told as timeline_told
from redress.stack import CallError, Stack

FILE_HELP = "a .toml file, or the name of a shipped policy"
REPLACED = {"directory": "people", "words": "own words"}  # what is kept beside the rules, and what of it a file has


def register(groups: Any) -> None:
    """Adds the group to the command line."""
    policy = groups.add_parser("policy", help="check, simulate, compare and publish policies")
    commands = policy.add_subparsers(title="commands", required=True, metavar="COMMAND")
    check = _add(commands, "check", _check, "tell all faults of policy files")
    check.add_argument("files", nargs="+", metavar="FILE", help=FILE_HELP)
    with_json(check)
    sort = _add(commands, "sorting", _sorting, "how well the rules and examples of a policy sort")
    sort.add_argument("file", metavar="FILE", help=FILE_HELP)
    with_json(sort)
    compare = _add(commands, "diff", _diff, "what differs between two policies, in sentences")
    compare.add_argument("old", metavar="OLD", help=FILE_HELP)
    compare.add_argument("new", metavar="NEW", help=FILE_HELP)
    with_json(compare)
    _add(commands, "schema", _schema, "a JSON Schema of policy files, for editors")
    _register_simulate(commands)
    _register_prove(commands)
    publish = _add(commands, "publish", _publish, "put rules and directory where the running system reads them")
    publish.add_argument("file", metavar="FILE", help=FILE_HELP)
    for name, what in REPLACED.items():
        publish.add_argument(
            f"--replace-{name}",
            action="store_true",
            help=f"put the file's {what} in place of what was changed by mail or imported, which else stays",
        )
    publish.add_argument("--bucket", default="", help="the stack's bucket, found by --stack; another one is refused")


def _register_simulate(commands: Any) -> None:
    simulate = _add(
        commands,
        "simulate",
        _simulate,
        "a complaint's whole timeline: who hears what, when, by which clause, and the letters",
    )
    simulate.add_argument("file", metavar="FILE", help=FILE_HELP)
    simulate.add_argument(
        "--received", default="2026-03-02T09:00", metavar="TIME", help="local time, default %(default)s"
    )
    simulate.add_argument("--severity", default="", help="as the desk would set it")
    simulate.add_argument(
        "--story",
        default="answered",
        choices=[*STORIES, "all"],
        help="; ".join(f"{n}: {s}" for n, s in STORIES.items()),
    )
    simulate.add_argument("--language", default="", help="what everybody reads; default the policy's first")
    simulate.add_argument(
        "--text", default="", help="what the customer writes; default a complaint about nothing more special"
    )
    simulate.add_argument("--department", default="", help="to whom the desk gives it where the rules don't")
    simulate.add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", help="a field known from the start"
    )
    simulate.add_argument(
        "--silent", action="append", default=[], metavar="ROLE", help="who never answers: handler, desk …"
    )
    simulate.add_argument("--days", type=days, default=14, help="how long to look, default %(default)s")
    simulate.add_argument("--brief", action="store_true", help="the timeline without the letters")
    with_json(simulate)


def _register_prove(commands: Any) -> None:
    prove_ = _add(
        commands,
        "prove",
        _prove,
        "play random lives and tell the shortest that breaks a promise; exit code 1 if one does",
    )
    prove_.add_argument("file", metavar="FILE", help=FILE_HELP)
    prove_.add_argument("--lives", type=int, default=500, help="at most so many, default %(default)s")
    prove_.add_argument(
        "--from",
        type=int,
        default=1,
        dest="first",
        metavar="LIFE",
        help="where an earlier search stopped, default %(default)s",
    )
    prove_.add_argument("--seed", type=int, default=1, help="another seed, other lives; default %(default)s")
    prove_.add_argument(
        "--seconds",
        type=float,
        default=60,
        help="of processor time at most, a quarter of them kept for finding the shortest life; default %(default)s",
    )
    with_json(prove_)


def _add(commands: Any, name: str, run: Any, help_text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help_text, description=help_text)
    parser.set_defaults(run=run)
    return parser


class Checked(msgspec.Struct, frozen=True):
    """A policy's file, its faults, what there is to say about a sound one, and whether there is none of that name."""

    file: str
    faults: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    missing: bool = False


def _check(chosen: argparse.Namespace) -> int:
    found = []
    for each in map(_checked, chosen.files):
        found.append(each)
        if not chosen.json:
            print("\n".join(each.faults or each.said), file=sys.stderr if each.faults else sys.stdout)
    if chosen.json:
        print(as_json(found))
    return WRONG_CALL if any(each.missing for each in found) else int(any(each.faults for each in found))


def _checked(file: str) -> Checked:
    try:
        return Checked(file, said=tuple(_sound(by_name_or_path(file), file).splitlines()))
    except PolicyError as error:
        return Checked(file, faults=tuple(str(error).splitlines()), missing=isinstance(error, UnknownPolicyError))


def _sound(policy: Policy, file: str) -> str:
    """What there is to say about a sound policy; PolicyError if its own words are no sound templates."""
    if problems := word_problems(policy):
        raise PolicyError("\n".join(f"{Path(file).name}: {problem}" for problem in problems))
    parts = (
        f"{len(policy.rules)} rules, {len(policy.clocks)} clocks, {len(policy.gates)} gates, {len(policy.tasks)} tasks"
    )
    sound = f"{file}: sound; {parts}, {len(policy.reports)} reports; rules {policy.digest}"
    return "\n  ".join((sound, *remarks(policy)))


def _sorting(chosen: argparse.Namespace) -> int:
    policy = by_name_or_path(chosen.file)
    found = list(sorting(policy))
    said = "\n".join(map(str, found)) or f"{policy.name} has no [examples]: rules alone sort"
    print(as_json(found) if chosen.json else said)
    return 0


def _diff(chosen: argparse.Namespace) -> int:
    found = changes(by_name_or_path(chosen.old), by_name_or_path(chosen.new))
    print(as_json(found) if chosen.json else "\n".join(found) or "Nothing differs.")
    return 0


def _schema(_: argparse.Namespace) -> int:
    print(json.dumps(schema(), indent=2, ensure_ascii=False))
    return 0


def _prove(chosen: argparse.Namespace) -> int:
    policy, limits = by_name_or_path(chosen.file), {"lives": chosen.lives, "seed": chosen.seed, "first": chosen.first}
    proof = prove(policy, seconds=chosen.seconds, **limits)
    print(as_json(for_scripts(proof)) if chosen.json else told(proof, chosen.file))
    return int(proof.finding is not None)


# -- simulate ---------------------------------------------------------------------------------------------------------------


def _simulate(chosen: argparse.Namespace) -> int:
    policy = by_name_or_path(chosen.file)
    try:
        scenario = _scenario(chosen, policy)
    except ValueError as error:
        raise CallError(str(error)) from None
    wrong, told = 0, []
    for story in STORIES if chosen.story == "all" else (chosen.story,):
        language = scenario.language or policy.languages[0]
        lines = play(policy, msgspec.structs.replace(scenario, story=story))
        refused = stopped(lines)
        wrong = wrong or int(bool(refused))
        told.append({"story": story, "silent": sorted(scenario.silent), "refused": refused, "lines": lines})
        if not chosen.json:
            print(f"{policy.name}, {language}, times of {policy.timezone}: {titled(story, scenario.silent)}")
            print("\n".join((*refused, *timeline_told(lines, policy, brief=chosen.brief), *refused)))
    if chosen.json:
        print(as_json(told))
    return wrong


def _scenario(chosen: argparse.Namespace, policy: Policy) -> Scenario:
    if chosen.severity and chosen.severity not in policy.severities:
        raise ValueError(f'"{chosen.severity}" is not a severity; known are {", ".join(policy.severities)}')
    if chosen.language and chosen.language not in policy.languages:
        raise ValueError(
            f'"{chosen.language}" is not a language of the policy; known are {", ".join(policy.languages)}'
        )
    if unknown := [word for word in chosen.silent if word not in _who_may_be_silent(policy)]:
        raise ValueError(f"nobody is called {', '.join(unknown)}; known are {', '.join(_who_may_be_silent(policy))}")
    if bare := [pair for pair in chosen.set if "=" not in pair]:
        raise ValueError(f"--set {bare[0]}: write FIELD=VALUE")
    fields = dict(pair.partition("=")[::2] for pair in chosen.set)
    if unknown := [name for name in fields if name not in {"relation", *(f.name for f in policy.fields)}]:
        raise ValueError(f"{policy.name} has no field {', '.join(unknown)}")
    return Scenario(
        received=received_at(chosen.received, policy),
        text=chosen.text,
        language=chosen.language,
        severity=chosen.severity,
        department=chosen.department,
        fields=fields,
        silent=frozenset(chosen.silent),
        days=chosen.days,
    )


def _who_may_be_silent(policy: Policy) -> tuple[str, ...]:
    """Roles, those of the policy too, and the mail addresses of its directory."""
    directory = policy.directory
    return (*ROLES, *(role.name for role in policy.roles), directory.desk, *(p.mail for p in directory.people))


# -- publish ------------------------------------------------------------------------------------------------------------------


def _publish(chosen: argparse.Namespace) -> int:
    policy = publishable(chosen.file)
    stack = Stack(chosen.stack)
    refuse_deaf(stack, chosen.bucket)
    replaced = [name for name in REPLACED if getattr(chosen, f"replace_{name}")]
    print("\n".join(put_in_force(wanted(policy, stack, replaced), stack)))
    return 0


def publishable(file: str) -> Policy:
    """The policy of a file. PolicyError if it has a fault, or addresses at which nobody reads."""
    policy = by_name_or_path(file)
    _sound(policy, file)
    published.refuse_samples(policy)
    return policy
