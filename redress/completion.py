"""`redress completion bash|zsh`: the commands, options and choices that there are, as a shell completes them; files where nothing fits."""

import argparse
from collections.abc import Iterator
from typing import Any

import msgspec

from redress import doctor, exporting
from redress.parsing import commands_of
from redress.stack import DEAD_LETTERS

NAME = "redress"
BASH = """\
# redress completion bash: put it into ~/.bashrc as   eval "$(redress completion bash)"
_redress() {{
  local cur="${{COMP_WORDS[COMP_CWORD]}}" prev="${{COMP_WORDS[COMP_CWORD-1]}}" at="" word
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$at $word" in
      {steps}) at="$at $word" ;;
    esac
  done
  local offered=""
  case "$at $prev" in
{choices}
    *) case "$at" in
{words}
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$offered" -- "$cur"))
}}
complete -o default -F _redress redress
"""
ZSH = """\
# redress completion zsh: put it into ~/.zshrc, below compinit, as   eval "$(redress completion zsh)"
_redress() {{
  local prev="${{words[CURRENT-1]}}" at="" word
  for word in "${{(@)words[2,CURRENT-1]}}"; do
    case "$at $word" in
      {steps}) at="$at $word" ;;
    esac
  done
  local offered=""
  case "$at $prev" in
{choices}
    *) case "$at" in
{words}
    esac ;;
  esac
  compadd -- ${{=offered}}
  [[ $at == "" ]] || _files
}}
compdef _redress redress
"""
# What may stand where an argument has no choices of its own, by command and argument.
OFFERED: dict[str, tuple[str, ...]] = {
    "doctor questions": doctor.QUESTIONS,
    "export whose": (exporting.ALL,),
    "redrive queues": tuple(DEAD_LETTERS),
}
BEFORE_A_FOLDER = (f"export {exporting.ALL}",)  # behind which a path alone comes
SHELLS = {"bash": BASH, "zsh": ZSH}


class Offer(msgspec.Struct, frozen=True):
    """What may stand after the commands `at` ("policy check"): words, and for an option its choices."""

    at: str
    words: tuple[str, ...]
    choices: dict[str, tuple[str, ...]]


def register(commands: Any) -> None:
    """Adds the command."""
    words = "what lets bash or zsh complete commands and options"
    completion = commands.add_parser("completion", help=words, description=words)
    completion.add_argument("shell", choices=sorted(SHELLS))
    completion.set_defaults(run=_completion)


def _completion(chosen: argparse.Namespace) -> int:
    from redress.cli import command_line  # noqa: PLC0415  which knows all commands, this one among them

    print(script(command_line(), chosen.shell), end="")
    return 0


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """What a shell reads to complete this command line."""
    found = list(offers(parser))
    steps = "|".join(f'" {each.at}"' for each in found if each.at)
    choices = [f'    "{_at(before)}") ;;' for before in BEFORE_A_FOLDER]
    choices += [
        f'    "{_at(each.at)} {option}") offered="{" ".join(of)}" ;;'
        for each in found
        for option, of in each.choices.items()
    ]
    words = [f'      "{_at(each.at)}") offered="{" ".join(each.words)}" ;;' for each in found]
    return SHELLS[shell].format(steps=steps, choices="\n".join(choices), words="\n".join(words))


def _at(path: str) -> str:
    return f" {path}" if path else ""


def offers(parser: argparse.ArgumentParser, at: str = "") -> Iterator[Offer]:
    """What may stand after each command, from the command line itself."""
    below = commands_of(parser)
    words: list[str] = []
    choices: dict[str, tuple[str, ...]] = {}
    for action in parser._actions:  # noqa: SLF001  argparse tells of its arguments nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            continue
        if action.option_strings:
            words += [option for option in action.option_strings if option.startswith("--")]
            choices |= {option: tuple(map(str, action.choices or ())) for option in action.option_strings}
        else:
            words += map(str, action.choices or OFFERED.get(f"{at} {action.dest}".strip(), ()))
    yield Offer(at, (*below, *words), {option: of for option, of in choices.items() if of})
    for name, each in below.items():
        yield from offers(each, f"{at} {name}".strip())
