"""LaTeXML's HTML: the TeX of each math element in its place, aligned rows as one display."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.errors import ReadError
from verify.sources.html import html_source
from verify.sources.read import read_source

PAGE = """<!DOCTYPE html><html><head><title>On x</title></head><body>
<nav class="ltx_TOC"><math alttext="no" display="inline"><mi>n</mi></math></nav>
<h1 class="ltx_title ltx_title_document">On <math alttext="x" display="inline"><mi>x</mi></math>-play</h1>
<section class="ltx_section">
<h2 class="ltx_title ltx_title_section"><span class="ltx_tag">1 </span>The Model</h2>
<p class="ltx_p">Let <math alttext="y&lt;1" class="ltx_Math" display="inline"><mi>y</mi></math> hold.</p>
<table id="S1.E1" class="ltx_equation ltx_eqn_table"><tbody><tr class="ltx_equation ltx_eqn_row">
<td><math
  class="ltx_Math"
  alttext="a=b" display="block"><mi>a</mi></math></td>
<td class="ltx_eqn_cell"><span class="ltx_tag ltx_tag_equation">(1)</span></td></tr></tbody></table>
<div class="ltx_theorem ltx_theorem_lemma" id="Thmlemma2"><h6 class="ltx_title ltx_runin ltx_title_theorem">
<span class="ltx_tag ltx_tag_theorem">Lemma 2</span> (Main).</h6>
<p>If <math alttext="c" display="inline"></math>.</p></div>
<div class="ltx_proof"><h6 class="ltx_title ltx_title_proof">Proof of Lemma 2.</h6>
<table id="S1.EGx1" class="ltx_equationgroup ltx_eqn_align ltx_eqn_table">
<tbody id="S1.E3"><tr class="ltx_equation ltx_eqn_row">
<td><math alttext="\\displaystyle d" display="inline"></math></td>
<td><math alttext="\\displaystyle=e" display="inline"></math></td>
<td><span class="ltx_tag ltx_tag_equation">(3)</span></td></tr></tbody>
<tbody id="S1.E4"><tr class="ltx_equation ltx_eqn_row">
<td><math alttext="\\displaystyle=f" display="inline"></math></td>
<td><span class="ltx_tag ltx_tag_equation">(4)</span></td></tr></tbody></table></div></section>
<section class="ltx_bibliography"><math alttext="no" display="inline"></math></section>
</body></html>
"""


def test_a_page_gives_its_formulas_with_places_sections_and_numbers() -> None:
    source = html_source(PAGE, "a.html")
    assert source.title == "On x-play"
    x, y, first, c, group = source.formulas
    assert (x.latex, x.section, x.display) == ("x", "", False)
    assert (y.latex, y.section, y.after[:5]) == ("y<1", "the-model", "hold.")
    assert y.before.endswith("Let")
    assert (first.latex, first.display, first.number, first.label) == ("a=b", True, "1", "S1.E1")
    assert (first.start_line, first.line, first.column, first.end_line) == (7, 10, 12, 11)
    assert (c.latex, c.within) == ("c", "lemma 2")
    assert group.latex == "\\displaystyle d & \\displaystyle=e \\\\\n\\displaystyle=f"
    assert (group.numbers, group.within, group.display) == (("3", "4"), "proof of lemma 2", True)
    assert group.labels == ("S1.E3", "S1.E4")


@given(
    st.lists(st.text(alphabet="ab <>&\n", max_size=20), max_size=4),
    st.text(alphabet="x<>&=\"'\\+", min_size=1, max_size=9),
)
def test_the_tex_stands_at_its_line_and_column(words: list[str], latex: str) -> None:
    value = html.escape(latex, quote=True)
    page = "".join(f"<p>{html.escape(word)}</p>" for word in words) + f'\n<p><math\nalttext="{value}">'
    page += "<mi>x</mi></math></p>"
    (found,) = html_source(page, "a.html").formulas
    assert found.latex == latex
    assert page.split("\n")[found.line - 1][found.column - 1 :].startswith(value)


def test_an_annotation_serves_where_the_alttext_is_missing() -> None:
    page = '<math><mi>x</mi><annotation encoding="application/x-tex">\nx_1</annotation></math>'
    (found,) = html_source(page, "a.html").formulas
    assert (found.latex, found.line, found.column) == ("x_1", 2, 1)


@pytest.mark.parametrize(
    ("page", "reason", "line", "column"),
    [
        ('<p>\n <math alttext="x">', "not closed", 2, 2),
        ("<p>\n<p", "< without its >", 2, 1),
        ("<p>\na <!-- <b>", "<!-- without its -->", 2, 3),
        ('<math alttext="x"><math alttext="y"></math>', "not closed", 1, 1),
        ("<p><math><mi>x</mi></math>", "without its TeX", 1, 4),
        ("<p>\nLet \\(x\\) be", "outside math elements", 1, 4),
        (
            '<table class="ltx_eqn_table"><tr><td><math alttext="x"></math>',
            "display that is not closed",
            1,
            1,
        ),
    ],
)
def test_what_cannot_be_read_is_refused(page: str, reason: str, line: int, column: int) -> None:
    with pytest.raises(ReadError, match=reason) as refusal:
        html_source(page, "a.html")
    assert (refusal.value.line, refusal.value.column) == (line, column)


def test_the_ending_chooses_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_text(PAGE)
    assert len(read_source(path).displays) == 2
