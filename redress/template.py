"""The infrastructure files as data, and the part of them that an in-process AWS can build.

`infra/*.yaml` is written in CloudFormation's short form (`!Ref`, `!GetAtt`, `!Sub`). Joined, the files are one template
that is merged into what `chalice package` makes; `redress.package` does that.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

Template = dict[str, Any]

STACK_NAME = "redress"
_SUBSTITUTED = re.compile(r"\$\{([A-Za-z0-9]+)")
EMULATED_TYPES = frozenset({"AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SNS::Topic", "AWS::SQS::Queue"})


class TemplateError(Exception):
    """The infrastructure files contradict each other or themselves."""


class Reference(msgspec.Struct, frozen=True):
    """The name of a resource or pseudo parameter whose value is known once a stack exists."""

    name: str


class EmulatedTemplate(msgspec.Struct, frozen=True):
    """Tables, bucket, topics and queues for `create_stack`, and the functions' environment beside them."""

    template_json: str
    environment: dict[str, str | Reference]

    def settings(self, physical: Mapping[str, str]) -> dict[str, str]:
        """The environment with each reference replaced; `physical` maps logical names and `AWS::Region` to values."""
        return {
            name: physical[value.name] if isinstance(value, Reference) else value
            for name, value in self.environment.items()
        }


class _Loader(yaml.CSafeLoader):
    """Reads CloudFormation's short tags and refuses a name that stands twice in one mapping."""


def _intrinsic(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}"
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        return {name: value.split(".", 1) if suffix == "GetAtt" else value}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    assert isinstance(node, yaml.MappingNode)
    return {name: _mapping(loader, node)}


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if key in seen:
            raise TemplateError(f"{key_node.start_mark.name}: {key} stands twice in one mapping")
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_Loader.add_multi_constructor("!", _intrinsic)
_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def join_infra(directory: Path) -> Template:
    """All `*.yaml` of a directory as one template; a name defined in two files raises TemplateError."""
    joined: Template = {}
    for path in sorted(directory.glob("*.yaml")):
        with path.open("rb") as stream:
            for section, content in yaml.load(stream, Loader=_Loader).items():  # noqa: S506 (a safe loader's subclass)
                _add_section(joined, section, content, path.name)
    return joined


def _add_section(joined: Template, section: str, content: Any, file_name: str) -> None:
    if not isinstance(content, dict):
        if section in joined:
            raise TemplateError(f"{file_name}: {section} is defined in another file too")
        joined[section] = content
        return
    present = joined.setdefault(section, {})
    if twice := sorted(present.keys() & content.keys()):
        raise TemplateError(f"{file_name}: {section}.{twice[0]} is defined in another file too")
    present.update(content)


def emulated_template(app_dir: Path, parameters: Mapping[str, str] | None = None) -> EmulatedTemplate:
    """What an emulator without KMS, SES or API Gateway can build of the deployed template.

    `parameters` stand for what an operator would type; a parameter that has neither value nor default is empty. Properties
    and variables that need one of the other resources are left out.
    """
    infra = join_infra(app_dir / "infra")
    values = {name: _parameter_value(name, spec, parameters or {}) for name, spec in infra["Parameters"].items()}
    kept = {name: spec for name, spec in infra["Resources"].items() if spec.get("Type") in EMULATED_TYPES}
    gone = infra["Resources"].keys() - kept.keys()
    resources = {
        name: {"Type": spec["Type"], "Properties": _filled(_without(spec["Properties"], gone), values)}
        for name, spec in kept.items()
    }
    template = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}
    variables = _without(infra["Globals"]["Function"]["Environment"]["Variables"], gone)
    environment = {name: _environment_value(name, value, values) for name, value in variables.items()}
    return EmulatedTemplate(json.dumps(template), environment)


def _parameter_value(name: str, spec: Template, parameters: Mapping[str, str]) -> str:
    return str(parameters.get(name, spec.get("Default", "")))


def _without(entries: Template, gone: set[str]) -> Template:
    """The entries that need none of the resources which the emulator does not get."""
    return {name: value for name, value in entries.items() if not _references(value) & gone}


def _references(value: Any) -> set[str]:
    match value:
        case list():
            return set().union(*map(_references, value))
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), *_]}:
            return {name}
        case {"Fn::Sub": str(text)}:
            return set(_SUBSTITUTED.findall(text))
        case dict():
            return set().union(*map(_references, value.values()))
    return set()


def _filled(value: Any, values: Mapping[str, str]) -> Any:
    """The value with references to parameters replaced by what the parameters hold."""
    if isinstance(value, list):
        return [_filled(item, values) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"Ref"} and value["Ref"] in values:
        return values[value["Ref"]]
    return {name: _filled(item, values) for name, item in value.items()}


def _environment_value(name: str, value: Any, values: Mapping[str, str]) -> str | Reference:
    if isinstance(value, str):
        return value
    match value:
        case {"Ref": "AWS::StackName"}:
            return STACK_NAME
        case {"Ref": str(target)}:
            return values[target] if target in values else Reference(target)
        case {"Fn::Sub": str(text)} if "${" not in text.replace("${AWS::StackName}", ""):
            return text.replace("${AWS::StackName}", STACK_NAME)
    raise TemplateError(f"Globals: {name} is neither text nor a reference")
