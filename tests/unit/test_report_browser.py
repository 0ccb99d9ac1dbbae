"""The report in a real Chromium: filters by keyboard, phone width, no request, hostile texts."""

import re
import shutil
from dataclasses import replace

import polars as pl
import pytest
from many_events import load_many
from test_report_page import HOSTILE
from warehouse_batches import article, load, one_event

from flows.report_page import render_report, write_report
from warehouse.report_rows import MAX_EVENTS, read_report

sync_api = pytest.importorskip("playwright.sync_api", reason="needs the package playwright")
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
N_EVENTS = 1_200
PATIENCE_MS = 30_000
PHONE = {"width": 375, "height": 740}
DESKTOP = {"width": 1280, "height": 900}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    return read_report(load_many(tmp_path_factory.mktemp("ledger"), N_EVENTS))


@pytest.fixture(scope="module")
def path(rows, tmp_path_factory):
    page = tmp_path_factory.mktemp("page") / "report.html"
    write_report(page, rows, "v1")
    return page


def open_page(browser, path, *, viewport=DESKTOP, **options):
    """Open the page; what it asks for and complains of is kept on it."""
    context = browser.new_context(viewport=viewport, **options)
    page = context.new_page()
    page.asked, page.errors = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda message: page.errors.append(message.text))
    page.goto(path.as_uri())
    if options.get("java_script_enabled", True):
        page.wait_for_selector("html[data-ready]")
    return page


@pytest.fixture
def page(browser, path):
    opened = open_page(browser, path)
    yield opened
    opened.context.close()


def shown_ids(page):
    labels = page.locator("#rows td button").evaluate_all(
        "found => found.map(button => button.getAttribute('aria-label'))"
    )
    return [label.removeprefix("Sources of ").split(",")[0] for label in labels]


def wait_for_count(page, n):
    count = sync_api.expect(page.locator("#count"))
    count.to_have_text(re.compile(f"^{n:,} of "), timeout=PATIENCE_MS)


def test_no_request_but_the_page_and_no_error(page, path):
    page.locator("#rows td button").first.click()
    page.wait_for_selector(".detail blockquote")
    assert page.asked == [path.as_uri()]
    assert page.errors == []


def test_filters_work_by_keyboard_alone(page, rows):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the events"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "f-text"
    country = rows.countries["country"][0]
    page.keyboard.type(country.upper())
    wanted = rows.events.filter(rows.events["country"] == country)
    wait_for_count(page, wanted.height)
    page.keyboard.press("Tab")
    page.keyboard.type("Prot")
    both = wanted.filter(wanted["event_type"] == "Protests")
    wait_for_count(page, both.height)
    assert shown_ids(page) == both["event_id_cnty"].to_list()[:25]
    for _ in range(5):
        page.keyboard.press("Tab")
    reached = page.evaluate("document.activeElement.id || document.activeElement.type")
    while reached != "reset":
        page.keyboard.press("Tab")
        reached = page.evaluate("document.activeElement.id || document.activeElement.type")
    page.keyboard.press("Enter")
    wait_for_count(page, N_EVENTS)


@pytest.mark.parametrize("sought", ["actor", "dates"])
def test_actor_and_dates_narrow_the_rows(page, rows, sought):
    events = rows.events
    if sought == "actor":
        actor = events["actor1"][0]
        page.fill("#f-actor", actor.lower())
        held = (events["actor1"] == actor) | (events["actor2"] == actor).fill_null(False)
    else:
        first, last = sorted((events["event_date"][40], events["event_date"][400]))
        page.fill("#f-from", first.isoformat())
        page.fill("#f-to", last.isoformat())
        held = events["event_date"].is_between(first, last)
    wait_for_count(page, events.filter(held).height)
    assert shown_ids(page) == events.filter(held)["event_id_cnty"].to_list()[:25]


def test_nothing_found_says_so(page):
    page.fill("#f-text", "no such word anywhere")
    wait_for_count(page, 0)
    assert "No event fits these filters." in page.inner_text("#rows")


def test_sorting_and_pages_by_keyboard(page, rows):
    page.focus("[data-sort=deaths]")
    page.keyboard.press("Enter")
    assert page.get_attribute("th:has([data-sort=deaths])", "aria-sort") == "descending"
    deaths = page.locator("#rows td.number").all_inner_texts()
    assert [int(n) for n in deaths] == sorted(rows.events["fatalities"], reverse=True)[:25]
    page.focus("[data-page=last]")
    page.keyboard.press("Enter")
    assert page.inner_text("#page") == "Page 48 of 48"
    assert page.locator("#rows tbody tr").count() == N_EVENTS - 47 * 25
    assert page.locator("[data-page=next]").is_disabled()


def test_evidence_opens_and_closes_with_the_quoted_sentence(page, rows):
    button = page.locator("#rows td button").first
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".detail blockquote")
    assert button.get_attribute("aria-expanded") == "true"
    key = rows.events["event_key"][0]
    told = rows.evidence.filter(rows.evidence["event_key"] == key).row(0, named=True)
    assert page.inner_text(".detail blockquote") == told["sentence"]
    assert page.inner_text(".detail mark") == "attacked"
    assert page.get_attribute(".detail a", "href") == told["url"]
    assert told["article_id"] in page.inner_text(".detail")
    page.keyboard.press("Enter")
    assert page.locator(".detail").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_it_all_without_scrolling_sideways(browser, path, scheme):
    page = open_page(browser, path, viewport=PHONE, color_scheme=scheme)
    page.locator("#rows td button").first.click()
    page.wait_for_selector(".detail blockquote")
    page.click("summary")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    small = page.locator("button:visible, select:visible, input:visible").evaluate_all(
        "found => found.filter(e => e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"
    )
    assert small == []
    page.context.close()


def test_without_javascript_the_figures_stand(browser, path, rows):
    page = open_page(browser, path, java_script_enabled=False)
    assert f"{rows.totals['n_events']:,}" in page.inner_text(".figures")
    assert page.locator(".map circle").count() > 0
    assert page.locator(".weeks path[class^=t]").count() == 6
    assert page.is_visible("#no-table") and not page.is_visible("#browser")
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_have_enough_contrast(browser, path, scheme):
    """WCAG 2.1, 1.4.3: at least 4.5 to 1 between text and what is behind it."""
    page = open_page(browser, path, color_scheme=scheme)
    colours = page.evaluate(
        "['--text', '--muted', '--accent', '--card', '--page'].map(name => "
        "getComputedStyle(document.documentElement).getPropertyValue(name).trim())"
    )
    *texts, card, behind = map(_luminance, colours)
    for text in texts:
        for ground in (card, behind):
            assert (max(text, ground) + 0.05) / (min(text, ground) + 0.05) >= 4.5
    page.context.close()


def _luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_hostile_texts_run_nothing(browser, tmp_path):
    tables = one_event(actor1=HOSTILE, location=HOSTILE, notes=HOSTILE)
    tables["articles"] = [article("a1", title=HOSTILE, source=HOSTILE, url="javascript:alert(3)")]
    load(tmp_path, **tables)
    path = tmp_path / "report.html"
    write_report(path, read_report(tmp_path))
    page = open_page(browser, path)
    page.on("dialog", lambda dialog: page.errors.append(dialog.message))
    page.locator("#rows td button").click()
    page.wait_for_selector(".detail blockquote")
    assert HOSTILE in page.inner_text("#rows tbody")
    assert page.locator("img").count() == 0
    assert page.locator(".detail a").count() == 0
    assert page.errors == [] and page.asked == [path.as_uri()]
    page.context.close()


def test_fifty_thousand_events_stay_under_five_megabytes(browser, rows, tmp_path):
    """Every event of the largest table, with ids, days and addresses of its own."""
    times = MAX_EVENTS // N_EVENTS + 1
    copies = pl.DataFrame({"copy": range(times)})
    mark = pl.format("{}{}", pl.col("event_key"), pl.col("copy"))
    events = rows.events.join(copies, how="cross").with_columns(
        event_key=mark, event_id_cnty=pl.format("{}{}", "event_id_cnty", "copy")
    )
    noise = pl.format("{}{}", "url", pl.struct("url", "copy").hash(1).cast(pl.String))
    evidence = rows.evidence.join(copies, how="cross").with_columns(
        event_key=mark,
        article_id=pl.format("{}-{}", "article_id", pl.struct("url", "copy").hash(2)),
        url=noise,
    )
    totals = dict(rows.totals) | {"n_events": MAX_EVENTS}
    shown = events.head(MAX_EVENTS)
    large = replace(rows, events=shown, evidence=evidence, totals=totals)
    path = tmp_path / "report.html"
    path.write_text(render_report(large), encoding="utf-8")
    assert path.stat().st_size < 5_000_000
    page = open_page(browser, path, viewport=PHONE)
    wait_for_count(page, MAX_EVENTS)
    page.fill("#f-text", "peaceful")
    wait_for_count(page, shown.filter(shown["sub_event_type"] == "Peaceful protest").height)
    page.context.close()
