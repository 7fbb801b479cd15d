"""Markdown sources: which formulas are found, where they stand, what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.errors import ReadError
from verify.sources.formula import Formula, Source
from verify.sources.markdown import markdown_source

WORDS = st.text(alphabet="abc XYZ.,éλ\t", max_size=30)
FORMULAS = st.sampled_from([r"x=\frac{a}{b}", r"\{y\}>0", r"z\text{ if $w$}", "a\n\t<b", "u", r"\alpha\\ \beta"])
DELIMITERS = st.sampled_from([(r"\[", r"\]"), (r"\(", r"\)"), ("$$", "$$"), ("$", "$"), ("$$\n", "\n$$")])


def read(text: str) -> Source:
    return markdown_source(text, "paper.md")


def only(text: str) -> Formula:
    (formula,) = read(text).formulas
    return formula


def text_at(text: str, formula: Formula) -> str:
    """What stands at the formula's line and column."""
    lines = text.split("\n")
    return "\n".join([lines[formula.line - 1][formula.column - 1 :], *lines[formula.line :]])


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=3), FORMULAS, DELIMITERS)
def test_a_formula_is_found_at_its_line_and_column(
    before: list[str], after: list[str], formula: str, marks: tuple[str, str]
) -> None:
    text = "\n".join(before) + " " + marks[0] + formula + marks[1] + "\n" + "\n".join(after)
    found = only(text)
    assert found.latex == formula
    assert text_at(text, found).startswith(formula)
    assert found.start_line == text[: text.index(marks[0] + formula)].count("\n") + 1
    assert found.end_line == text[: text.index(formula) + len(formula + marks[1]) - 1].count("\n") + 1
    assert found.display == (marks[0].strip() in (r"\[", "$$"))


@given(st.lists(st.tuples(WORDS, FORMULAS, DELIMITERS), min_size=1, max_size=8))
def test_all_formulas_are_found_in_order(parts: list[tuple[str, str, tuple[str, str]]]) -> None:
    text = "".join(f"{words} {marks[0]}{formula}{marks[1]} " for words, formula, marks in parts)
    assert [found.latex for found in read(text).formulas] == [formula for _, formula, _ in parts]
    assert all(text_at(text, found).startswith(found.latex) for found in read(text).formulas)


def test_a_fence_with_the_word_math_is_a_display_and_other_fences_are_code() -> None:
    text = "```math\na=b\n```\n```python\nx = '$y$'\n```\n~~~\n\\[c\\]\n~~~\n"
    found = only(text)
    assert (found.latex, found.line, found.column, found.start_line, found.end_line) == ("a=b", 2, 1, 1, 3)
    assert found.display


def test_directives_of_text_are_read_and_their_options_are_none() -> None:
    text = "````{prf:lemma} On $a$\n:label: l\nLet $b$.\n```{math}\n:label: eq\nc=d\n```\n"
    text += "```{python}\n$no$\n```\n````\n$e$\n"
    found = {one.latex: one for one in read(text).formulas}
    assert list(found) == ["b", "c=d", "e"]
    assert (found["c=d"].label, found["c=d"].line, found["c=d"].start_line) == ("eq", 6, 4)


@pytest.mark.parametrize("mark", ["(eq:x)", "{#eq:x}", '{#eq:x tag="2"}'])
def test_a_label_behind_a_display_is_its_label(mark: str) -> None:
    assert only(f"$$a$$ {mark}\nmore").label == "eq:x"
    assert only("$$a$$ (so it is)").label == ""


def test_macros_in_formulas_are_definitions_and_no_formulas() -> None:
    source = read("$$\\newcommand{\\R}{\\mathbb{R}}$$\n\n$\\def\\x{y} \\x\\in\\R$")
    (found,) = source.formulas
    assert found.latex.strip() == r"\x\in\R"
    assert source.macros[r"\R"].body == r"\mathbb{R}"


def test_the_title_is_that_of_the_front_matter_or_the_first_heading() -> None:
    assert read('---\ntitle: "On x"\n---\n# One\n').title == "On x"
    assert read("text\n\n## One ##\n").title == "One"


def test_inline_code_comments_and_front_matter_hold_no_formulas() -> None:
    text = "---\ntitle: the $x$ paper\n---\nUse `$a$` or ``b ` $c$``, <!-- $d$ \\[e\\] --> and $f$.\n"
    assert [found.latex for found in read(text).formulas] == ["f"]


def test_several_displays_on_one_line_keep_their_columns() -> None:
    first, second = read(r"So \[a\] and then \[b\].").formulas
    assert (first.column, second.column) == (6, 21)


@pytest.mark.parametrize("text", ["It costs $5.", "From $5 to $10 and more.", r"A \$ sign", "1 $ or 2 $ more"])
def test_prices_are_no_formulas(text: str) -> None:
    assert read(text).formulas == ()


def test_a_price_before_a_formula_does_not_swallow_it() -> None:
    assert only("It costs $5 where $x$ is the rate.").latex == "x"


def test_github_dollars_with_backticks() -> None:
    assert only("Let $`a_b`$ be").latex == "a_b"


def test_bare_environments_are_displays() -> None:
    found = only("text\n\\begin{align}\na&=b\\label{eq:1}\\\\\n&=c\\tag{7}\n\\end{align}\n")
    assert (found.environment, found.label, found.number) == ("align", "eq:1", "7")
    assert found.latex.split() == [r"a&=b", r"\\", "&=c"]


def test_sections_are_the_innermost_headings() -> None:
    text = "$a$\n# One\n$b$\n## Compute-Market's *Discipline* ##\n$c$\nTitle\n===\n$d$\n```\n# no\n```\n$e$\n"
    sections = {found.latex: found.section for found in read(text).formulas}
    assert sections == {"a": "", "b": "one", "c": "compute-markets-discipline", "d": "title", "e": "title"}
    assert read(text).title == "One"


def test_quote_marks_are_no_relations() -> None:
    text = "> So\n> \\[\n> a\n> = b\n> \\]\n"
    assert only(text).latex.split() == ["a", "=", "b"]
    assert only("\\[\na\n> b\n\\]").latex.split() == ["a", ">", "b"]


def test_labels_and_tags_leave_blanks_behind() -> None:
    text = r"\[\label{eq:x} a \tag{$\ast$} = b\]"
    found = only(text)
    assert (found.label, found.number, found.column) == ("eq:x", r"\ast", 16)
    assert found.latex == "a" + " " * len(r" \tag{$\ast$} ") + "= b"


def test_words_around_a_formula_keep_inline_formulas() -> None:
    _, second = read("Let $x$ be\nlarge; then\n\\[y>x\\]\nfor $z$.").formulas[:2]
    assert second.before == "Let $x$ be large; then"
    assert second.after == "for $z$."


def test_long_surroundings_are_cut_between_words() -> None:
    found = only("word " * 100 + "$x$" + " word" * 100)
    for words in (found.before, found.after):
        assert 190 < len(words) <= 200
        assert set(words.split()) == {"word"}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a\n\\[x\n", 2, 1),
        ("a\n\n b \\(x", 3, 4),
        ("$$x", 1, 1),
        ("so $x is\n\nopen $", 1, 4),
        ("$x $ y $z", 1, 1),
        ("\\[a\n\nb\\]", 1, 1),
        ("\\[a \\[b\\]", 1, 1),
        ("a \\] b", 1, 3),
        ("\n```math\na", 2, 1),
        ("\\begin{align}a", 1, 1),
        ("\\begin{equation}a\\begin{equation}b\\end{equation}", 1, 1),
        ("\\[\\begin{aligned}a\\]", 1, 1),
        ("\\[{a\\]", 1, 1),
        ("$`x", 1, 1),
        ("\\end{align}", 1, 1),
    ],
)
def test_what_is_not_closed_is_refused_at_its_beginning(text: str, line: int, column: int) -> None:
    with pytest.raises(ReadError) as refusal:
        read(text)
    assert (refusal.value.line, refusal.value.column) == (line, column)
    assert refusal.value.step


@given(st.text(alphabet="$\\[]()`{}ab \n#>", max_size=60))
def test_any_text_is_read_or_refused_with_a_place_inside_it(text: str) -> None:
    lines = text.split("\n")
    for start, line, end, column in places(text):
        assert 1 <= start <= line <= end <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


def places(text: str) -> list[tuple[int, int, int, int]]:
    """Lines and column of each formula, or of the refusal."""
    try:
        found = read(text).formulas
    except ReadError as refusal:
        return [(refusal.line, refusal.line, refusal.line, refusal.column)]
    return [(one.start_line, one.line, one.end_line, one.column) for one in found]


SPACED = ["Let $ y $ be", "Here $ 0 \\le y $, so", "it is $ y_1 $.", "half $\\frac{y}{2} $ of it", "it is $ y=2$."]


@pytest.mark.parametrize("text", SPACED)
def test_a_formula_may_have_blanks_at_its_ends(text):
    (found,) = markdown_source(text, "paper.md").formulas
    assert found.latex.strip() in text


@pytest.mark.parametrize(
    "text", ["from $5 and $ 6 on", "the prices $ and $ 6", "it is $ 5 here and more $ on", "$ 7 each"]
)
def test_prices_are_no_formula(text):
    assert markdown_source(text, "paper.md").formulas == ()


@pytest.mark.parametrize("text", ["$x $ is $ 5 here", "$y_1 $ for $ 6"])
def test_dollars_that_do_not_come_in_pairs_are_refused(text):
    with pytest.raises(ReadError, match="opens no formula by its blanks"):
        markdown_source(text, "paper.md")


def test_a_statement_in_bold_letters_lasts_until_the_next(tmp_path):
    text = "**Lemma 1.** $a$\n\nstill $b$\n\n*Proof.* $c$\n\n# Next\n\n$d$, a **lemma** $e$"
    places = [one.within for one in markdown_source(text, "paper.md").formulas]
    assert places == ["lemma 1", "lemma 1", "proof", "", ""]
