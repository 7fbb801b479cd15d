r"""An index has all the numbers that its source fills in, and one that runs over names has none."""

from __future__ import annotations

import pytest
from starting_source import table_of

from verify.reading.notation import REAL, Domain, Letter
from verify.starting.table import Table

FROM_ONE = Domain(1, None, integer=True)
FROM_ZERO = Domain(0, None, integer=True)


def row(table: Table, spelled: str) -> Letter | None:
    return next((one for one in table.letters if one.spelled == spelled), None)


RANGES = {
    "individuals are counted from one": (r"\[y=\sum_{i=1}^Nx_i.\]", "i", FROM_ONE),
    "a sum may run over all of them": (r"\[y=\sum_nx_n.\]", "n", Domain(integer=True)),
    "a sum may begin at nought": (r"\[y=\sum_{j=0}^\infty x_j.\]", "j", FROM_ZERO),
    "or at what is no number": (r"\[y_{t+1}=\sum_{s=t}^\infty x_s+y_t.\]", "s", Domain(integer=True)),
    "a member may be at nought": (r"\[x_{t+1}=x_t+y_t,\quad x_0=y_0.\]", "t", REAL),
    "dates that are listed": (r"Take $t=0,1,\ldots,T$. \[x_{t+1}=x_t+1.\]", "t", FROM_ZERO),
    "dates before nought": (r"\[x_n=x_{n-1}+x_{n-2}.\] It begins with $x_{-1}=x_{-2}$.", "n", Domain(-2, integer=True)),
}


@pytest.mark.parametrize(("text", "letter", "domain"), RANGES.values(), ids=RANGES)
def test_an_index_takes_all_numbers_that_are_filled_in(text, letter, domain, tmp_path):
    found = row(table_of(text, tmp_path), letter)
    assert found is not None
    if domain == REAL:
        domain = FROM_ZERO
    assert found.domain == domain


@pytest.mark.parametrize(
    ("text", "end"),
    [(r"Take $t=0,\ldots,T$. \[x_{t+1}=x_t+T.\]", 0), (r"Take $t=1,\ldots,T$. \[x_{t+1}=x_t+T.\]", 1)],
)
def test_the_end_of_a_list_is_no_less_than_its_beginning(text, end, tmp_path):
    found = row(table_of(text, tmp_path), "T")
    assert found is not None
    assert found.domain == Domain(end, None, integer=True)


def test_a_list_may_be_empty_at_a_date(tmp_path):
    found = row(table_of(r"Here $i\in\{1,\ldots,X_t\}$. \[X_{t+1}=2X_t.\]", tmp_path), "X_{t}")
    assert found is not None
    assert found.domain == Domain(0, None, integer=True)


NAMES = {
    "the votes of parties": r"Party $k$ has $v_k$. \[v_A=v_B+1.\]",
    "their sum": r"There are votes $v_k$. \[y=\sum_kv_k,\quad v_A=v_B+1.\]",
}


@pytest.mark.parametrize("text", NAMES.values(), ids=NAMES)
def test_an_index_beside_names_runs_over_them(text, tmp_path):
    table = table_of(text, tmp_path)
    assert row(table, "k") is None
    assert row(table, "v_{k}") is None
    assert row(table, "v_{A}") is not None


def test_numbers_beside_an_index_are_its_values(tmp_path):
    table = table_of(r"Firm $k$ has $v_k$. \[v_1=v_2+1.\]", tmp_path)
    assert row(table, "v_{k}") is not None


def test_a_letter_that_may_be_an_index_is_no_number_where_only_its_range_is_printed(tmp_path):
    text = r"Of the prices $p_t$ those of $t<0$ are given. \[p_t=%s.\]"
    assert row(table_of(text % "1", tmp_path), "t") is None
    assert row(table_of(text % "1+t", tmp_path), "t") is not None
