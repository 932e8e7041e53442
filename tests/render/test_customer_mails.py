"""Mails to customers: they soothe, promise a time, say how to go on, and never argue, blame or point elsewhere."""

import re
from datetime import timedelta

import msgspec
import pytest

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Complainant, Complaint, Deadline, Evidence
from chalicelib.core.complaint.saying import say
from chalicelib.core.people import tokens
from chalicelib.core.policy.model import Policy
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render import Rendered, render
from chalicelib.render.sender_identity import SenderIdentity
from chalicelib.render.wording import TEMPLATES
from tests.render.samples import CASE_ID, EXTRA, NOW, message

CUSTOMERS = [name for name, kind in MESSAGES.items() if kind.audience == "customer"]
SORRY = {"zh-CN": r"歉", "zh-TW": r"歉", "en": r"sorry|apologi[sz]e"}
DUE = {
    "zh-CN": "2026年3月4日（周三）17:30",
    "zh-TW": "2026年3月4日（週三）17:30",
    "en": "Wednesday 4 March 2026, 17:30",
}
NEW_DUE = {
    "zh-CN": "2026年3月6日（周五）17:30",
    "zh-TW": "2026年3月6日（週五）17:30",
    "en": "Friday 6 March 2026, 17:30",
}


@pytest.mark.clause("CW-02")
@pytest.mark.clause("LC-03")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_acknowledgement_soothes_first_then_says_who_by_when_how_and_which_rights(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(message("acknowledgement", language), rich, policy, identity)
    sorry = re.search(SORRY[language], mail.text)
    assert sorry
    order = [
        sorry.start(),
        *(mail.text.index(part) for part in ("LC20260302-0001", "李明", DUE[language], "+86 10690000")),
    ]
    assert order == sorted(order)
    rights = {
        "zh-CN": "个人信息只用于办理本件",
        "zh-TW": "個人資料只用於處理本件",
        "en": "We use your personal data for this case only",
    }
    assert rights[language] in mail.text


@pytest.mark.clause("PW-03")
def test_the_customer_is_told_to_call_the_unit_that_has_it_and_the_organisation_where_it_has_no_telephone(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    department = policy.directory.departments[0]
    unit = msgspec.structs.replace(department, name="一分所", parent=department.name)
    rich = msgspec.structs.replace(rich, department=department.name, unit=unit.name)
    words = {"outcome.body": {"zh-CN": "{{ parts.letter() }} {{ hotline }}"}}

    def called(of_department: str, of_unit: str) -> str:
        units = (
            msgspec.structs.replace(department, phone=of_department),
            msgspec.structs.replace(unit, phone=of_unit),
        )
        directory = msgspec.structs.replace(policy.directory, phone="4000000000", departments=units)
        own = msgspec.structs.replace(policy, directory=directory, words=words)
        mail = render(message("outcome"), rich, own, identity)
        return next(number for number in ("4000000001", "4000000002", "4000000000") if number in mail.text)

    assert called("", "") == "4000000000"
    assert called("4000000002", "") == "4000000002"
    assert called("4000000002", "4000000001") == "4000000001"


def test_the_time_given_with_the_message_counts_before_the_stored_one(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(message("acknowledgement", promised="2026-03-06T09:30:00Z"), rich, policy, identity)
    assert NEW_DUE["zh-CN"] in mail.text
    assert DUE["zh-CN"] not in mail.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_acknowledgement_without_a_promise_says_no_vague_time(
    language: str, policy: Policy, identity: SenderIdentity, bare: Complaint
):
    text = render(message("acknowledgement", language), bare, policy, identity).text
    assert not re.search(r"最迟|最遲|Answer by|by \.|soon", text)


def test_out_of_hours_it_says_nothing_of_the_kind_where_somebody_acts_in_the_night(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    saturday = NOW + timedelta(days=5)
    told = []
    for hours in (2, 60):
        contact = Deadline(clock="contact", round=rich.round, due=saturday + timedelta(hours=hours))
        case = msgspec.structs.replace(rich, deadlines=(*rich.deadlines, contact))
        mail = render(message("acknowledgement"), case, policy, msgspec.structs.replace(identity, now=saturday))
        told.append("非工作时间" in mail.text)
    assert told == [False, True]


def test_out_of_hours_it_says_when_work_begins(policy: Policy, identity: SenderIdentity, rich: Complaint):
    saturday = msgspec.structs.replace(identity, now=NOW + timedelta(days=5))
    assert "从 2026年3月9日（周一）08:30 起" in render(message("acknowledgement"), rich, policy, saturday).text
    assert "非工作时间" not in render(message("acknowledgement"), rich, policy, identity).text


@pytest.mark.clause("GN-01")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_passed_promise_brings_an_apology_and_a_new_time(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(
        message("holding", language, new_due="2026-03-06T09:30:00Z", reason="等检测结果"), rich, policy, identity
    )
    assert re.search(SORRY[language], mail.text)
    assert DUE[language] in mail.text
    assert NEW_DUE[language] in mail.text
    assert "等检测结果" in mail.text


@pytest.mark.parametrize(("language", "end"), [("zh-CN", "照常办理。"), ("zh-TW", "照常辦理。"), ("en", "as before.")])
def test_what_follows_of_a_withdrawal_ends_as_a_sentence_does(
    language: str, end: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    heard = message("holding", language, ahead=1, reason=say("withdrawal_heard"))
    assert f"{end}\n" in render(heard, rich, policy, identity).text
    texted = render(msgspec.structs.replace(heard, channel="sms"), rich, policy, identity).sms
    assert end[:-1] in texted
    assert end + end[-1] not in texted


@pytest.mark.clause("LC-16")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outcome_shows_the_answer_with_facts_responsibility_and_measures(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(message("outcome", language), rich, policy, identity)
    for part in (rich.outcome, "车辆故障，晚点110分钟", "我方责任", "当事司机停班培训"):
        assert part in mail.text
        assert part in mail.html


def test_fields_that_are_not_for_customers_stay_inside(policy: Policy, identity: SenderIdentity, rich: Complaint):
    inside = msgspec.structs.replace(rich, fields={**rich.fields, "cause": "王师傅疏忽", "responsible": "王师傅"})
    for name in CUSTOMERS:
        mail = render(message(name, **EXTRA), inside, policy, identity)
        assert "王师傅" not in mail.text + mail.html + mail.subject


def token_in(mail: Rendered, path: str, identity: SenderIdentity) -> tokens.Token | None:
    found = re.search(rf"https://redress\.lcjt\.example/{path}/([a-z2-9]+)", mail.text)
    assert found
    assert f'href="{found[0]}' in mail.html
    return tokens.verified(found[1], identity.keys, NOW)


@pytest.mark.clause("LC-06")
def test_the_survey_link_is_bound_to_complaint_customer_and_round_and_expires(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(message("outcome"), msgspec.structs.replace(rich, round=2), policy, identity)
    expected = tokens.Token("survey", CASE_ID, tokens.person_digest("zhang@qq.example"), NOW + timedelta(days=30), 2)
    assert token_in(mail, "s", identity) == expected


def test_the_case_page_is_linked_for_this_customer(policy: Policy, identity: SenderIdentity, rich: Complaint):
    token = token_in(render(message("acknowledgement"), rich, policy, identity), "c", identity)
    assert token is not None
    assert (token.purpose, token.complaint, token.person) == ("case", CASE_ID, tokens.person_digest("zhang@qq.example"))


@pytest.mark.parametrize("name", ["outcome", "explanation"])
def test_the_way_outside_is_shown_where_the_policy_names_one(
    name: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    outside = {"outside_route": {"zh-CN": "您也可以拨打12328交通运输服务监督电话。"}}
    told = render(message(name), rich, msgspec.structs.replace(policy, words=outside), identity)
    assert "您也可以拨打12328" in told.text
    assert "您也可以拨打12328" in told.html
    assert "12328" not in render(message(name), rich, policy, identity).text


@pytest.mark.clause("GN-03")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CUSTOMERS)
def test_no_message_to_a_customer_argues_blames_or_shifts(name: str, language: str):
    text = (TEMPLATES / f"{name}.{language}.j2").read_text(encoding="utf-8")
    assert not re.search(
        r"误会|誤會|误解|誤解|您应该|您應該|您必须|您必須|不属于我们|不屬於我們|与我们无关|不归我们|司机责任|员工责任|规定如此|没办法",
        text,
    )
    assert not re.search(
        r"your fault|misunderst|you should have|you must|not our|unfortunately|not responsible|our policy",
        text,
        re.IGNORECASE,
    )


@pytest.mark.clause("GN-03")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name", [name for name in CUSTOMERS if name not in ("survey", "update", "thanks", "explanation")]
)
def test_every_message_about_trouble_is_kind(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(message(name, language), rich, policy, identity)
    assert re.search(SORRY[language] + "|麻烦|麻煩|不便", mail.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("score", "again"), [(1, True), (2, True), (3, False), (4, False)])
def test_thanks_to_the_dissatisfied_say_what_happens_next(
    score: int, again: bool, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    verdict = msgspec.structs.replace(rich, satisfaction=score)
    for by in ("mail", "sms"):
        written = render(message("thanks", language, by), verdict, policy, identity)
        assert bool(re.search(r"重新办理|重新辦理|look at it again", written.text + written.sms)) is again


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_lists_what_is_missing(language: str, policy: Policy, identity: SenderIdentity, rich: Complaint):
    mail = render(message("question", language, fields=["facts", "measures"]), rich, policy, identity)
    labels = {"zh-CN": ("事实", "措施"), "zh-TW": ("事實", "措施"), "en": ("Facts", "Measures")}[language]
    assert all(f"· {label}" in mail.text for label in labels)


ASKS_IN_BRIEF = {
    "zh-CN": ("事实", "措施", "暂时不清楚的可以不写"),
    "zh-TW": ("事實", "措施", "暫時不清楚的可以不寫"),
    "en": ("Facts", "Measures", "just leave it out"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("own", ["", "We have it: {{ case.number }}{% if promised %}, by {{ promised }}{% endif %}."])
def test_the_first_letter_asks_for_what_is_missing_in_whatever_words_it_is_written(
    own: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    words = {f"acknowledgement.{block}": {language: own} for block in ("body", "sms")} if own else {}
    policy = msgspec.structs.replace(policy, words={**policy.words, **words})
    facts, measures, hint = ASKS_IN_BRIEF[language]
    asks, asks_nothing = (
        message("acknowledgement", language, fields=["facts", "measures"]),
        message("acknowledgement", language),
    )
    mail = render(asks, rich, policy, identity).text
    assert all(mail.count(said) == 1 for said in (f"· {facts}", f"· {measures}", hint))
    assert hint not in render(asks_nothing, rich, policy, identity).text
    sms = render(message("acknowledgement", language, "sms", fields=["facts", "measures"]), rich, policy, identity).sms
    assert all(sms.count(said) == 1 for said in (facts, measures))


def test_an_organisation_that_names_what_is_missing_itself_is_not_repeated(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    own = {"acknowledgement.body": {"en": "Still missing:{% for each in field_labels %} {{ each }}{% endfor %}"}}
    policy = msgspec.structs.replace(policy, words={**policy.words, **own})
    mail = render(message("acknowledgement", "en", fields=["facts", "measures"]), rich, policy, identity).text
    assert (mail.count("Facts"), mail.count("Measures")) == (1, 1)


@pytest.mark.parametrize("name", ["acknowledgement", "holding", "update", "noted"])
def test_only_customers_whose_phone_is_known_are_told_that_they_may_text(
    name: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    by_mail = msgspec.structs.replace(rich, complainant=Complainant(name="张伟", mail="zhang@qq.example"))
    assert "10690000" in render(message(name, **EXTRA), rich, policy, identity).text
    assert "10690000" not in render(message(name, **EXTRA), by_mail, policy, identity).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "purpose", "best"),
    [
        ("outcome", "survey", ("非常满意", "非常滿意", "Very satisfied")),
        ("survey", "survey", ("非常满意", "非常滿意", "Very satisfied")),
        ("explanation", "survey", ("非常满意", "非常滿意", "Very satisfied")),
        ("later_survey", "later", ("完全解决", "完全解決", "Completely solved")),
    ],
)
def test_each_word_of_the_scale_is_a_link_to_the_page_that_confirms_it_and_the_text_has_the_figures(
    name: str,
    purpose: str,
    best: tuple[str, ...],
    language: str,
    policy: Policy,
    identity: SenderIdentity,
    rich: Complaint,
):
    asked = msgspec.structs.replace(message(name, language), extra={"survey": 1})
    mail = render(asked, rich, policy, identity)
    token = token_in(mail, "s", identity)
    assert token is not None
    assert token.purpose == purpose
    chosen = re.findall(r'href="https://[^"]+/s/[a-z2-9]+\?score=(\d)"[^>]*>([^<]+)<', mail.html)
    assert [score for score, _ in chosen] == ["4", "3", "2", "1"]
    assert chosen[0][1] in best
    assert all(f"{score}  {word}" in mail.text for score, word in chosen)
    assert mail.text.count("/s/") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_signed_by_whoever_gave_it_and_the_organisation_and_other_mails_by_the_organisation(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    case = msgspec.structs.replace(rich, proposed_by="head@lcjt.example")
    org = policy.organisation[language]
    assert f"赵主任\n{org}\n" in render(message("outcome", language), case, policy, identity).text
    assert "赵主任" not in render(message("holding", language), case, policy, identity).text
    gone = msgspec.structs.replace(rich, proposed_by="gone@lcjt.example")
    assert "gone@" not in render(message("outcome", language), gone, policy, identity).text


@pytest.mark.parametrize(
    ("name", "greeted"),
    [("王女士", "尊敬的王女士，您好！"), ("Li Wei", "尊敬的 Li Wei，您好！"), ("", "您好！"), ("13800138000", "您好！")]
    + [(spam, "您好！") for spam in ("a@b.example", "zhang_wei", "Visit evil.com", "x" * 60)],
)
def test_a_customer_is_greeted_by_name_and_by_none_where_it_is_no_name(
    name: str, greeted: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    asked = message("outcome")
    asked = msgspec.structs.replace(asked, to=msgspec.structs.replace(asked.to, name=name))
    case = msgspec.structs.replace(rich, complainant=msgspec.structs.replace(rich.complainant, name=name))
    assert greeted in render(asked, case, policy, identity).text.splitlines()


INCONVENIENCE = {"zh-CN": "不便", "zh-TW": "不便|困擾", "en": "trouble"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["acknowledgement", "outcome", "hidden", "call_task", "conduct"])
def test_nobody_who_tells_of_a_death_reads_of_an_inconvenience(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    bare = msgspec.structs.replace(
        rich, outcome="已查清。"
    )  # an answer that apologises itself is not made to do it again
    for by in ("mail", "sms"):
        sad = msgspec.structs.replace(bare, text="家父在贵院去世，无人理会")
        plain, grave = (
            render(message(name, language, by), complaint, policy, identity).text for complaint in (bare, sad)
        )
        assert not re.search(INCONVENIENCE[language], grave)
        assert by == "sms" or re.search(INCONVENIENCE[language], plain)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", ["mail", "sms"])
@pytest.mark.parametrize("kind", ["praise", "suggestion", "enquiry", "petition"])
@pytest.mark.parametrize("name", ["noted", "acknowledgement", "outcome"])
def test_nobody_apologises_for_what_is_no_trouble(
    name: str, kind: str, by: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    plain = msgspec.structs.replace(rich, kind=kind, outcome="OK", letter=())
    told = render(message(name, language, by), plain, policy, identity)
    assert not re.search(SORRY[language] + "|不便", f"{told.subject}{told.text}{told.sms}")


PRAISE = {
    "zh-CN": ("表扬你们的李师傅，态度热情，谢谢！", "您的表扬"),
    "zh-TW": ("表揚你們的李師傅，態度熱情，謝謝！", "您的表揚"),
    "en": ("I would like to praise your driver, who was very kind.", "your praise"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", ["mail", "sms"])
def test_nobody_apologises_for_praise_that_the_procedure_handles_as_a_complaint(
    by: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    words, called = PRAISE[language]
    praise = msgspec.structs.replace(rich, subject="", text=words, later_words="", kind="complaint")
    told = render(message("acknowledgement", language, by), praise, policy, identity)
    assert not re.search(SORRY[language] + "|不便", f"{told.text}{told.sms}")
    assert by == "sms" or (called in told.subject and called in told.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_praise_is_thanked_for_and_not_offered_to_be_treated_as_a_complaint(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    praise = msgspec.structs.replace(rich, kind="praise")
    for by in ("mail", "sms"):
        told = render(message("noted", language, by), praise, policy, identity)
        said = f"{told.text}{told.sms}"
        assert re.search("谢谢|謝謝|Thank you", said)
        assert not re.search("按投诉|當作投訴|as a complaint", said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["outcome", "explanation"])
def test_each_file_that_goes_with_an_answer_is_named_in_it(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    files = tuple(Evidence("raw/1", n, f"{n}.pdf", "application/pdf", 2_000, "") for n in (1, 2))
    told = render(message(name, language), msgspec.structs.replace(rich, enclosed=files), policy, identity)
    for body in (told.text, told.html):
        assert [file.name for file in files if f"{file.name} (2 KB)" in body] == ["1.pdf", "2.pdf"]


@pytest.mark.parametrize("name", ["outcome", "explanation"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_signed_before_it_asks_how_it_was(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    asked = message(name, language)
    mail = render(msgspec.structs.replace(asked, extra={**asked.extra, "survey": 1}), rich, policy, identity)
    organisation = policy.organisation[language]
    for body, question in ((mail.text, "/s/"), (mail.html, "?score=4")):
        below = body[body.index(question) :]
        assert organisation in body[: body.index(question)]
        assert organisation not in below


@pytest.mark.parametrize(("kind", "thanked"), [("suggestion", True), ("complaint", False)])
def test_who_praises_is_thanked_for_it_though_the_procedure_has_no_such_kind(
    kind: str, thanked: bool, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    case = msgspec.structs.replace(rich, kind=kind, flags=("praise",))
    for language, word in (
        ("zh-CN", "谢谢您的表扬"),
        ("zh-TW", "謝謝您的表揚"),
        ("en", "Thank you for your kind words"),
    ):
        assert (word in render(message("noted", language), case, policy, identity).subject) is thanked
