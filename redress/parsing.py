"""The words of a call as argparse reads them, and what whoever mistypes hears: what they may have meant, and what there is."""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from difflib import get_close_matches
from typing import Any, NoReturn

WRONG_CALL = 2
NUMBER = re.compile(r"-\d+(\.\d+)?$")
STACK = "the deployed stack's name, default redress"
OLDEST = timedelta(days=36_500)  # no further back is asked for; what a calendar cannot hold is no number of days


class Parser(argparse.ArgumentParser):
    """One that looks for what was meant."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does it; an option that there is none of is told before anything that is missing."""
        given = list(sys.argv[1:] if args is None else args)
        for word in self._options_in(given):
            if not self._is_option(word):
                options = [each for each in self._option_string_actions if each.startswith("--")]
                self.error(f"there is no option {word}; {meant(word, options)}")
        return super().parse_known_args(given, namespace)

    def error(self, message: str) -> NoReturn:
        """Prints what was not understood, and ends with 2."""
        print(f"{self.prog}: {self._said(message)}\nSee: {self.prog} --help", file=sys.stderr)
        raise SystemExit(WRONG_CALL)

    def _options_in(self, given: Sequence[str]) -> Iterator[str]:
        """The options among the words that are this parser's own, as far as a command below it."""
        below, words = commands_of(self), iter(given)
        for word in words:
            if word == "--" or word in below:
                return
            if word.startswith("-") and word != "-" and not NUMBER.match(word):
                name, has_value, _ = word.partition("=")
                yield name
                action = self._option_string_actions.get(name)
                if below and action is not None and action.nargs is None and not has_value:
                    next(words, None)

    def _is_option(self, word: str) -> bool:
        """Whether it is one, or the beginning of one."""
        return any(option.startswith(word) for option in self._option_string_actions)

    def _said(self, message: str) -> str:
        """In words, with what was nearest; other faults as they are."""
        if unknown := re.search(r"invalid choice: '(.*?)' \(choose from (.*)\)", message):
            offered = [word.strip(" '") for word in unknown[2].split(",")]
            return f"there is no {unknown[1]}; {meant(unknown[1], offered, _further(self))}"
        if left := re.match(r"unrecognized arguments: (.*)", message):
            return f"too many words: {left[1]}"
        if message.endswith("required: COMMAND"):
            return f"name one of {', '.join(commands_of(self))}"
        if wrong := re.match(r"argument (\S+): invalid (int|float) value: '(.*)'", message):
            return f"{wrong[1]}: {wrong[3]} is no {'whole ' * (wrong[2] == 'int')}number"
        return message.removeprefix("argument ")


def meant(word: str, offered: Sequence[str], further: Sequence[str] = (), most: int = 1) -> str:
    """What may have been meant, at most so many, or what there is. `further`: what is offered elsewhere, under its last word."""
    by_last = {each.rpartition(" ")[2]: each for each in further}
    near = get_close_matches(word, offered, most) or [by_last[each] for each in get_close_matches(word, by_last, 1)]
    return f"do you mean {' or '.join(near)}?" if near else f"there are {', '.join(offered)}"


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands below a parser, by name; none if it is a command itself."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:  # noqa: SLF001  argparse tells of its arguments nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            found |= action.choices
    return found


def _further(parser: argparse.ArgumentParser) -> list[str]:
    """The commands of the groups below a parser."""
    return [f"{name} {each}" for name, below in commands_of(parser).items() for each in commands_of(below)]


def with_stack_everywhere(parser: argparse.ArgumentParser) -> None:
    """Takes `--stack` after each command as well as before it."""
    for below in commands_of(parser).values():
        below.add_argument("--stack", default=argparse.SUPPRESS, help=STACK)
        with_stack_everywhere(below)


def days(text: str) -> float:
    """So many days back. ArgumentTypeError for what is none."""
    try:
        found = float(text)
    except ValueError:
        found = -1
    if not 0 <= found <= OLDEST.days:
        raise argparse.ArgumentTypeError(f"{text} is no number of days from 0 to {OLDEST.days}")
    return found
