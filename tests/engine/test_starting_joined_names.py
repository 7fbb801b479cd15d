"""A small letter that is printed once, before a letter with an index: a product or a name of two letters, so asked."""

from __future__ import annotations

from pathlib import Path

from starting_source import table_of


def names(text: str, tmp_path: Path) -> set[str]:
    return {row.name for row in table_of(text, tmp_path).letters}


def test_a_letter_seen_only_in_one_row_is_asked_about(tmp_path: Path) -> None:
    text = "Prices are\n\\[p_t=\\mu mc_t\\]\nand consumption is\n\\[c_t=y_t.\\]\n"
    assert "m" not in names(text, tmp_path)


def test_a_letter_seen_elsewhere_is_a_factor(tmp_path: Path) -> None:
    text = "Let $m>0$. Prices are\n\\[p_t=\\mu mc_t\\]\nand consumption is\n\\[c_t=y_t.\\]\n"
    assert "m" in names(text, tmp_path)
