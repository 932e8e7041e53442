"""Everything that is checked of a policy that could be read, in the order in which its faults are told."""

from collections.abc import Sequence

from chalicelib.core.policy.model import Directory, Policy, Rule
from chalicelib.core.policy_reading.answer_checks import check_answers
from chalicelib.core.policy_reading.checks import check_effects, check_parts
from chalicelib.core.policy_reading.clock_checks import check_clocks
from chalicelib.core.policy_reading.computed_checks import check_computed
from chalicelib.core.policy_reading.decoding import Reading
from chalicelib.core.policy_reading.directory_checks import check_directory
from chalicelib.core.policy_reading.example_checks import check_examples
from chalicelib.core.policy_reading.form_checks import check_forms
from chalicelib.core.policy_reading.limit_checks import check_limits
from chalicelib.core.policy_reading.moment_order import check_moments
from chalicelib.core.policy_reading.promise_checks import check_promises
from chalicelib.core.policy_reading.reach_checks import check_reach, check_rules
from chalicelib.core.policy_reading.report_checks import check_reports
from chalicelib.core.policy_reading.rights_checks import check_extensions, check_rights
from chalicelib.core.policy_reading.stage_checks import check_stages
from chalicelib.core.policy_reading.top_checks import check_whole

Rules = Sequence[tuple[str, Rule]]


def check_rules_and_people(rules: Rules, directory: Directory | None, reading: Reading) -> None:
    """What can be checked of rules, each with its path, and of the directory, whatever else is faulty."""
    for path, rule in rules:
        check_effects(rule.then, f"{path}.then", reading)
    check_rules(list(rules), reading)
    if directory is not None:
        check_directory(directory, reading)


def check_policy(policy: Policy, rules: Rules, reading: Reading) -> None:
    """What its parts mean together."""
    check_whole(policy, reading)
    check_parts(policy, reading)
    check_examples(policy, reading)
    check_stages(policy, rules, reading)
    check_computed(policy, reading)
    check_rights(policy, reading)
    check_extensions(policy, reading)
    check_forms(policy, reading)
    check_promises(policy, reading)
    check_limits(policy, reading)
    check_clocks(policy, reading)
    check_moments(policy, reading)
    check_reports(policy, reading)
    check_reach(policy, rules, reading)
    check_answers(policy, reading)
