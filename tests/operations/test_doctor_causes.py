"""One cause is told once, with the command that mends it, and what else comes of it in one line."""

from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from redress.cli import main
from redress.doctor import EXAMINATIONS, examine
from redress.doctor.answers import Patient
from sandbox import Sandbox
from tests.operations.test_doctor import Service, Ward, make_recoverable
from tests.stories.acts import CUSTOMER, RUDE
from tests.stories.letters import letter

ALL = [name for name, _ in EXAMINATIONS]
Capture = pytest.CaptureFixture[str]


def told(ward: Ward, capsys: Capture, clients: Any = None) -> list[str]:
    patient = Patient(ward.stack, clients or ward.clients)
    capsys.readouterr()
    assert examine(patient, ward.names, ALL) == 1
    return [line for line in capsys.readouterr().out.splitlines() if not line.startswith("ok ")]


def ringing(*alarms: str) -> dict[str, Any]:
    return {"MetricAlarms": [{"AlarmName": f"redress-{name}-1A2B", "AlarmDescription": "rings"} for name in alarms]}


def test_a_missing_policy_is_told_once_whatever_comes_of_it(capsys: Capture):
    with Sandbox(now="2026-03-02T09:00+08:00", settings={"POLICY": "s3:", "REHEARSAL": "false"}) as box:
        box.email(letter(CUSTOMER, box.address, "投诉", RUDE))
        ward = Ward(box)
        make_recoverable(ward)
        ward.answers["cloudwatch"]["describe_alarms"] = ringing("UnpublishedAlarm", "InboundMailDeadLettersAlarm")
        lines = told(ward, capsys)
    assert len([line for line in lines if line.startswith("BAD")]) == 1
    assert "redress policy publish FILE" in lines[0]
    (besides,) = [line for line in lines if line.startswith("      policy: the same tells in ")]
    for name in (
        "texts",
        "dead letters",
        "staff domains",
        "redress-UnpublishedAlarm-1A2B",
        "redress-InboundMailDeadLettersAlarm-1A2B",
    ):
        assert name in besides


def test_an_alarm_whose_reason_is_told_is_not_told_again_and_another_is(ward: Ward, capsys: Capture, box: Sandbox):
    make_recoverable(ward)
    box._cloud.put_message("InboundTextDeadLetters", "{}")
    ward.answers["cloudwatch"]["describe_alarms"] = ringing(
        "InboundTextDeadLettersAlarm", "ResentAlarm", "TickErrorsAlarm"
    )
    lines = [line for line in told(ward, capsys) if not line.startswith("LOOK")]
    assert lines[:3] == [
        "BAD   dead letters: InboundTextDeadLetters: 1 letter given up; mend the cause, then: redress redrive InboundTextDeadLetters",
        "BAD   alarms: redress-ResentAlarm-1A2B: rings",
        "BAD   alarms: redress-TickErrorsAlarm-1A2B: rings",
    ]
    assert lines[3] == "      dead letters: the same tells in redress-InboundTextDeadLettersAlarm-1A2B"


class Refusing:
    """A service whose every call ends in an error."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, _: str) -> Any:
        def refused(*_: Any, **__: Any) -> None:
            raise object.__getattribute__(self, "error")

        return refused


DENIED = ClientError({"Error": {"Code": "AccessDenied", "Message": "not authorized to perform ses:X"}}, "X")
AWAY = EndpointConnectionError(endpoint_url="https://email.ap-southeast-1.amazonaws.com")


@pytest.mark.parametrize(("error", "words"), [
    (DENIED, "Your own rights do not reach that far"), (AWAY, "Could not connect to the endpoint URL"),
])  # fmt: skip
def test_rights_that_are_missing_and_a_network_that_is_away_are_told_once(
    ward: Ward, capsys: Capture, error: Exception, words: str
):
    make_recoverable(ward)
    lines = told(ward, capsys, lambda name: Refusing(error) if name in ward.answers else ward.clients(name))
    bad = [line for line in lines if line.startswith("BAD")]
    assert len(bad) == 1
    assert words in "\n".join(lines)
    besides = next(line for line in lines if "the same tells in" in line)
    for name in ("sending", "receipt rules", "delivery reports", "queues", "caps", "alarms"):
        assert name in besides


def test_a_stack_that_is_not_there_is_told_once_with_how_to_make_it(box: Sandbox, capsys: Capture):
    assert main(["doctor", "--stack", "other"]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("no stack other"), told.err.count("redress deploy")) == ("", 1, 1)
    assert box.address


def test_a_domain_that_is_not_verified_is_told_once(ward: Ward, capsys: Capture):
    ward.answers["sesv2"]["get_email_identity"] = {
        "VerifiedForSendingStatus": False,
        "DkimAttributes": {"Status": "PENDING"},
    }
    code, said = ward.ask("identity", capsys)
    assert (code, said.count("BAD")) == (1, 1)
    assert "the three DKIM records that redress deploy names" in said


@pytest.fixture
def ward(box: Sandbox) -> Ward:
    return Ward(box)


def test_what_is_sound_has_nothing_besides(ward: Ward, capsys: Capture):
    make_recoverable(ward)
    assert examine(Patient(ward.stack, ward.clients), ward.names, ALL) == 0
    assert "the same tells" not in capsys.readouterr().out
    assert isinstance(ward.clients("sesv2"), Service)
