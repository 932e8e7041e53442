"""Tokens of reply addresses and links: what they hold, and that nothing but the minted text is believed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.people.tokens import (
    ALPHABET,
    LENGTH,
    PURPOSES,
    USE,
    USES,
    Keys,
    Purpose,
    Ring,
    Token,
    alike,
    code,
    is_code,
    mint,
    person_digest,
    verified,
)

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
RING = Ring(3, {3: b"a secret of thirty-two bytes ....", 2: b"the one before"})
KEYS = alike(RING)
APART = Keys({use: Ring(1, {1: f"of {use} alone".encode()}) for use in USES})
CASE = "00c0ffee00c0ffee00c0"
TOKEN = Token("reply", CASE, person_digest("zhang@example.com"), NOW + timedelta(days=30), 2)

whole_seconds = st.datetimes(datetime(2026, 3, 3), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001  # hypothesis adds the zone
    lambda at: at.replace(microsecond=0)
)
tokens = st.builds(
    Token,
    st.sampled_from(PURPOSES),
    st.one_of(st.just(""), st.binary(min_size=10, max_size=10).filter(any).map(bytes.hex)),
    st.one_of(st.just(""), st.binary(min_size=5, max_size=5).filter(any).map(bytes.hex)),
    whole_seconds,
    st.integers(0, 255),
).filter(lambda token: token.purpose not in ("form", "reports") or bool(token.complaint) is (token.purpose == "form"))


def about(purpose: Purpose) -> str:
    """What a token for that is about: a complaint, but where reports are turned off."""
    return "" if purpose == "reports" else CASE


@given(tokens)
def test_every_token_reads_back_as_it_was_minted(token: Token):
    assert verified(mint(token, KEYS), KEYS, NOW) == token


@given(tokens)
def test_a_token_is_fifty_unmistakable_symbols(token: Token):
    text = mint(token, KEYS)
    assert len(text) == LENGTH == 50
    assert set(text) <= set(ALPHABET)
    assert not set("lo10") & set(ALPHABET)


@given(tokens, st.data())
def test_letters_may_come_back_in_any_case(token: Token, data: st.DataObject):
    text = mint(token, KEYS)
    upper = data.draw(st.lists(st.booleans(), min_size=LENGTH, max_size=LENGTH))
    changed = "".join(symbol.upper() if up else symbol for symbol, up in zip(text, upper, strict=True))
    assert verified(changed, KEYS, NOW) == token


@given(tokens, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_changed_symbol_is_never_believed(token: Token, place: int, symbol: str):
    text = mint(token, KEYS)
    changed = text[:place] + symbol + text[place + 1 :]
    assert (verified(changed, KEYS, NOW) == token) is (changed == text)
    assert changed == text or verified(changed, KEYS, NOW) is None


def test_the_spare_bits_of_the_last_symbol_cannot_be_changed():
    text = mint(TOKEN, KEYS)
    twins = [text[:-1] + symbol for symbol in ALPHABET if symbol != text[-1]]
    assert [verified(twin, KEYS, NOW) for twin in twins] == [None] * 31


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_failure(text: str):
    assert verified(text, KEYS, NOW) is None


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_a_guess_is_not_believed(text: str):
    assert verified(text, KEYS, NOW) is None


@pytest.mark.parametrize("fold", ["K", "ı", "ſ"])
def test_a_letter_that_only_folds_to_one_of_ours_is_refused(fold: str):
    text = mint(TOKEN, KEYS)
    assert verified(fold + text[1:], KEYS, NOW) is None


def test_a_token_holds_to_its_last_second_and_no_longer():
    text = mint(TOKEN, KEYS)
    assert verified(text, KEYS, TOKEN.expires) == TOKEN
    assert verified(text, KEYS, TOKEN.expires + timedelta(seconds=1)) is None


def test_after_a_rotation_old_tokens_hold_until_their_key_is_dropped():
    old = mint(TOKEN, alike(Ring(2, RING.secrets)))
    assert verified(old, KEYS, NOW) == TOKEN
    assert verified(old, alike(Ring(3, {3: RING.secrets[3]})), NOW) is None


def test_the_same_claims_under_another_secret_are_refused():
    assert verified(mint(TOKEN, alike(Ring(3, {3: b"somebody else's"}))), KEYS, NOW) is None


def test_a_token_of_one_purpose_cannot_be_turned_into_another():
    survey, reply = (
        mint(Token("survey", CASE, "", TOKEN.expires), KEYS),
        mint(Token("reply", CASE, "", TOKEN.expires), KEYS),
    )
    assert verified(reply[:1] + survey[1:], KEYS, NOW) is None
    assert verified(survey[:1] + reply[1:], KEYS, NOW) is None


@pytest.mark.parametrize(
    "token",
    [
        Token("reply", "abc123", "", NOW),
        Token("reply", "zz" * 10, "", NOW),
        Token("reply", CASE, "abc1", NOW),
        Token("reply", CASE, "", NOW, 256),
        Token("reply", CASE, "", NOW, -1),
        Token("form", "", "", NOW),
        Token("reports", CASE, "", NOW),
    ],
)
def test_a_value_that_does_not_fit_is_refused_when_minting(token: Token):
    with pytest.raises(ValueError, match=r"token|hex"):
        mint(token, KEYS)


def test_a_key_version_beyond_five_bits_is_refused():
    with pytest.raises(ValueError, match="version 32"):
        mint(TOKEN, alike(Ring(32, {32: b"x"})))


@pytest.mark.parametrize("purpose", PURPOSES)
def test_who_holds_the_keys_of_all_other_uses_neither_makes_nor_reads_a_token(purpose: Purpose):
    token = Token(purpose, about(purpose), "", TOKEN.expires)
    others = Keys({use: ring for use, ring in APART.rings.items() if use != USE[purpose]})
    assert verified(mint(token, APART), others, NOW) is None
    with pytest.raises(LookupError):
        mint(token, others)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_what_the_key_of_another_use_signs_is_not_believed(purpose: Purpose):
    token = Token(purpose, about(purpose), "", TOKEN.expires)
    for other in USES:
        signed = mint(token, alike(APART.of(other)))
        assert (verified(signed, APART, NOW) == token) is (other == USE[purpose])


def test_a_code_follows_from_the_keys_of_codes_alone():
    told = code(CASE, "li@example.com", NOW, APART)
    assert is_code(told, CASE, "li@example.com", NOW, APART)
    for use in USES:
        alone = code(CASE, "li@example.com", NOW, alike(APART.of(use)))
        assert (alone == told) is (use == "code")


def test_a_person_is_the_same_in_any_spelling_of_the_address():
    assert (
        person_digest(" Zhang@Example.COM ") == person_digest("zhang@example.com") != person_digest("zhan@example.com")
    )
    assert len(person_digest("x@y")) == 10


def test_keys_do_not_show_their_secrets():
    assert "secret" not in repr(KEYS)
    assert "alone" not in repr(APART)
