from collections.abc import Iterator

import pytest

from sandbox import Sandbox
from tests.sandbox.stub_app import StubApp


@pytest.fixture
def stub() -> StubApp:
    return StubApp()


@pytest.fixture
def box(stub: StubApp) -> Iterator[Sandbox]:
    with Sandbox(app=stub) as opened:
        yield opened
