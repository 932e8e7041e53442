"""Compiles the templates of a package, each for the environments in which it is read."""

from pathlib import Path

from jinja2 import Environment
from jinja2.bccache import Bucket

from chalicelib.render import wording
from chalicelib.render.compiled_templates import Compiled
from chalicelib.web import page

PAGES = "web"  # the folder of those that mails do not read
NOT_READ = {"text": "_html.j2", "html": "_text.j2"}


def compile_templates(package: Path) -> None:
    """Compiled twins of an unpacked package's templates, for this Python."""
    templates = package / "templates"
    for path in sorted(templates.rglob("*.j2")):
        name = path.relative_to(templates).as_posix()
        for kind, environment in _environments(name).items():
            _compile(templates, name, kind, environment)


def _environments(name: str) -> dict[str, Environment]:
    if name.startswith(f"{PAGES}/"):
        return {page.KIND: page.environment()}
    return {kind: wording.environment(kind) for kind in wording.FLAVOURS if NOT_READ[kind] != name}


def _compile(templates: Path, name: str, kind: str, environment: Environment) -> None:
    cache, source = Compiled(templates, kind), (templates / name).read_text(encoding="utf-8")
    bucket = Bucket(environment, name, cache.get_source_checksum(source))
    bucket.code = environment.compile(source, name, f"/var/task/templates/{name}")
    path = cache.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as written:
        bucket.write_bytecode(written)
