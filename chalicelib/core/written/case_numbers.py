"""A complaint's number, wherever people and programs write it."""

import re

NUMBER = re.compile(r"(?<![A-Z])[A-Z]{1,6}\d{8}-\d{4,}(?!\d)", re.IGNORECASE)
"""The policy's letters, the day, and the day's count: LC20260302-0001."""
