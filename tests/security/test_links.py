"""Links and reply addresses: who may do what with them, how often, and for how long."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient

import app
from chalicelib.aws import secrets
from chalicelib.aws.clients import client
from chalicelib.core.people import tokens
from redress import cli
from sandbox import Sandbox
from sandbox.staff import compose, reply
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, RUDE, complain, last, newest, says, survey_link, to
from tests.stories.letters import letter

WRITES = re.compile(r"Put|Update|Delete|Write|Send|Publish")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The calls that change or send something."""
    made: list[str] = []
    original = vars(BaseClient)["_make_api_call"]

    def noted(self: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        if WRITES.search(operation):
            made.append(operation)
        return original(self, operation, arguments)

    monkeypatch.setattr(BaseClient, "_make_api_call", noted)
    return made


def links(box: Sandbox) -> Iterator[str]:
    """Every link in every mail, as a scanner of mails follows them."""
    for mail in box.mails:
        yield from re.findall(r"https://[^\s\"<>&]+", mail.text + mail.html)


def test_whoever_follows_every_link_of_every_mail_changes_nothing(box: Sandbox, written: list[str]):
    complain(box)
    box.email(reply(last(box, HANDLER), "#备注 已联系", sender=HANDLER), verdicts={"dmarc": "GRAY"})
    says(box, HANDLER, ANSWER)
    turned_off = tokens.Token(
        "reports", "", tokens.person_digest(HANDLER), (box.now + timedelta(days=1)).replace(microsecond=0)
    )
    followed = {
        *links(box),
        f"/u/{tokens.mint(turned_off, app.container().keys)}",
        "/",
        "/poster",
        "/s/x",
        "/c/x",
        "/k/x",
    }
    assert {"s", "c", "k", "u"} <= {link.split("/")[-2] for link in followed}
    written.clear()
    for link in followed:
        for query in ("", "?score=4", "?lang=en&score=1&words=x"):
            box.get(link + (query if "?" not in link else query.replace("?", "&")))
    assert written == []


def test_an_answer_posted_over_and_over_is_written_once(box: Sandbox, written: list[str]):
    complain(box)
    says(box, HANDLER, ANSWER)
    link = survey_link(last(box, CUSTOMER))
    written.clear()
    for score in "4" + "1234" * 25:
        assert box.post(link, {"score": score}).status == 200
    assert newest(box)["satisfaction"] == 4
    assert written.count("TransactWriteItems") <= 2  # the answer, and marking what it sent
    assert len(box.history(newest(box)["number"])) < 20


def test_a_confirmation_pressed_twice_counts_once(box: Sandbox):
    complain(box)
    box.email(reply(last(box, HANDLER), ANSWER, sender=HANDLER), verdicts={"dmarc": "GRAY"})
    assert newest(box)["status"] == "open"
    link = next(link for link in links(box) if "/k/" in link)
    for _ in range(3):
        assert box.post(link, {"confirm": "yes"}).status == 200
    assert newest(box)["status"] == "answered"
    assert len(to(box, CUSTOMER)) == 2


@pytest.mark.parametrize(
    "form", [{}, {"lang": "en"}, {"confirm": ""}, {"confirm": "no"}, {"score": "4", "words": "yes"}]
)
def test_a_program_that_posts_without_the_button_changes_nothing(
    box: Sandbox, written: list[str], form: dict[str, str]
):
    complain(box)
    box.email(reply(last(box, HANDLER), ANSWER, sender=HANDLER), verdicts={"dmarc": "GRAY"})
    link = next(link for link in links(box) if "/k/" in link)
    written.clear()
    shown = box.post(link, form)
    assert (shown.status, written, newest(box)["status"]) == (422, [], "open")
    assert 'name="confirm" value="yes"' in shown.text  # and a person may press it still
    box.post(link, {"confirm": "yes"})
    says(box, HANDLER, "#备注 已答复")
    survey = survey_link(last(box, CUSTOMER))
    written.clear()
    refused = {name: value for name, value in form.items() if name != "score"}
    assert (box.post(survey, refused).status, written, newest(box)["satisfaction"]) == (422, [], None)


def test_a_confirmation_opened_again_shows_that_it_is_done_and_what(box: Sandbox, written: list[str]):
    complain(box)
    box.email(reply(last(box, HANDLER), ANSWER, sender=HANDLER), verdicts={"dmarc": "GRAY"})
    link = next(link for link in links(box) if "/k/" in link)
    assert "停岗培训三天" in box.get(link).text
    pressed = box.post(link, {"confirm": "yes"}).text
    assert "系统正在执行" in pressed
    assert "停岗培训三天" in pressed
    written.clear()
    for again in (box.get(link).text, box.post(link, {"confirm": "yes"}).text, box.post(link, {}).text):
        assert "这条命令已经确认并处理" in again
        assert "停岗培训三天" in again
        assert "<button" not in again
    assert "This instruction was confirmed and has been dealt with" in box.get(f"{link}?lang=en").text
    assert written == []


@pytest.mark.parametrize("change", ["upper", "last", "first", "short", "long"])
def test_a_tampered_link_shows_nothing(box: Sandbox, change: str):
    complain(box)
    says(box, HANDLER, ANSWER)
    base, _, token = survey_link(last(box, CUSTOMER)).rpartition("/")
    tampered = {
        "upper": token.upper(),
        "last": token[:-1] + ("a" if token[-1] != "a" else "b"),
        "first": ("a" if token[0] != "a" else "b") + token[1:],
        "short": token[:-1],
        "long": token + "a",
    }[change]
    shown = box.get(f"{base}/{tampered}")
    assert shown.status == (200 if change == "upper" else 404)
    if change != "upper":
        assert newest(box)["number"] not in shown.text


def test_a_link_for_one_purpose_opens_no_other(box: Sandbox):
    complain(box)
    says(box, HANDLER, ANSWER)
    base, _, token = survey_link(last(box, CUSTOMER)).rpartition("/s/")
    assert box.get(f"{base}/c/{token}").status == 404
    assert box.post(f"{base}/k/{token}", {"confirm": "yes"}).status == 404
    local, _, domain = last(box, HANDLER).reply_to.partition("@")
    assert box.get(f"{base}/c/{local.partition('+')[2]}").status == 404
    assert domain


def test_an_expired_link_says_so_and_shows_nothing(box: Sandbox):
    complain(box)
    says(box, HANDLER, ANSWER)
    link = survey_link(last(box, CUSTOMER))
    token = tokens.verified(link.rpartition("/")[2], app.container().keys, box.now)
    assert token is not None
    box._clock.move_to(token.expires)
    assert box.get(link).status == 200
    box._clock.move_to(token.expires.replace(year=token.expires.year + 1))
    shown = box.get(link)
    assert shown.status == 410
    assert newest(box)["number"] not in shown.text


def keys(*options: str) -> None:
    """The operator's command; functions that start from now on have what it leaves."""
    assert cli.main(("keys", *options)) == 0
    app.container.cache_clear()
    app.clockwork.cache_clear()


def test_after_a_rotation_old_links_hold_until_their_key_is_taken_away(box: Sandbox):
    complain(box)
    says(box, HANDLER, ANSWER)
    link, slip = survey_link(last(box, CUSTOMER)), last(box, HANDLER, "请办理")
    keys("--rotate")
    assert box.get(link).status == 200
    complain(box, RUDE, sender="li.si@qq.com")
    fresh = last(box, HANDLER, "请办理")
    box.email(reply(fresh, "#备注 新密钥", sender=HANDLER))
    box.email(reply(slip, "#备注 旧密钥", sender=HANDLER))
    notes = [e.text for c in box.complaints() for e in box.history(c["number"]) if e.what == "note"]
    assert len(notes) == 2
    keys("--retire")
    assert box.get(link).status == 200, "what it signed may hold for a year yet"
    keys("--retire", "--now")
    assert box.get(link).status == 404
    box.email(reply(fresh, "#备注 仍有效", sender=HANDLER))
    assert len([e for e in box.history("LC20260302-0002") if e.what == "note"]) == 2


def test_links_of_the_one_key_for_all_hold_on_when_each_use_gets_its_own(box: Sandbox, monkeypatch: pytest.MonkeyPatch):
    """A stack that had one key, as its mails of before were signed, gets keys for each use that take it over."""
    name, before = app.container().settings.secret_name, json.dumps({"current": 1, "keys": {"1": "7c" * 32}})
    ssm = boto3.client("ssm")
    for use in tokens.USES:
        ssm.put_parameter(Name=secrets.place_of(name, use), Value=before, Overwrite=True)
    keys()
    complain(box)
    says(box, HANDLER, ANSWER)
    link, slip = survey_link(last(box, CUSTOMER)), last(box, HANDLER, "请办理")
    for use in tokens.USES:
        ssm.delete_parameter(Name=secrets.place_of(name, use))
    ssm.put_parameter(Name=name, Value=before, Type="SecureString")
    keys("--make")
    held = app.container().keys.rings
    assert {ring.current for ring in held.values()} == {2}
    assert len({ring.secrets[2] for ring in held.values()}) == len(tokens.USES), "each use signs with its own"
    assert box.get(link).status == 200
    box.email(reply(slip, "#备注 旧密钥", sender=HANDLER))
    assert [e.text for e in box.history(newest(box)["number"]) if e.what == "note"] == ["旧密钥"]
    keys("--make")
    assert app.container().keys == tokens.Keys(held), "made once"
    later = datetime.now(UTC) + timedelta(days=401)
    monkeypatch.setattr("redress.signing.now", lambda: later)
    keys("--retire")
    assert box.get(link).status == 404


def rings() -> dict[tokens.Use, tokens.Ring]:
    name = app.container().settings.secret_name
    return dict(secrets.signing_keys(client("ssm"), name, tokens.USES).rings)


class Crossed:
    """What somebody else does just before those of the writes of keys whose numbers are given, from 0; they are not counted themselves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *numbers: int, act: Callable[[], object]) -> None:
        self.left, self.number, self.act = set(numbers), -1, act
        self.make = vars(BaseClient)["_make_api_call"]
        monkeypatch.setattr(BaseClient, "_make_api_call", self._call)

    @property
    def _call(self) -> Callable[..., Any]:
        def call(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
            self.number += operation == "PutParameter" and self.number >= -1
            if operation == "PutParameter" and self.number in self.left:
                self.left.remove(self.number)
                before, self.number = self.number, -100
                self.act()
                self.number = before
            return self.make(client, operation, arguments)

        return call


@pytest.mark.parametrize("number", range(len(tokens.USES)))
@pytest.mark.parametrize("what", ["--rotate", "--retire"])
def test_of_two_operators_who_renew_keys_at_once_neither_takes_the_others_fresh_key_away(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int, what: str
):
    assert box.address
    keys("--rotate")
    fresh = list[dict[tokens.Use, tokens.Ring]]()

    def other() -> None:
        cli.main(("keys", "--rotate"))
        fresh.append(rings())

    Crossed(monkeypatch, number, act=other)
    assert cli.main(("keys", what, *(["--now"] if what == "--retire" else []))) == 1
    told, (theirs,) = capsys.readouterr().out, fresh
    for use, ring in theirs.items():
        assert rings()[use].secrets[ring.current] == ring.secrets[ring.current], "what they signed holds"
        assert (f"{use}: somebody else wrote these keys" in told) == (use in tokens.USES[number:])
    keys("--rotate")
    assert len({ring.current for ring in rings().values()}) == 1


def test_where_three_renew_keys_in_one_moment_it_is_said_that_a_key_may_be_gone(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert box.address
    Crossed(monkeypatch, 0, 1, act=lambda: cli.main(("keys", "--rotate")))
    assert cli.main(("keys", "--rotate")) == 1
    assert "one's may be gone: let one person alone rotate once more" in capsys.readouterr().out


def test_two_operators_who_make_the_first_keys_leave_those_of_the_first(box: Sandbox, monkeypatch: pytest.MonkeyPatch):
    assert box.address
    for use in tokens.USES:
        boto3.client("ssm").delete_parameter(Name=secrets.place_of(app.container().settings.secret_name, use))
    made = list[dict[tokens.Use, tokens.Ring]]()

    def other() -> None:
        cli.main(("keys", "--make"))
        made.append(rings())

    Crossed(monkeypatch, 0, act=other)
    keys("--make")
    assert [rings()] == made


def test_a_rotation_that_was_broken_off_goes_on_where_it_stopped(box: Sandbox):
    name = app.container().settings.secret_name
    keys("--rotate")
    held = app.container().keys.rings
    lagging = secrets.place_of(name, "file")
    boto3.client("ssm").put_parameter(Name=lagging, Value=secrets.current_alone(held["file"]), Overwrite=True)
    for use in ("reply", "page"):
        boto3.client("ssm").put_parameter(
            Name=secrets.place_of(name, use), Value=secrets.rotated(held[use]), Overwrite=True
        )
    keys("--rotate")
    assert {ring.current for ring in app.container().keys.rings.values()} == {3}
    assert box.address


def test_one_sender_gets_so_many_acknowledgements_a_day_and_all_mails_are_filed(box: Sandbox):
    cap = app.container().policies.current().acknowledgements_a_day
    for number in range(cap + 15):
        box.email(letter("robot@x.example", box.address, f"投诉{number}", RUDE))
    assert len(to(box, "robot@x.example")) == cap
    received = [
        e for c in box.complaints() for e in box.history(c["number"]) if e.what in ("received", "customer_wrote")
    ]
    assert len(received) == cap + 15


def test_tokens_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch, box: Sandbox):
    compared: list[tuple[str, str]] = []
    monkeypatch.setattr("hmac.compare_digest", lambda a, b: bool(compared.append((a, b))) or a == b)
    complain(box)
    compared.clear()
    token = last(box, HANDLER).reply_to.partition("+")[2].partition("@")[0]
    assert tokens.verified(token, app.container().keys, box.now)
    assert len(compared) == 1


# -- reply addresses -------------------------------------------------------------------------------------------------------


def token_to(box: Sandbox, address: str) -> tokens.Token | None:
    """The reply token of their newest mail, if it holds now."""
    mail = last(box, address)
    return tokens.verified(mail.reply_to.partition("@")[0].partition("+")[2], app.container().keys, box.now)


def test_a_colleagues_reply_address_holds_two_months_and_each_mail_renews_it_while_a_customers_holds_a_year(
    box: Sandbox,
):
    complain(box)
    begun = box.now
    old, customers = token_to(box, HANDLER), token_to(box, CUSTOMER)
    assert old is not None
    assert customers is not None
    assert (old.expires - begun).days in (59, 60)
    assert (customers.expires - begun).days >= 366
    says(box, HANDLER, "#备注 已调取监控")
    box._clock.move_to(begun + timedelta(days=50))
    says(box, HANDLER, "#备注 监控已看")
    renewed = token_to(box, HANDLER)
    assert renewed is not None
    assert (renewed.expires - begun).days in (109, 110)


def test_an_answer_to_an_expired_reply_address_is_carried_out_by_number_and_without_it_told_how_to_go_on(box: Sandbox):
    number = complain(box)["number"]
    slip = last(box, HANDLER, "请办理")
    box._clock.move_to(box.now + timedelta(days=61))
    assert token_to(box, HANDLER) is None
    bare: dict[str, str | None] = {"Subject": "回复", "In-Reply-To": None, "References": None}
    for words in (ANSWER, "我这边已经在查了，请再等等"):
        box.email(reply(slip, words, sender=HANDLER, at=box.now, headers=bare, quote=False))
        told = last(box, HANDLER).text
        assert "写" in told
        assert f"您名下还有事要办的案件：{number}" in told
    assert newest(box)["status"] != "answered"
    box.email(reply(slip, ANSWER, sender=HANDLER, at=box.now))
    assert "检票员高声呵斥旅客属实" in last(box, HANDLER, number).text
    assert any("检票员高声呵斥旅客属实" in mail.text for mail in to(box, CUSTOMER))
    box.email(compose("stranger@example.org", slip.reply_to, f"Re: [{number}]", "#办结"))
    assert newest(box)["number"] != number, "a stranger's mail there is a stranger's as everywhere"
