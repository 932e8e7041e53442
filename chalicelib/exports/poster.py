"""Posters with the service-quality code: one A4 sheet for each unit and place, to be printed from the browser (LC-13).

The code leads to the public page with the place preset, because the scanners people use (WeChat above all) open web
addresses and little else; mail, text and hotline stand below it in print.
"""

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from chalicelib.core.policy.country import works_in
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.links import place_link
from chalicelib.core.written.languages import FIRST, in_words
from chalicelib.core.written.phones import readable

TEMPLATES = Path(__file__).parents[2] / "templates"


class Contact(msgspec.Struct, frozen=True):
    """How the organisation is reached: what a poster prints. Empty ones are left out."""

    base_url: str
    address: str = ""
    sms_number: str = ""


class Poster(msgspec.Struct, frozen=True):
    """One sheet: the place it hangs at, the link in its code, and the code as SVG."""

    place: str
    link: str
    svg: str


def posters(contact: Contact, units: Sequence[str], copies: int = 1) -> tuple[Poster, ...]:
    """The sheets of each unit; with several copies each carries a number, so that each hanging place has its own code."""
    numbers = range(1, copies + 1) if copies > 1 else (0,)
    return tuple(_poster(contact, unit, number) for unit in units for number in numbers)


def html(sheets: Sequence[Poster], contact: Contact, policy: Policy, language: str = FIRST) -> str:
    """A page of sheets that needs nothing from outside; its one style element holds `style()` exactly."""
    environment = _environment()
    named = policy.organisation
    return environment.get_template("web/poster.j2").render(
        posters=[msgspec.structs.replace(sheet, svg=Markup(sheet.svg)) for sheet in sheets],  # noqa: S704  # drawn by segno
        language=language,
        organisation=in_words(named, language) or policy.name,
        phone=readable(policy.directory.phone, works_in(policy)),
        sms_number=readable(contact.sms_number, works_in(policy)),
        address=contact.address,
        style=Markup(style()),  # noqa: S704  # our own file
        t=environment.get_template(f"web/words.{language}.j2").module,
    )


@lru_cache(maxsize=1)
def style() -> str:
    """The sheets' style."""
    return (TEMPLATES / "web" / "poster.css").read_text(encoding="utf-8")


def _poster(contact: Contact, unit: str, number: int) -> Poster:
    import segno  # noqa: PLC0415 - posters are few, cold starts are many

    link = place_link(contact.base_url, unit, number)
    drawn = io.BytesIO()
    # Level M outlives scratches and stays coarse enough for an old phone at two metres.
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", xmldecl=False, border=4, omitsize=True, nl=False)
    return Poster(f"{unit} {number}" if number else unit, link, drawn.getvalue().decode())


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
