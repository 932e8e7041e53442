"""Templates as they were compiled when the package was built, so that a function's first message need not compile a dozen.

Jinja checks each against its source and the Python that runs: one that does not fit, or is not there, is compiled as it is needed.
"""

from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

FOLDER = "compiled"  # within the templates'


class Compiled(BytecodeCache):
    """The compiled ones of a folder of templates, for the environment that `kind` names. What is compiled later stays in its process."""

    def __init__(self, templates: Path, kind: str) -> None:
        self.folder = templates / FOLDER / kind

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - wherever the package was built
        """The template's own name."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """What the package holds of a template, if anything."""
        path = self.folder / bucket.key
        if path.is_file():
            with path.open("rb") as compiled:
                bucket.load_bytecode(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Nothing: a function's files are not to be written."""
