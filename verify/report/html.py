"""The report as one HTML page."""

from __future__ import annotations

from html import escape

from verify.report.markdown import markdown_comment
from verify.report.material import Material


def html_page(material: Material) -> str:
    """The whole page."""
    text = escape(markdown_comment(material))
    return f"<!doctype html><meta charset=utf-8><title>Claims</title><pre>{text}</pre>\n"
