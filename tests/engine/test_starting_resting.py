r"""A step that is false as it stands is no alarm where a relation before it may be its hypothesis; the rest are."""

from __future__ import annotations

import pytest
from starting_source import entries_of, table_of

from verify.kernel import Verdict
from verify.starting.deciding import Decided, decide_steps
from verify.starting.entries import Entry, Kind

STEP = r"(a+b)^2=a+b"
QUESTIONS = {
    "given in an exercise": "Given that $a+b=1$, prove that\n",
    "a constraint in the sentence before": "Let $a$ and $b$ satisfy $a+b=1$. Then\n",
    "told in words": "Two numbers add up to one, $a+b=1$. Its square is as large:\n",
    "a display of which the role is open": "The sum is\n\\[a+b=1.\\]\nThen\n",
    "a relation that cannot be read": "The two have a sum $a+b=\\Xi!!$. Then\n",
}
ALARMS = {
    "nothing before it": "We have\n",
    "a relation of other letters": "The price is $c+d=1$. Then\n",
    "a relation that does not help": "Let $a$ and $b$ satisfy $a+b=2$. Then\n",
    "an unread formula of other letters": "The price is $c+d=\\Xi!!$. Then\n",
    "an unread formula behind another display": "It is $a+b=\\Xi!!$. Here\n\\[(c+d)^2=c^2+2cd+d^2.\\]\nThen\n",
}


def decided(words: str, tmp_path) -> tuple[Decided, Entry]:
    text = f"# Sums\n\n{words}\\[{STEP}.\\]\n"
    found = decide_steps("draft", table_of(text, tmp_path).notation, entries_of(text, tmp_path))
    (step,) = [one for one in found.entries if one.formula.latex.startswith(STEP)]
    return found, step


@pytest.mark.parametrize("words", QUESTIONS.values(), ids=QUESTIONS)
def test_a_relation_before_a_refuted_step_makes_it_a_question_with_its_witness(words, tmp_path):
    _, step = decided(words, tmp_path)
    assert step.kind is Kind.OPEN
    assert "does it rest on" in step.because or "said under" in step.because
    assert "false at a = " in step.because


@pytest.mark.parametrize("words", ALARMS.values(), ids=ALARMS)
def test_what_is_refuted_with_or_without_the_relations_before_it_is_an_alarm(words, tmp_path):
    found, step = decided(words, tmp_path)
    assert step.kind is Kind.STEP
    assert found.decisions[id(step)].verdict is Verdict.FAILS


def test_what_is_assumed_for_an_argument_is_no_assumption_of_the_source(tmp_path):
    text = "# Growth\n\nAssume that\n\\[T_k\\le2^k.\\]\nAdding, we get\n\\[T_{k+1}\\le2^{k+1}.\\]\n"
    assert Kind.ASSUMPTION not in {one.kind for one in entries_of(text, tmp_path)}


def test_an_equation_about_a_sine_defines_no_sine(tmp_path):
    kinds = {one.kind for one in entries_of("# Waves\n\nWe have\n\\[\\sin x=x.\\]\n", tmp_path)}
    assert Kind.DEFINITION not in kinds
