"""The bill of materials of the zip, in CycloneDX's JSON: which libraries are inside, in which versions, and the zip's own digest.

What is inside is what requirements.txt locks, and the part of Chalice that runs there, which `chalice package` puts in itself.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([A-Za-z0-9][A-Za-z0-9.!+_-]*)", re.MULTILINE)
SPECIFICATION = "1.5"


def bill_of_materials(code: Path, requirements: Path) -> str:
    """The bill of a zip and of the requirements that it was built from; the same for the same zip."""
    digest = hashlib.sha256(code.read_bytes()).hexdigest()
    components = sorted(_components(requirements), key=lambda each: each["bom-ref"])
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "serialNumber": f"urn:uuid:{uuid.UUID(hex=digest[:32], version=4)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "redress",
                "name": "redress",
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }
        },
        "components": components,
        "dependencies": [{"ref": "redress", "dependsOn": [each["bom-ref"] for each in components]}],
    }
    return json.dumps(bill, indent=2) + "\n"


def _components(requirements: Path) -> Iterator[dict[str, Any]]:
    yield _library("chalice", version("chalice"))
    for name, locked in LOCKED.findall(requirements.read_text(encoding="utf-8")):
        yield _library(name, locked)


def _library(name: str, locked: str) -> dict[str, Any]:
    normal = re.sub(r"[-_.]+", "-", name).lower()
    address = f"pkg:pypi/{normal}@{locked}"
    return {"type": "library", "bom-ref": address, "name": normal, "version": locked, "purl": address}
