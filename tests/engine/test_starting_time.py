r"""A letter with a rate of change is no constant where time runs, and a set that a mapping starts from is no number."""

from __future__ import annotations

import pytest
from starting_source import table_of

from verify.reading.notation import SCALAR, SET, Letter
from verify.starting.table import Table


def row(table: Table, spelled: str) -> Letter | None:
    return next((one for one in table.letters if one.spelled == spelled), None)


MOVING = {
    "under an integral over time": r"\[\dot c=c-1.\] \[w=\int_0^T c\,dt.\]",
    "in a limit in time": r"\[\dot{c}=c-1.\] \[\lim_{t\to\infty}c=w.\]",
    "in a derivative in time": r"\[\dot c=c-1.\] \[\frac{d}{dt}cw=1.\]",
}
STANDING = {
    "no rate of change": r"\[w=\int_0^T c\,dt.\]",
    "of another letter": r"\[\dot k=c-1.\] \[w=\int_0^T c\,dt.\]",
    "not where time runs": r"\[\dot c=c-1.\] \[w=\int_0^T s\,ds+c.\]",
}


@pytest.mark.parametrize("text", MOVING.values(), ids=MOVING)
def test_a_letter_with_a_rate_of_change_is_no_constant_where_time_runs(text, tmp_path):
    table = table_of(text, tmp_path)
    assert row(table, "c") is None
    assert "c" in {question.about for question in table.questions}


@pytest.mark.parametrize("text", STANDING.values(), ids=STANDING)
def test_other_letters_are_numbers_there(text, tmp_path):
    assert row(table_of(text, tmp_path), "c").kind == SCALAR


def test_a_set_with_members_is_one_where_a_mapping_starts_from_it(tmp_path):
    table = table_of(r"Let $f\colon U\to\mathbb R$ and $p\in U$. \[y=2.\]", tmp_path)
    assert row(table, "U").kind == SET


def test_a_set_with_members_is_no_number_because_it_stands_in_a_sum(tmp_path):
    table = table_of(r"Let $p\in U$. \[y=U+2.\]", tmp_path)
    assert row(table, "U") is None


def test_a_prime_in_a_law_of_motion_is_a_derivative_or_a_letter(tmp_path):
    table = table_of(r"\[k'_t=0.\] \[k'_t=s(1-k_t).\] \[k_{t+1}=s.\]", tmp_path)
    assert row(table, "k'_{t}") is None
    assert row(table_of(r"\[k'_t=0.\] \[k_{t+1}=s-1.\]", tmp_path), "k'_{t}") is not None


def test_a_letter_under_a_narrow_and_a_wide_accent_may_be_one(tmp_path):
    table = table_of(r"\[\tilde R=s+1.\] \[\widetilde R=s+1.\]", tmp_path)
    assert row(table, r"\tilde{R}") is None
    assert row(table, r"\widetilde{R}") is None
    assert row(table_of(r"\[\tilde R=s+1.\]", tmp_path), r"\tilde{R}") is not None


LAGS = {
    "a polynomial before a date": r"\[(1-\rho L)y_t=u_t.\]",
    "the operator before a date": r"\[y_{t+1}=a+Ly_t.\]",
    "its inverse": r"\[y_t=u_t+1.\] \[k-\frac{1}{1-bL^{-1}}=0.\]",
    "by name": r"Here $L$ is the lag operator. \[A=1-\rho L+y_t.\]",
}


@pytest.mark.parametrize("text", LAGS.values(), ids=LAGS)
def test_what_shifts_time_is_no_number(text, tmp_path):
    table = table_of(text, tmp_path)
    assert "L" in {question.about for question in table.questions}
    assert all(row.name != "L" for row in table.letters)


NUMBERS = {
    "a loss": r"\[c=pL+1.\]",
    "labour, of which there is one at each date": r"\[y_{t+1}=(1-b L_t)k_t,\quad L_t=Lg.\]",
    "labour to a power": r"\[Y=K^\alpha L^{1-\alpha}.\]",
}


@pytest.mark.parametrize("text", NUMBERS.values(), ids=NUMBERS)
def test_a_number_called_by_the_same_letter_shifts_nothing(text, tmp_path):
    questions = [one for one in table_of(text, tmp_path).questions if one.about == "L"]
    assert all("shifts time" not in one.text for one in questions)
