"""What own words may be made of: nothing in a cell of a sheet keeps a machine busy, and what people write there is read as before."""

import time

import msgspec
import pytest
from jinja2 import TemplateError

from chalicelib import policies
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.render import own_grammar, own_words, render, wording
from chalicelib.render.own_grammar import DEEPEST, LONGEST, LONGEST_FILLED, BeyondError, filled_in, template
from chalicelib.render.own_words import word_problems
from chalicelib.render.sender_identity import SenderIdentity
from tests.render.samples import message

READER = own_grammar.environment(html=False)
READER_WITH_FIGURES = wording._sandbox("text")
ENDLESS = [
    "{{ 'x' * 1000000000 }}", "{{ 9 ** 9 ** 9 }}", "{{ '%0999999999d' % 1 }}", "{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}",
    "{% for a in x.rows %}{% for b in x.rows %}x{% endfor %}{% endfor %}", "{% for a in x.rows recursive %}{{ loop(x.rows) }}{% endfor %}", "{% for a in x.rows %}.{% endfor %}" * 6,
    "{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}", "{% set a = 'xx' %}{% set a = a ~ a %}", "{% set a = 'xx' %}{% set b = a ~ a %}", "{% set n = namespace(a='x') %}",
    "{% set a %}xx{% endset %}", "{{ org.ljust(99999) }}", "{{ org.replace('', org) }}", "{{ org.format(1) }}", "{{ org|replace('a', 'aa') }}", "{{ org|center(99999) }}",
    "{{ org|indent(99999) }}", "{{ org|cut(999999999) }}", "{{ cycler.__init__.__globals__ }}", "{{ lipsum(n=99999) }}", "{% include 'x' %}", "{% import 'x' as y %}", "{% extends 'x' %}",
    "{{ " * 200, "{{ (" + "(" * 400 + "1" + ")" * 400 + ") }}", "{% if a %}" * 90 + "{% endif %}" * 90, "{{ 1" + "+1" * 60 + " }}", "长" * (LONGEST + 1), "{{ parts.letter(*x.rows) }}",
    f"{{{{ x.rows|join('{'x' * 41}') }}}}",
]  # fmt: skip
LIMIT = 2.0  # seconds of processor time


@pytest.mark.parametrize("text", ENDLESS, ids=range(len(ENDLESS)))
def test_what_would_not_end_is_refused_in_no_time(text: str):
    begun = time.process_time()
    with pytest.raises((BeyondError, TemplateError)):
        filled_in(template(READER, text), {"x": {"rows": ["a"] * 9}, "org": "a{:>999999999}", "a": 1})
    assert time.process_time() - begun < LIMIT


def test_a_flood_is_cut_off_before_it_is_whole():
    many = {"x": {"text": "长" * 50_000}}
    assert len(filled_in(template(READER, "{{ x.text }}。"), many)) == 50_001
    with pytest.raises(BeyondError):
        filled_in(template(READER, "{{ x.text }}" * (LONGEST_FILLED // 50_000 + 1)), many)


def test_whatever_our_own_words_are_made_of_may_stand_in_an_organisations():
    texts = [
        text
        for name, language, _ in (path.name.split(".") for path in wording.TEMPLATES.glob("*.*.j2"))
        for block in own_words.BLOCKS
        if (text := wording.standard(name, block, language))
    ]
    assert len(texts) > 300
    for text in texts:
        template(READER_WITH_FIGURES, text)


@pytest.mark.parametrize("name", policies.names())
def test_the_words_of_every_shipped_policy_may_stand_there(name: str):
    for texts in policies.packaged(name).words.values():
        for text in texts.values():
            template(READER_WITH_FIGURES, text)


@pytest.mark.parametrize(
    ("text", "what"), [("{{ org * 9 }}", "mul"), ("{{ org.ljust(9) }}", "ljust(…)"), ("{{ " * 200, ("{{ " * 200)[:DEEPEST])]
)  # fmt: skip
def test_who_wrote_it_hears_what_it_is_and_customers_read_ours(
    policy: Policy, identity: SenderIdentity, rich: Complaint, text: str, what: str
):
    own = msgspec.structs.replace(policy, words={"outcome.body": {"zh-CN": text}})
    assert f'"{what}" may not stand here' in word_problems(own)[0]
    assert (
        render(message("outcome"), rich, own, identity).text == render(message("outcome"), rich, policy, identity).text
    )
