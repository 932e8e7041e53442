"""A complaint's number, wherever people and programs write it."""

import re

from chalicelib.core.expressions import expression

FORM = r"[A-Z]{1,6}\d{8}-\d{4,}"
"""The policy's letters, the day, and the day's count: LC20260302-0001. Of patterns that heed no case."""
NUMBER = expression(rf"(?<![A-Z]){FORM}(?!\d)", re.IGNORECASE)
