"""The report for the paper and for a pull request: LaTeX and Markdown that hostile text cannot break."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace

import pytest
import sample_run

from verify.baseline import Change
from verify.record import RunRecord
from verify.report.markdown import LIMIT, code, escaped, markdown_comment
from verify.report.material import Material
from verify.report.tex import appendix, ascii_text, content_hash, style, tex_text, write_appendix


def material(record: RunRecord, *changed: Change) -> Material:
    return Material.of(record, [sample_run.sample_paper()], changed)


DOCUMENT = r"""\documentclass{article}
\usepackage{verified}
\begin{document}
Before it: \verified{eq:squares}, \verified{sample/algebra/sign}, \verified{eq:unknown}.
\input{appendix}
After it: \verified{eq:squares}, \verified{sample/limits/later}.
\end{document}
"""


def test_the_appendix_knows_claims_and_labels():
    text = appendix(material(sample_run.unexpected_record()))
    assert r"\verifiedset{sample/algebra/sign}{fails}{exact}" in text
    assert r"\verifiedset{eq:squares}{holds}{symbolic}" in text
    assert r"\verifiedset{sample/limits/later}{conditional}" in text
    for title in ("Errata", "Not decided", "Decided"):
        assert rf"\subsubsection*{{{title}}}" in text


def test_every_group_and_environment_is_closed():
    text = re.sub(r"\\[{}]", "", appendix(material(hostile_record())))
    assert text.count("{") == text.count("}")
    assert text.count(r"\begin{verifieditems}") == text.count(r"\end{verifieditems}")


def hostile_record() -> RunRecord:
    nasty = r"\input{/etc/passwd}\write18{id} % $x^2 & {}#~ ^^5c " + "“é≤" + sample_run.HOSTILE
    claim = replace(sample_run.erratum(), statement=nasty, reason=nasty, where=nasty, trusts=(nasty,))
    return RunRecord(claims=[claim, replace(sample_run.admitted(), id="sample/a{b}%c", reason=nasty)])


def test_no_command_of_a_paper_reaches_tex():
    text = appendix(material(hostile_record()))
    assert r"\input" not in text
    assert r"\write" not in text
    assert text.isascii()


def test_special_characters_are_spelled():
    assert tex_text("a_b^c") == r"a\_b\textasciicircum{}c"
    assert ascii_text("é") == "[U+00E9]"


def test_the_hash_changes_with_what_was_decided_and_not_with_time():
    claim = sample_run.claim_result("algebra/squares")
    slower = replace(claim, legs=tuple(leg.timed(9.0) for leg in claim.legs))
    assert content_hash(claim) == content_hash(slower)
    assert content_hash(claim) != content_hash(replace(claim, statement="x=x"))


def test_the_style_stands_beside_the_appendix(tmp_path):
    write_appendix(tmp_path / "appendix.tex", material(sample_run.expected_record()))
    assert (tmp_path / "verified.sty").read_text(encoding="utf-8") == style()
    assert r"\newcommand\verified[1]" in style()


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no TeX is installed; the text of the style is checked")
@pytest.mark.parametrize("record", [sample_run.unexpected_record(), hostile_record()], ids=["plain", "hostile"])
def test_the_appendix_compiles_and_badges_are_known_before_it(tmp_path, record):
    write_appendix(tmp_path / "appendix.tex", material(record))
    (tmp_path / "paper.tex").write_text(DOCUMENT, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "paper.tex"]
    for _ in range(2):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-3000:]
    log = (tmp_path / "paper.log").read_text(errors="replace")
    assert "no status for `eq:unknown'" in log
    assert ("no status for `eq:squares'" in log) == (len(record.claims) == 2)


def test_the_comment_says_what_failed_and_what_changed():
    comment = markdown_comment(
        material(sample_run.unexpected_record(), Change("sample/limits/open", "holds, exact", "undecided"))
    )
    assert comment.startswith("# Not all as expected")
    for said in (
        "`sample/limits/open`: holds, exact → undecided",
        "`draft.md:7` refuted",
        "repair (typo, holds)",
    ):
        assert said in comment
    assert markdown_comment(material(sample_run.expected_record())).startswith("# All as expected")


def test_hostile_text_stays_text_in_markdown():
    comment = markdown_comment(material(hostile_record()))
    outside = re.sub(r"(`+).*?\1", "", comment)
    assert re.search(r"(?<!\\)<script", outside) is None
    assert code("a``b`") == "``` a``b` ```"
    assert escaped("[x](javascript:1)") == r"\[x\]\(javascript:1\)"


def test_a_long_comment_is_cut_at_a_line():
    record = RunRecord(
        claims=[sample_run.claim_result(f"a/{k}", sample_run.Verdict.FAILS, reason="r" * 900) for k in range(99)]
    )
    comment = markdown_comment(material(record))
    assert len(comment) < LIMIT + 200
    assert comment.endswith("writes.\n")
