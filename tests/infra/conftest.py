"""The stack as it would be deployed, built once; without the libraries, which change nothing about its shape."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from redress.package import BUILDING, Package, package

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
    """As by an operator whose own Python is the functions'."""
    return package(app_copy, tmp_path_factory.mktemp("build"), BUILDING)


@pytest.fixture(scope="session")
def built_by_another(app_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """As by an operator whose Python is not the functions'."""
    another = next(each for each in ("3.14", "3.13") if each != BUILDING)
    return package(app_copy, tmp_path_factory.mktemp("built-by-another"), another)


@pytest.fixture(scope="session")
def template(built: Package) -> dict[str, Any]:
    return json.loads(built.template.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def resources(template: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return template["Resources"]
