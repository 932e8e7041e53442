"""What is gone through again and again while nobody holds all of it: very many lines of the register, very many lines of a table."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


class Again(Sequence[Item]):
    """Items that are fetched anew each time that somebody goes through them. `number`: how many they are, where that is known."""

    def __init__(self, fetch: Callable[[], Iterator[Item]], number: int | None = None) -> None:
        self._fetch = fetch
        self._number = number

    def __iter__(self) -> Iterator[Item]:
        """From the first one on."""
        return self._fetch()

    def __len__(self) -> int:
        """How many; counted once."""
        if self._number is None:
            self._number = sum(1 for _ in self)
        return self._number

    def __bool__(self) -> bool:
        """Whether there is any."""
        return any(True for _ in self)

    def __getitem__(self, place: Any) -> Any:
        """One of them, or a stretch, from the beginning; to be asked for what stands near it."""
        if isinstance(place, slice):
            return tuple(islice(self, place.start, place.stop, place.step))
        return next(islice(self, place, None))


def flowing(items: Sequence[Item], through: Callable[[Iterable[Item]], Iterator[Made]]) -> Sequence[Made]:
    """What comes of the items: of those that are fetched again it is made again, of others at once."""
    return Again(lambda: through(items)) if isinstance(items, Again) else tuple(through(items))


def those(items: Sequence[Item], test: Callable[[Item], object]) -> Sequence[Item]:
    """The items for which the test holds."""
    return flowing(items, lambda each: filter(test, each))


def together(*several: Sequence[Item]) -> Sequence[Item]:
    """Several after one another."""
    if any(isinstance(items, Again) for items in several):
        return Again(lambda: (item for items in several for item in items))
    return tuple(item for items in several for item in items)


def by_number(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    """The items, so many at a time; the last time what is left."""
    going = iter(items)
    while some := list(islice(going, most)):
        yield some
