"""What `redress deploy` asks and tells: at a terminal, in a script, or with every question answered beforehand."""

import sys

from redress.stack import StackError


class Terminal:
    """Somebody to ask. `agreed` answers yes to whatever loses nothing."""

    def __init__(self, *, agreed: bool = False) -> None:
        self.agreed = agreed
        self._open = 0  # how long the line is that the next progress will overwrite

    def say(self, line: str = "") -> None:
        """One line."""
        self._end()
        print(line, flush=True)

    def progress(self, line: str) -> None:
        """How far it has come: at a terminal one line that changes, elsewhere a line each."""
        if sys.stdout.isatty():
            print(f"\r  {line[:76]:<{self._open}}", end="", flush=True)
            self._open = len(line[:76])
        else:
            print(f"  {line}", flush=True)

    def ask(self, question: str, otherwise: str = "") -> str:
        """An answer; `otherwise` if there is none. StackError if nobody can be asked."""
        self._end()
        try:
            return input(f"{question}{f' [{otherwise}]' if otherwise else ''}: ").strip() or otherwise
        except EOFError:
            raise StackError(f"nobody is there to answer: {question}") from None

    def agrees(self, question: str, *, to_a_loss: bool = False) -> bool:
        """Whether somebody says yes. What loses something is asked though all was agreed to."""
        if self.agreed and not to_a_loss:
            self.say(f"{question} yes")
            return True
        return self.ask(f"{question} (yes/no)", "no").lower() in ("y", "yes", "是")

    def _end(self) -> None:
        if self._open:
            print()
            self._open = 0
