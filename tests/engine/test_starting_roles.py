r"""What a formula does rests on its words or its place; where neither tells, it is open and becomes no claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starting_source import entries_of, kinds_of, source_of, table_of

from verify.kernel import Verdict
from verify.starting.deciding import decide_steps
from verify.starting.entries import Kind
from verify.starting.naming import ClaimNames, section_modules
from verify.starting.python_text import comment, docstring, literal

LINE = "# Lines\n\nA line is\n\\[f(x)=ax+b.\\]\n"

ROLES = {
    "the first word on a function defines it": (LINE, "f(x)=ax+b", Kind.DEFINITION),
    "said again it is a step": (LINE + "Hence\n\\[f(x)=b+ax.\\]\n", "f(x)=b+ax", Kind.STEP),
    "a letter may be defined where the words say where": (
        LINE + "Then\n\\[f(1)=c,\\]\nwhere $c=a+b$.",
        "c=a+b",
        Kind.DEFINITION,
    ),
    "a description defines what it names first": (LINE + "The total is $S=a+b$.", "S=a+b", Kind.DEFINITION),
    "so makes it a step": (LINE + "Then\n\\[f(1)>b,\\]\nso $f(1)=a+b$.", "f(1)=a+b", Kind.STEP),
    "a range without a word is asked about": (LINE + "Then $a>0$ helps.", "a>0", Kind.OPEN),
    "a relation that is supposed is a hypothesis": (LINE + "There are lines with $a>b$.", "a>b", Kind.ASSUMPTION),
    "let sets a known letter to a value for now": (LINE + "Let $x=1$.", "x=1", Kind.CASE),
    "if names a case": (LINE + "If $x>0$, then\n\\[f(x)>b.\\]\n", "x>0", Kind.CASE),
    "a noun beside it gives a range": (LINE + "There is a slope $a>0$.", "a>0", Kind.ASSUMPTION),
    "as names an approach": (LINE + "As $x\\to0$,\n\\[f(x)\\to b.\\]\n", r"x\to0", Kind.CASE),
    "assumed is not decided": (LINE + "We assume that\n\\[f(0)=0.\\]\n", "f(0)=0", Kind.ASSUMPTION),
    "a value alone says nothing": (LINE + "Its slope is\n\\[a+0.\\]\n", "a+0", Kind.OPEN),
    "a circle is no definition": ("# A\n\n\\[y=x+1.\\]\n\n\\[x=y-1.\\]\n", "x=y-1", Kind.STEP),
    "a letter set equal to another is no definition": ("# A\n\nAt the end\n\\[x=y.\\]\n", "x=y", Kind.STEP),
    "a rate of change of what nobody said to depend on it": (
        "# A\n\nAt $t>0$ the mass follows\n\\[\\frac{dm}{dt}=am.\\]\n",
        r"\frac{dm}{dt}=am",
        Kind.OPEN,
    ),
    "nor is it zero": ("# A\n\nWith $t>0$ and $m>0$, $\\frac{dm}{dt}=0$.", r"\frac{dm}{dt}=0", Kind.OPEN),
    "of a defined letter it is known": (
        "# A\n\n\\[m=at+b.\\]\n\nHence\n\\[\\frac{dm}{dt}=a.\\]\n",
        r"\frac{dm}{dt}=a",
        Kind.STEP,
    ),
    "of a function it is, too": (LINE + "Hence\n\\[\\frac{d}{dx}f(x)=a.\\]\n", r"\frac{d}{dx}f(x)=a", Kind.STEP),
    "of a function at another letter it is not": (
        LINE + "Hence\n\\[\\frac{d}{dy}f(x)=0,\\] since $y>0$.",
        r"\frac{d}{dy}f(x)=0",
        Kind.OPEN,
    ),
    "cases that exclude each other": (
        LINE + "For $x>0$, $f(x)>b$ if $x<0$.",
        "f(x)>b",
        Kind.OPEN,
    ),
    "what it does not hold for is no case": (LINE + "Unless $x=0$, it is large.", "x=0", Kind.OPEN),
    "when it does not is one": (LINE + "When $x=0$, it is small.", "x=0", Kind.CASE),
    "a step with an exception": (LINE + "Hence\n\\[f(x)>b\\]\nunless $x=0$.", "f(x)>b", Kind.OPEN),
    "a step for all": (LINE + "Hence\n\\[f(x)>b\\]\nfor all $x>0$.", "f(x)>b", Kind.STEP),
    "a name for what is supposed": (LINE + "Suppose I know the height $h\\equiv f(1)$.", r"h\equiv f(1)", Kind.OPEN),
    "an equation that is supposed": (LINE + "Suppose that $a=f(1)$.", "a=f(1)", Kind.CASE),
    "the range of some cases": (LINE + "This is so in cases with $x>2$.", "x>2", Kind.CASE),
    "what is said with if is no definition": (
        LINE + "Now if\n\\[h(x)=2f(x),\\]\nit is steep.",
        "h(x)=2f(x)",
        Kind.OPEN,
    ),
    "what is supposed is none": (LINE + "Suppose the other is\n\\[h(x)=2f(x).\\]\n", "h(x)=2f(x)", Kind.OPEN),
    "what is said to be is one": (LINE + "The other is\n\\[h(x)=2f(x).\\]\n", "h(x)=2f(x)", Kind.DEFINITION),
    "what is said of each is no case": (LINE + "The height for each line: $f(1)=a+b$.", "f(1)=a+b", Kind.STEP),
    "the range of all": (LINE + "Let the slope be $a$ with $x>2$.", "x>2", Kind.ASSUMPTION),
    "the range where it is so": (LINE + "This is so with $x>2$.", "x>2", Kind.OPEN),
    "what something is equivalent to": (LINE + "The line is steep iff $a>1$.", "a>1", Kind.CASE),
    "what is said of the line": (LINE + "The line has a slope $a>1$.", "a>1", Kind.ASSUMPTION),
    "what somebody does": (LINE + "The driver chooses $a>1$.", "a>1", Kind.OPEN),
    "the condition that the sentence before ends on": (
        LINE + "A line falls if and only if its slope is less than its end.\n\\[a<b.\\]\n",
        "a<b",
        Kind.OPEN,
    ),
    "what follows a sentence of another kind": (
        LINE + "A line meets both axes.\n\\[f(0)=b.\\]\n",
        "f(0)=b",
        Kind.STEP,
    ),
    "what a calculation gives": (LINE + "Maximising the sum gives\n\\[S=a+b.\\]\n", "S=a+b", Kind.STEP),
    "one side of an equivalence": (LINE + "Hence $f(x)>b$ if and only if $x>0$.", "f(x)>b", Kind.OPEN),
    "one side of an equivalence on its line": (LINE + "Hence $f(x)>b$ iff\n\\[x>0.\\]\n", "f(x)>b", Kind.OPEN),
    "what holds for some": (LINE + "Hence $f(x)>b$ for $x>0$.", "f(x)>b", Kind.STEP),
    "what something hangs on": (LINE + "It is steep if\n\\[a>b.\\]\n", "a>b", Kind.OPEN),
    "what follows": (LINE + "If it is steep, we get\n\\[a>b.\\]\n", "a>b", Kind.STEP),
    "with what a sentence begins": (LINE + "It is. With $x>1$, it is large.", "x>1", Kind.CASE),
    "with what a sentence goes on": (LINE + "Take $f(x)$, with $x>1$.", "x>1", Kind.ASSUMPTION),
    "what two things have": (LINE + "Both lines have their own slopes $a<b$.", "a<b", Kind.OPEN),
    "what follows for them": (LINE + "Both are steep, so $a<b$.", "a<b", Kind.STEP),
    "which of the things before are meant": (LINE + "Lines with $a>b$ are steep.", "a>b", Kind.OPEN),
    "and which more": (LINE + "Lines with $a>b$ and $b>f(0)$ are steep.", "b>f(0)", Kind.OPEN),
    "which one is meant": (LINE + "Others (bent lines, a line with $a\\ne0$) are used.", r"a\ne0", Kind.OPEN),
    "what one that is looked at has": (LINE + "Consider a line with $a>b$.", "a>b", Kind.OPEN),
    "what the one introduced has": (LINE + "There is a line with $a>b$.", "a>b", Kind.ASSUMPTION),
    "what a letter with a star is": (LINE + "The best is\n\\[x^*=a+b.\\]\n", "x^*=a+b", Kind.STEP),
    "how a letter with a star is defined": (LINE + "We define\n\\[x^*=a+b.\\]\n", "x^*=a+b", Kind.DEFINITION),
    "what a letter without a star is": (LINE + "The best is\n\\[z=a+b.\\]\n", "z=a+b", Kind.DEFINITION),
    "assuming something, what follows": (LINE + "Assuming $b=0$:\n\\[f(2)=2a.\\]\n", "f(2)=2a", Kind.STEP),
    "assuming something and more": (LINE + "We assume $b>0$ and that\n\\[f(2)=2a.\\]\n", "f(2)=2a", Kind.ASSUMPTION),
    "an alternative is no case of the other": (LINE + "If $x>1$ or $x<0$, all is said.", "x<0", Kind.OPEN),
    "what a letter is chosen for is no step": (LINE + "Take $c>1$ such that $c>a+b$.", "c>a+b", Kind.OPEN),
    "a range behind a relation is not claimed": (
        LINE + "Hence\n\\[f(x)>b,\\qquad x>0.\\]\n",
        r"f(x)>b,\qquad x>0",
        Kind.OPEN,
    ),
    "two relations between letters are": (
        LINE + "Hence\n\\[f(1)>b,\\qquad f(2)>a.\\]\n",
        r"f(1)>b,\qquad f(2)>a",
        Kind.STEP,
    ),
    "an index at one place is no range of it": ("# A\n\n\\[X=\\sum_jx_j.\\] Take $j=1$.", "j=1", Kind.OPEN),
    "what is found under an assumption is no assumption": (
        LINE + "Assuming that $a>b$, we substitute, and obtain\n\\[f(1)>2b.\\]\n",
        "f(1)>2b",
        Kind.STEP,
    ),
    "what a step uses is no hypothesis": (LINE + "\\[f(1)>b,\\] where the inequality uses $a>b$.", "a>b", Kind.STEP),
    "a case of another statement": (
        LINE + "Here $f(x)>b$ if $x>0$, $f(x)<a$.",
        "f(x)<a",
        Kind.OPEN,
    ),
    "a range that is said at one place": (LINE + "At the end of the line there is a slope $a>0$.", "a>0", Kind.OPEN),
    "a range that is said of the model": (LINE + "The model has a slope $a>0$.", "a>0", Kind.ASSUMPTION),
    "a range in an example": (LINE + "**Example 1.** There is a slope $a>0$.", "a>0", Kind.OPEN),
    "a range in a section on a case": (LINE + "## A special case\n\nThere is a slope $a>0$.", "a>0", Kind.OPEN),
    "a range with an exception behind it": (LINE + "There is a slope $a>0$ unless it is flat.", "a>0", Kind.OPEN),
    "a value at one place": (LINE + "At the summit, its height is\n\\[h=ax+b.\\]\n", "h=ax+b", Kind.OPEN),
    "a value everywhere": (LINE + "Its height is\n\\[h=ax+b.\\]\n", "h=ax+b", Kind.DEFINITION),
    "a value with a condition behind it": (
        LINE + "Its height is\n\\[h=ax+b\\]\nas long as it is steep.\n",
        "h=ax+b",
        Kind.OPEN,
    ),
    "a value with a description behind it": (
        LINE + "Its height is\n\\[h=ax+b,\\]\nwhere $b$ is the intercept.\n",
        "h=ax+b",
        Kind.DEFINITION,
    ),
    "a value in equilibrium": (
        LINE + "In the unique equilibrium, its height is\n\\[h=ax+b.\\]\n",
        "h=ax+b",
        Kind.DEFINITION,
    ),
    "a name by its sign": (LINE + "For the rest, the height is $h\\equiv ax+b$.", r"h\equiv ax+b", Kind.DEFINITION),
    "what some number has is no case of all": (LINE + "For some $x>0$, $f(x)>b$.", "x>0", Kind.OPEN),
    "a case in a long clause": (LINE + "If we now look at what the driver does with $x>0$.", "x>0", Kind.OPEN),
    "a range in another language": (LINE + "Wenn es steil ist, gibt es eine Zahl $a>0$.", "a>0", Kind.OPEN),
    "a value in another script": (LINE + "当它很陡时其高度是\n\\[h=ax+b.\\]\n", "h=ax+b", Kind.OPEN),
    "words that nobody declared are not read": (
        LINE + "\\[f(x)\\text{ is fine}\\]\n",
        r"f(x)\text{ is fine}",
        Kind.UNREAD,
    ),
}


@pytest.mark.parametrize(("text", "formula", "kind"), ROLES.values(), ids=ROLES)
def test_a_formula_does_what_its_words_or_its_place_say(text, formula, kind, tmp_path):
    assert kinds_of(text, tmp_path)[formula] is kind


@pytest.mark.parametrize("words", ["If $x>0$, then", "For every $x>0$ and $a>0$", "For all $x>0$,"])
def test_the_cases_of_its_sentence_are_given_to_a_step(words, tmp_path):
    (step,) = [one for one in entries_of(LINE + words + "\n\\[f(x)>b.\\]\n", tmp_path) if one.kind is Kind.STEP]
    assert "x>0" in [one.latex for one in step.given]


def test_a_case_behind_a_step_belongs_to_it_only_if_nothing_else_is_said_between(tmp_path):
    behind = entries_of(LINE + "Hence\n\\[f(x)>b,\\]\nfor all $x>0$.\n", tmp_path)
    apart = entries_of(LINE + "Hence\n\\[f(x)>b,\\]\nand it is convex for all $x>0$.\n", tmp_path)
    another = entries_of(LINE + "Hence\n\\[f(x)>b\\]\n\nFor $x>0$ it is convex.\n", tmp_path)
    assert another[1].given == ()
    assert [one.latex for one in behind[1].given] == ["x>0"]
    assert apart[1].given == ()


def test_a_case_of_another_sentence_is_not_given(tmp_path):
    entries = entries_of(LINE + "If $x>0$ it rises. Hence\n\\[f(x)>b.\\]\n", tmp_path)
    assert entries[-1].kind is Kind.STEP
    assert entries[-1].given == ()


def verdicts(text, folder):
    entries = entries_of(text, folder)
    decided = decide_steps("draft", table_of(text, folder).notation, entries)
    return {
        one.latex: (one.kind, decided.decisions[id(one)].verdict)
        for one in decided.entries
        if id(one) in decided.decisions
    }


def test_a_slip_of_algebra_is_a_claim_that_fails_and_the_right_step_holds(tmp_path):
    found = verdicts(LINE + "Hence\n\\[f(x)^2=a^2x^2+abx+b^2.\\]\nor\n\\[f(x)^2=a^2x^2+2abx+b^2.\\]\n", tmp_path)
    assert found["f(x)^2=a^2x^2+abx+b^2."] == (Kind.STEP, Verdict.FAILS)
    assert found["f(x)^2=a^2x^2+2abx+b^2."] == (Kind.STEP, Verdict.HOLDS)


def test_a_hypothesis_of_the_source_is_given_to_the_step_that_needs_it(tmp_path):
    text = LINE + "There are lines with $a>b$. Hence\n\\[f(1)>2b.\\]\nand\n\\[f(1)>3b+1.\\]\n"
    entries = entries_of(text, tmp_path)
    decided = decide_steps("draft", table_of(text, tmp_path).notation, entries)
    first, second = [one for one in decided.entries if id(one) in decided.decisions]
    assert decided.decisions[id(first)].verdict is Verdict.HOLDS
    assert [one.latex for one in first.given] == ["a>b"]
    assert decided.decisions[id(second)].verdict is Verdict.FAILS
    assert second.given == ()


@pytest.mark.parametrize(
    ("formula", "asked"),
    [
        ("f(x)=y+1", "a, b, x, y: on one side only"),
        ("x=b+1", "x has no definition"),
        ("f(x)=0", "an equation for its letters"),
        ("h(x)>f(x)", "h has no definition"),
        ("a>0 \\Rightarrow f(x)>b+1", "under which hypotheses"),
    ],
)
def test_an_equation_between_free_letters_is_a_question_and_not_a_slip(formula, asked, tmp_path):
    text = LINE + f"Hence $h(0)$ is there and\n\\[{formula}.\\]\n"
    entries = entries_of(text, tmp_path)
    decided = decide_steps("draft", table_of(text, tmp_path).notation, entries)
    (found,) = [one for one in decided.entries if id(one) in decided.decisions]
    assert found.kind is Kind.OPEN
    assert asked in found.because


@pytest.mark.parametrize(
    ("before", "kind"),
    [("It is maximal subject to\n\\[x=a+b\\]\nand", Kind.OPEN), ("We obtain\n\\[f(1)=a+b\\]\nand", Kind.STEP)],
    ids=["a constraint", "a step"],
)
def test_a_display_behind_another_goes_on_with_its_words(before, kind, tmp_path):
    text = LINE + before + "\n\\[f(2)=2a+2b.\\]\n"
    decided = decide_steps("draft", table_of(text, tmp_path).notation, entries_of(text, tmp_path))
    (found,) = [one for one in decided.entries if one.latex.startswith("f(2)")]
    assert found.kind is kind


def test_an_arrow_behind_several_statements_is_asked_about(tmp_path):
    several = kinds_of(LINE + "Then $b=0,\\quad a=1\\Rightarrow f(2)=2$.", tmp_path)
    assert set(several.values()) == {Kind.DEFINITION, Kind.UNREAD}
    one = kinds_of(LINE + "Then $a=1\\Rightarrow f(2)=2+b$.", tmp_path)
    assert Kind.UNREAD not in one.values()


def test_a_sum_without_end_that_is_not_decided_is_no_step(tmp_path):
    text = "# A\n\nHence\n\\[\\sum_{k=0}^\\infty q^k=\\frac{1}{1-q}.\\]\n"
    decided = decide_steps("draft", table_of(text, tmp_path).notation, entries_of(text, tmp_path))
    assert [one.kind for one in decided.entries] == [Kind.OPEN]


SCOPED = {
    "of all": ("Hence", "", (Kind.STEP, ("x>0",))),
    "at some place": ("Hence, near the summit,", "", (Kind.OPEN, ())),
    "with another letter in place": ("Writing $a$ as $b$ we get,", "", (Kind.OPEN, ())),
    "wished for": ("We wish to show that", "", (Kind.OPEN, ())),
    "under a condition behind it": ("Hence", "whenever the line is steep", (Kind.OPEN, ())),
}


@pytest.mark.parametrize(("words", "behind", "found"), SCOPED.values(), ids=SCOPED)
def test_what_does_not_hold_everywhere_is_a_slip_only_where_all_words_beside_it_are_understood(
    words, behind, found, tmp_path
):
    text = LINE + f"{words} for $x>0$,\n\\[f(x)=ax+2b\\]\n{behind}."
    decided = decide_steps("draft", table_of(text, tmp_path).notation, entries_of(text, tmp_path))
    (one,) = [one for one in decided.entries if one.latex.startswith("f(x)=ax+2b")]
    assert (one.kind, tuple(case.latex for case in one.given)) == found


def test_a_hypothesis_of_a_theorem_in_bold_letters_is_that_theorems_own(tmp_path):
    text = LINE + "**Theorem 2.** With slopes $a>b$ it is steep.\n\n**Theorem 3.** It is high:\n\\[f(1)>2b.\\]\n"
    decided = decide_steps("draft", table_of(text, tmp_path).notation, entries_of(text, tmp_path))
    (found,) = [one for one in decided.entries if one.latex.startswith("f(1)")]
    assert found.kind is Kind.OPEN


PROOFS = {
    "of all": ("There are lines with $a>b$. Hence\n", "", Kind.STEP),
    "of one argument": ("Assume $a>b$. Then it is steep. Conversely,\n", "", Kind.OPEN),
}


@pytest.mark.parametrize(("words", "behind", "kind"), PROOFS.values(), ids=PROOFS)
def test_a_hypothesis_of_one_argument_is_none_of_another(words, behind, kind, tmp_path):
    text = LINE + words + "\\[f(1)>2b.\\]\n" + behind
    entries = entries_of(text, tmp_path)
    decided = decide_steps("draft", table_of(text, tmp_path).notation, entries)
    (found,) = [one for one in decided.entries if one.latex.startswith("f(1)")]
    assert found.kind is kind
    assert [one.latex for one in found.given] == ["a>b"]


def test_a_definition_has_no_approach_in_it(tmp_path):
    kinds = kinds_of(LINE + "Set $h=a/b\\to0$. Set $k=a/b$.", tmp_path)
    assert kinds[r"h=a/b\to0"] is not Kind.DEFINITION
    assert kinds["k=a/b"] is Kind.DEFINITION


def test_what_only_holds_for_positive_letters_asks_for_their_range(tmp_path):
    text = "# A\n\n\\[y=x+k.\\]\nHence\n\\[y+1>x.\\]\n"
    decided = decide_steps("draft", table_of(text, tmp_path).notation, entries_of(text, tmp_path))
    (found,) = [one for one in decided.entries if id(one) in decided.decisions]
    assert found.kind is Kind.OPEN
    assert "which range have x, k?" in found.because
    assert "holds if they are positive" in found.because


# --- what is written ------------------------------------------------------------------------------------------------


@given(st.text(max_size=60) | st.sampled_from(["\\", 'a"', "a\\", '\\"', "'''", '"""', "\\\n", "{", "%s", "\\'\""]))
def test_a_literal_is_the_text_and_a_comment_is_one_line(text):
    import ast

    assert ast.literal_eval(literal(text)) == text
    assert ast.parse(f"x = 1\n{comment(text, '')}\ny = 2").body[-1].targets[0].id == "y"
    module = ast.parse(docstring(text) + "\nx = 1")
    assert len(module.body) == 2


@given(st.lists(st.text(max_size=30), unique=True, max_size=8))
def test_sections_get_modules_of_their_own(slugs):
    modules = section_modules(slugs)
    names = list(modules.values())
    assert len(set(names)) == len(slugs)
    assert all(name.isidentifier() and name not in ("paper", "notation", "__init__") for name in names)


def test_ids_are_all_different(tmp_path):
    text = "# A\n\n\\[y=x+k.\\]\n\n\\[y=k+x.\\]\n\n\\[y=x+k+0.\\]\n"
    entries = [one for one in entries_of(text, tmp_path) if one.kind is Kind.STEP]
    names = ClaimNames(section_modules(["a"]))
    assert [names.of_step(one) for one in entries] == ["a/step-1", "a/step-2"]
    assert source_of(text, tmp_path).displays[0].section == "a"


def test_what_is_open_is_an_undecided_claim_and_its_formula_is_neither_verified_nor_refuted(tmp_path, monkeypatch):
    from verify import papers, run
    from verify.starting import start

    path = tmp_path / "draft.md"
    path.write_text(LINE + "Hence\n\\[f(x)=y+1.\\]\nand so $y=a$.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    start.write(start.start("draft", path), tmp_path)
    (paper,) = papers.all_papers()
    record = run.check_source(paper, path)
    assert {claim.verdict for claim in record.claims} == {Verdict.UNDECIDED}
    assert [one.status for one in record.formulas] == ["definition", "unlinked", "unlinked"]
