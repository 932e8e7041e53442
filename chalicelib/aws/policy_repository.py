"""The policy in force and the rules that open complaints were opened under.

Packaged policies serve as they are. A published one lies in the bucket (`policies.published`), where one small object names
what is in force: it is looked at before each fact, so that what is published holds from then on. The directory is always the
newest, and so are the sentences that were changed by themselves and the absences that people have told of by mail.
"""

from collections.abc import Callable
from datetime import datetime

import msgspec

from chalicelib.core.lately import lately
from chalicelib.core.people import absences
from chalicelib.core.people.absences import AbsenceNotice
from chalicelib.core.policy.model import Directory, Policy


class PolicyRepository:
    """Policies by digest. `newest` reads the policy in force, `older` the rules of a digest (None: not kept).

    `named` tells what is in force now, or nothing for a policy that cannot change; when it tells another, `newest` is read again.
    """

    def __init__(
        self,
        newest: Callable[[], Policy],
        older: Callable[[str], Policy | None],
        *,
        named: Callable[[], bytes | None] | None = None,
    ) -> None:
        self._newest = newest
        self._older = older
        self._named = named
        self._name: bytes | None = None
        self._looked: datetime | None = None
        self._published: Policy | None = None
        self._current: Policy | None = None
        self._absences: tuple[AbsenceNotice, ...] = ()
        self._kept: dict[str, Policy] = {}

    def current(self) -> Policy:
        """The policy in force."""
        if self._current is None:
            self._published = self._published or self._newest()
            self._current = _with_absences(self._published, self._absences)
            self._kept[self._current.digest] = self._current
        return self._current

    @property
    def follows(self) -> bool:
        """Whether what is published comes into force here."""
        return self._named is not None

    def published(self) -> Policy:
        """The policy in force as it was published: with the absences of its directory alone."""
        self.current()
        assert self._published is not None
        return self._published

    def learn(self, told: tuple[AbsenceNotice, ...]) -> None:
        """Takes in who is away, beside those whom the published directory names, and who has come back."""
        if told != self._absences:
            self._absences, self._current = told, None

    def keep_current(self, now: datetime) -> None:
        """Has the policy in force read again when it is next asked for, if another was published; looks once for each time."""
        if self._named is None or now == self._looked:
            return
        name = self._named()
        if name != self._name:
            self._name, self._published, self._current = name, None, None
            self._kept = {}  # what was reworded since holds for earlier rules too
        self._looked = now

    def look_again(self) -> None:
        """Has the next fact look what is in force, though it be of the same moment: this process itself has just changed it."""
        self._looked = None

    def of(self, digest: str) -> Policy:
        """The rules of a complaint with today's directory; the rules in force if its own are not to be had."""
        current = self.current()
        if not digest or digest == current.digest:
            return current
        if digest not in self._kept:
            self._kept[digest] = self._older(digest) or current
        return _with_directory(self._kept[digest], current.directory)


@lately  # what is known of a policy is known by it being the same object
def _with_directory(policy: Policy, directory: Directory) -> Policy:
    return msgspec.structs.replace(policy, directory=directory)


def _with_absences(policy: Policy, told: tuple[AbsenceNotice, ...]) -> Policy:
    in_force = absences.in_force(policy.directory.absences, told)
    return msgspec.structs.replace(policy, directory=msgspec.structs.replace(policy.directory, absences=in_force))
