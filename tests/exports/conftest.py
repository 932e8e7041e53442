"""The same register lines as the reports' tests have."""

from tests.report.conftest import at, february, frame, line, policy, unit

__all__ = ("at", "february", "frame", "line", "policy", "unit")
