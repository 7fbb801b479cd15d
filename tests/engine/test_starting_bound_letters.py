r"""A letter that a sum, an integral or a maximum binds ties nothing to the other side; one that is also free does."""

from __future__ import annotations

import pytest
from starting_source import entries_of, table_of

from verify.kernel import Verdict
from verify.starting.deciding import decide_steps
from verify.starting.entries import Kind

BEFORE = "Let $n\\in\\mathbb N$ be a number of firms and let $q>0$.\n\nHence\n"


def decided(formula, tmp_path):
    text = BEFORE + f"\\[{formula}.\\]\n"
    found = decide_steps("draft", table_of(text, tmp_path).notation, entries_of(text, tmp_path))
    (entry,) = [one for one in found.entries if id(one) in found.decisions]
    return entry, found.decisions[id(entry)].verdict


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [
        (r"\sum_{k=1}^{n}k=\frac{n(n+1)}{2}", Verdict.HOLDS),
        (r"\sum_{k=1}^{n}k=\frac{n(n+2)}{2}", Verdict.FAILS),
        (r"\int_0^q x\,dx=\frac{q^2}{2}", Verdict.HOLDS),
    ],
)
def test_a_bound_letter_needs_nothing_on_the_other_side(formula, verdict, tmp_path):
    entry, found = decided(formula, tmp_path)
    assert entry.kind is Kind.STEP
    assert found is verdict


@pytest.mark.parametrize(
    ("formula", "letter"),
    [(r"\sum_{k=1}^{n}kz=\frac{n(n+1)}{2}", "z"), (r"k+\sum_{k=1}^{n}k=\frac{n(n+1)}{2}", "k")],
)
def test_a_free_letter_is_still_asked_about(formula, letter, tmp_path):
    entry, _ = decided(formula, tmp_path)
    assert entry.kind is Kind.OPEN
    assert f"{letter}: on one side only" in entry.because
