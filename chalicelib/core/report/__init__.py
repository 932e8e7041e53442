"""Reports: the register's lines of a period made into figures, tables and bars. Pure; `make` is the way in."""

from chalicelib.core.report.breakdown import concerned, each_concerned
from chalicelib.core.report.figures import Rows
from chalicelib.core.report.in_mail import as_mail
from chalicelib.core.report.making import (
    RATED,
    Material,
    appraisal,
    drawn,
    make,
    sample,
    seed_of,
    told_of,
    unit_summary,
)
from chalicelib.core.report.shape import Bar, Figure, Frame, ReportDocument, Section
from chalicelib.core.report.summary import summary

__all__ = [
    "RATED",
    "Bar",
    "Figure",
    "Frame",
    "Material",
    "ReportDocument",
    "Rows",
    "Section",
    "appraisal",
    "as_mail",
    "concerned",
    "drawn",
    "each_concerned",
    "make",
    "sample",
    "seed_of",
    "summary",
    "told_of",
    "unit_summary",
]
