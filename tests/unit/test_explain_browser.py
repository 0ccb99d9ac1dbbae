"""The page of a coded article in a real Chromium: links, keyboard, phone, dark, hostile text."""

import pytest
from explain_articles import ARABIC, HOSTILE, load_articles
from test_report_browser import CHROMIUM, DESKTOP, PHONE, browser  # noqa: F401
from typer.testing import CliRunner

from flows.cli import app

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")
COLOUR = "element => getComputedStyle(element).backgroundColor"
CLEAR = "rgba(0, 0, 0, 0)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = load_articles(tmp_path_factory.mktemp("ledger"))
    for name in ("english", "arabic"):
        arguments = ["explain", name, "--warehouse", str(folder), "--html"]
        done = CliRunner().invoke(app, [*arguments, "--out", str(folder / f"{name}.html")])
        assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def open_page(browser, folder):  # noqa: F811
    contexts = []

    def opened(name, viewport=DESKTOP, **options):
        contexts.append(browser.new_context(viewport=viewport, **options))
        page = contexts[-1].new_page()
        page.asked, page.errors = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda message: page.errors.append(message.text))
        page.on("dialog", lambda dialog: page.errors.append(dialog.message))
        page.path = folder / f"{name}.html"
        page.goto(page.path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def is_in_view(page, selector):
    return page.evaluate(
        "selector => { const box = document.querySelector(selector).getBoundingClientRect();"
        " return box.top >= 0 && box.top < innerHeight; }",
        selector,
    )


def test_a_mark_leads_to_its_row_and_the_row_back(open_page):
    page = open_page("english")
    page.click("mark.trigger:has-text('marched') a")
    assert page.evaluate("document.querySelector(':target').id") == "row-1"
    assert is_in_view(page, "#row-1")
    shown = page.locator("mark[data-for~=row-1]").first.evaluate(COLOUR)
    other = page.locator(".text mark.trigger[data-for=row-2]").evaluate(COLOUR)
    assert shown != CLEAR and other == CLEAR
    page.click("#row-1 dd a:has-text('Thursday')")
    assert page.evaluate("document.querySelector(':target').textContent") == "Thursday"
    assert is_in_view(page, "mark:target")
    page.click("mark.refused a")
    assert "the army denies it" in page.locator(".refusals li:target").inner_text()
    assert page.errors == []
    assert {url.split("#")[0] for url in page.asked} == {page.path.as_uri()}


def test_it_works_by_keyboard_alone(open_page):
    page = open_page("english")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the rows"
    reached = []
    while "marched" not in reached:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent"))
        assert len(reached) < 20
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "row-1"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article').id") == "row-1"


def test_hostile_texts_are_shown_as_written_and_run_nothing(open_page):
    page = open_page("english")
    assert HOSTILE in page.inner_text(".text")
    assert page.inner_text("h1") == HOSTILE
    assert HOSTILE in page.inner_text("#row-1")
    assert page.locator("img, script").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0
    assert page.errors == [] and page.asked == [page.path.as_uri()]


def test_arabic_runs_from_right_to_left_and_english_below_it_does_not(open_page):
    page = open_page("arabic")
    assert page.inner_text(".text p >> nth=0").startswith(ARABIC[:5])
    ways = page.locator(".text p").evaluate_all(
        "found => found.map(p => getComputedStyle(p).direction)"
    )
    assert ways == ["rtl", "ltr"]
    first, last = (
        page.locator(f".text mark:has-text('{words}')").bounding_box()
        for words in ("تظاهر", "البصرة")
    )
    assert first["x"] > last["x"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_is_readable_on_every_screen(open_page, tmp_path, scheme, viewport):
    page = open_page("english", viewport, color_scheme=scheme)
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]
    marked = page.locator(".text mark:not(.refused)")
    colours = set(marked.evaluate_all(f"found => found.map({COLOUR})"))
    assert len(colours) >= 5 and CLEAR not in colours
    text, rows = (page.locator(part).bounding_box() for part in (".text", "#row-1"))
    if viewport is PHONE:
        assert rows["y"] > text["y"] + text["height"]
    else:
        assert rows["x"] > text["x"] + text["width"]
    picture = page.screenshot(path=str(tmp_path / "page.png"), full_page=True)
    assert picture.startswith(b"\x89PNG") and len(picture) > 20_000
