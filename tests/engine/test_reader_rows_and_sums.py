r"""Sums with two ends, values that go on in the next row, definitions by `:=`, indices side by side.

Beside each that is read stands what looks like it and is refused, since another reading is open.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from starting_source import entries_of, table_of

from verify.errors import ReadError
from verify.model import definitions_in
from verify.reading.notation import FUNCTION, INDEX, REAL, SET, Letter, Notation
from verify.reading.outline import outline
from verify.reading.printer import latex
from verify.reading.statements import read_formula
from verify.starting.entries import Kind

TABLE = Notation(
    (
        *(Letter(name) for name in "abcnxyN"),
        Letter("f", FUNCTION),
        *(Letter(name, INDEX) for name in "ijt"),
        Letter("p_i", indices=("i",)),
        Letter("w_{i,t}", indices=("i", "t"), also=("w_{it}",)),
        Letter("S", SET),
    )
)

READ = {
    r"\sum_{i=1}^n p_i": "(sum-over (= i 1) to n p_{i}[i])",
    r"\sum^{n}_{i=1} p_i=b": "(= (sum-over (= i 1) to n p_{i}[i]) b)",
    r"\prod_{i=1}^{n}(1-p_i)": "(prod-over (= i 1) to n (+ 1 (- p_{i}[i])))",
    r"\prod_{i\in S}p_i^2": "(prod-over (in i S) (^ p_{i}[i] 2))",
    r"p_i=\sum_{j\ne i}p_j": "(= p_{i}[i] (sum-over (ne j i) p_{i}[j]))",
    r"p_{1}\le b": "(le p_{i}[1] b)",
    r"a:=b+c": "(:= a (+ b c))",
    r"f(x)\coloneqq ax": "(coloneqq (call f x) (* a x))",
    r"a\triangleq b": "(triangleq a b)",
    r"\begin{aligned}a&=b\\&=c\end{aligned}": "(chain a = b = c)",
    r"\begin{split}a&=b\\&\quad-c\end{split}": "(= a (+ b (- c)))",
    r"\begin{gathered}a=b\\x=y\end{gathered}": "(and (= a b) (= x y))",
    r"\begin{aligned}-a&=b\\-x&=y\end{aligned}": "(and (= (- a) b) (= (- x) y))",
    r"\begin{align*}a&=b\cr&=c\end{align*}": "(chain a = b = c)",
    r"\begin{equation}\begin{aligned}a&=b\\&=c.\end{aligned}\end{equation}": "(chain a = b = c)",
    r"\boxed{a=b+c.}": "(= a (+ b c))",
    "a\N{MINUS SIGN}b\\leqslant c": "(le (+ a (- b)) c)",
    r"a=2\frac{3}{2}": "(= a (* 2 (/ 3 2)))",
    r"a=2\cdot\frac{2}{3}": "(= a (* 2 (/ 2 3)))",
    r"a\geqslant\nicefrac{b}{2}": "(ge a (/ b 2))",
    r"1+2+\dots+(n-1)=b": "(= (+ 1 2 ... (+ n (- 1))) b)",
    r"1+2+\dots+n-b=c": "(= (+ 1 2 ... n (- b)) c)",
    r"a=b+\\&c": "(= a (+ b c))",
    r"a&=(b\\&+c)x": "(= a (* (+ b c) x))",
    r"f(x)=\begin{cases}a&x>0\\-b&x<0\end{cases}": "(= (call f x) (cases [a if (> x 0)] [(- b) if (< x 0)]))",
    r"w_{i,t+1}=aw_{it}": "(= w_{i,t}[i (+ t 1)] (* a w_{i,t}[i t]))",
    r"w_{1t}": "w_{i,t}[1 t]",
}

REFUSED = {
    "the smallest of all, or the first": r"p_{(1)}\le b",
    "the largest of all, or the last": r"p_{(i)}=b",
    "a first value without the last": r"\sum_{i=1}p_i",
    "a last value of a set": r"\sum_{i\in S}^n p_i",
    "two upper ends": r"\sum^{n}_{i=1}^{N}p_i",
    "a sum that may run over both": r"\sum_{i\ne j}p_i",
    "a double sum, or one under a bound": r"\sum_{i<j}w_{i,j}",
    "the bound letter behind the sum": r"\sum_{i=1}^n p_i+i",
    "a row that may be a formula of its own": r"\begin{gathered}a=b\\+c\end{gathered}",
    "a row with a factor": r"\begin{aligned}a&=b\\&c\end{aligned}",
    "rows of two columns": r"a&=b,&x&=y\\&+c&&+n",
    "an environment that ends another": r"\begin{aligned}a=b\end{gathered}",
    "rows inside a bracket": r"a=\left(\begin{aligned}b\\c\end{aligned}\right)",
    "arithmetic in indices side by side": r"w_{it+1}",
    "a last term that may be n or n-1": r"1+2+\dots+n-1=b",
    "a mixed number, or a product": r"a=2\frac{2}{3}",
    "what stands for a pair": r"(a,b)=c",
    "a value that is implied": r"a=b\Rightarrow\frac{n}{2}",
    "a value that implies": r"a+n\Rightarrow a=b",
    "a box around a part, which may be a bracket": r"\boxed{a+b}c=n",
    "a box that does not begin the formula": r"a=\boxed{b}",
    "three indices": r"w_{ijt}",
    "a numeral that may be two indices": r"w_{12}",
}


@pytest.mark.parametrize(("formula", "said"), READ.items())
def test_it_is_read(formula: str, said: str) -> None:
    assert outline(read_formula(formula, TABLE)) == said


@pytest.mark.parametrize("formula", READ)
def test_what_is_read_prints_back_and_is_read_again(formula: str) -> None:
    tree = read_formula(formula, TABLE)
    assert read_formula(latex(tree), TABLE) == tree


@pytest.mark.parametrize("formula", REFUSED.values(), ids=REFUSED)
def test_it_is_refused(formula: str) -> None:
    with pytest.raises(ReadError):
        read_formula(formula, TABLE)


def test_a_second_relation_in_the_next_row_is_a_formula_of_its_own() -> None:
    assert outline(read_formula(r"a&=b\\&-x<y", TABLE)) == "(and (= a b) (< (- x) y))"


@pytest.mark.parametrize("relation", [":=", r"\coloneqq", r"\triangleq", r"\colon="])
def test_a_colon_before_the_equality_defines(relation: str) -> None:
    (found,) = definitions_in(read_formula(f"f(x){relation} ax", TABLE))
    assert (found.name, found.parameters, outline(found.body)) == ("f", ("x",), "(* a x)")


def test_a_letter_defined_by_a_colon_is_a_definition_wherever_it_stands(tmp_path: Path) -> None:
    entries = entries_of(r"With $u=2+b$ and $u+b=s$ now \[u:=2b+s.\]", tmp_path)
    assert entries[-1].kind is Kind.DEFINITION


def test_two_known_indices_side_by_side_are_two_indices(tmp_path: Path) -> None:
    table = table_of(r"For $i=1,2$ and $t=1,2,3$ \[w_{it}=a_iw_{i,t-1}.\]", tmp_path)
    (row,) = [one for one in table.letters if one.name.startswith("w")]
    assert (row.name, row.indices, row.also) == ("w_{i,t}", ("i", "t"), ("w_{it}",))


def test_a_word_below_a_letter_is_no_pair_of_indices(tmp_path: Path) -> None:
    table = table_of(r"For $i=1,2$ and $n=1,2,3$ \[p_{in}=2a_ib_n.\]", tmp_path)
    assert not [one for one in table.letters if one.name.startswith("p")]


def test_an_element_of_a_set_of_names_is_an_index_and_a_number_is_none(tmp_path: Path) -> None:
    text = r"Every player $m\in M$ has \[u_m=2v_m.\]"
    assert [one.kind for one in table_of(text, tmp_path).letters if one.name == "m"] == [INDEX]
    real = text.replace("m\\in M", r"m\in\mathbb R")
    assert not [one for one in table_of(real, tmp_path).letters if one.name == "m" and one.kind == INDEX]


VECTORS = r"At the boundary \[c|\nabla T|=1.\] The distance is \[|y-Wt|=ct.\] Here $c>0$ and $t=2$."


def test_where_a_source_speaks_of_vectors_a_letter_is_a_number_only_if_something_shows_it(tmp_path: Path) -> None:
    settled = {one.name for one in table_of(VECTORS, tmp_path).letters}
    assert {"c", "t"} <= settled
    assert not settled & {"y", "W", "T"}
    plain = VECTORS.replace(r"|\nabla T|", "T")
    assert {"y", "W"} <= {one.name for one in table_of(plain, tmp_path).letters}


@pytest.mark.parametrize("mark", [r"\operatorname{tr}(HV)", r"x^\top x", r"\|x\|", r"x\in\mathbb{R}^n", r"A\succeq0"])
def test_marks_of_vectors_and_matrices(mark: str, tmp_path: Path) -> None:
    text = rf"Let ${mark}$. Then \[J=2HV.\]"
    assert not [one for one in table_of(text, tmp_path).letters if one.name in ("J", "H", "V")]


@pytest.mark.parametrize("reals", [r"x\in\mathbb{R}", r"x\in\mathbb R_+", r"x\in\mathbb{R}^+"])
def test_the_line_is_no_space_of_vectors(reals: str, tmp_path: Path) -> None:
    table = table_of(rf"Let ${reals}$. Then \[j=2h+v.\]", tmp_path)
    assert {"j", "h", "v"} <= {one.name for one in table.letters}


def test_an_indexed_letter_alone_in_brackets_may_be_a_sequence() -> None:
    with pytest.raises(ReadError, match="all of its values"):
        read_formula("(p_i)", TABLE)
    assert outline(read_formula("(a)", TABLE)) == "a"


def test_an_upright_abbreviation_is_no_letter(tmp_path: Path) -> None:
    table = table_of(r"\[\mathrm{s.t.}\quad x+\mathrm{cost}=1.\]", tmp_path)
    assert r"\mathrm{s.t.}" not in {one.name for one in table.letters}


@pytest.mark.parametrize("formula", [r"\langle a\rangle", r"b=\langle a\rangle x", r"\langle a,b\rangle=c"])
def test_angle_brackets_are_no_grouping(formula: str) -> None:
    with pytest.raises(ReadError, match="angle brackets"):
        read_formula(formula, TABLE)


def test_a_letter_without_its_index_may_be_all_of_its_values(tmp_path: Path) -> None:
    text = r"For $j=1,2$ \[a_j=2b_j.\] The pair $(a,-b)$."
    names = {one.name for one in table_of(text, tmp_path).letters}
    assert "a_{j}" in names
    assert not names & {"a", "b"}
    shown = {one.name for one in table_of(text + " Here $a=3$ and $b>0$.", tmp_path).letters}
    assert {"a", "b"} <= shown


def test_a_number_below_a_letter_with_an_index_is_no_label(tmp_path: Path) -> None:
    text = r"Let $T>1$. \[V_{t+1}=2V_t,\quad V_T=W_F.\]"
    names = {one.name for one in table_of(text, tmp_path).letters}
    assert "V_{t}" in names
    assert "V_{T}" not in names
    assert "W_{F}" in names


def test_a_date_that_is_a_number_elsewhere_has_no_range(tmp_path: Path) -> None:
    (date,) = [one for one in table_of(r"\[y_{t+1}=y_t+1.\] \[z=t+1.\]", tmp_path).letters if one.name == "t"]
    assert (date.kind, date.domain) == (INDEX, REAL)
    (counted,) = [one for one in table_of(r"\[y_{t+1}=y_t+1.\]", tmp_path).letters if one.name == "t"]
    assert counted.domain.integer


def test_an_index_by_custom_beside_another_small_letter_may_be_a_label(tmp_path: Path) -> None:
    alone = table_of(r"\[I=2\mu_iL.\]", tmp_path)
    assert "i" in {one.name for one in alone.letters}
    beside = table_of(r"\[I=\mu_iL+\mu_pI.\]", tmp_path)
    assert not {"i", r"\mu_{i}"} & {one.name for one in beside.letters}
    said = table_of(r"For $i=1,2$ \[I=\mu_iL+\mu_pI.\]", tmp_path)
    assert r"\mu_{i}" in {one.name for one in said.letters}


@pytest.mark.parametrize("formula", [r"\int_{p_i}f(p_i)dp_i", r"\int_af(x)dx=b", r"\int^bf(x)dx"])
def test_an_integral_with_one_end_may_be_over_a_domain(formula: str) -> None:
    with pytest.raises(ReadError, match="one end"):
        read_formula(formula, TABLE)


@pytest.mark.parametrize("share", [r"0<p<1", r"0\leq p\le1", r"p\in[0,1]", r"p\in\left(0,1\right)"])
def test_a_number_between_0_and_1_is_no_index_where_its_ends_are_listed(share: str, tmp_path: Path) -> None:
    text = r"At $p=0,1$ \[\sigma_p=pq+2q.\]"
    assert "p" in {one.name for one in table_of(text, tmp_path).letters if one.kind == INDEX}
    shared = table_of(f"{text} For ${share}$.", tmp_path)
    assert not {"p", r"\sigma_{p}"} & {one.name for one in shared.letters if one.kind == INDEX or one.indices}


def test_a_function_that_is_said_to_be_0_once_is_asked_about(tmp_path: Path) -> None:
    assert "G" in {one.name for one in table_of(r"\[G(k)=k-1.\]", tmp_path).letters}
    assert "G" not in {one.name for one in table_of(r"\[G(k)=k-1.\] There $G=0$.", tmp_path).letters}


def test_a_plus_above_a_letter_may_be_a_label_and_above_a_bracket_is_none() -> None:
    with pytest.raises(ReadError, match="may be a label"):
        read_formula("a^{+}=3", TABLE)
    assert outline(read_formula("(a-b)^{+}", TABLE)) == "(positive-part (+ a (- b)))"
