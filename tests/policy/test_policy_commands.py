"""`redress policy …` as an operator types it."""

import json
import os
import tomllib
from pathlib import Path

import boto3
import jsonschema
import pytest
from moto import mock_aws

from chalicelib.core.complaint.message_table import askable
from chalicelib.core.policy.documents import policy_from
from chalicelib.core.policy_reading.names import FORM_FIELDS
from chalicelib.policies import HERE, names, packaged
from redress.cli import main
from redress.policy_changes import changes
from redress.policy_schema import schema
from redress.publishing import publish
from redress.simulation import Line, Scenario, play, received_at
from tests.policy.small_policy import SMALL, small


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def changed(old: str, new: str) -> list[str]:
    return changes(small(), small(old, new))


# -- check ----------------------------------------------------------------------------------------------------------------


def test_check_says_that_a_policy_is_sound(file: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["policy", "check", str(file), "liaocheng-transport"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"{file}: sound; 4 rules, 1 clocks")
    assert "category delay, conduct; role legal; field loss, fault; report monthly" in said[1]
    assert "no clock is promised" in said[2]
    assert "tells nobody who has to act" in said[3]
    assert said[4:] == [line for line in said if line.startswith("liaocheng-transport: sound")]


def test_check_tells_the_faults_of_every_file(file: Path, capsys: pytest.CaptureFixture[str]):
    file.write_text(SMALL.replace('tell = ["handler"]', 'tell = ["handeler"]'), encoding="utf-8")
    assert main(["policy", "check", str(file), "nowhere.toml"]) == 2  # the worse of both
    told = capsys.readouterr().err.splitlines()
    assert told[0] == 'small.toml: clock[0].rungs[0].tell[0]: "handeler" is not a role; did you mean "handler"?'
    assert told[1].startswith("nowhere.toml: there is no such file")


def test_check_finds_a_faulty_template_among_the_organisations_own_words(
    file: Path, capsys: pytest.CaptureFixture[str]
):
    words = '[words]\n"acknowledgement.subject" = { zh-CN = "您好 {{ case.number" }\n\n[[role]]'
    file.write_text(SMALL.replace("[[role]]", words), encoding="utf-8")
    assert main(["policy", "check", str(file)]) == 1
    assert capsys.readouterr().err.startswith('small.toml: words."acknowledgement.subject".zh-CN: ')


def test_the_messages_that_a_policy_may_name():
    assert askable("customer") == ("holding", "update", "question", "survey", "later_survey", "explanation")
    assert askable("staff") == (
        "task", "return_visit", "call_task", "assist", "reminder", "chase", "escalation", "information", "receipt_request",
    )  # fmt: skip


# -- schema ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", names())
def test_the_schema_accepts_every_shipped_policy(name: str):
    data = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema()).validate(data)


@pytest.mark.parametrize("value", ["true", '"yes"', "3"])
def test_the_schema_accepts_what_a_rung_may_set(value: str):
    set_ = f'{{ at = "due", tell = ["supervisor"], set = {{ late_upgrade = {value} }} }}'
    data = tomllib.loads(SMALL.replace('{ at = "due", tell = ["supervisor"] }', set_))
    assert data["clock"][0]["rungs"][1]["set"]
    jsonschema.Draft202012Validator(schema()).validate(data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('until = "answered"', 'untl = "answered"'),
        ('kind = "summary"', 'kind = "sumary"'),
        ("at_least = 30000", "at_last = 30000"),
        ("confirm = true", 'confirm = "yes"'),
        ('command = "resolve"', 'command = "reslove"'),
        ("rows = [", "rowz = ["),
        ('desk = "desk@small.example"', ""),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(old: str, new: str):
    data = tomllib.loads(SMALL.replace(old, new))
    assert not jsonschema.Draft202012Validator(schema()).is_valid(data)


def test_the_schema_is_printed_as_json(capsys: pytest.CaptureFixture[str]):
    assert main(["policy", "schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert {"clock", "rule", "table", "directory"} <= set(printed["properties"])


# -- diff -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('general = "3 working days"', 'general = "2 working days"',
         'The clock "answer": within: "general" was 3 working days, is now 2 working days.'),
        ('words = ["press"]', 'words = ["press", "tv"]', 'Group "severity", rule 1: when: "tv" added.'),
        ('severity = "major", flag', 'severity = "general", flag',
         ('Group "severity", rule 1: then was severity is major; flag press; legal told by mail, who must confirm receipt, '
         "is now severity is general; flag press; legal told by mail, who must confirm receipt.")),
        ('tell = ["supervisor"]', 'tell = ["supervisor"], by = ["mail", "sms"]',
         ('The clock "answer": rungs: "at the due time supervisor by mail and sms" added '
          'and "at the due time supervisor by mail" taken away.')),
        ('organisation = { en = "Small Office" }', 'organisation = { en = "Smaller Office", zh-CN = "小处" }',
         'The policy: organisation: "en" was Small Office, is now Smaller Office; "zh-CN" added (小处).'),
        ('form = ["loss", "fault"]', 'form = ["fault", "loss"]', 'The task "outcome": form: stands in another order.'),
        ('needs = ["loss"]', 'needs = ["loss", "fault"]', 'The gate "plan": needs: "fault" added.'),
        ('prefix = "SM"', 'prefix = "SO"', "The policy: prefix was SM, is now SO."),
        ('name = "Ann"', 'name = "Anna"', 'People "Anna <ann@small.example>": Name was "Ann", is now "Anna".'),
        ('  ["mail", "mouldy", "major", ["grave"]],\n', '  ["mail", "mouldy", "major", ["grave"]],\n  ["sms", "mouldy", "major", ""],\n',
         'Group "fault": new is the rule "if channel is sms and fault is mouldy: severity is major".'),
    ],
)  # fmt: skip
def test_a_difference_is_told_in_a_sentence(old: str, new: str, said: str):
    assert changed(old, new) == [said]


def test_what_is_new_and_what_is_gone_is_told():
    renamed = changed('[[report]]\nname = "monthly"', '[[report]]\nname = "month"')
    assert renamed == [
        'The report "monthly" is gone.',
        'There is a new report "month": kind summary; every month; to legal and departments; by 5.',
    ]


def test_equal_policies_differ_in_nothing(file: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["policy", "diff", str(file), str(file)]) == 0
    assert capsys.readouterr().out == "Nothing differs.\n"


# -- simulate -------------------------------------------------------------------------------------------------------------


def timeline(
    *silent: str, received: str = "2026-03-02T09:00", text: str = "公交车晚点两小时", days: int = 14
) -> list[Line]:
    policy = packaged("liaocheng-transport")
    return play(
        policy, Scenario(received=received_at(received, policy), text=text, silent=frozenset(silent), days=days)
    )


def told(lines: list[Line], clock: str) -> list[tuple[str, str, str]]:
    return [(f"{line.at:%d %H:%M}", line.what, line.who.split()[0]) for line in lines if line.clock == clock]


def test_a_complaint_that_everybody_attends_to_ends_closed_with_no_chase():
    lines = timeline()
    assert [line.what for line in lines if not line.who][-2:] == ["visited", "closed"]
    assert {"chase", "escalation", "reminder"} & {line.what for line in lines} == set()


def test_a_silent_handler_is_reminded_chased_and_climbed_over():
    lines = timeline("handler", days=4)  # the slip is issued on the 2nd at 09:00 local, 01:00 UTC
    assert [line for line in told(lines, "answer") if line[2] != "customer"] == [
        ("03 13:00", "reminder", "handler"),
        ("04 01:00", "chase", "handler"),
        ("04 01:00", "chase", "handler"),
        ("04 01:00", "escalation", "desk"),
        ("04 05:00", "escalation", "supervisor"),
        ("05 01:00", "escalation", "director"),
    ]
    assert [at for at, what, _ in told(lines, "answer") if what == "holding"] == ["04 01:00", "05 01:00"]
    assert {line.clause for line in lines if line.clock == "answer"} == {"LC-05"}


def test_simulate_prints_local_times_people_and_clauses(capsys: pytest.CaptureFixture[str]):
    assert main(["policy", "simulate", "liaocheng-transport", "--silent", "desk", "--text", "你好", "--days", "1"]) == 0
    printed = capsys.readouterr().out
    assert "Mon 2026-03-02 10:01     chase" in printed
    assert "desk_head 陈丽华" in printed
    assert "(refer, LC-03)" in printed


@pytest.mark.parametrize("silent", ["reviewer", "samuel.okoro@harrowden.example"])
def test_whoever_holds_a_silent_role_is_silent_whatever_they_handle(silent: str):
    policy = packaged("uk-landlord")
    scenario = Scenario(
        received=received_at("2026-03-02T09:00", policy), story="dissatisfied", text="Nobody came about the tap.", silent=frozenset({silent}), days=60
    )  # fmt: skip
    later = [line.clock for line in play(policy, scenario) if line.what == "escalation"]
    assert "stage_2_response" in later
    assert "stage_1_response" not in later


def test_an_english_organisations_samples_have_english_telephones(capsys: pytest.CaptureFixture[str]):
    assert main(["policy", "simulate", "uk-landlord", "--text", "Nobody came about the tap.", "--days", "1"]) == 0
    printed = capsys.readouterr().out
    words = " ".join(printed.replace("│", " ").split())
    assert "The customer (+44 7700 900123 · " in words
    assert "send a text to +44 7700 900100 or call +44 1632 960100" in words
    assert "10690000" not in words.replace(" ", "")
    assert "+86" not in words


@pytest.mark.parametrize(
    "wrong",
    [
        ["--severity", "huge"],
        ["--received", "soon"],
        ["--set", "colour=red"],
        ["--silent", "handlr"],
        ["--silent", "nobody@lc-transport.example"],
    ],
    ids=["severity", "received", "set", "silent", "silent address"],
)
def test_simulate_refuses_what_the_policy_does_not_know(wrong: list[str], capsys: pytest.CaptureFixture[str]):
    assert main(["policy", "simulate", "liaocheng-transport", *wrong]) == 2
    assert capsys.readouterr().err


# -- publish --------------------------------------------------------------------------------------------------------------


def test_what_is_published_is_rules_by_digest_and_the_directory_apart(monkeypatch: pytest.MonkeyPatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setitem(os.environ, name, "testing")
    policy = small()
    with mock_aws():
        s3 = boto3.client("s3", region_name="us-east-1")
        s3.create_bucket(Bucket="complaints")
        publish(policy, s3, "complaints")
        publish(small('general = "3 working days"', 'general = "2 working days"'), s3, "complaints")

        def stored(key: str) -> bytes:
            return s3.get_object(Bucket="complaints", Key=key)["Body"].read()

        current = json.loads(stored("policy/current.json"))
        people = stored(f"policy/directories/{current['directory']}.json")
        kept = policy_from(stored(f"policy/rules/{policy.digest}.json"), people)
        assert kept == policy, "the rules of open complaints stay where they were"
        assert current["rules"] != policy.digest


def test_form_lines_that_every_policy_has_need_no_declaration():
    told = '[[task]]\nname = "told"\nfor = "desk"\nopens = "answered"\ncommand = "visit"\nform = ["loss", "reached", "words"]\n\n[[report]]'
    assert small("[[report]]", told).tasks[1].form[1:] == ("reached", "words")
    assert "reached" in FORM_FIELDS


@pytest.mark.parametrize(
    "silent", [("desk",), ("handler",), ("desk", "handler", "supervisor", "director"), ("supervisor", "director")]
)
@pytest.mark.parametrize(("name", "text"), [
    ("liaocheng-transport", "公交车晚点两小时"), ("insurance-branch", "东城支公司拒赔，我要找记者曝光"), ("food-abc", "豆腐里有虫"),
])  # fmt: skip
def test_no_limit_of_a_shipped_policy_passes_in_silence(name: str, text: str, silent: tuple[str, ...]):
    policy = packaged(name)
    lines = play(
        policy, Scenario(received=received_at("2026-03-02T09:00", policy), text=text, silent=frozenset(silent), days=30)
    )
    happened = {line.what for line in lines if not line.who}
    for clock in policy.clocks:
        heard = [line.what for line in lines if line.clock == clock.name]
        if heard and clock.until not in happened:
            assert {"chase", "escalation"} & set(heard), f"{clock.name} passed in silence"
