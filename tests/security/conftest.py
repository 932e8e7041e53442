from collections.abc import Iterator

import pytest

from sandbox import Sandbox


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-02T09:00+08:00") as opened:
        yield opened
