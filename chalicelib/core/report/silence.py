"""Whether a report has anything to tell: if not, it is not sent, and what has no news costs nobody's time.

Nothing is hidden by that. A report with rates is silent only where nothing came in its period, nothing is open, nothing was put right
since the one before, and no corrective action is to be told of; any other where what it lists is empty.
"""

from chalicelib.core.policy import model as policies
from chalicelib.core.report import making
from chalicelib.core.report.making import Material
from chalicelib.core.report.recurring import recurring
from chalicelib.core.report.shape import Frame
from chalicelib.core.report.units import answering


def is_silent(definition: policies.Report, material: Material, frame: Frame) -> bool:
    """Whether the report would tell of nothing."""
    told = making.told_of(definition, material, frame)
    match definition.kind:
        case "sample":
            return not _drawn_from(definition, material, frame)
        case "words":
            return not recurring([row for row in told if not row.restricted])
        case "actions":  # of the period before; beside them the causes of this one
            return not any(part.rows for part in making.make(definition, material, frame).sections)
        case "ledger":
            return not (told or _put_right(definition, material, frame))
        case "summary" | "units" | "appraisal":
            beside = making.make(definition, material, frame).sections
            return not (told or any(part.rows and not part.headline for part in beside))
        case _:
            return not told


def always_tells(definition: policies.Report, policy: policies.Policy) -> bool:
    """Whether the report tells of something though no complaint was ever received: posters hang there all the same."""
    return definition.kind == "sample" and definition.of == "posters" and bool(answering(policy.directory))


def _drawn_from(definition: policies.Report, material: Material, frame: Frame) -> bool:
    if definition.of == "posters":
        return always_tells(definition, frame.policy)
    return bool(making.drawn(definition, material, frame).items)


def _put_right(definition: policies.Report, material: Material, frame: Frame) -> bool:
    """Whether anything was entered or put right since the report before; of what no report has told yet, nothing was."""
    return material.told_before is not None and bool(making.since_told(definition, material, frame).rows)
