"""Looking for a promise that a policy breaks: many random lives are played, and the shortest that breaks one is told.

`lives` says what people may do, `playing` plays it through `core.handling.decide` and the rendering of mails, `answers` is how staff fill
in what a mail asks for, `promises` are what must hold of everything that goes out, `shortest` leaves out of a life whatever is not needed.
"""
