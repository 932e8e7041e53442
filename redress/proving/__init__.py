"""Looking for a promise that a policy breaks: many random lives are played, and the shortest that breaks one is told.

`lives` says what people may do, `acting` does it with the complaints of a `scene`, `course` takes it through `core.handling.decide` and the rendering of mails, `playing` is the
whole life; `answers` is how staff fill in what a mail asks for, `words` what people say, `registering` how a call is written down; `promises` are
what must hold of everything that goes out, `shortest` leaves out of a life whatever is not needed.
"""
