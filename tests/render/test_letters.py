"""How a letter to a customer is set: larger than colleagues' mails, in one language, what counts above what is asked, with a number to call."""

import re

import msgspec
import pytest

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.brand import Brand
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.marker import reply_line
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render import render
from chalicelib.render.sender_identity import SenderIdentity
from tests.render.samples import message

SIZES = re.compile(r'<p class="ink" style="[^"]*font-size:(\d+)px')
SORRY = {"zh-CN": "再次向您致歉", "zh-TW": "再次向您致歉", "en": "sorry for the trouble this"}
ASKED = {
    "zh-CN": "您对这次处理满意吗？",
    "zh-TW": "您對這次處理滿意嗎？",
    "en": "Are you satisfied with how we handled it?",
}


def answered(rich: Complaint, words: str) -> Complaint:
    return msgspec.structs.replace(rich, outcome=words, letter=None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_customers_letter_is_set_in_18_pixels_and_a_colleagues_mail_in_16(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    for name in ("acknowledgement", "holding", "outcome", "reopened"):
        assert set(SIZES.findall(render(message(name, language), rich, policy, identity).html)) == {"18"}
    assert set(SIZES.findall(render(message("assignment", language), rich, policy, identity).html)) == {"16"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_above_which_a_customer_answers_is_in_their_language_alone(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(message("holding", language), rich, policy, identity)
    assert mail.text.startswith(f"{reply_line(language, ())}\n")
    assert LANGUAGES[language].reply_line in mail.html
    others = {each.reply_line for tag, each in LANGUAGES.items() if tag != language}
    assert not any(other in mail.html for other in others)
    colleagues = render(message("assignment", language), rich, policy, identity)
    assert colleagues.text.startswith(f"{reply_line(language, policy.languages)}\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_in_danger_reads_whom_to_call_before_anything_else_and_whoever_despairs_is_felt_for_first(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    def paragraphs(danger: str) -> list[str]:
        mail = render(message("danger_received", language, danger=danger), rich, policy, identity)
        return [part for part in mail.text.split("\n\n") if part.strip()]

    assert "119" in paragraphs("emergency")[2]  # below the line and the greeting
    assert "120" in paragraphs("self_harm")[3]
    mail = render(message("danger_received", language, danger="emergency"), rich, policy, identity)
    assert re.search(r'<td class="ink" style="[^"]*font-weight:bold[^>]*>[^<]*119', mail.html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_letter_names_the_number_to_call_once(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    for name in ("acknowledgement", "holding", "outcome", "reopened", "final", "explanation", "danger_received"):
        mail = render(message(name, language), rich, policy, identity)
        named = re.findall(r"0635[- ]?\d+", mail.text)
        assert len(named) == 1, (name, named)
    signed = Brand(signature={language: ("Guest Care, 0635-888 8888",)})
    said = render(message("outcome", language), rich, msgspec.structs.replace(policy, brand=signed), identity).text
    assert len(re.findall("0635", said)) == 1
    without = msgspec.structs.replace(policy, directory=msgspec.structs.replace(policy.directory, phone=""))
    said = render(message("outcome", language), rich, without, identity).text
    assert not re.search(r"电话|電話|Telephone", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_that_apologises_itself_is_not_made_to_do_it_again(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    def said(words: str) -> str:
        return render(message("outcome", language), answered(rich, words), policy, identity).text

    assert SORRY[language] in said("阀门已经更换。")
    assert SORRY[language] in said("司机愿意当面向您道歉。")
    own = {"zh-CN": "我们向您道歉。", "zh-TW": "很抱歉讓您久等。", "en": "We are very sorry that you waited."}
    assert SORRY[language] not in said(own[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_how_it_was_is_parted_from_the_letter_and_asked_once(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    for name in ("outcome", "explanation"):
        mail = render(message(name, language, survey=1), rich, policy, identity)
        (heading,) = re.findall(r"<h2 [^>]*border-top[^>]*>([^<]+)</h2>", mail.html)
        assert heading == ASKED[language]
        assert mail.text.count(ASKED[language]) == 1
        assert mail.text.index(policy.organisation[language]) < mail.text.index(ASKED[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_promised_time_of_an_acknowledgement_stands_in_it_once(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    for name in ("acknowledgement", "reopened"):
        assert render(message(name, language), rich, policy, identity).text.count("17:30") == 1


def test_short_labels_of_a_letters_table_stay_whole(policy: Policy, identity: SenderIdentity, rich: Complaint):
    html = render(message("acknowledgement", "en"), rich, policy, identity).html
    labels = re.findall(r'<td class="soft" width="68" style="([^"]*)">([^<]*)</td>', html)
    assert {label for style, label in labels if "nowrap" in style} == {
        "Reference",
        "Received",
        "Handled by",
        "Answer by",
    }


def test_an_explanation_says_what_was_found_under_headings_as_an_answer_does_and_in_no_frame(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    case = msgspec.structs.replace(rich, letter=(("Facts", "the lift stood"), ("Cause", "")), outcome="We looked.")
    mail = render(message("explanation", "en"), case, policy, identity)
    assert re.search(r"<p [^>]*><b>Facts</b><br>the lift stood</p>", mail.html)
    assert "Facts\nthe lift stood\n" in mail.text
    assert "Cause" not in mail.text
