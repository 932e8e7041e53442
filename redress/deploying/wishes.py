"""What an operator wants deployed: read from a file, taken from the stack as it is, or asked for.

The parameters themselves, with what they may hold, stand in `infra/settings.yaml` alone.
"""

import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from chalicelib.core.written.mailboxes import is_sample
from redress import rehearsal
from redress.deploying.terminal import Terminal
from redress.stack import StackError

Specs = Mapping[str, Mapping[str, Any]]  # parameters as the template declares them
BESIDE = ("policy", "region")  # what a file may say beside parameters
# What an operator need not be asked, because it follows from the complaint address.
FOLLOWING: Mapping[str, Callable[[str], str]] = {
    "MailDomain": lambda address: address.rpartition("@")[2],
    "SenderAddress": lambda address: address,
}
ADDRESSES = ("ComplaintAddress", "SenderAddress", "OperatorAddress")
# What must be of the domain `MailDomain`: whoever moves to another one moves all three.
OF_THE_DOMAIN = {
    "ComplaintAddress": "the MailDomain, whose mail alone arrives",
    "SenderAddress": "which alone is signed",
}
CERTIFICATES = "Those there are: aws acm list-certificates"
EUM_NEEDS = {
    "SmsNumber": '"+…"',
    "SmsNumberId": '"phone-…", its id (aws pinpoint-sms-voice-v2 describe-phone-numbers)',
}
# What does nothing without another, with what to write there.
TOGETHER = (
    ("WebDomain", "WebCertificateArn", f'"arn:aws:acm:…", the certificate of that name in this region. {CERTIFICATES}'),
    ("WebCertificateArn", "WebDomain", "the name that it is for"),
    ("SmsNumberId", "SmsNumber", '"+…", the number that has this id'),
)
NO_POLICY = "none yet"
HEADING = "# What `redress deploy` is to know; docs/deploy.md lists what else may stand here."


class Wishes(msgspec.Struct, frozen=True):
    """Parameters by their names in the template, the policy's file ("": none named), the region ("": the shell's)."""

    parameters: dict[str, str]
    policy: str = ""
    region: str = ""


def read(file: Path, specs: Specs) -> Wishes:
    """The wishes of a TOML file; none if there is no file. StackError with every fault."""
    try:
        said = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return Wishes({})
    except (OSError, ValueError) as error:
        raise StackError(f"{file}: {error}") from error
    if unknown := sorted(said.keys() - specs.keys() - set(BESIDE)):
        raise StackError(f"{file}: nothing is called {', '.join(unknown)}; there are {', '.join((*BESIDE, *specs))}")
    parameters = {name: _written(value) for name, value in said.items() if name in specs}
    policy = str(file.parent / str(said["policy"])) if said.get("policy") else ""
    wishes = Wishes(parameters, policy, str(said.get("region", "")))
    if found := list(faults(wishes.parameters, specs)):
        raise StackError("\n".join(f"{file}: {fault}" for fault in found))
    return wishes


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def faults(parameters: Mapping[str, str], specs: Specs) -> Iterator[str]:
    """What is wrong with values, a sentence each."""
    yield from (f"{name}: {fault}" for name, value in parameters.items() if (fault := _fault(value, specs[name])))
    if not rehearsal.is_one():
        for name in ADDRESSES:
            if is_sample(address := parameters.get(name, "")):
                yield f"{name}: {address} is an address of examples, at which nobody reads"
    domain = parameters.get("MailDomain")
    for name, why in OF_THE_DOMAIN.items():
        theirs = parameters.get(name, "").rpartition("@")[2]
        if domain and theirs and theirs != domain:
            yield f"{name}: {parameters[name]} is no address of {domain}, {why}"


def lacking(parameters: Mapping[str, str], region: str) -> Iterator[str]:
    """What goes with a value and is not there, a sentence each with what to write."""
    filled = {name for name, value in parameters.items() if value}
    if parameters.get("SmsChannel") == "eum":
        for name, example in EUM_NEEDS.items():
            if name not in filled:
                yield f'{name}: is missing; texts by SmsChannel = "eum" go from one number alone. Write {name} = {example}'
    for name, other, example in TOGETHER:
        if name in filled and other not in filled:
            yield f"{other}: is missing, and {name} does nothing without it. Write {other} = {example}, or leave {name} out"
    certificate = parameters.get("WebCertificateArn", "")
    if certificate and not re.fullmatch(
        rf"arn:aws[a-z-]*:acm:{re.escape(region)}:\d{{12}}:certificate/[\w-]+", certificate
    ):
        yield f"WebCertificateArn: {certificate} is no certificate of {region}, where the pages are. {CERTIFICATES}"


def _fault(value: str, spec: Mapping[str, Any]) -> str:
    allowed = spec.get("AllowedValues")
    if allowed and value not in map(str, allowed):
        return f"{value} is none of {', '.join(map(str, allowed))}"
    if spec["Type"] == "Number":
        return _number_fault(value, spec)
    if not re.fullmatch(spec.get("AllowedPattern", ".*"), value):
        return f"{value or 'nothing'}: wanted is {spec.get('ConstraintDescription', spec['AllowedPattern'])}"
    return ""


def _number_fault(value: str, spec: Mapping[str, Any]) -> str:
    low, high = int(spec.get("MinValue", 0)), int(spec.get("MaxValue", 2**31))
    if not value.isdecimal() or not low <= int(value) <= high:
        return f"{value}: wanted is a whole number from {low}" + (f" to {high}" if "MaxValue" in spec else "")
    return ""


def completed(wishes: Wishes, present: Mapping[str, str], specs: Specs, terminal: Terminal) -> Wishes:
    """The wishes with what the template needs and neither they nor the stack say: derived, or asked for."""
    if found := list(lacking({**present, **wishes.parameters}, wishes.region) if wishes.parameters else ()):
        raise StackError("\n".join(found))
    missing = [n for n, spec in specs.items() if "Default" not in spec and n not in {*wishes.parameters, *present}]
    given = dict(wishes.parameters)
    for name in missing:
        if name not in FOLLOWING:
            given[name] = _asked(name, specs[name], terminal)
    address = given.get("ComplaintAddress", present.get("ComplaintAddress", ""))
    given |= {name: FOLLOWING[name](address) for name in missing if name in FOLLOWING}
    if found := list(faults({**present, **given} if given else {}, specs)):
        raise StackError("\n".join(found))
    policy = wishes.policy
    if missing and not policy:
        policy = terminal.ask("Your policy's file; without one mail is kept and nobody is answered", NO_POLICY)
    return Wishes(given, "" if policy == NO_POLICY else policy, wishes.region)


def _asked(name: str, spec: Mapping[str, Any], terminal: Terminal) -> str:
    """An answer that the parameter may hold, asked for until there is one."""
    while fault := _fault(answer := terminal.ask(f"{spec['Description'].rstrip('.')} ({name})"), spec):
        terminal.say(fault)
    return answer


def keep(wishes: Wishes, file: Path) -> None:
    """Writes the wishes into a file that `read` reads."""
    policy = os.path.relpath(wishes.policy, file.parent) if wishes.policy else ""
    lines = [f"{name} = {_quoted(value)}" for name, value in (("region", wishes.region), ("policy", policy)) if value]
    lines += [f"{name} = {_quoted(value)}" for name, value in wishes.parameters.items()]
    file.write_text("\n".join((HEADING, *lines, "")), "utf-8")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
