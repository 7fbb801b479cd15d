"""The page in a real browser: filters, search, links and keyboard work, nothing is fetched or complains."""

from __future__ import annotations

import chromium
import pytest
import sample_run

from verify.report.html import html_page
from verify.report.material import Material

pytestmark = pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium is installed; apt-get install chromium")

SHOWN = "document.querySelectorAll('.claim:not([hidden])').length"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    opened = chromium.Browser(tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


@pytest.fixture
def page(browser, tmp_path):
    record = sample_run.unexpected_record()
    record.claims.append(
        sample_run.claim_result("limits/hostile", statement=sample_run.HOSTILE, reason=sample_run.HOSTILE)
    )
    path = tmp_path / "report.html"
    path.write_text(html_page(Material.of(record, [sample_run.sample_paper()])), encoding="utf-8")
    browser.resize(1280, 900)
    browser.open(path)
    return browser


def choose(page, name: str, value: str) -> None:
    page.value(
        f"(() => {{ const box = document.getElementById('{name}'); box.value = '{value}';"
        "box.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def test_every_claim_is_shown_and_filters_narrow_them(page):
    assert page.value(SHOWN) == 7
    choose(page, "filter-verdict", "fails")
    assert page.value(SHOWN) == 1
    assert page.value("document.getElementById('count').value") == "1 of 7 claims"
    choose(page, "filter-section", "Limits")
    assert page.value(SHOWN) == 0
    choose(page, "filter-verdict", "")
    assert page.value(SHOWN) == 5


def test_search_finds_ids_and_words(page):
    choose(page, "search", "cross term")
    assert page.value("document.querySelector('.claim:not([hidden])').id") == "sample/algebra/sign"
    choose(page, "search", "no such words")
    assert page.value(SHOWN) == 0


def test_the_keyboard_goes_to_the_search_and_from_claim_to_claim(page):
    page.press("j")
    page.press("j")
    assert page.value("document.activeElement.id") == "sample/algebra/sign"
    page.press("k")
    assert page.value("document.activeElement.id") == "sample/algebra/squares"
    page.press("/")
    assert page.value("document.activeElement.id") == "search"
    page.press("x")
    page.press("Escape")
    assert page.value("document.getElementById('search').value") == ""


def test_a_link_opens_its_claim_even_if_it_is_filtered_away(page):
    choose(page, "filter-verdict", "holds")
    page.value("document.querySelector('.card a[href=\"#sample/algebra/sign\"]').click()")
    page.value("new Promise((done) => setTimeout(done, 100))")
    assert page.value("document.getElementById('sample/algebra/sign').hidden") is False
    assert page.value("document.querySelector('[id=\"sample/algebra/sign\"] details').open") is True


def test_the_theme_can_be_turned(page):
    colour = "getComputedStyle(document.body).backgroundColor"
    before = page.value(colour)
    page.value("document.getElementById('theme').click()")
    assert page.value(colour) != before


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_sticks_out_of_the_window(page, width):
    page.resize(width, 800)
    assert page.value("document.documentElement.scrollWidth") <= width


def test_nothing_is_fetched_and_nothing_complains(page):
    fetched = [one["params"]["request"]["url"] for one in page.events if one["method"] == "Network.requestWillBeSent"]
    assert [address for address in fetched if not address.startswith(("file:", "data:"))] == []
    complaints = [one for one in page.events if one["method"] in ("Runtime.exceptionThrown", "Log.entryAdded")]
    assert complaints == []


def test_a_formula_puts_no_script_into_the_page(page):
    assert page.value("document.scripts.length") == 1
    assert page.value("document.querySelectorAll('img, [onerror], [href^=\"javascript\"]').length") == 0
