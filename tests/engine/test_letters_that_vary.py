r"""A letter varies with its index: where that is bound around it, nothing is proved of it as of a number."""

from __future__ import annotations

import pytest

from verify.breakers.sampling import search
from verify.claims import Paper, display
from verify.kernel import Outcome
from verify.model import Model
from verify.obligations import obligations
from verify.reading.doubts import DoubtfulError
from verify.reading.notation import FUNCTION, INDEX, Domain, Letter, Notation
from verify.reading.statements import read_formula
from verify.symbolic.prove import prove

COMMON = (
    Letter("t"),
    Letter("q"),
    Letter("w_{max}"),
    Letter("u", FUNCTION),
    Letter("U"),
    Letter("T", domain=Domain(0)),
)
TABLES = {
    "a letter of its own": Notation((*COMMON, Letter("i"), Letter("c_{i}"), Letter("c_{t}"), Letter("c_{it}"))),
    "a family": Notation((*COMMON, Letter("i", INDEX), Letter("c_{i}", indices=("i",)))),
}
VARYING = (
    r"\int_0^1 c_i\,di=c_i",
    r"\int_0^1 u(c_i)\,di=u(c_i)",
    r"\frac{d}{di}c_i=0",
    r"\lim_{i\to\infty}c_i=c_i",
)
ONLY_NAMED = (
    r"\sum_{i=1}^{3}c_i=3c_i",
    r"\frac{dc_t}{dt}=0",
    r"\int_0^T c_{it}\,dt=Tc_{it}",
    r"\max_{t>0}(c_t-t^2)=c_t",
)
STANDING = (r"\int_0^1 c_i q\,dq=\frac{c_i}{2}", r"\frac{d}{dt}w_{max}t=w_{max}", r"\int_0^1 t\,dt\,c_i=\frac{c_i}{2}")


@pytest.mark.parametrize("latex", VARYING)
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_an_index_that_is_bound_around_a_letter_is_refused(latex, table):
    with pytest.raises(DoubtfulError, match="varies with i"):
        read_formula(latex, table)


@pytest.mark.parametrize("latex", ONLY_NAMED)
def test_a_letter_of_its_own_is_refused_under_its_index_too(latex):
    with pytest.raises(DoubtfulError, match="varies with"):
        read_formula(latex, TABLES["a letter of its own"])


def test_a_sum_takes_one_letter_of_a_family_after_the_other():
    table = TABLES["a family"]
    assert read_formula(r"\sum_{i=1}^{3}c_i=q", table)


@pytest.mark.parametrize("latex", STANDING)
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_what_the_bound_letter_does_not_tell_apart_is_read(latex, table):
    assert read_formula(latex, table)


@pytest.mark.parametrize("latex", [r"\frac{dq}{dt}=0", r"\frac{dq}{dt}=tq", r"\frac{\partial(q)}{\partial t}\le0"])
def test_of_the_derivative_of_one_letter_by_another_nothing_is_known(latex):
    assert answers(latex) == (Outcome.UNKNOWN, Outcome.UNKNOWN)


@pytest.mark.parametrize("latex", [r"\frac{dt}{dt}=1", r"\frac{d}{dt}qt=q", r"\frac{d}{dt}(q+t^2)=2t"])
def test_of_a_value_that_the_letter_is_in_it_is(latex):
    assert answers(latex) == (Outcome.PROVED, Outcome.SUPPORTED)


def answers(latex):
    paper = Paper("small", "Small", TABLES["a family"])
    claim = paper.section("one", "One").claim("one", display(latex))
    model = Model(paper)
    (asked,) = obligations(claim.steps[0], model)
    return prove(asked, model).outcome, search(asked, model).outcome


def test_a_definition_hides_no_letter_that_varies():
    paper = Paper("small", "Small", TABLES["a letter of its own"])
    section = paper.section("one", "One")
    section.define("U=2c_t")
    wrong, right = section.claim("still", display(r"\frac{d}{dt}U=0")), section.claim("scaled", display("U=2c_t"))
    model = Model(paper)
    outcomes = [[prove(one, model).outcome for one in obligations(claim.steps[0], model)] for claim in (wrong, right)]
    assert outcomes == [[Outcome.UNKNOWN], [Outcome.PROVED]]
