"""LaTeX sources: environments, unprinted parts, theorems, numbers, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.errors import ReadError
from verify.sources.formula import Formula, Source
from verify.sources.read import read_source

WORDS = st.text(alphabet="abc XYZ.,é~{", max_size=30).map(lambda text: text.replace("{", r"\emph{q}"))
UNPRINTED = st.sampled_from(["", "% $no$ \\[no\n", "\\iffalse $no$ \\fi ", r"\verb|$no$| ", r"\$ \% \\ "])
FORMULAS = st.sampled_from([r"x=\frac{a}{b}", r"\{y\}>0", r"z\text{ if $w$}", "a\n\t<b", "u", r"\alpha\beta\,"])
DELIMITERS = st.sampled_from(
    [(r"\[", r"\]"), (r"\(", r"\)"), ("$$", "$$"), ("$", "$"), ("$$\n", "\n$$")]
    + [(rf"\begin{{{name}}}", rf"\end{{{name}}}") for name in ("equation", "align*", "eqnarray", "math", "multline")]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("paper")


def read(folder: Path, text: str, newline: str = "\n") -> Source:
    path = folder / "paper.tex"
    path.write_bytes(text.replace("\n", newline).encode())
    return read_source(path)


def document(body: str, preamble: str = "") -> str:
    return f"\\documentclass{{article}}\n{preamble}\\begin{{document}}\n{body}\n\\end{{document}}\n"


def by_latex(source: Source) -> dict[str, Formula]:
    return {found.latex: found for found in source.formulas}


@given(
    st.lists(st.tuples(WORDS, UNPRINTED, FORMULAS, DELIMITERS), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
)
def test_formulas_are_found_in_order_at_their_line_and_column(
    folder: Path, parts: list[tuple[str, str, str, tuple[str, str]]], newline: str
) -> None:
    body = "".join(f"{words} {unprinted}{marks[0]}{formula}{marks[1]} " for words, unprinted, formula, marks in parts)
    text = document(body)
    source = read(folder, text, newline)
    assert [found.latex for found in source.formulas] == [formula for _, _, formula, _ in parts]
    lines = text.split("\n")
    for found in source.formulas:
        rest = "\n".join([lines[found.line - 1][found.column - 1 :], *lines[found.line :]])
        assert rest.startswith(found.latex)


ENVIRONMENTS = ["equation", "align", "gather", "multline", "eqnarray", "flalign"]


@pytest.mark.parametrize("name", [*ENVIRONMENTS, *(f"{name}*" for name in ENVIRONMENTS), "displaymath"])
def test_each_display_environment_is_one_display(folder: Path, name: str) -> None:
    (found,) = read(folder, document(f"x\n\\begin{{{name}}}\na&=b\\\\\n&=c\n\\end{{{name}}}")).displays
    assert (found.latex, found.environment) == ("a&=b\\\\\n&=c", name)
    assert (found.start_line, found.line, found.end_line) == (4, 5, 7)


def test_the_columns_of_alignat_are_no_formula(folder: Path) -> None:
    (found,) = read(folder, document(r"\begin{alignat}{2}a&=b&&c\end{alignat}")).displays
    assert found.latex == "a&=b&&c"


def test_inner_environments_stay_content(folder: Path) -> None:
    inside = r"V=\left\{\begin{aligned}&a,&&x>0\\&b\end{aligned}\right."
    (found,) = read(folder, document(f"\\begin{{equation}}{inside}\\end{{equation}}")).displays
    assert found.latex == inside


def test_unprinted_formulas_are_none(folder: Path) -> None:
    body = r"""
% $a$
\iffalse $b$ \iftrue $c$ \fi \[ d \] \fi
\begin{comment} $e$ \end{comment}
\begin{verbatim}
$f$ % \end{comment}
\end{verbatim}
\begin{lstlisting}[language=Python]
cost = "$g"
\end{lstlisting}
\verb+$h$+ \url{http://example.org/%7Ea$i$} \$j\$ 100\% of $k$
\begin{thebibliography}{9}\bibitem{x} On $l$-games.\end{thebibliography}
\end{document} $m$
"""
    assert list(by_latex(read(folder, document(body)))) == ["k"]


def test_declared_conditionals_are_followed(folder: Path) -> None:
    preamble = "\\newif\\ifdraft\n\\newif\\iflong \\longtrue\n\\let\\ifold\\iffalse\n"
    body = r"\ifdraft $a$\else $b$\fi \iflong $c$\else $d$\fi \ifold $e$\fi $p\iff q$ \drafttrue\ifdraft $f$\fi"
    assert list(by_latex(read(folder, document(body, preamble)))) == ["b", "c", r"p\iff q", "f"]


def test_a_comment_line_inside_a_display_is_no_blank_line(folder: Path) -> None:
    (found,) = read(folder, document("\\[a % first\n% second \\]\n=b\\]")).displays
    assert found.latex.split() == ["a", "=b"]
    assert found.latex.count("\n") == 2


def test_formulas_in_definitions_are_none_and_in_notes_and_captions_are_some(folder: Path) -> None:
    preamble = "\\newcommand{\\half}{$\\frac12$}\n\\def\\be{\\begin{equation}}\\newcommand{\\ee}{\\end{equation}}\n"
    preamble += "\\title{On $t$\\thanks{See $u$.} and \\emph{more}}\n"
    body = r"A\footnote{Since $a$, \[b\] holds.} \caption{With $c$.} \newcommand{\x}{$d$} "
    body += r"\be e\ee \section{The $f$ case} $g$"
    source = read(folder, document(body, preamble))
    assert [found.latex for found in source.formulas] == ["t", "u", "a", "b", "c", "e", "f", "g"]
    assert source.title == "On t and more"
    assert by_latex(source)["e"].environment == "equation"
    assert by_latex(source)["g"].section == "the-f-case"


def test_arguments_that_a_macro_does_not_print_are_no_text(folder: Path) -> None:
    preamble = "\\newcommand{\\cut}[1]{}\\newcommand{\\keep}[1]{\\emph{#1}}\n"
    assert list(by_latex(read(folder, document(r"\cut{$a$ {b}} \keep{$c$}", preamble)))) == ["c"]


def test_tables_with_formula_columns(folder: Path) -> None:
    body = r"\begin{tabular}{>{$}c<{$}l}x & $y$\end{tabular}"
    assert list(by_latex(read(folder, document(body)))) == ["y"]


def test_an_environment_of_the_papers_own_is_its_display(folder: Path) -> None:
    preamble = "\\newenvironment{eq}{\\begin{equation}}{\\end{equation}}\n"
    (found,) = read(folder, document(r"\begin{eq}a\label{e}\end{eq}", preamble)).displays
    assert (found.latex, found.environment, found.number, found.label) == ("a", "equation", "1", "e")


def test_theorems_share_counters_and_have_names(folder: Path) -> None:
    preamble = r"""\newtheorem{theorem}{Theorem}[section]
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem*{remark}{Remark}
\newtheorem{fact}{Fact}
"""
    body = r"""\section{One}
\begin{theorem}[Main]\label{main} $a$ \end{theorem}
\begin{lemma} $b$ \end{lemma}
\begin{remark}[Folk] $c$ \end{remark}
\section{Two}
\begin{proof}[Proof of Theorem \ref{main} and Lemma~\ref{later}] $d$
\begin{fact} $e$ \end{fact} $f$ \end{proof}
\begin{lemma}\label{later} $g$ \end{lemma}
\setcounter{fact}{6}
\begin{fact} $h$ \end{fact} $i$
\begin{proof} $j$ \end{proof}
"""
    within = {latex: found.within for latex, found in by_latex(read(folder, document(body, preamble))).items()}
    assert within == {
        "a": "theorem 1.1",
        "b": "lemma 1.2",
        "c": "remark (Folk)",
        "d": "proof of theorem 1.1 and lemma 2.1",
        "e": "fact 1",
        "f": "proof of theorem 1.1 and lemma 2.1",
        "g": "lemma 2.1",
        "h": "fact 7",
        "i": "",
        "j": "proof",
    }


def test_equation_numbers_are_those_of_print(folder: Path) -> None:
    body = r"""
\begin{equation} a \label{a} \end{equation}
\begin{equation*} b \end{equation*}
\begin{align} c &= d \nonumber \\ &= e \label{e} \\ &= f \label{f} \end{align}
\begin{subequations}\label{sub}
\begin{align} g \label{g} \\ h \end{align}
\end{subequations}
\begin{gather} i \tag{$*$}\label{i} \\ j \end{gather}
\begin{multline} k \\ l \end{multline}
\setcounter{equation}{10}
\begin{eqnarray} m &=& {n \\ o} \\ &=& p \nonumber \end{eqnarray}
$$ q \eqno (2.7) $$
\appendix \numberwithin{equation}{section}
\section{More}\label{more}
\begin{equation} r \label{r} \end{equation}
"""
    source = read(folder, document(body))
    numbers = {found.latex.split()[0]: found.numbers for found in source.displays}
    assert numbers == {
        "a": ("1",),
        "b": (),
        "c": ("2", "3"),
        "g": ("4a", "4b"),
        "i": ("*", "5"),
        "k": ("6",),
        "m": ("11",),
        "q": ("2.7",),
        "r": ("A.1",),
    }
    wanted = {"f": "3", "sub": "4", "more": "A"}
    assert {label: source.references[label] for label in wanted} == wanted
    labelled = next(found for found in source.displays if found.label == "e")
    assert (labelled.labels, labelled.number) == (("e", "f"), "2")
    assert next(found.latex for found in source.displays if found.number == "2.7") == "q"


def test_numbers_that_print_themselves_end(folder: Path) -> None:
    preamble = "\\renewcommand{\\thesection}{\\thesection\\arabic{section}\\thesection}\n"
    source = read(folder, document(r"\section{A}\label{a}", preamble))
    assert len(source.references["a"]) <= 60


def test_numbers_after_an_appendix_and_in_a_report(folder: Path) -> None:
    lemma = r"\begin{lemma}\label{%s}\end{lemma}"
    body = rf"\section{{A}}{lemma % 'a'}\appendix {lemma % 'b'}\section{{B}}{lemma % 'c'}"
    references = read(folder, document(body, "\\newtheorem{lemma}{Lemma}[section]\n")).references
    assert references == {"a": "1.1", "b": ".2", "c": "A.1"}
    body = r"\begin{equation}a\end{equation}\chapter{C}\section{S}\subsubsection{T}\label{t}"
    body += r"\begin{equation}b\end{equation}"
    source = read(folder, document(body).replace("{article}", "{report}"))
    assert [found.number for found in source.displays] == ["1", "1.1"]
    assert source.references == {"t": "1.1"}


def test_a_redefined_number_is_printed_as_redefined(folder: Path) -> None:
    preamble = "\\renewcommand{\\theequation}{\\thesection.\\roman{equation}}\n"
    preamble += "\\makeatletter\\@addtoreset{equation}{section}\n"
    equations = [rf"\begin{{equation}}{letter}\end{{equation}}" for letter in "abc"]
    body = rf"\section{{A}}{equations[0]}\section{{B}}{equations[1]}{equations[2]}"
    numbers = [found.number for found in read(folder, document(body, preamble)).displays]
    assert numbers == ["1.i", "2.i", "2.ii"]


def test_a_fragment_without_a_preamble_is_read(folder: Path) -> None:
    (found,) = read(folder, "Let \\[a\\] be.").displays
    assert (found.latex, found.line, found.column, found.place) == ("a", 1, 7, f"{folder / 'paper.tex'}:1")


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("\\[x", 3, 1),
        ("\n a $x\n\nb$", 4, 4),
        ("\\begin{align}a\n\\begin{align}b\\end{align}", 3, 1),
        ("\\begin{equation}a\\end{align}", 3, 1),
        ("\\begin{lemma} $a$", 3, 1),
        ("\\begin{proof}\\begin{lemma}\\end{proof}", 3, 14),
        ("a \\end{lemma}", 3, 3),
        ("a \\] b", 3, 3),
        ("\\begin{verbatim} x", 3, 1),
        ("a \\verb|x\n|", 3, 8),
        ("\\iffalse $a$", 3, 1),
        ("\\footnote{$a}$", 3, 11),
        ("$$a$ b", 3, 1),
        ("\\(a\\[b\\]", 3, 1),
        ("\\newcommand{\\x}{a", 3, 16),
        ("\\begin{thebibliography} $a$", 3, 1),
        ("\\section{One", 3, 9),
        ("\\begin{a}" * 99 + "\n\\begin{b}", 4, 1),
    ],
)
def test_what_is_not_closed_is_refused_at_its_beginning(folder: Path, body: str, line: int, column: int) -> None:
    with pytest.raises(ReadError) as refusal:
        read(folder, document(body))
    assert (refusal.value.line, refusal.value.column) == (line, column)
    assert refusal.value.step


def test_a_display_that_a_macro_hides_is_refused_where_it_is_used(folder: Path) -> None:
    preamble = "\\newcommand{\\eqn}[1]{\\begin{equation}#1\\end{equation}}\n"
    assert read(folder, document("nothing", preamble)).formulas == ()
    with pytest.raises(ReadError, match="hides a display"):
        read(folder, document(r"So \eqn{a=b}.", preamble))
    preamble = "\\def\\beq#1\\eeq{\\begin{equation}#1\\end{equation}}\n"
    with pytest.raises(ReadError, match="hides a display"):
        read(folder, document(r"So \beq a=b\eeq.", preamble))


@pytest.mark.parametrize(
    "display",
    [
        r"\begin{IEEEeqnarray}{rCl}a&=&b\end{IEEEeqnarray}",
        r"\begin{empheq}[left=\empheqlbrace]{align}a&=&b\end{empheq}",
        r"\begin{alignat*}{3}a&=&b\end{alignat*}",
        r"\begin{dmath}[compact]a&=&b\end{dmath}",
    ],
)
def test_displays_of_packages_are_found_without_their_arguments(folder: Path, display: str) -> None:
    (found,) = read(folder, document(display)).displays
    assert found.latex == "a&=&b"


@pytest.mark.parametrize("body", [r"\begin{own} x^2 \end{own}", r"\own{\frac{a}{b}}", r"So \lambda is"])
def test_a_formula_outside_known_delimiters_is_refused(folder: Path, body: str) -> None:
    with pytest.raises(ReadError, match="outside a formula"):
        read(folder, document(body))


def test_signs_of_pictures_units_and_accents_are_no_formulas(folder: Path) -> None:
    body = r"\begin{tikzpicture}\draw ($(a)!.5!(b)$) -- (x^2);\end{tikzpicture} \SI{3}{m^2} \^o r\^ole $a$"
    assert list(by_latex(read(folder, document(body)))) == ["a"]


def test_commands_that_print_their_argument_as_a_formula(folder: Path) -> None:
    preamble = "\\newcommand{\\maths}[1]{$#1$}\\newcommand{\\sure}[1]{\\ensuremath{#1}}\n"
    body = r"\maths{a_\lambda} and \sure{b} and \ensuremath{c}"
    assert list(by_latex(read(folder, document(body, preamble)))) == [r"a_\lambda", "b", "c"]


def test_only_numbers_that_are_referred_to_may_show(folder: Path) -> None:
    body = r"\begin{equation}a\label{a}\end{equation}\begin{equation}b\label{b}\end{equation}By \eqref{b}."
    source = read(folder, document(body, "\\mathtoolsset{showonlyrefs}\n"))
    assert [found.number for found in source.displays] == ["", "1"]


def test_an_environment_that_opens_a_theorem_is_one(folder: Path) -> None:
    preamble = "\\newtheorem{thm}{Theorem}\\newenvironment{main}{\\begin{thm}\\itshape}{\\end{thm}}\n"
    (found,) = read(folder, document(r"\begin{main}$a$\end{main}", preamble)).formulas
    assert found.within == "theorem 1"


@given(st.text(alphabet="$\\[](){}%ab \n&", max_size=50))
def test_any_body_is_read_or_refused_with_a_place_inside_it(folder: Path, body: str) -> None:
    text = document(body)
    lines = text.split("\n")
    for start, line, end, column in places(folder, text):
        assert 1 <= start <= line <= end <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


def places(folder: Path, text: str) -> list[tuple[int, int, int, int]]:
    """Lines and column of each formula, or of the refusal."""
    try:
        found = read(folder, text).formulas
    except ReadError as refusal:
        return [(refusal.line, refusal.line, refusal.line, refusal.column)]
    return [(one.start_line, one.line, one.end_line, one.column) for one in found]
