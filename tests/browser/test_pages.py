"""What only a browser can tell: console, sideways scroll, contrast, focus (RGAA 3.2, 10.7, 10.11, 12.7)."""

from __future__ import annotations

from typing import Any

import pytest
from chromium import pages, prefer, resize, show

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("path", pages())
def test_a_page_opens_without_an_error(browser: Any, address: str, path: str, width: int) -> None:
    show(browser, address + path, width)
    assert browser.get_log("browser") == []
    assert browser.execute_script("return document.querySelectorAll('h1').length") == 1
    browser.execute_script("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
    broken = browser.execute_async_script(
        """const done = arguments[0];
        Promise.all([...document.images].map(image => image.decode().then(() => null, () => image.src)))
          .then(found => done(found.filter(Boolean)));"""
    )
    assert broken == []


@pytest.mark.parametrize("path", pages())
def test_a_page_never_scrolls_sideways(browser: Any, address: str, path: str) -> None:
    show(browser, address + path, 320)
    for width in (320, 375, 1280):
        resize(browser, width)
        wide = browser.execute_script(
            """const width = document.documentElement.clientWidth;
            return [document.documentElement.scrollWidth - width, innerWidth]"""
        )
        assert wide == [0, width]


LOW_CONTRAST = """
function channel(v) { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 }
function parse(c) { return c.match(/[\\d.]+/g).map(Number) }
function luminance([r, g, b]) { return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b) }
function ground(element) {
  for (let e = element; e; e = e.parentElement) {
    const colour = parse(getComputedStyle(e).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour;
  }
  return [255, 255, 255];
}
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), low = [];
let seen = 0;
while (walker.nextNode()) {
  const text = walker.currentNode.data.trim(), element = walker.currentNode.parentElement;
  if (!text || !element.checkVisibility()) continue;
  seen += 1;
  const style = getComputedStyle(element);
  const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.5 && style.fontWeight >= 700);
  const [a, b] = [luminance(parse(style.color)), luminance(ground(element))].sort((x, y) => y - x);
  if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) low.push(text.slice(0, 40));
}
return [seen > 10, low];
"""


@pytest.mark.parametrize("path", pages())
def test_text_stands_out_from_its_ground(browser: Any, address: str, path: str) -> None:
    show(browser, address + path)
    grounds = set()
    for scheme in ("light", "dark"):
        prefer(browser, scheme)
        assert browser.execute_script(LOW_CONTRAST) == [True, []]
        grounds.add(browser.execute_script("return getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == 2


def press(browser: Any, key: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    ActionChains(browser).send_keys(getattr(Keys, key)).perform()


IN_VIEW = """
const box = document.activeElement.getBoundingClientRect();
return box.width > 0 && box.height > 0 && box.left >= 0 && box.top >= 0
  && box.right <= innerWidth && box.bottom <= innerHeight;
"""


@pytest.mark.parametrize("width", [1280, 375])
def test_the_first_tab_shows_the_skip_links_and_they_work(browser: Any, address: str, width: int) -> None:
    for tabs, target in enumerate(("site_content", "site_menu", "site_footer"), start=1):
        show(browser, address + "/services/langage-clair/", width)
        hidden = "return document.querySelector('.skip-links a').getBoundingClientRect().right <= 0"
        assert browser.execute_script(hidden)
        for _ in range(tabs):
            press(browser, "TAB")
        assert browser.switch_to.active_element.get_attribute("href").endswith("#" + target)
        assert browser.execute_script(IN_VIEW)
        press(browser, "ENTER")
        assert browser.switch_to.active_element.get_attribute("id") == target


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_no_number_of_skip_links_reaches_into_the_window(browser: Any, address: str, width: int) -> None:
    show(browser, f"{address}/", width)
    more = "const links = document.querySelector('.skip-links ul'); links.innerHTML += links.innerHTML;"
    edge = "return Math.max(...[...links.querySelectorAll('a')].map(a => a.getBoundingClientRect().right))"
    assert browser.execute_script(more + edge) <= 0


@pytest.mark.parametrize("path", ["/", "/services/langage-clair/", "/actualites/ateliers-de-lecture/"])
def test_the_focus_is_always_visible(browser: Any, address: str, path: str) -> None:
    show(browser, address + path)
    count = browser.execute_script("return document.querySelectorAll('a[href]').length")
    for _ in range(count):
        press(browser, "TAB")
        outline = browser.execute_script(
            """const focused = document.activeElement, style = getComputedStyle(focused);
            return [focused.outerHTML, style.outlineStyle, parseFloat(style.outlineWidth) >= 2];"""
        )
        assert outline[1:] == ["solid", True], outline


def test_headings_and_pictures_of_editors_keep_apart(browser: Any, address: str) -> None:
    """A picture with ``align`` never hangs into the next heading."""
    for width in (375, 1280):
        show(browser, address + "/services/administration-proactive/", width)
        overlaps = browser.execute_script(
            """const all = query =>
              Array.from(document.querySelectorAll(query), e => e.getBoundingClientRect());
            const headings = all(".prose :is(h2, h3, h4)");
            const pictures = all(".prose img:is([align], [class*=align-])");
            const meet = picture => headings.some(h => h.top < picture.bottom && h.bottom > picture.top);
            return [pictures.length, pictures.filter(meet).length];"""
        )
        assert overlaps == [6, 0]


def test_motion_is_reduced_when_asked(browser: Any, address: str) -> None:
    show(browser, address + "/")
    media = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    assert (
        browser.execute_script("return getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    )


def test_print_leaves_out_what_paper_cannot_use(browser: Any, address: str) -> None:
    show(browser, address + "/services/langage-clair/")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = browser.execute_script(
        """const parts = document.querySelectorAll('.site-menu, .skip-links, .breadcrumb');
        return [parts.length, [...parts].filter(part => part.checkVisibility()).length]"""
    )
    assert shown == [3, 0]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
