"""`redress deploy`: from a clone and an account to a complaint address, and from each version to the next."""

import argparse
import os
from pathlib import Path
from typing import Any

import boto3
import msgspec

from redress import rehearsal
from redress.deploying.changing import Stacks
from redress.deploying.steps import BUILD, Deployment, Step
from redress.deploying.terminal import Terminal
from redress.deploying.uploading import application
from redress.deploying.wishes import Specs, Wishes, completed, keep, read
from redress.doctor.names import Dns
from redress.package import BUILDING, Package, package
from redress.parsing import meant
from redress.stack import CallError, StackError
from redress.template import TemplateError, join_infra

FILE = "deploy.toml"
INTERRUPTED = 130
NEAREST = 3  # regions that are named


def register(commands: Any) -> None:
    """Adds the command."""
    words = "make the stack or bring it up to date: keys, package, stack, policy, receipt rules, doctor"
    deploy = commands.add_parser("deploy", help=words, description=f"{words}. Can be given again at any time.")
    deploy.add_argument("file", nargs="?", type=Path, default=Path(FILE), metavar="FILE", help="default %(default)s")
    deploy.add_argument("--policy", default="", metavar="FILE", help="the policy to publish, else that of FILE")
    deploy.add_argument("--dry-run", action="store_true", help="only tell what would be done")
    deploy.add_argument("--yes", action="store_true", help="ask nothing but what would lose something")
    deploy.set_defaults(run=_deploy)


def _deploy(chosen: argparse.Namespace) -> int:
    terminal = Terminal(agreed=chosen.yes)
    try:
        return _deployed(chosen, terminal)
    except TemplateError as error:
        raise StackError(str(error)) from error
    except KeyboardInterrupt:
        terminal.say("\nBroken off. What CloudFormation has begun it finishes by itself; give the command again.")
        return INTERRUPTED


def _deployed(chosen: argparse.Namespace, terminal: Terminal) -> int:
    specs = join_infra(application() / "infra")["Parameters"]
    if chosen.file.name != FILE and not chosen.file.exists():
        raise CallError(
            f"{chosen.file}: no such file; without one `redress deploy` asks, and keeps your answers in {FILE}"
        )
    wishes = read(chosen.file, specs)
    wishes = msgspec.structs.replace(wishes, region=_region(wishes, terminal))
    whole = _wanted(chosen, wishes, specs, terminal)
    deployment = Deployment(
        chosen.stack,
        whole,
        specs,
        terminal,
        clients=_client,
        build=_built,
        resolver=Dns(),
    )
    steps = list(deployment.steps())
    if rehearsal.is_one():
        terminal.say(f"An emulator, which gets no {', '.join(rehearsal.UNKNOWN_RESOURCES)}: it knows none.")
    for number, step in enumerate(steps, 1):
        terminal.say(f"{number}. {step.name}: {step.plan}")
    if chosen.dry_run:
        return 0
    if not terminal.agrees("Do this?"):
        return 1
    if whole.parameters != wishes.parameters and not chosen.file.exists():
        keep(whole, chosen.file)
        terminal.say(f"your answers are kept in {chosen.file}")
    return _done(steps, terminal)


def _built() -> Package:
    if rehearsal.is_one():  # its functions run on this machine's Python
        return rehearsal.reduced(package(application(), application() / BUILD, BUILDING))
    return package(application(), application() / BUILD)


def _region(wishes: Wishes, terminal: Terminal) -> str:
    """The region that the file names, the shell's, or one that is asked for; from here on it is the shell's."""
    region = wishes.region or boto3.Session().region_name or terminal.ask("Region, one in which SES receives mail")
    if region.startswith("cn-"):
        raise StackError(f"{region}: AWS China receives no mail by SES; docs/deploy.md tells what remains")
    if region not in (known := regions()):
        raise CallError(f"there is no AWS region {region}; {meant(region, known, most=NEAREST)}")
    os.environ["AWS_DEFAULT_REGION"] = region
    return region


def regions() -> list[str]:
    """The regions that AWS's own library knows."""
    return boto3.Session().get_available_regions("cloudformation")


def _wanted(chosen: argparse.Namespace, wishes: Wishes, specs: Specs, terminal: Terminal) -> Wishes:
    """The wishes with what neither they nor the stack say."""
    present = Stacks(_client("cloudformation"), chosen.stack, terminal).standing()
    whole = completed(wishes, present.parameters if present.exists else {}, specs, terminal)
    return msgspec.structs.replace(whole, policy=chosen.policy or whole.policy)


def _done(steps: list[Step], terminal: Terminal) -> int:
    code = 0
    for number, step in enumerate(steps, 1):
        terminal.say(f"\n-- {number} of {len(steps)}: {step.name} --")
        code = max(code, step.run())
    return code


def _client(service: str) -> Any:
    return boto3.client(service)  # type: ignore[call-overload]
