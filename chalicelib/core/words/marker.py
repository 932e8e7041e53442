"""The line above which a correspondent is asked to answer; printed in every mail that awaits a reply.

It stands in the reader's language and, in a colleague's mail, for whoever that is passed on to, in the policy's first one of the other
kind of script, if it has one; a letter to a customer is in their language alone. A reply is recognised by the line of any language, whichever the policy writes in. Beside it the header by which our own
mail is known when it comes back.
"""

import re
from collections.abc import Iterable

from chalicelib.core.expressions import expression
from chalicelib.core.written.languages import FIRST, LANGUAGES, language_or_first

LOOP_HEADER = "X-Redress-Loop"
"""It names the complaint address."""
NO_MACHINE_ANSWERS = "DR, RN, NRN, OOF, AutoReply"
"""What Exchange is asked to spare us (X-Auto-Response-Suppress, MS-OXCMAIL 2.1.3.2.20): all but NDR, by which we hear that a mail did not arrive."""
DASHES, LATIN_DASHES = "－－", "----"
_ANY_DASHES = rf"(?:－{{2,4}}|{LATIN_DASHES})"  # more of them where a mail is older


def reply_line(language: str, languages: Iterable[str]) -> str:
    """The line in a mail to a reader of `language` under a policy that writes in `languages`."""
    own = language_or_first(language)
    others = (LANGUAGES[each] for each in languages if LANGUAGES[each].is_latin != own.is_latin)
    shown = sorted((own, *list(others)[:1]), key=lambda each: each.is_latin)
    dashes = LATIN_DASHES if own.is_latin and len(shown) == 1 else DASHES
    return f"{dashes} {' / '.join(each.reply_line for each in shown)} {dashes}"


REPLY_MARKER = reply_line(FIRST, LANGUAGES)
"""The line as it stands where a policy writes in all languages."""
REPLY_WORDS = expression("|".join(re.escape(each.reply_line) for each in LANGUAGES.values()), re.IGNORECASE)
"""The line's words in any language: by them a quoted mail of ours is known."""
REPLY_LINE = expression(
    rf"{_ANY_DASHES} (?:{REPLY_WORDS.pattern})(?: / (?:{REPLY_WORDS.pattern}))? {_ANY_DASHES}",
    re.IGNORECASE,
)
"""The whole line, as we print it."""
