"""An edited formula of the contest paper meets a witness; the same formula in other words still holds."""

from __future__ import annotations

import pytest

from proofs.hail_mary.paper import build
from verify.claims import Step
from verify.kernel import Outcome, Verdict
from verify.legs import engine_legs
from verify.live import StepAnswers
from verify.model import Model

PAPER = build()


def registered(start: str, number: int = 0) -> Step:
    """The printed formula that starts in this way, the `number`-th of them."""
    return [step for step in PAPER.steps if step.latex.startswith(start) and step.decided_alone][number]


def answers(step: Step, text: str) -> StepAnswers:
    """What the formula's own two legs say of another text."""
    model = Model(PAPER, {step: text})
    legs = [leg for leg in (step.breaker, step.prover) if leg is not None]
    return StepAnswers(tuple(leg(model, step) for leg in legs))


WRONG = (
    (r"dK_{i}/K_{i}", r"\frac{1}{2}\sigma^{2}", r"\sigma^{2}"),
    (r"dK_{i}/K_{i}", r"a_{i}\sigma", r"a_{i}\sigma^{2}"),
    (r"e^{-r\tau}P", r"(1-e^{-r\tau})", r"(1-e^{r\tau})"),
    (r"rV_{i}=\left\{\begin{aligned} &\max", r"\frac{1}{2}", r"\frac{1}{4}"),
    (r"s_{i}^{*}=", r"''>0", r"''<0"),
    (r"V_{i}(\hat{k}_{j})", r"\lambda P-c", r"\lambda P+c"),
    (r"r=-\lambda+\pi\xi", r"\pm\sqrt", r"\mp\sqrt"),
    (r"r=-\lambda+\pi\xi", r"2(r+\lambda)", r"(r+\lambda)"),
    (r"r=-\lambda+\sigma", r"{\sigma}", r"{\sigma^{2}}"),
    (r"e^{2\eta k^{*}}", r"=\phi", r"=2\phi"),
    (r"e^{2\eta k^{*}}", r"e^{-2\eta", r"e^{-\eta"),
    (r"k^{*}=\frac{1}{\eta}", r"}{4}", r"}{2}"),
    (r"k^{**}=k^{*}-", r"\frac{1}{2\eta}", r"\frac{1}{\eta}"),
    (r"(\xi_{+}+\xi_{-})(", r"e^{\xi_{-}k^{*}_{i}+", r"e^{\xi_{+}k^{*}_{i}+"),
    (r"BR^{\prime}(", r"(-1,0)", r"(-\frac{1}{2},0)"),
)


def edited(step: Step, old: str, new: str) -> str:
    """The registered text with primes as ticks where the edit asks for them, and the edit."""
    text = step.latex.replace(r"^{\prime\prime}", "''").replace(r"^{\prime}", "'")
    assert old in text, (old, text)
    return text.replace(old, new, 1)


@pytest.mark.parametrize(("start", "old", "new"), WRONG)
def test_a_wrong_edit_meets_a_witness(start: str, old: str, new: str) -> None:
    step = registered(start)
    found = answers(step, edited(step, old, new))
    assert found.verdict is Verdict.FAILS
    assert any(one.outcome is Outcome.REFUTED and one.witness for one in found.evidence)


SAME = (
    (r"dK_{i}/K_{i}", r"dK_i/K_i=a_i\sigma\,dw_i+\left(1+\frac{a_i(2\pi+\sigma^2)}{2}\right)\,dt"),
    (r"e^{2\eta k^{*}}", r"\phi(e^{\eta k^*}+e^{-\eta k^*})-e^{-2\eta k^*}=e^{2\eta k^*}"),
    (
        r"k^{*}=\frac{1}{\eta}",
        r"k^*=\frac{1}{\eta}\log\frac{\phi+\sqrt{\phi^2+8}+\sqrt{2\phi(\phi+\sqrt{8+\phi^2})-8}}{4}",
    ),
    (r"r=-\lambda+\sigma", r"r+\lambda=\sigma^2\eta^2\Rightarrow\eta=\sqrt{\frac{r+\lambda}{\sigma^2}}"),
    (r"BR^{\prime}(", r"BR'(k_j^*)\in(-1,0)"),
    (
        r"k^{**}=k^{*}-",
        r"k^{**}=k^*-\frac{1}{2\eta}\log\frac{\sigma\sqrt{r+\lambda}+2\pi}{\sigma\sqrt{r+\lambda}-2\pi}",
    ),
)


@pytest.mark.parametrize(("start", "text"), SAME)
def test_the_same_formula_in_other_words_holds(start: str, text: str) -> None:
    assert answers(registered(start), text).verdict is Verdict.HOLDS


MENDED = (
    (r"\mathbb{E}_{\tau}", "q", "P"),
    (
        r"(\xi_{+}+\xi_{-})^{2}",
        r"\xi_{+}e^{2\xi_{+}k^{*}}+\xi_{-}e^{2\xi_{-}k^{*}}",
        r"e^{2\xi_{+}k^{*}}+e^{2\xi_{-}k^{*}}",
    ),
    (r"s^{*}_{i}(\Delta k)=1", "=1", "=0"),
    (r"k_{i}-k_{j}=\Delta k\in", "k_{i}^{*})", "k_{j}^{*})"),
)


@pytest.mark.parametrize(("start", "old", "new"), MENDED)
def test_an_erratum_as_printed_fails_and_mended_holds(start: str, old: str, new: str) -> None:
    step = registered(start)
    assert old in step.latex
    assert answers(step, step.latex).verdict is Verdict.FAILS
    assert answers(step, step.latex.replace(old, new)).verdict is Verdict.HOLDS


def test_the_other_agents_value_is_refused() -> None:
    step = registered(r"rV_{j}\geq")
    mixed = answers(step, step.latex.replace("rV_{j}", "rV_{i}", 1))
    assert mixed.verdict is Verdict.FAILS


def test_a_gain_with_another_weight_is_no_gain() -> None:
    step = registered(r"\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}\leq 0")
    assert answers(step, step.latex).verdict is Verdict.HOLDS
    assert answers(step, r"\sigma^2V_i''+2\pi V_i'\le0").verdict is Verdict.HOLDS
    assert answers(step, r"\pi V_i'+\frac{1}{3}\sigma^2V_i''\le0").verdict is Verdict.FAILS
    assert answers(step, r"\pi V_i'+\frac{1}{2}\sigma^2V_i''\ge0").verdict is Verdict.FAILS


def test_a_case_on_another_interval_is_refused() -> None:
    step = registered(r"V_{i}(\Delta k)=")
    moved = step.latex.replace(r"-k^{*}<\Delta k<0", r"-k^{*}<\Delta k<k^{*}")
    assert moved != step.latex
    assert answers(step, moved).verdict is Verdict.FAILS


def test_the_printed_rule_at_a_tie_is_what_fails() -> None:
    step = registered(r"\text{Drop out iff }")
    assert answers(step, step.latex).verdict is Verdict.FAILS
    assert answers(step, step.latex.replace(r"\Delta k<0", r"\Delta k\le0")).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("text", "verdict"),
    [(r"\phi\equiv\frac{P}{c}\lambda", Verdict.HOLDS), (r"\phi\equiv\lambda P/(2c)", Verdict.FAILS)],
)
def test_a_claim_is_decided_under_the_live_definition(text: str, verdict: Verdict) -> None:
    definition = next(step for step in PAPER.steps if step.latex.startswith(r"\phi\equiv"))
    model = Model(PAPER, {definition: text})
    step = registered(r"e^{2\eta k^{*}}")
    legs = [leg(model, step) for leg in (step.breaker, step.prover) if leg is not None]
    assert StepAnswers(tuple(legs)).verdict is verdict


def test_a_derivative_of_the_other_sign_is_refuted_by_the_one_that_is_proved() -> None:
    claim = PAPER.claims["hail-mary/design/boundary-increases-in-profitability"]
    (step,) = claim.steps
    model = Model(PAPER, {step: r"\frac{\partial k^{*}}{\partial\overline{\phi}}<0"})
    found = {leg.name: leg.call()[0] for leg in engine_legs(claim.id, (step,), model, 60)}
    assert found["break"].outcome is Outcome.REFUTED
    assert found["break"].witness == {r"\frac{\partial k^{*}}{\partial \overline{\phi}}": "> 0"}
