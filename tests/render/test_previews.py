"""Changed words are shown in the messages that they make, and nothing in what is shown leads anywhere."""

from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib.core.policy.model import Policy
from chalicelib.policies import packaged
from chalicelib.render.preview import Preview, page, previews

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
OLD = packaged("liaocheng-transport")


def changed(**words: dict[str, str]) -> Policy:
    kept = {key.replace("__", "."): texts for key, texts in words.items()}
    return msgspec.structs.replace(OLD, words={**OLD.words, **kept})


def shown(new: Policy, reader: str = "zh-CN") -> list[Preview]:
    return previews(OLD, new, reader, NOW)


def test_nothing_is_shown_where_nothing_reads_otherwise():
    assert shown(OLD) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-CN", "您好，来信收到了，请放心。"), ("zh-TW", "您好，來信收到了，請放心。"), ("en", "We have your letter; please rest assured.")],
)  # fmt: skip
def test_a_mail_is_shown_whole_in_the_language_that_changes_and_in_no_other(language: str, words: str):
    [mail] = shown(changed(acknowledgement__body={language: words}))
    assert words in mail.text
    assert words in mail.html


def test_a_changed_subject_is_shown_with_the_mail_that_it_stands_over():
    [mail] = shown(changed(acknowledgement__subject={"zh-CN": "来信已登记"}))
    assert "来信已登记" in mail.title
    assert len(mail.text) > len("来信已登记")


def test_a_text_is_shown_with_its_length_and_the_parts_that_it_is_sent_in():
    [text] = shown(changed(acknowledgement__sms={"zh-CN": "收" * 71}))
    assert text.text.count("收") == 71
    assert "2" in text.title


@pytest.mark.parametrize(("signs", "parts"), [(70, 1), (71, 2), (134, 2), (135, 3)])
def test_a_chinese_text_is_counted_as_networks_count_it(signs: int, parts: int):
    [short] = shown(changed(acknowledgement__sms={"zh-CN": "收"}))
    name = short.text.index("收")  # 【…】 is sent with it
    [text] = shown(changed(acknowledgement__sms={"zh-CN": "收" * (signs - name)}))
    assert [int(n) for n in "".join(c if c.isdigit() else " " for c in text.title).split()][-2:] == [signs, parts]


def test_previews_name_nobody_that_there_is_and_lead_nowhere():
    [mail] = shown(
        changed(outcome__body={"zh-CN": "答复：{{ case.outcome }}\n\n{{ parts.satisfaction() }}\n\n{{ survey_link }}"})
    )
    assert "-0000" in mail.title
    assert "href=" not in mail.html
    assert "https://…" in mail.text
    assert "https://" not in mail.text.replace("https://…", "")


def test_they_stand_on_one_page_that_loads_nothing():
    found = shown(
        changed(acknowledgement__body={"zh-CN": "来信收到了"}, acknowledgement__sms={"en": "We have it"}), "en"
    )
    whole = page(found, OLD, "en")
    assert whole.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "来信收到了" in whole
    assert "We have it" in whole
    assert not any(sign in whole for sign in ("<script", "<link", "<img", "src="))


def test_a_phrase_is_shown_in_the_message_that_says_it():
    new = changed(rights={"zh-CN": "如果您不满意，可以找我们主任。"})
    assert any("可以找我们主任" in each.text for each in shown(new))
