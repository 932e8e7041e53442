"""Builds what is deployed: one zip for every function, its bill of materials, and one template for the whole stack.

`chalice package` makes a template of the entry points in app.py and a zip of `app.py`, `chalicelib/` and `vendor/`;
the infrastructure files are merged into the first; the second is trimmed and byte-compiled (`redress.trimming`), because a function's first call
otherwise compiles every module that it imports.

The functions run on one Python, whichever builds them: their libraries are fetched for that one, with the hashes of
requirements.txt. Only the same Python can byte-compile for it; another leaves that out.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import msgspec

from redress import trimming
from redress.materials import bill_of_materials
from redress.template import Template, TemplateError, join_infra
from redress.template_twins import compile_templates

PYTHON = "3.14"  # the functions' own: the newest that pyproject.toml allows and Chalice packages for
BUILDING = f"{sys.version_info.major}.{sys.version_info.minor}"
# What pip is told of the machine that a library must fit: Lambda's, and no build from source.
LAMBDA_WHEELS = {
    "PIP_ONLY_BINARY": ":all:",
    "PIP_IMPLEMENTATION": "cp",
    "PIP_PLATFORM": "manylinux_2_28_x86_64 manylinux_2_17_x86_64 manylinux2014_x86_64",
}
ANY_REGION = "us-east-1"  # Chalice asks for one to name service principals; the template itself is of no region
EARLIEST = (1980, 1, 1, 0, 0, 0)  # one date for every file of the zip, so that the same code gives the same zip
WEB_FUNCTION_ARN = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-web"
FILES, OVERVIEW = "/f/{token}", "/o/{token}"  # what shows what lies in raw mails, and what lies in the register
# Routes that have functions of their own, which run the same code with other rights.
FUNCTION_OF = {FILES: "FilesHandler", OVERVIEW: "OverviewHandler"}
FUNCTION_ARN_OF = {
    FILES: WEB_FUNCTION_ARN.removesuffix("web") + "files",
    OVERVIEW: WEB_FUNCTION_ARN.removesuffix("web") + "overview",
}
SAME_CODE = ("Runtime", "Handler", "CodeUri", "Tags", "Tracing", "Timeout", "MemorySize", "Architectures")
# Chalice takes the Python that runs it for the functions' own and has no setting for another.
_CHALICE = """
import sys
from chalice.cli import main
from chalice.config import Config
Config.lambda_python_version = "python" + sys.argv.pop(1)
sys.exit(main())
"""


class Package(msgspec.Struct, frozen=True):
    """Where the built template, the zip and its bill of materials lie; the template names the zip relative to itself."""

    template: Path
    code: Path
    materials: Path


def package(app_dir: Path, out_dir: Path, python: str = PYTHON) -> Package:
    """The application of `app_dir` built into `out_dir`; TemplateError names an infrastructure entry that fits nothing.

    `python` is what the functions will run on, such as "3.14".
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    merge = out_dir / "infra.json"
    merge.write_text(json.dumps(join_infra(app_dir / "infra")), encoding="utf-8")
    _run_chalice(app_dir, merge, out_dir, python)
    built = Package(template=out_dir / "sam.json", code=out_dir / "deployment.zip", materials=out_dir / "bom.json")
    template = with_reading_functions(json.loads(built.template.read_text(encoding="utf-8")))
    check_refinements(template)
    built.template.write_text(json.dumps(name_web_functions(template), indent=2), encoding="utf-8")
    pack(built.code, compiled=python == BUILDING)
    bill = bill_of_materials(built.code, app_dir / "requirements.txt")
    built.materials.write_text(bill, encoding="utf-8")
    return built


def _run_chalice(app_dir: Path, merge: Path, out_dir: Path, python: str) -> None:
    region = os.environ.get("AWS_DEFAULT_REGION", ANY_REGION)
    command = [sys.executable, "-c", _CHALICE, python, "--project-dir", str(app_dir), "package"]
    done = subprocess.run(  # noqa: S603 (arguments of our own)
        [*command, "--merge-template", str(merge.resolve()), str(out_dir.resolve())],
        env={**os.environ, **LAMBDA_WHEELS, "PIP_PYTHON_VERSION": python, "AWS_DEFAULT_REGION": region},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise TemplateError(f"chalice package failed:\n{done.stdout}{done.stderr}")


def check_refinements(template: Template) -> None:
    """Raises TemplateError for a resource or event that refines one which the application does not have.

    Merging creates what it does not find, so that a misspelt name would leave the real function as it was.
    """
    for name, resource in template["Resources"].items():
        if "Type" not in resource:
            raise TemplateError(f"infra: {name} refines a resource that the application does not have")
        for event, source in resource.get("Properties", {}).get("Events", {}).items():
            if "Type" not in source:
                raise TemplateError(f"infra: {name}.{event} refines an event that the application does not have")


def with_reading_functions(template: Template) -> Template:
    """The template with further functions behind the API: the same code with other rights, for the files in raw mails and for the register."""
    resources = template["Resources"]
    web = resources["APIHandler"]
    same = {name: web["Properties"][name] for name in SAME_CODE}
    for name in FUNCTION_OF.values():
        resources[name] = {"Type": web["Type"], "Properties": same | resources[name]["Properties"]}
    return template


def name_web_functions(template: Template) -> Template:
    """The template with an API that knows its functions by name, not by reference.

    A function's environment holds the API's address; an API that refers back to the function would close a circle.
    """
    body = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    for route, methods in body["paths"].items():
        named = FUNCTION_ARN_OF.get(route, WEB_FUNCTION_ARN)
        body["paths"][route] = json.loads(json.dumps(methods).replace("${APIHandler.Arn}", named))
    return template


def pack(code: Path, *, compiled: bool) -> None:
    """Packs the zip anew, the same for the same code, without what no function reads; if asked for, compiled."""
    with tempfile.TemporaryDirectory() as unpacked:
        with zipfile.ZipFile(code) as archive:
            archive.extractall(unpacked)
        trimming.trim(Path(unpacked))
        if compiled:
            trimming.compiled(Path(unpacked))
            compile_templates(Path(unpacked))
        _zip(Path(unpacked), code)


def _zip(directory: Path, code: Path) -> None:
    with zipfile.ZipFile(code, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in directory.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(directory).as_posix(), EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16  # Lambda's own user must be able to read it
            archive.writestr(entry, path.read_bytes())


def main(arguments: list[str] | None = None) -> int:
    """`python -m redress.package [OUT]`: builds the application of the present directory, into build/ unless told else."""
    parser = argparse.ArgumentParser(prog="redress.package", description="Build the template and the zip.")
    parser.add_argument("out", nargs="?", type=Path, default=Path("build"))
    try:
        built = package(Path.cwd(), parser.parse_args(arguments).out)
    except TemplateError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{built.template}\n{built.code}\n{built.materials}\n{trimming.told(built.code)}")
    if BUILDING != PYTHON:
        print(
            f"built with Python {BUILDING}, without byte code: first calls take longer than if Python {PYTHON} builds"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
