"""Work that arises from the handling itself, in every policy."""

from chalicelib.core.policy import model as rules
from chalicelib.core.times.working_time import Duration

# Forms as far as the desk's commands have lines for them.
REFERRAL = rules.Task(name="referral", for_="desk", command="transfer")
CALL = rules.Task(name="call", for_="desk", command="contact", form=("when", "reached", "words"), message="call_task")
RECEIPT = rules.Task(name="receipt", for_="staff", command="received", within={"": Duration(1, "hour")})
# What a customer wrote after the answer, for whom a letter of ours said that it would be looked at; any order of the desk settles it.
LATER_WORDS = rules.Task(name="later_words", for_="desk", command="contact")
# What a leader wrote in free words; its limit is the policy's `instruction_within`.
INSTRUCTION = rules.Task(name="instruction", for_="handler", command="note")
# Whether somebody whom a complaint names is the one complained of.
WHOM = rules.Task(name="whom", for_="desk", command="about")
# Whether what a customer added is about something else; a note says that it is not.
APART = rules.Task(name="apart", for_="desk", command="split")
OF_THE_HANDLING = (REFERRAL, CALL, RECEIPT, LATER_WORDS, INSTRUCTION, WHOM, APART)
