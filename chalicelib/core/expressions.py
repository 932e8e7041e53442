"""Regular expressions that are compiled when something is first read with them: a new process starts without the thousand that it may never need."""

import re
from typing import Any, AnyStr, cast

_METHODS = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))


def expression(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The expression as one that `re.compile` would give, compiled at its first use; one that is wrong raises then."""
    return cast("re.Pattern[AnyStr]", _Uncompiled(text, flags))


class _Uncompiled:
    """Stands for a pattern until it is asked for anything; from then on it has the compiled one's own methods, which cost what they cost there."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.pattern, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in _METHODS})
        return self.__dict__[name]
