"""What `redress deploy` does, step by step: each says beforehand what it would do, and then does it. All can be given again."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from botocore.exceptions import ClientError

from chalicelib.container import follows_published, newest
from chalicelib.core.policy.model import Policy, PolicyError
from redress import rehearsal, signing
from redress.deploying import mail_in, uploading
from redress.deploying.changing import Changes, Stacks, Standing
from redress.deploying.terminal import Terminal
from redress.deploying.wishes import Specs, Wishes
from redress.doctor import EXAMINATIONS, examine
from redress.doctor.answers import Patient, Resolver
from redress.kept_beside import Publication, as_in_the_file, wanted
from redress.package import Package
from redress.policy_changes import changes
from redress.policy_commands import publishable
from redress.publishing import put_in_force
from redress.stack import Stack, StackError

ENOUGH_TO_RESERVE = 150  # unreserved concurrency of an account that has some to give


class Step(msgspec.Struct, frozen=True):
    """A heading, what would be done, and the doing, which gives the exit code."""

    name: str
    plan: str
    run: Callable[[], int]


class Deployment:
    """One stack, by name, in one account and region. `clients` makes an AWS client, `build` the package."""

    def __init__(
        self,
        name: str,
        wishes: Wishes,
        specs: Specs,
        terminal: Terminal,
        *,
        clients: Callable[[str], Any],
        build: Callable[[], Package],
        resolver: Resolver,
    ) -> None:
        self.name, self.specs, self.region, self.terminal = name, specs, wishes.region, terminal
        self.clients, self.build, self.resolver = clients, build, resolver
        self.stacks = Stacks(clients("cloudformation"), name, terminal)
        self.before = self.stacks.standing()
        self.account = str(clients("sts").get_caller_identity()["Account"])
        self.policy = publishable(wishes.policy) if wishes.policy else None
        self.wishes = wishes
        self.template_url = ""

    def steps(self) -> Iterator[Step]:
        """All of them, in order. What makes deploying impossible is raised here, before anything is done."""
        self._refuse_taken_domain()
        secret = self._value("SecretName")
        yield Step("keys", self._keys_planned(secret), lambda: self._keys(secret))
        bucket = uploading.bucket_name(self.name, self.account, self.region)
        yield Step("package", f"build it and lay it into the bucket {bucket}", lambda: self._package(bucket))
        yield Step("stack", "\n".join(self._stack_planned()), self._change)
        yield Step("policy", "\n".join(self._policy_planned()), self._publish)
        yield Step("records", "name the DNS records, and whether they are set", self._records)
        here = rehearsal.is_one()
        yield Step(
            "receipt rules", *((NO_RULES_HERE, self._no_rules) if here else (self._rules_planned(), self._rules))
        )
        yield Step("doctor", "examine all of it", self._doctor)

    # -- what is, and what is wanted ------------------------------------------------------------------------------------------

    def _value(self, name: str) -> str:
        """A parameter as it will be."""
        known = {**({} if not self.before.exists else self.before.parameters), **self.wishes.parameters}
        return str(known.get(name, self.specs[name].get("Default", "")))

    def _refuse_taken_domain(self) -> None:
        domain = self._value("MailDomain")
        if self.before.exists and self.before.parameters.get("MailDomain") == domain:
            return
        try:
            self.clients("sesv2").get_email_identity(EmailIdentity=domain)
        except ClientError as error:
            if error.response["Error"]["Code"] == "NotFoundException":
                return
            raise
        raise StackError(
            f"this account has an SES identity {domain} already, and the stack makes its own: choose a subdomain, or if "
            f"nobody sends from it: aws sesv2 delete-email-identity --email-identity {domain}"
        )

    # -- keys and package -----------------------------------------------------------------------------------------------------

    def _keys_planned(self, secret: str) -> str:
        missing = [kept.use for kept in signing.stored(self.clients("ssm"), secret) if kept.ring is None]
        return f"make those of {', '.join(missing)} under {secret}" if missing else f"they lie under {secret}"

    def _keys(self, secret: str) -> int:
        client = self.clients("ssm")
        signing.make(client, secret, list(signing.stored(client, secret)))
        self.terminal.say(f"they lie under {secret}")
        return 0

    def _package(self, bucket: str) -> int:
        self.terminal.progress("the libraries are fetched and packed")
        built = self.build()
        self.terminal.progress(f"{built.code.stat().st_size / 1e6:.1f} MB go to {bucket}")
        self.template_url = uploading.uploaded(self.clients("s3"), bucket, self.region, built)
        self.terminal.say(f"lies at {self.template_url}")
        return 0

    # -- the stack ------------------------------------------------------------------------------------------------------------

    def _stack_planned(self) -> Iterator[str]:
        done = "change" if self.before.exists else "make"
        yield f"{done} {self.name} in account {self.account}, region {self.region}"
        for name, value in self.wishes.parameters.items():
            earlier = self.before.parameters.get(name, "") if self.before.exists else ""
            if value != earlier:
                yield f"  {name} = {value}" + (f", so far {earlier}" if earlier else "")

    def _change(self) -> int:
        self.stacks.clear()
        found = self.stacks.planned(self.template_url, self._parameters(), self.specs)
        if found is None:
            self.terminal.say(f"nothing of {self.name} changes")
            return 0
        self.terminal.say(f"{found}")
        if found.lost and not self._lost_all_the_same(found):
            self.stacks.forget(found)
            raise StackError("nothing was changed")
        standing = self.stacks.carry_out(found)
        self.terminal.say(f"{self.name}: {standing.status}")
        return 0

    def _lost_all_the_same(self, found: Changes) -> bool:
        return self.terminal.agrees(
            f"{', '.join(found.lost)} would be made anew, empty; what they hold stays behind, unused. Go on?",
            to_a_loss=True,
        )

    def _parameters(self) -> Mapping[str, str]:
        """The wishes, and what of the account's concurrency a new stack may reserve, if they say nothing of it."""
        given = dict(self.wishes.parameters)
        if not self.before.exists and "ReserveConcurrency" not in given:
            limit = self.clients("lambda").get_account_settings()["AccountLimit"]
            enough = limit["UnreservedConcurrentExecutions"] >= ENOUGH_TO_RESERVE
            given["ReserveConcurrency"] = str(enough).lower()
            if not enough:
                self.terminal.say(
                    "this account has no concurrency to reserve; ask for more, then set ReserveConcurrency"
                )
        return given

    # -- policy ---------------------------------------------------------------------------------------------------------------

    def _in_force(self) -> Policy | None:
        """The published policy, if there is a stack that follows one."""
        stack = Stack(self.name)
        try:
            settings = stack.settings
            return newest(settings, stack.objects) if follows_published(settings) else None
        except (PolicyError, StackError):
            return None

    def _policy_planned(self) -> Iterator[str]:
        old = self._in_force() if self.before.exists else None
        to_publish = self._wanted(old)
        if to_publish is None:
            yield f"{old.name} stays in force" if old else NOBODY_IS_ANSWERED
        elif old == to_publish.whole:
            yield f"{old.name} is in force already"
        else:
            yield f"publish {self.wishes.policy}: rules {to_publish.rules.digest}"
            yield from (f"  {each}" for each in (changes(old, to_publish.whole) if old else ()))

    def _wanted(self, old: Policy | None) -> Publication | None:
        """The policy to publish, with what was changed by itself beside the rules in force."""
        if self.policy is None:
            return None
        return wanted(self.policy, Stack(self.name)) if old else as_in_the_file(self.policy)

    def _publish(self) -> int:
        old = self._in_force()
        to_publish = self._wanted(old)
        if to_publish is not None and old != to_publish.whole:
            for line in put_in_force(to_publish, Stack(self.name)):
                self.terminal.say(line)
        else:
            self.terminal.say(f"{old.name} is in force" if old else NOBODY_IS_ANSWERED)
        return 0

    # -- mail -----------------------------------------------------------------------------------------------------------------

    def _records(self) -> int:
        now = self.stacks.standing()
        domain, web, operator = (now.parameters.get(n, "") for n in ("MailDomain", "WebDomain", "OperatorAddress"))
        for line in mail_in.told(list(mail_in.records(now.outputs, domain, web, operator)), self.resolver):
            self.terminal.say(line)
        if rehearsal.is_one():
            self.terminal.say(
                "None need be set for an emulator. On AWS there are three CNAME records more, which sign the domain's mail."
            )
        return 0

    def _no_rules(self) -> int:
        self.terminal.say(NO_RULES_HERE)
        return 0

    def _rule_set(self, standing: Standing) -> str:
        return standing.outputs.get("ReceiptRuleSetName", self._value("RuleSetName") or self.name)

    def _rules_planned(self) -> str:
        active, wanted = mail_in.active_rules(self.clients("ses")), self._rule_set(self.before)
        if active == wanted:
            return f"SES follows {wanted} already"
        return f"ask whether SES is to follow {wanted}" + (f" instead of {active}" if active else "")

    def _rules(self) -> int:
        wanted = self._rule_set(self.stacks.standing())
        self.terminal.say(mail_in.activated(self.clients("ses"), wanted, self.terminal))
        return 0

    def _doctor(self) -> int:
        patient = Patient(Stack(self.name), self.clients)
        code = examine(patient, self.resolver, [name for name, _ in EXAMINATIONS])
        if (
            code == 0
            and not rehearsal.is_one()
            and self.terminal.agrees("Send a test mail through every hop, and wait until it comes back?")
        ):
            code = examine(patient, self.resolver, [], trip=True)
        return code


NOBODY_IS_ANSWERED = (
    "no policy of yours: mail is kept, and nobody is answered until you give: redress policy publish FILE"
)
NO_RULES_HERE = (
    "nothing: an emulator has no receipt rules, and no mail comes in by itself. On AWS it is asked here whether SES is to follow the "
    "stack's rules; a yes brings the domain's mail in"
)
BUILD = Path("build") / "deploying"
