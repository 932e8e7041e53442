"""From an account to a complaint address in one command, which can be given again at any time."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import openpyxl
import pytest

from redress.cli import main
from redress.deploying import steps
from redress.deploying.changing import Changes, Stacks
from redress.policy_commands import publishable
from tests.operations.deployed import ADDRESS, GIVEN, OPERATOR, OWN, SHIPPED, Account, account

WRITES = re.compile(r"^(Put|Create|Update|Delete|Send|Publish|Execute|Upload|Set)")
ANSWERS = (ADDRESS, OPERATOR, "lc.toml", "yes", "yes")
FILE = "\n".join(f'{name} = "{value}"' for name, value in GIVEN.items()) + '\npolicy = "lc.toml"\n'
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lc.toml").write_text(OWN, "utf-8")
    with account(tmp_path) as made:
        yield made


def write(here: Account, text: str) -> None:
    (here.folder / "deploy.toml").write_text(text, "utf-8")


def test_it_asks_for_what_it_needs_and_leaves_a_stack_with_keys_policy_and_rules(here: Account, capsys: Capture):
    assert here.run(answers=ANSWERS) == 1  # the doctor, of a domain that nobody has registered
    told = capsys.readouterr().out
    for number, name in enumerate(("keys", "package", "stack", "policy", "records", "receipt rules", "doctor"), 1):
        assert f"-- {number} of 7: {name} --" in told
    assert "redress: CREATE_COMPLETE" in told
    assert "directory of 41 people" in told
    assert "SES follows redress from now on" in told
    assert "v=DMARC1; p=none; rua=mailto:it@lc-transport.com.cn    (missing)" in told
    assert "ok    policy: liaocheng-transport" in told
    assert told.rstrip().endswith("Something needs mending.")
    standing = here.standing()
    assert len(standing["keys"]) == 5
    assert standing["stacks"] == [("redress", "_COMPLETE")]
    assert "policy/current.json" in standing["published"]
    assert standing["rules"] == "redress"


def test_what_was_asked_is_kept_and_not_asked_again(here: Account, capsys: Capture):
    here.run(answers=ANSWERS)
    kept = tomllib.loads((here.folder / "deploy.toml").read_text("utf-8"))
    assert kept == {"region": "ap-southeast-1", "policy": "lc.toml", **GIVEN}
    standing = here.standing()
    capsys.readouterr()
    assert here.run("--yes") == 1
    told = capsys.readouterr().out
    assert here.asked == []
    assert "nothing of redress changes" in told
    assert "liaocheng-transport is in force already" in told
    assert "SES follows redress already" in told
    assert here.standing() == standing


def test_a_directory_that_was_changed_by_itself_outlasts_a_deployment(here: Account, capsys: Capture):
    here.run(answers=ANSWERS)
    sheet = str(here.folder / "directory.xlsx")
    assert main(["directory", "export", sheet]) == 0
    book = openpyxl.load_workbook(sheet)
    book.worksheets[0]["E2"] = "总经理"
    book.save(sheet)
    assert main(["directory", "import", sheet, "--yes"]) == 0
    capsys.readouterr()
    here.run("--yes")
    assert "liaocheng-transport is in force already" in capsys.readouterr().out
    (here.folder / "lc.toml").write_text(OWN.replace('prefix = "LC"', 'prefix = "LD"'), "utf-8")
    here.run("--yes")
    told = capsys.readouterr().out
    assert "The policy: prefix was LC, is now LD." in told
    assert "The directory stays as it was changed" in told
    assert main(["directory", "export", sheet]) == 0
    assert openpyxl.load_workbook(sheet).worksheets[0]["E2"].value == "总经理"


def test_a_stack_that_is_there_is_asked_nothing_even_without_a_file(here: Account):
    here.run(answers=ANSWERS)
    (here.folder / "deploy.toml").unlink()
    here.run("--yes")
    assert here.asked == []
    assert not (here.folder / "deploy.toml").exists()


def test_a_dry_run_tells_the_plan_and_does_nothing(here: Account, capsys: Capture):
    before = here.standing()
    write(here, FILE)
    assert here.run("--dry-run") == 0
    told = capsys.readouterr().out
    assert "1. keys: make those of reply, page, confirm, file, code" in told
    assert "lay it into the bucket redress-code-123456789012-ap-southeast-1" in told
    assert f"  ComplaintAddress = {ADDRESS}" in told
    assert "4. policy: publish" in told
    assert "6. receipt rules: ask whether SES is to follow redress" in told
    assert [call for call in here.calls if WRITES.search(call)] == []
    assert here.standing() == before


def test_a_dry_run_of_a_change_tells_what_would_change(here: Account, capsys: Capture):
    write(here, FILE)
    here.run("--yes")
    (here.folder / "lc.toml").write_text(OWN.replace("guo.ping@", "new.handler@"), "utf-8")
    write(here, FILE + "MonthlyBudget = 80\n")
    capsys.readouterr()
    assert here.run("--dry-run") == 0
    told = capsys.readouterr().out
    assert "3. stack: change redress" in told
    assert "  MonthlyBudget = 80, so far 50" in told
    assert "ComplaintAddress" not in told
    assert "new.handler@lc-transport.com.cn" in told


def test_whoever_says_no_has_changed_nothing(here: Account):
    before = here.standing()
    assert here.run(answers=(*ANSWERS[:3], "no")) == 1
    assert here.standing() == before
    assert not (here.folder / "deploy.toml").exists()


def test_nobody_there_to_answer_is_told_what_was_asked(here: Account, capsys: Capture):
    assert here.run("--yes") == 1
    assert "nobody is there to answer: The address customers write to" in capsys.readouterr().err
    assert [call for call in here.calls if WRITES.search(call)] == []


def test_a_file_that_is_not_there_is_named_and_nothing_asked(here: Account, capsys: Capture):
    assert main(["deploy", str(here.folder / "ofice.toml"), "--yes"]) == 2
    said = capsys.readouterr()
    assert "ofice.toml: no such file; without one `redress deploy` asks" in said.err
    assert "The address customers write to" not in said.out


def test_an_answer_that_cannot_be_is_asked_for_again(here: Account, capsys: Capture):
    here.run("--dry-run", answers=("tousu", "tousu+x@a.cn", *ANSWERS))
    assert capsys.readouterr().out.count("wanted is one plain mail address without a +label") == 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Retention = 3", "nothing is called Retention; there are policy, region, ComplaintAddress"),
        ("Shards = 65", "Shards: 65: wanted is a whole number from 1 to 64"),
        ('MailRetentionDays = "soon"', "MailRetentionDays: soon: wanted is a whole number from 30"),
        ('RequireTls = "no"', "RequireTls: no is none of Optional, Require"),
        ('SmsNumber = "13800138000"', "SmsNumber: 13800138000: wanted is a number such as +8613800138000"),
        ('SenderAddress = "tousu@lc-transport.com.cn"', "is no address of tousu.lc-transport.com.cn, which alone is signed"),
        ('MailDomain = "lc-transport.com.cn"', "is no address of lc-transport.com.cn, the MailDomain, whose mail alone arrives"),
        ('OperatorAddress = "it@example.com"', "OperatorAddress: it@example.com is an address of examples, at which nobody reads"),
        ("= 3", "deploy.toml: Invalid"),
    ],
)  # fmt: skip
def test_a_fault_of_the_file_is_named_before_anything_is_done(here: Account, capsys: Capture, line: str, words: str):
    write(
        here,
        "\n".join(each for each in FILE.splitlines() if each.split()[0] != line.split(maxsplit=1)[0]) + f"\n{line}\n",
    )
    assert here.run("--yes") == 1
    assert words in capsys.readouterr().err
    assert [call for call in here.calls if WRITES.search(call)] == []


def test_all_faults_of_a_file_are_named_at_once(here: Account, capsys: Capture):
    write(here, FILE + 'Shards = 0\nLogLevel = "loud"\n')
    assert here.run("--yes") == 1
    told = capsys.readouterr().err
    assert ("Shards: 0" in told, "LogLevel: loud" in told) == (True, True)


def test_a_policy_with_sample_addresses_stops_it_before_anything_is_done(here: Account, capsys: Capture):
    (here.folder / "lc.toml").write_text(SHIPPED, "utf-8")
    write(here, FILE)
    assert here.run("--yes") == 1
    assert "sample addresses, at which none of your people read" in capsys.readouterr().err
    assert [call for call in here.calls if WRITES.search(call)] == []


def test_without_a_policy_it_says_that_nobody_is_answered(here: Account, capsys: Capture):
    here.run(answers=(ADDRESS, OPERATOR, "", "yes", "yes"))
    told = capsys.readouterr().out
    assert told.count("mail is kept, and nobody is answered until you give: redress policy publish FILE") == 2
    assert here.standing()["published"] == []


def test_a_region_without_receiving_is_refused(here: Account, capsys: Capture):
    write(here, FILE + 'region = "cn-north-1"\n')
    assert here.run("--yes") == 1
    assert "AWS China receives no mail by SES" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("region", "words"),
    [
        ("ap-southest-1", "there is no AWS region ap-southest-1; do you mean ap-southeast-1 or "),
        ("mars-1", "there is no AWS region mars-1; "),
    ],
)
def test_a_region_that_aws_has_not_is_refused_with_the_nearest(here: Account, capsys: Capture, region: str, words: str):
    write(here, FILE + f'region = "{region}"\n')
    assert here.run("--yes") == 2
    assert words in capsys.readouterr().err
    assert here.calls == []


CERTIFICATE = f"arn:aws:acm:ap-southeast-1:123456789012:certificate/{'a' * 8}"
NUMBER = 'SmsNumber = "+8610690000000"'


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('SmsChannel = "eum"\n' + NUMBER, ['SmsNumberId: is missing; texts by SmsChannel = "eum"', 'Write SmsNumberId = "phone-…"']),
        ('SmsChannel = "eum"', ['Write SmsNumber = "+…"', 'Write SmsNumberId = "phone-…"']),
        ('SmsNumberId = "phone-0123"', ["SmsNumber: is missing, and SmsNumberId does nothing without it"]),
        ('WebDomain = "tousu.lc-transport.com.cn"', ["WebCertificateArn: is missing, and WebDomain does nothing without it", "aws acm list-certificates"]),
        (f'WebCertificateArn = "{CERTIFICATE}"', ["WebDomain: is missing, and WebCertificateArn does nothing without it"]),
        ('WebDomain = "tousu.lc-transport.com.cn"\nWebCertificateArn = "' + CERTIFICATE.replace("ap-southeast-1", "us-east-1") + '"',
         ["is no certificate of ap-southeast-1"]),
    ],
)  # fmt: skip
def test_a_value_that_does_nothing_without_another_is_refused_before_anything_is_done(
    here: Account, capsys: Capture, lines: str, words: list[str]
):
    write(here, FILE + lines + "\n")
    for options in (("--dry-run",), ("--yes",)):
        assert here.run(*options) == 1
        told = capsys.readouterr().err
        assert [each for each in words if each not in told] == []
    assert [call for call in here.calls if WRITES.search(call)] == []


def test_what_a_stack_has_already_need_not_be_said_again(here: Account, capsys: Capture):
    write(here, FILE + f'{NUMBER}\nSmsChannel = "eum"\nSmsNumberId = "phone-0123"\n')
    here.run("--yes")
    write(here, FILE + 'SmsChannel = "eum"\n')
    assert here.run("--dry-run") == 0
    assert "is missing" not in capsys.readouterr().err


def test_an_emulator_is_asked_nothing_that_it_cannot_tell(
    here: Account, capsys: Capture, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("redress.rehearsal.is_one", lambda: True)
    monkeypatch.setattr("redress.rehearsal.reduced", lambda package: package)
    write(here, FILE)
    here.run("--yes")
    told = capsys.readouterr().out
    assert "6. receipt rules: nothing: an emulator has no receipt rules" in told
    assert here.standing()["rules"] == ""
    assert "-     receipt rules: an emulator has none" in told
    assert told.count("\n-     ") == 5
    assert "not seen in an emulator; examined on AWS: identity, MX record, receipt rules" in told
    assert "Send a test mail" not in told


def test_a_domain_that_somebody_else_uses_is_not_taken_over(here: Account, capsys: Capture):
    boto3.client("sesv2").create_email_identity(EmailIdentity=GIVEN["MailDomain"])
    write(here, FILE)
    assert here.run("--yes") == 1
    told = capsys.readouterr().err
    assert "aws sesv2 delete-email-identity --email-identity tousu.lc-transport.com.cn" in told
    assert here.standing()["stacks"] == []


def test_receipt_rules_that_are_in_use_are_never_replaced_unasked(here: Account, capsys: Capture):
    ses = boto3.client("ses")
    ses.create_receipt_rule_set(RuleSetName="others")
    ses.set_active_receipt_rule_set(RuleSetName="others")
    write(here, FILE)
    assert here.run("--yes", answers=("no",)) == 1
    told = capsys.readouterr().out
    assert "deploy with RuleSetName = others" in here.asked[0]
    assert "not yet: aws ses set-active-receipt-rule-set --rule-set-name redress" in told
    assert here.standing()["rules"] == "others"
    here.run("--yes", answers=("yes",))
    assert here.standing()["rules"] == "redress"


@pytest.mark.parametrize(("unreserved", "reserve"), [(1000, "true"), (150, "true"), (149, "false"), (10, "false")])
def test_an_account_without_concurrency_to_give_reserves_none(here: Account, unreserved: int, reserve: str):
    here.unreserved = unreserved
    write(here, FILE)
    here.run("--yes")
    found = boto3.client("cloudformation").describe_stacks(StackName="redress")["Stacks"][0]["Parameters"]
    assert {"ParameterKey": "ReserveConcurrency", "ParameterValue": reserve} in found


def test_the_same_code_lies_in_the_bucket_once(here: Account):
    write(here, FILE)
    here.run("--yes")
    here.run("--yes")
    (bucket,) = here.standing()["code"]
    found = boto3.client("s3").list_objects_v2(Bucket=bucket)["Contents"]
    assert sorted(each["Key"].rpartition(".")[2] for each in found) == ["json", "zip"]
    blocked = boto3.client("s3").get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
    assert set(blocked.values()) == {True}


def test_what_would_lose_data_is_asked_about_even_where_all_was_agreed_to(
    here: Account, capsys: Capture, monkeypatch: pytest.MonkeyPatch
):
    write(here, FILE)
    here.run("--yes")
    made_anew = Changes("deploy-1", 0, 1, 0, ("Complaints",))
    forgotten: list[Changes] = []
    monkeypatch.setattr(Stacks, "planned", lambda *_: made_anew)
    monkeypatch.setattr(Stacks, "forget", lambda _, found: forgotten.append(found))
    monkeypatch.setattr(Stacks, "carry_out", lambda *_: pytest.fail("carried out"))
    assert here.run("--yes", answers=("no",)) == 1
    assert "Complaints would be made anew, empty" in here.asked[0]
    assert "nothing was changed" in capsys.readouterr().err
    assert forgotten == [made_anew]


def test_once_nothing_needs_mending_a_test_mail_is_sent_if_somebody_agrees(
    here: Account, monkeypatch: pytest.MonkeyPatch
):
    examined: list[tuple[bool, bool]] = []

    def examine(_: object, __: object, questions: list[str], *, trip: bool = False) -> int:
        examined.append((bool(questions), trip))
        return int(trip)

    monkeypatch.setattr(steps, "examine", examine)
    assert here.run(answers=(*ANSWERS, "no")) == 0
    assert examined == [(True, False)]
    assert "Send a test mail through every hop" in here.asked[-1]
    assert here.run("--yes") == 1
    assert examined[1:] == [(True, False), (False, True)]


def test_ctrl_c_is_answered_with_how_it_goes_on(here: Account, capsys: Capture, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    write(here, FILE)
    monkeypatch.setattr(Stacks, "carry_out", interrupted)
    assert here.run("--yes") == 130
    assert "CloudFormation has begun it finishes by itself; give the command again" in capsys.readouterr().out


def test_whatever_call_goes_wrong_given_again_it_ends_as_if_nothing_had_happened(
    here: Account, monkeypatch: pytest.MonkeyPatch
):
    """The answer of each call that changes anything is lost once, so that it stops there: it is given again each time."""
    policy = publishable("lc.toml")
    monkeypatch.setattr("redress.deploying.steps.publishable", lambda _: policy)
    monkeypatch.setattr(steps, "examine", lambda *_, **__: 0)
    write(here, FILE)
    lost: set[str] = set()

    def answer_is_lost(operation: str, arguments: dict[str, Any]) -> bool:
        known = f"{operation} {arguments.get('Name') or arguments.get('Key') or ''}"
        first = WRITES.search(operation) is not None and known not in lost
        lost.update([known] * first)
        return first

    here.answer_is_lost = answer_is_lost
    runs = 0
    while here.run("--yes"):
        runs += 1
    assert here.standing() == WHOLE
    assert runs == len(lost) >= 14


WHOLE = {
    "keys": [f"/redress/signing-keys/{use}" for use in ("code", "confirm", "file", "page", "reply")],
    "stacks": [("redress", "_COMPLETE")],
    "code": ["redress-code-123456789012-ap-southeast-1"],
    "published": ["policy/current.json", "policy/directories/", "policy/rules/"],
    "rules": "redress",
}
