"""Every text of a policy that somebody reads, with the place where it stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.core.policy.model import Policy

Texts = Mapping[str, str]


def texts_of(policy: Policy) -> Iterator[tuple[str, Texts]]:
    """The place (as its author would look for it) and the text in each language that it has."""
    yield "organisation", policy.organisation
    for word, texts in policy.labels.items():
        yield f'labels of "{word}"', texts
    for key, texts in policy.words.items():
        yield f'words "{key}"', texts
    for kind, part in parts_of(policy):
        yield f'labels of {kind} "{part.name}"', part.labels
    for gate in policy.gates:
        yield f'reason of gate "{gate.name}"', gate.reason
    for field in policy.fields:
        yield f'hint of field "{field.name}"', field.hint
        for choice, texts in field.called.items():
            yield f'labels of "{choice}" of field "{field.name}"', texts


def parts_of(policy: Policy) -> Iterator[tuple[str, Any]]:
    """Every part with a name and labels, and what kind of part it is."""
    for kind, parts in (
        ("role", policy.roles), ("field", policy.fields), ("clock", policy.clocks), ("extension", policy.extensions),
        ("stage", policy.stages), ("gate", policy.gates), ("moment", policy.moments), ("task", policy.tasks), ("report", policy.reports),
    ):  # fmt: skip
        for part in parts:
            yield kind, part
