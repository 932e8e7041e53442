import pytest


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """A browser is slow to start and not on every machine: this runs when asked for by name."""
    return None if any("browser" in argument for argument in config.args) else True
