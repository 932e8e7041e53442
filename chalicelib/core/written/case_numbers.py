"""A complaint's number, wherever people and programs write it."""

import re

FORM = r"[A-Z]{1,6}\d{8}-\d{4,}"
"""The policy's letters, the day, and the day's count: LC20260302-0001. Of patterns that heed no case."""
NUMBER = re.compile(rf"(?<![A-Z]){FORM}(?!\d)", re.IGNORECASE)
