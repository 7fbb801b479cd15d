r"""What a source shows of a letter settles it, and what it does not show is a question: never a guess.

Beside each use that settles a letter stands its twin, in which the same letters say less.
"""

from __future__ import annotations

import pytest
from starting_source import source_of, table_of

from proofs.hail_mary.paper import build as hail_mary
from proofs.power_game.paper import build as power_game
from verify.claims import Paper
from verify.errors import ReadError
from verify.reading.notation import NONNEGATIVE, POSITIVE, REAL, Domain, Letter
from verify.reading.rebuilding import without_groups
from verify.reading.statements import read_formula
from verify.sources.formula import Formula, Source
from verify.starting.ranges import with_ranges
from verify.starting.table import Table, infer_table


def row(table: Table, spelled: str) -> Letter | None:
    return next((one for one in table.letters if one.spelled == spelled), None)


def asked(table: Table) -> set[str]:
    return {question.about for question in table.questions}


SETTLED = {
    "a function is called with a letter or a number": (r"\[f(x)=x+1.\]", "f", "function"),
    "several arguments are no factor": (r"\[f(x+1,2y)=1.\]", "f", "function"),
    "a one-sided derivative is one of a function": (r"\[h'_+(0)=1,\quad h(x)=x.\]", "h", "function"),
    "what stands alone as a factor is a number": (r"\[a(1-s)+ab=s.\]", "a", "scalar"),
    "a mapping is declared": (r"Let $f:\mathbb R\to\mathbb R$ be smooth. \[f(x+1)=f(x).\]", "f", "function"),
    "arithmetic stands below it": (r"\[x_{t+1}=x_t+1.\]", "t", "index"),
    "a list of numbers": (r"For $i=1,2$ \[u_i=a_i.\]", "i", "index"),
    "a family of an index": (r"For $i=1,2$ \[u_i=a_i.\]", "u_{i}", "scalar"),
    "a date that is a number elsewhere": (r"\[y_{t+1}=y_t+1.\] \[z=t+1.\]", "y_{t}", "scalar"),
    "a capital below is a label": (r"\[q_L=2q_F.\]", "q_{L}", "scalar"),
    "Euler's number has a variable power": (r"\[e^{-rt}+1=r+t.\]", "e", "constant"),
    "a measure stands under an integral": (r"\[C(q)=\int q n\,v(dn).\]", "v", "measure"),
    "a prime on a number that is introduced": (r"The next state is $g'$. \[g'=2g+1.\]", "g'", "scalar"),
    "a prime on a number that is defined": (r"\[g'=2a+1,\quad a=1.\] \[g<g'.\]", "g'", "scalar"),
    "a star is a part of the name": (r"\[n^*=2n+1.\]", "n^{*}", "scalar"),
    "two indices declared at once": (r"For $i,j\in\{1,2\}$, $j\neq i$, \[u_i=s_i-s_j.\]", "j", "index"),
    "differences of several letters": (r"\[\Delta x=x_H-x_L,\quad\Delta w=w_H-w_L.\]", r"\Delta w", "scalar"),
    "a rate that is compared": (r"\[y=ix+2,\qquad i>0.\]", "i", "scalar"),
    "a share called pi": (r"There is a share $0<\pi<1$. \[y=\pi x+1.\]", r"\pi", "scalar"),
    "a profit called pi": (r"\[\pi=px-c.\] \[y=2\pi+1.\]", r"\pi", "scalar"),
    "a word of one value": (r"\[y=\mathrm{BW}-1.\]", r"\mathrm{BW}", "scalar"),
    "a word with one argument": (r"\[y=\mathrm{erf}(x).\]", r"\mathrm{erf}", "function"),
    "an accent over one letter": (r"\[y=\overline{x}+1.\]", r"\overline{x}", "scalar"),
    "a complex number's modulus is compared": (r"Take $z\in\mathbb C$, $r>0$. \[y=r+1.\]", "r", "scalar"),
    "a list that ends with a letter with an index": (r"For $i\in\{1,\dots,n_1\}$ \[u_i=a_i.\]", "i", "index"),
    "one that begins behind it": (r"For $k\in\{n_1+1,\ldots,n\}$ \[u_k=a_k.\]", "k", "index"),
    "a set that is listed and has members": (r"Take $I=\{0,\ldots,N\}$ and $x\in I$. \[y=x+1.\]", "I", "set"),
    "a price of a quantity": (r"\[P(q)=a-q.\]", "P", "function"),
    "values in a list": (r"Take $x\in\{H,L\}$. \[y=H-L.\]", "H", "scalar"),
    "an index is bound by a sum": (r"\[X=\sum_{m}x_m.\]", "m", "index"),
    "a slope where the words speak of derivatives": (r"Its derivative is \[Y'(Q)=Y(Q)+1.\]", "Y", "function"),
    "a slope that has a sign": (r"\[Y'(Q)>0,\quad Y(Q)=Q.\]", "Y", "function"),
    "a value function": (r"The value is \[V(x)=a+x.\]", "V", "function"),
    "a difference that is always printed whole": (r"\[\Delta k=k+1,\qquad k=\Delta k-1.\]", r"\Delta k", "scalar"),
}


@pytest.mark.parametrize(("text", "spelled", "kind"), SETTLED.values(), ids=SETTLED)
def test_what_is_shown_settles_a_letter(text, spelled, kind, tmp_path):
    found = row(table_of(text, tmp_path), spelled)
    assert found is not None
    assert found.kind == kind
    assert "draft.md" in found.said


ASKED = {
    "a sum in parentheses may be an argument or a factor": (r"\[a(1-s)=s+1.\]", "a"),
    "with an argument here and without it there": (r"\[f(x)=x,\qquad f+1=x.\]", "f"),
    "two numbers of arguments": (r"\[f(x)+f(x,y)=x+y.\]", "f"),
    "a power before the argument": (r"\[F^2(x)+F(x)=x.\]", "F"),
    "two capitals that never stand apart": (r"\[BR(k)+B=k+1.\]", "R"),
    "a small index of custom that is also a number": (r"\[x_t=t+1.\]", "x_{t}"),
    "a derivative in its argument, or a label": (r"\[F(K)=K,\qquad F_K=1+K.\]", "F_{K}"),
    "a prime on a number may be a derivative": (r"\[g'>g+1.\]", "g'"),
    "so it is in a differential equation": (r"\[g'=2g+1.\]", "g'"),
    "effort or Euler's number": (r"\[c=\frac{e^2}{2}.\]", "e"),
    "a d that may belong to a differential": (r"\[dk=(1+a)dt.\]", "d"),
    "brackets behind an E may be a mean": (r"\[E[X+1]=E+1.\]", "E"),
    "round brackets behind one, too": (r"Expectations are \[E(x)=a+x.\]", "E"),
    "a variance": (r"The variance is \[V(x)=a+x.\]", "V"),
    "a number of its own name": (r"\[A=2\pi r.\]", r"\pi"),
    "named alone and never used": (r"Let $X$ be given. \[a=b+1.\]", "X"),
    "a name of several small letters": (r"\[y=log(x)+x+y.\]", "o"),
    "a capital with small letters before a bracket": (r"\[Pr(x)+P=x+1,\quad P=2.\]", "r"),
    "a covariance without its own type": (r"\[Cov(X,Y)=C+v+X+Y.\]", "o"),
    "an upright operator": (r"\[\operatorname{Var}(X)=X^2.\]", r"\mathrm{Var}"),
    "a mean at a date": (r"\[p_{t+1}=E_t+1.\]", "E_{t}"),
    "an upright word of the sentence": (r"\[y=x\ \mathrm{if}\ (z+1)>0.\]", r"\mathrm{if}"),
    "the imaginary unit": (r"\[y=e^{ix}+x.\]", "i"),
    "the imaginary unit by name": (r"Here $i=\sqrt{-1}$. \[y=e^{ix}+x.\]", "i"),
    "the other one": (r"\[y=jx+2.\]", "j"),
    "the number beside a root": (r"\[y=\frac{1}{\pi\sqrt{x}}.\]", r"\pi"),
    "a range that ends with the number": (r"\[y=\pi x.\] It is for $0\le x\le\pi$.", r"\pi"),
    "a word before a sum is a function": (r"\[y=\mathrm{Arg}(x+1).\]", r"\mathrm{Arg}"),
    "a word before a letter may be applied to it": (r"\[y=\mathrm{Arg}x+1.\]", r"\mathrm{Arg}"),
    "a script letter before another": (r"\[\mathcal{A}u=u+1.\]", r"\mathcal{A}"),
    "a line over a value": (r"\[\overline{f(z)}=f(z)+1.\]", r"\overline{f(z)}"),
    "an index under an accent": (r"\[y=\sum_{i=1}^n\bar{x_i}.\]", r"\bar{x_{i}}"),
    "a number where others are complex": (r"Take $s\in\mathbb C$. \[y=s+1.\]", "s"),
    "a real part": (r"\[\operatorname{Re}(s)>1,\quad y=x+1.\]", "x"),
    "the letters of firms": (r"For $i\in\{A,B\}$ \[p_i=q_A+q_B.\]", "A"),
    "and what runs over them": (r"For $i\in\{A,B\}$ \[\sum_ip_i=q_A+q_B.\]", "i"),
    "names beside a number": (r"Take $j\in\{P,R,0\}$. \[y=q_P+R.\]", "P"),
    "a number where the words say matrix": (r"Here $A$ may be singular, as a matrix is. \[y=Az+b.\]", "A"),
    "a line over a letter that stands without it": (r"\[y=\overline{x}+x.\]", r"\overline{x}"),
    "a set that is listed": (r"Take $I=\{0,\ldots,N-1\}$. \[y=I+1.\]", "I"),
    "a variance beside a mean": (r"As $E[x]=0$, \[V(x)=s^2.\]", "V"),
    "the probability of an event": (r"\[P(A)=p+1.\]", "P"),
    "a list is a vector": (r"Take $x=[0,1,2]$. \[y=x+1.\]", "x"),
    "a capital that only stands above": (r"\[p^H=c+1.\]", "H"),
    "labels above a price": (r"\[p^m+p^c=m+c.\]", "p"),
    "a label above what is defined": (r"\[p^c=c+1,\qquad p=2c.\]", "p"),
    "a label that is a Greek letter": (r"\[f_A^\lambda=f_B^\lambda=\lambda.\]", "f_{A}"),
    "a name with a letter above it, in the text": (r"Here $f^\lambda$ is a flow. \[f_A^\lambda=\lambda+1.\]", "f_{A}"),
    "a difference before a logarithm": (r"\[A=-R\Delta\ln V,\qquad\Delta T=A.\]", r"\Delta"),
    "a small difference": (r"\[\delta\omega=b-a,\qquad y=\delta\omega t.\]", r"\delta"),
    "a sum by its letter": (r"For $i=1,2$ \[\Sigma X_i\ge n.\]", r"\Sigma"),
    "all but one": (r"For $i=1,2$ \[u_i=s_{-i}+1.\]", "s_{-i}"),
    "a number below a function of that letter": (r"\[u(x,y)=x+y,\qquad u_1(x,y)=1.\]", "u_{1}"),
    "a bold letter": (r"\[\mathbf x+1=y.\]", r"\mathbf{x}"),
    "a letter in a power of the reals": (r"Take $x\in\mathbb R^n$. \[y=x+1.\]", "x"),
    "a letter that the words call a matrix": (r"There is a matrix $A$. \[y=A+1.\]", "A"),
    "a dot above": (r"\[\dot k=k+1.\]", r"\dot{k}"),
    "a number below what may be an index": (r"\[y_t=t+1,\qquad y_1=2.\]", "y_{1}"),
    "an upright d": (r"\[\frac{\mathrm{d}y}{\mathrm{d}x}=x+y.\]", r"\mathrm{d}"),
    "a letter below that is a number elsewhere": (r"\[y_t=2x+1.\] \[z=t+1.\]", "y_{t}"),
    "effort beside its power": (r"\[u=we-e^\alpha+\alpha.\]", "e"),
    "a label that holds more than one thing": (r"For $i=1,2$ \[C_{1i}=u_i.\]", "C_{1i}"),
    "a derivative in what is itself a value": (r"\[r(x,e(x))=x+e(x)\] \[r_e=y+1.\]", "r_{e}"),
    "a derivative where the words say what stands below": (
        r"\[V_a=b+1\] where subscripts denote partial derivatives. \[y=2b.\]",
        "V_{a}",
    ),
    "a prime on a function where nothing speaks of derivatives": (
        r"Costs are \[Y(Q)=hQ+c\] and per unit \[Y'(Q)=h+\frac{c}{Q}.\]",
        "Y",
    ),
    "a Delta before a letter that stands for itself elsewhere": (
        "# A\n\n" + r"\[\Delta=x+1.\]" + "\n\n# B\n\n" + r"\[\Delta V+x=V.\]",
        r"\Delta V",
    ),
}


@pytest.mark.parametrize(("text", "letter"), ASKED.values(), ids=ASKED)
def test_what_is_not_shown_is_asked_and_has_no_row(text, letter, tmp_path):
    table = table_of(text, tmp_path)
    assert letter in asked(table)
    assert all(question.place.startswith("/") or ":" in question.place for question in table.questions)
    assert row(table, letter) is None


@pytest.mark.parametrize(("text", "letter"), ASKED.values(), ids=ASKED)
def test_a_formula_with_a_letter_that_was_asked_about_is_not_read(text, letter, tmp_path):
    source = source_of(text, tmp_path)
    table = with_ranges(infer_table(source), source)
    if letter == "X":
        return  # it stands in no display
    unread = 0
    for one in source.displays:
        try:
            read_formula(one.latex, table.notation, section=one.section)
        except ReadError:
            unread += 1
    assert unread >= 1


BEFORE = "# A\n\n\\[y=2x.\\]\n\n# B\n\nLet $x>0$. Then\n\\[x+1>1.\\]\n"
BEHIND = "# A\n\nThere is $x$.\n\n# B\n\nLet $x>0$. Then\n\\[x+1>1.\\]\n\n# C\n\n\\[y=2x.\\]\n"


@pytest.mark.parametrize(("text", "domain"), [(BEFORE, REAL), (BEHIND, POSITIVE)], ids=["before it", "behind it"])
def test_a_range_is_of_its_section_where_another_displays_the_letter_before_it(text, domain, tmp_path):
    assert row(table_of(text, tmp_path), "x").domain == domain


LETTERS_D = {
    "named in the text": ("Let $d$ be a gap. \\[2(a+3d)=2a+6d.\\]", True),
    "numbered": ("\\[d_1-d_2=s.\\]", True),
    "before a letter and never named": ("\\[2(a+3dx)=2a+6dx.\\]", False),
    "named beside a derivative": ("Let $d$ be a gap. \\[\\frac{dy}{dx}=3d.\\]", False),
}


@pytest.mark.parametrize(("text", "a_letter"), LETTERS_D.values(), ids=LETTERS_D)
def test_d_is_a_letter_where_nothing_is_a_differential(text, a_letter, tmp_path):
    table = table_of(text, tmp_path)
    assert any(one.name.startswith("d") for one in table.letters) is a_letter


RANGES = {
    "a prize of value $x>0$": POSITIVE,
    "where $x\\ge0$": NONNEGATIVE,
    "let $x\\in[0,1)$": Domain(0, 1, open_above=True),
    "with $0<x<1$": Domain(0, 1, open_below=True, open_above=True),
    "a number $x\\in\\mathbb N$": Domain(1, None, integer=True),
    "parameters $x,y>0$": POSITIVE,
    "where $y<1$ and $x>0$": POSITIVE,
    "If $x>0$": REAL,
    "for every $x>0$": REAL,
    "a cost $z$, $x>0$": POSITIVE,
    "effort, which is $x>0$": POSITIVE,
    "combining $x>0$": REAL,
    "so $x>0$": REAL,
    "a case for later. Throughout Section 3 we assume $x>0$": REAL,
    "a case for now. In this section we assume $x>0$": REAL,
    "let $x=0$": REAL,
}


@pytest.mark.parametrize(("words", "domain"), RANGES.items(), ids=RANGES)
def test_words_give_a_letter_its_range_and_cases_do_not(words, domain, tmp_path):
    table = table_of(f"There is {words}. Then\n\\[x+y=z.\\]\n", tmp_path)
    found = row(table, "x")
    assert found.domain == domain
    assert found.assumed is (domain == REAL)


def test_a_logarithm_makes_its_letter_positive_and_says_that_this_is_assumed(tmp_path):
    found = row(table_of(r"\[y=\log b+1.\]", tmp_path), "b")
    assert found.domain == POSITIVE
    assert found.assumed
    assert "logarithm" in found.said


def test_ranges_that_exclude_each_other_are_asked_about(tmp_path):
    table = table_of(r"There is a return $x>0$. \[y=x+1.\] If $x\le0$, \[y=x+2.\]", tmp_path)
    assert row(table, "x").domain == REAL
    assert "x" in asked(table)


@pytest.mark.parametrize("build", [power_game, hail_mary], ids=["power-game", "hail-mary"])
def test_the_inferred_table_never_reads_a_formula_otherwise_than_the_one_written_by_hand(build):
    """Of the papers' own formulas without their words; what it cannot settle it refuses."""
    paper = build()
    source = formulas_of(paper)
    table = with_ranges(infer_table(source), source).notation
    read = 0
    for one in source.formulas:
        try:
            inferred = without_groups(read_formula(one.latex, table, section=one.section))
        except ReadError:
            continue
        read += 1
        assert inferred == without_groups(read_formula(one.latex, paper.notation, section=one.section)), one.latex
    assert read > 0.2 * len(source.formulas)


def formulas_of(paper: Paper) -> Source:
    formulas = tuple(
        Formula(step.latex, "paper.tex", line, 1, line, line, step.section, step.display)
        for line, step in enumerate(paper.steps, 1)
    )
    return Source("paper.tex", "", formulas)


@pytest.mark.parametrize("build", [power_game, hail_mary], ids=["power-game", "hail-mary"])
def test_a_letter_that_is_settled_is_what_the_table_written_by_hand_says(build):
    paper = build()
    source = formulas_of(paper)
    wrong = []
    for one in infer_table(source).letters:
        rows = [known for known in paper.notation.letters if known.spelling.base == one.spelling.base]
        same = [known for known in rows if known.spelling.superscript == one.spelling.superscript] or rows
        if same and all((known.kind, known.arity) != (one.kind, one.arity) for known in same):
            wrong.append((one.spelled, one.kind))
    assert wrong == []


def test_what_is_said_of_one_member_is_not_the_range_of_all(tmp_path):
    table = table_of(r"Let $m_1\in[0,1)$. \[m_{t+1}=m_t+1.\]", tmp_path)
    family = row(table, "m_{t}")
    assert family is not None
    assert family.domain == REAL


NAMES = {
    "an action that is played": (r"Player $i$ may play $R$. Then $s_i=R$ \[y=a+s_1.\]", "R"),
    "an action among others": (r"The profile $(R,B)$ has $s_i=R$ and $s_j=B$. \[y=a+b.\]", "B"),
    "what an expectation is over": (r"Here $y$ is drawn. \[\mathbb{E}_{D,y}[y]=a.\]", "D"),
    "a unit": (r"The rate is $r=0.3\ \mathrm{yr}^{-1}$. \[y=ar.\]", r"\mathrm{yr}"),
}
NUMBERS = {
    "a capital that is added": (r"Firms have $R$. \[y=a+R.\]", "R"),
    "a capital that has a value": (r"Firms have $R=a+b$. \[y=a.\]", "R"),
    "a capital that a sum counts by": (r"\[y=\sum_{K=1}^na.\]", "K"),
    "a capital below a line": (r"\[y=\frac{a}{R}.\]", "R"),
    "an upright name without an amount": (r"\[y=a+\mathrm{yr}.\]", r"\mathrm{yr}"),
}


@pytest.mark.parametrize(("text", "letter"), NAMES.values(), ids=NAMES)
def test_what_may_name_something_is_asked_about(text, letter, tmp_path):
    table = table_of(text, tmp_path)
    assert letter not in {row.spelled for row in table.letters}
    assert letter in {question.about for question in table.questions}


@pytest.mark.parametrize(("text", "letter"), NUMBERS.values(), ids=NUMBERS)
def test_what_is_counted_with_is_a_number(text, letter, tmp_path):
    assert letter in {row.spelled for row in table_of(text, tmp_path).letters}


def test_a_letter_with_a_value_in_each_section_is_not_positive_for_one_of_them(tmp_path):
    twice = "# A\n\n\\[y=a+bx.\\]\n\n# B\n\n\\[y=cx,\\] so \\[w=\\log y.\\]\n"
    assert "y" in {question.about for question in table_of(twice, tmp_path).questions}
    once = twice.replace("# B", "and")
    assert "y" not in {question.about for question in table_of(once, tmp_path).questions}
