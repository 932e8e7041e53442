"""Deploying into an emulator on this machine, to see it before an account is there: what emulators do not know is left out."""

import json
import os
from urllib.parse import urlsplit

from redress.package import Package
from redress.template import Template

UNKNOWN_RESOURCES = ("ReceiptRules", "ComplaintRule", "AccountBudget")
UNKNOWN_OUTPUTS = ("ReceiptRuleSetName", "DkimRecord1", "DkimRecord2", "DkimRecord3")
HERE = frozenset({"127.0.0.1", "localhost", "::1"})


def is_one() -> bool:
    """Whether AWS is a program on this machine, as AWS_ENDPOINT_URL says."""
    return urlsplit(os.environ.get("AWS_ENDPOINT_URL", "")).hostname in HERE


def without_unknown(template: Template) -> Template:
    """A template without what emulators do not know."""
    parts = {"Resources": UNKNOWN_RESOURCES, "Outputs": UNKNOWN_OUTPUTS}
    left = {part: {n: spec for n, spec in template[part].items() if n not in gone} for part, gone in parts.items()}
    return {**template, **left}


def reduced(built: Package) -> Package:
    """The package with such a template."""
    template = without_unknown(json.loads(built.template.read_text("utf-8")))
    built.template.write_text(json.dumps(template), encoding="utf-8")
    return built
