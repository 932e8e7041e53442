"""The flows that an operator's commands set going: whoever sees that one did not end well gives it again a little later."""

import json
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import boto3
from moto.sqs.models import sqs_backends
from moto.ssm.models import ssm_backends
from msgspec import structs

import app
from chalicelib.arrivals.waiting_texts import PREFIX
from chalicelib.aws.clients import client
from chalicelib.aws.secrets import place_of, signing_keys
from chalicelib.clockwork.state_of_things import XLSX
from chalicelib.core.people.tokens import USES, Ring, Use
from chalicelib.core.policy.model import Person
from chalicelib.exports.directory_workbook import workbook
from chalicelib.policies import packaged, published
from chalicelib.policies.kept_in_sheets import KEPT
from redress import cli, publishing
from redress.raw_mails import Stored, notification
from sandbox import Sandbox
from sandbox.events import ACCOUNT, REGION, schedule_event, two_way_text
from sandbox.staff import reply
from tests.faults.breaking import Killed
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, RUDE, complain, last, says, survey_link
from tests.stories.letters import letter

Act = Callable[[], object]
Flow = Callable[[Sandbox], Act]
CALLER = "+8613505350009"
JUNK = "sales@spam.example"
DESK_HEAD = "chen.lihua@lc-transport.example"
VIRUS = {"virus": "FAIL"}


def operated(box: Sandbox, *commands: tuple[str, ...]) -> Act:
    """The commands, each given once more if it did not end well; then what they set going."""

    def act() -> None:
        for arguments in commands:
            if not _ended_well(arguments):
                _minutes_later()
                assert _ended_well(arguments)
        box._settle()

    return act


def _ended_well(arguments: tuple[str, ...]) -> bool:
    with suppress(Killed):
        return cli.main(arguments) == 0
    return False


def _minutes_later() -> None:
    """What a broken-off command had in its hands can be seen in its queue again."""
    for queue in sqs_backends[ACCOUNT][REGION].queues.values():
        for message in queue._messages:
            message.visible_at = 0


def _parked(box: Sandbox) -> str:
    return "raw/" + box.email(letter(CUSTOMER, box.address, "投诉", RUDE), verdicts=VIRUS)


def a_parked_mail_replayed(box: Sandbox) -> Act:
    return operated(box, ("replay", _parked(box)))


def a_parked_mail_replayed_twice(box: Sandbox) -> Act:
    key = _parked(box)
    return operated(box, ("replay", key), ("replay", key))


def a_parked_mail_replayed_that_the_desk_takes_in(box: Sandbox) -> Act:
    """Whichever comes first, it is one complaint."""
    key = _parked(box)
    mail = reply(last(box, box.desk, "来件"), f"#受理 {CUSTOMER}", sender=box.desk)
    replayed = operated(box, ("replay", key))
    return lambda: (box.email(mail), replayed())


def a_mail_parked_again(box: Sandbox) -> Act:
    """What nobody can say the writer of is no clearer the second time."""
    key = "raw/" + box.email(letter("noreply@forms.example", box.address, "投诉", RUDE))
    return operated(box, ("replay", key))


def an_order_held_again(box: Sandbox) -> Act:
    complain(box)
    key = "raw/" + box.email(reply(last(box, HANDLER), ANSWER, sender=HANDLER), verdicts={"dmarc": "GRAY"})
    return operated(box, ("replay", key))


def a_lost_mail_reconciled(box: Sandbox) -> Act:
    box._cloud.store("raw/lost", letter(CUSTOMER, box.address, "投诉", RUDE))
    box.wind(minutes=31)
    return operated(box, ("reconcile",))


def dead_letters_redriven(box: Sandbox) -> Act:
    raw = letter(CUSTOMER, box.address, "投诉", RUDE)
    box._cloud.store("raw/dead", raw)
    note = notification(Stored("raw/dead", box.now), raw, box._cloud.names["MailBucket"], box.address)
    redriven = operated(box, ("redrive",))
    return lambda: (box._cloud.put_message("InboundMailDeadLetters", json.dumps(note)), redriven())


def a_legal_hold(box: Sandbox) -> Act:
    return operated(box, ("hold", complain(box)["number"], "--reason", "（2026）鲁15民初1号"))


def a_legal_hold_lifted(box: Sandbox) -> Act:
    number = complain(box)["number"]
    cli.main(("hold", number, "--reason", "（2026）鲁15民初1号"))
    return operated(box, ("release", number, "--reason", "结案"))


def a_policy_published(box: Sandbox) -> Act:
    """As for a stack that follows what is published, of which none has the sample addresses of the policies at hand; a text had waited."""
    box._cloud.store(f"{PREFIX}waited", json.dumps(two_way_text(CALLER, RUDE, box.sms_number, "waited")).encode())
    command = operated(box, ("policy", "publish", "insurance-branch"))

    def act() -> None:
        with (
            patch.object(publishing, "follows_published", lambda _: True),
            patch.object(publishing, "newest", lambda *_: packaged("insurance-branch")),
            patch.object(published, "refuse_samples", lambda _: None),
        ):
            command()

    return act


def changed_directory() -> tuple[str, str, bytes]:
    """The sheet of the policy that is in force at first, with somebody new."""
    policy = packaged("liaocheng-transport")
    newcomer = Person(mail="xin.ren@lc-transport.example", name="辛仁")
    people = (*policy.directory.people, newcomer)
    changed = structs.replace(policy, directory=structs.replace(policy.directory, people=people))
    return "名录.xlsx", XLSX, workbook(changed, "zh-CN", datetime(2026, 3, 2, tzinfo=UTC))


def changed_words() -> tuple[str, str, bytes]:
    """The words of the policy that is in force at first, with a sentence that it has not."""
    policy = packaged("liaocheng-transport")
    changed = structs.replace(policy, words={"outside_route": {"zh-CN": "您也可以拨打 12345。"}})
    now = datetime(2026, 3, 2, tzinfo=UTC)
    return "文案.xlsx", XLSX, KEPT["words"].workbook(changed, "zh-CN", now)


def look_again() -> None:
    """A process that has looked what is in force looks once for each moment, and here a moment comes again with another past."""
    app.container().policies.look_again()


def a_directory_imported(box: Sandbox) -> Act:
    """In an account whose policy is published."""
    return operated(box, ("directory", "import", _written(changed_directory()), "--yes"))


def words_imported(box: Sandbox) -> Act:
    """In an account whose policy is published."""
    return operated(box, ("words", "import", _written(changed_words()), "--yes"))


def _written(sheet: tuple[str, str, bytes]) -> str:
    """Where it lies as a file."""
    path = Path(tempfile.mkdtemp()) / sheet[0]
    path.write_bytes(sheet[2])
    return str(path)


def _closed(box: Sandbox) -> None:
    """A complaint from its first mail to the customer's verdict, all told."""
    complain(box)
    says(box, HANDLER, ANSWER)
    box.post(survey_link(last(box, CUSTOMER)), {"score": "4", "words": "谢谢"})
    box.wind(minutes=2)


def a_customers_data_erased(box: Sandbox) -> Act:
    """A complaint, and a mail that no complaint came of."""
    _closed(box)
    _parked(box)
    return operated(box, ("erase", CUSTOMER, "--yes"))


def a_callers_data_erased(box: Sandbox) -> Act:
    box.sms(CALLER, RUDE)
    says(box, HANDLER, ANSWER)
    box.sms(CALLER, "4")
    box.wind(minutes=2)
    return operated(box, ("erase", CALLER, "--yes"))


def a_blocked_senders_data_erased(box: Sandbox) -> Act:
    box.email(letter(box.desk, box.address, "屏蔽", f"#屏蔽 {JUNK} 群发广告"))
    box.email(letter(JUNK, box.address, "优惠", "本公司代开发票，价格优惠。"))
    return operated(box, ("erase", JUNK, "--yes"))


def what_is_not_taken_in_erased(box: Sandbox) -> Act:
    """A text that waits for a first policy, the same among dead letters, and a mail without a receipt."""
    text = json.dumps(two_way_text(CALLER, f"{RUDE}{CUSTOMER}", box.sms_number, "waited"))
    box._cloud.store(f"{PREFIX}waited", text.encode())
    box._cloud.store("raw/unread", letter(CUSTOMER, box.address, "投诉", RUDE))
    erased = operated(box, ("erase", CUSTOMER, "--yes"))

    def act() -> None:
        box._cloud.put_message("InboundTextDeadLetters", text)
        erased()
        assert not box._cloud.queue("InboundTextDeadLetters")._messages

    return act


def old_complaints_forgotten(box: Sandbox) -> Act:
    _closed(box)
    box._clock.move_to(box.now + timedelta(days=2))
    return operated(box, ("retention", "--days", "1", "--yes"))


def old_complaints_forgotten_by_themselves(box: Sandbox) -> Act:
    """As the daily function does it; what was broken off comes again the next day."""
    _closed(box)

    def act() -> None:
        daily = app.container().retention
        with patch.object(daily, "settings", structs.replace(daily.settings, retention="erase", retention_days=0)):
            for _ in range(2):
                with suppress(Killed):
                    box._lambdas.fire("retention", schedule_event(box.now))
        box._settle()

    return act


def keys_made(box: Sandbox) -> Act:
    """For each use, where there are none."""
    command, name = operated(box, ("keys", "--make")), app.container().settings.secret_name

    def act() -> None:
        for use in USES:
            ssm_backends[ACCOUNT][REGION].delete_parameter(place_of(name, use))
        command()

    return act


def keys_renewed(box: Sandbox) -> Act:
    """Whatever goes wrong: in the end each use signs with a fresh key, the same step on, and what older ones signed holds."""
    return _renewed(operated(box, ("keys", "--rotate")), keeps_older=True)


def older_keys_taken_away(box: Sandbox) -> Act:
    """After a leak: each use has one key."""
    operated(box, ("keys", "--rotate"))()
    return _renewed(operated(box, ("keys", "--retire", "--now")), keeps_older=False)


def _renewed(command: Act, *, keeps_older: bool) -> Act:
    before = _rings()

    def act() -> None:
        for use, ring in before.items():
            parameter = json.dumps({"current": ring.current, "keys": {n: s.hex() for n, s in ring.secrets.items()}})
            boto3.client("ssm").put_parameter(Name=_place(use), Value=parameter, Overwrite=True)
        command()
        after = _rings()
        assert len({ring.current for ring in after.values()}) == 1
        for use, ring in after.items():
            if keeps_older:
                assert ring.current > before[use].current
                assert before[use].secrets.items() <= ring.secrets.items()
            else:
                assert ring.secrets == {ring.current: before[use].secrets[ring.current]}

    return act


def _place(use: Use) -> str:
    return place_of(app.container().settings.secret_name, use)


def _rings() -> Mapping[Use, Ring]:
    return signing_keys(client("ssm"), app.container().settings.secret_name, USES).rings


# Whatever a command of the operator's changes, each broken in turn. A name of two words is a command and what it does.
SWEPT: dict[str, tuple[Flow, ...]] = {
    "replay": (
        *(a_parked_mail_replayed, a_parked_mail_replayed_twice, a_parked_mail_replayed_that_the_desk_takes_in),
        *(a_mail_parked_again, an_order_held_again),
    ),
    "reconcile": (a_lost_mail_reconciled,),
    "redrive": (dead_letters_redriven,),
    "hold": (a_legal_hold,),
    "release": (a_legal_hold_lifted,),
    "policy publish": (a_policy_published,),
    "directory import": (a_directory_imported,),
    "words import": (words_imported,),
    "erase": (
        *(a_customers_data_erased, a_callers_data_erased, a_blocked_senders_data_erased),
        what_is_not_taken_in_erased,
    ),
    "retention": (old_complaints_forgotten,),
    "keys": (keys_made, keys_renewed, older_keys_taken_away),
}
OPERATORS = (
    *(flow for flows in SWEPT.values() for flow in flows if flow not in (a_directory_imported, words_imported)),
    old_complaints_forgotten_by_themselves,
)
