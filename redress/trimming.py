"""What of the libraries goes into the zip: what no function reads stays out, and what is read is there once."""

import compileall
import py_compile
import shutil
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

OURS = ("app.py", "chalicelib")
MOST = 30_000_000  # bytes unpacked: what a function's first start has to fetch and lay out
UNUSED = (
    "auth_alpha",
    "circuit_breaker",
    "data_masking",
    "feature_flags",
    "idempotency",
    "kafka",
    "metadata",
    "parameters",
    "parser",
    "streaming",
    "validation",
)
UNREAD = (
    "**/__pycache__",  # byte code that whichever Python has run there left behind
    "selectolax/**/*.c",  # what its machine code was made from
    "selectolax/**/*.p[xy][xdi]",
    "aws_lambda_powertools/event_handler",  # an HTTP framework, and a page in which to try its interfaces
    *(f"aws_lambda_powertools/utilities/{name}" for name in UNUSED),
    "*.dist-info/RECORD",  # which file came with what
    "dateutil/zoneinfo/*.tar.gz",  # zones are tzdata's
    "holidays/locale",  # names of holidays in other languages: only their dates are asked for
    "holidays/financial",  # days of stock exchanges
    "opencc/dictionary/ST*",  # for making simplified signs traditional: only the other way is gone
)
EVENTS = "aws_lambda_powertools/utilities/data_classes"
# Of the kinds of events those that batches are made of, and what these are made of.
EVENTS_READ = frozenset((
    "__init__", "cloud_watch_logs_event", "common", "dynamo_db_stream_event", "event_bridge_event", "kafka_event",
    "kinesis_stream_event", "s3_event", "shared_functions", "sns_event", "sqs_event",
))  # fmt: skip
# Imports each part, so that whoever asks for one waits for all; here what is asked for by the package's own name.
IMPORTS_ALL = {
    "holidays/countries/__init__.py": "",
    f"{EVENTS}/__init__.py": "from aws_lambda_powertools.utilities.data_classes.s3_event import S3Event\n",
}


def trim(directory: Path) -> None:
    """Takes out of an unpacked package what no function reads."""
    for path in [path for pattern in UNREAD for path in directory.glob(pattern)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in [each for each in (directory / EVENTS).glob("*") if each.stem not in EVENTS_READ]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, needed in IMPORTS_ALL.items():
        if (directory / name).exists():
            (directory / name).write_text(needed, encoding="utf-8")


def compiled(directory: Path) -> None:
    """Compiles an unpacked package: each module of ours beside its source, libraries in place of theirs. Both are trusted without a look at dates."""
    ours = [directory / name for name in OURS]
    for path in ours:
        _compile(path, directory, in_place=False)
    libraries = [path for path in directory.iterdir() if path not in ours]
    for path in libraries:
        _compile(path, directory, in_place=True)
        for source in [path, *path.rglob("*.py")]:
            if source.suffix == ".py" and source.with_suffix(".pyc").exists():
                source.unlink()


def _compile(path: Path, directory: Path, *, in_place: bool) -> None:
    how: dict[str, Any] = {
        "quiet": 1,
        "legacy": in_place,
        "stripdir": str(directory),
        "prependdir": "/var/task",
        "invalidation_mode": py_compile.PycInvalidationMode.UNCHECKED_HASH,
    }
    if path.is_dir():
        compileall.compile_dir(path, **how)
    elif path.suffix == ".py":
        compileall.compile_file(path, **how)


def sizes(code: Path) -> Counter[str]:
    """The unpacked bytes of each part of a zip: of what lies at its top."""
    parts: Counter[str] = Counter()
    for entry in zipfile.ZipFile(code).infolist():
        parts[entry.filename.partition("/")[0]] += entry.file_size
    return parts


def told(code: Path) -> str:
    """How large a zip is, and its five largest parts, in words."""
    parts = sizes(code)
    lines = [f"{code.stat().st_size / 1e6:.1f} MB, unpacked {parts.total() / 1e6:.1f} of at most {MOST / 1e6:.0f} MB:"]
    return "\n".join([*lines, *(f"  {size / 1e6:5.1f} MB {name}" for name, size in parts.most_common(5))])
