"""The stack as it would be deployed, built once; without the libraries, which change nothing about its shape."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from redress.package import Package, package

APP = Path(__file__).parents[2]
PACKAGED = (".chalice", "chalicelib", "infra", "templates")


@pytest.fixture(scope="session")
def app_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    app = tmp_path_factory.mktemp("app")
    shutil.copy(APP / "app.py", app)
    for name in PACKAGED:
        shutil.copytree(APP / name, app / name, ignore=shutil.ignore_patterns("__pycache__", "deployments"))
    shutil.copytree(APP / "vendor", app / "vendor", symlinks=True)
    (app / "requirements.txt").touch()
    return app


@pytest.fixture(scope="session")
def built(app_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Package:
    return package(app_copy, tmp_path_factory.mktemp("build"))


@pytest.fixture(scope="session")
def template(built: Package) -> dict[str, Any]:
    return json.loads(built.template.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def resources(template: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return template["Resources"]
