"""A page as it goes out: status, headers and HTML, in the reader's language.

Pages load nothing but the organisation's logo, if its policy names one: one style, named in the Content-Security-Policy by its digest, no script, no image, no font. They are
never cached, and their address, which may hold a token, is told to nobody.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from chalicelib.core.policy.country import works_in
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.labels import label, the_desk
from chalicelib.core.words.local_dates import long_date
from chalicelib.core.written.languages import LANGUAGES, in_words, spoken
from chalicelib.core.written.phones import readable
from chalicelib.render import palette
from chalicelib.render.compiled_templates import Compiled

TEMPLATES = Path(__file__).parents[2] / "templates"
KIND = "pages"  # of compiled templates
BROKEN = """系统暂时出错，请过几分钟再试，或直接写信给我们。
系統暫時出錯，請過幾分鐘再試，或直接寫信給我們。
Something went wrong. Please try again in a few minutes, or write us a mail."""

NOT_SET_UP = """这个网址还没有启用，现在不能在这里提出或查询投诉。请过些时候再来，或用该单位公布的其他方式联系。给您带来不便，敬请谅解。
這個網址還沒有啟用，現在不能在這裡提出或查詢投訴。請過些時候再來，或用該單位公布的其他方式聯絡。給您帶來不便，敬請見諒。
This address is not yet set up, and complaints can neither be made nor looked up here. Please come back later, or use another way that the
organisation names. We are sorry for the trouble."""


class Page(msgspec.Struct, frozen=True):
    """An HTTP answer."""

    status: int
    headers: dict[str, str]
    body: str


class Reader(msgspec.Struct, frozen=True):
    """Who reads: in which language, with which query in the address (`lang` apart)."""

    language: str
    query: dict[str, str] = {}


def reader(query: Mapping[str, str], sent: Mapping[str, str], languages: Sequence[str], preferred: str = "") -> Reader:
    """The reader of a page: the language asked for by link, else `preferred`, else the browser's first, each if it is one of `languages`.

    `sent` are the request's headers; whose languages none of them is reads the first.
    """
    asked = (query.get("lang", ""), preferred, *_accepted(sent))
    language = next((found for tag in asked if (found := spoken(tag)) in languages), languages[0])
    return Reader(language, {name: value for name, value in query.items() if name != "lang"})


def query_of(text: str) -> dict[str, str]:
    """The names and values of a query string or posted form; of doubled names the last; at most 20."""
    pairs = parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="replace", separator="&")
    return dict(pairs[:20])


def page(template: str, policy: Policy, who: Reader, status: int = 200, **values: Any) -> Page:
    """A page of `templates/web`; `values` are what the template names."""
    style = _style(policy.brand.colour)
    written = environment().get_template(f"web/{template}.j2")
    body = written.render(
        language=who.language,
        language_links=[(tag, LANGUAGES[tag].own_name) for tag in policy.languages],
        query_with=lambda **more: urlencode(who.query | more),
        organisation=organisation(policy, who.language),
        logo=policy.brand.logo,
        signature=in_words(policy.brand.signature, who.language) or (),
        policy=policy,
        phone=readable(policy.directory.phone, works_in(policy)),
        desk=the_desk(policy, who.language),
        style=Markup(style),  # noqa: S704  # our own file; escaping would change the digest that the header names
        t=page_words(who.language),
        called=lambda word: label(word, policy, who.language),
        score_words=lambda score: label(f"satisfaction.{score}", policy, who.language),
        date=lambda at: long_date(at, policy.timezone, who.language),
        **values,
    )
    return Page(status, headers(style, _origin(policy.brand.logo)), body)


def broken() -> Page:
    """What is shown when a page cannot be made: nothing of why."""
    return Page(500, headers("") | {"Content-Type": "text/plain; charset=utf-8"}, BROKEN)


def not_set_up() -> Page:
    """What is shown while no policy is in force: nothing can be taken in, and whoever comes by is told so."""
    return Page(503, headers("") | {"Content-Type": "text/plain; charset=utf-8"}, NOT_SET_UP)


def organisation(policy: Policy, language: str) -> str:
    """The organisation's name."""
    return in_words(policy.organisation, language) or next(iter(policy.organisation.values()), policy.name)


def page_words(language: str) -> Any:
    """The pages' words in a language: an object with one attribute for each sentence."""
    return environment().get_template(f"web/words.{language}.j2").module


@lru_cache(maxsize=1)
def environment() -> Environment:
    """What the templates of pages are read in."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=Compiled(TEMPLATES, KIND),
    )


@lru_cache(maxsize=4)
def _style(brand: str) -> str:
    """The pages' style, in the organisation's colour by day and by night."""
    marks = f":root{{--mark:{brand}}}@media (prefers-color-scheme:dark){{:root{{--mark:{palette.by_night(brand)}}}}}"
    return (TEMPLATES / "web" / "style.css").read_text(encoding="utf-8") + marks


def _origin(logo: str) -> str:
    """Where the organisation's picture is loaded from; "" if there is none."""
    return "/".join(logo.split("/")[:3])


def headers(style: str, pictures: str = "") -> dict[str, str]:
    """The headers of a page whose one style element holds exactly this text, and whose one picture comes from there, if there is one."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'sha256-{digest}';{f' img-src {pictures};' if pictures else ''} form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        "Strict-Transport-Security": "max-age=31536000",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex, nofollow",
    }


def _accepted(sent: Mapping[str, str]) -> tuple[str, ...]:
    """Language tags of Accept-Language in the order written, which is how browsers send them."""
    accepted = next((value for name, value in sent.items() if name.lower() == "accept-language"), "")
    return tuple(part.partition(";")[0].strip() for part in accepted[:200].split(","))
