"""The profile, its reasons, the simulator and the overall profile: every size and scheme, with and without scripts."""

import re
import shutil

import pytest

LOOKS = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}


def pages(person):
    """The newest tax profile of the demonstration's first company, and what hangs on it."""
    person.open("/profile")
    profile = person.page.locator("a[href^='/profiles/']").first.get_attribute("href")
    return {"overall": "/profile", "profile": profile, "why": profile + "/why", "what-if": profile + "/what-if"}


def has_no_sideways_scroll(person):
    wide = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{person.page.url} scrolls sideways by {wide} px"


@pytest.mark.parametrize("look", LOOKS)
def test_the_pages_are_accessible_and_fit(visit, look):
    person = visit("company", **LOOKS[look])
    for name, path in pages(person).items():
        person.open(path).accessible().picture(f"depth-{name}-{look}")
        has_no_sideways_scroll(person)


@pytest.mark.parametrize("size", ["large", "largest"])
def test_large_print_cuts_nothing(visit, size):
    person = visit("company", viewport={"width": 390, "height": 844})
    person.open(f"/reading/size?to={size}&back=/")
    for name, path in pages(person).items():
        person.open(path).accessible().picture(f"depth-{name}-{size}")
        has_no_sideways_scroll(person)


def test_the_smallest_phone_does_not_scroll_sideways(visit):
    person = visit("company", viewport={"width": 320, "height": 640})
    for path in pages(person).values():
        person.open(path)
        has_no_sideways_scroll(person)


def test_english_is_complete(visit):
    person = visit("company", viewport={"width": 390, "height": 844})
    person.open("/reading/language?to=en&back=/")
    for name, path in pages(person).items():
        person.open(path).accessible().picture(f"depth-{name}-english")
        has_no_sideways_scroll(person)
        found = re.findall(r"[一-鿿]{2,}", person.page.inner_text("main h1"))
        assert not found, found
    person.open("/reading/language?to=zh-Hans&back=/")


def test_the_first_screen_of_a_phone_says_grade_score_and_date(visit):
    person = visit("company", viewport={"width": 390, "height": 844})
    person.open(pages(person)["profile"])
    for selector in (".grade--large", ".score__value", ".score__facts"):
        box = person.page.locator(selector).first.bounding_box()
        assert box and box["y"] + box["height"] < 844, f"{selector} is below the first screen"


def test_a_cell_of_the_map_leads_to_its_reason(visit):
    person = visit("company", viewport={"width": 390, "height": 844}, java_script_enabled=False)
    person.open(pages(person)["profile"])
    cell = person.page.locator(".risk-map td[data-heat] a").nth(3)
    number = cell.locator(".risk-map__number").inner_text()
    cell.click()
    anchor = person.page.url.partition("#")[2]
    line = person.page.locator(f"[id='{anchor}']")
    assert line.is_visible() and number in line.inner_text()


def test_three_changes_are_tried_without_scripts_and_nothing_is_kept(visit, station):
    person = visit("company", viewport={"width": 390, "height": 844}, java_script_enabled=False)
    paths = pages(person)
    before = person.open(paths["profile"]).page.inner_text(".score")
    person.open(paths["what-if"]).sees("仅为推演，不保存，不影响画像", "还没有改动")
    link = person.page.locator(".improvement a")
    if link.count():
        link.first.click()
        person.sees("假设", "原来答的是").accessible().picture("depth-what-if-tried")
        person.page.click("button:has-text('推算')")
        person.sees("假设")
        assert person.page.url.endswith("#result")
    assert person.open(paths["profile"]).page.inner_text(".score") == before


def test_a_bad_number_is_told_at_its_field(visit):
    person = visit("company", viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    person.open(pages(person)["what-if"])
    field = person.page.locator("form.what-if input[inputmode=decimal]")
    if not field.count():
        pytest.skip("this profile has no number to change")
    name = field.first.get_attribute("name")
    person.open(pages(person)["what-if"] + f"?{name}=abc")
    person.sees("请填").accessible().picture("depth-what-if-error")
    assert person.page.input_value(f"[name='{name}']") == "abc"
    assert person.page.title().startswith("错误：")


def test_officers_read_the_overall_profile_of_a_company(visit):
    owner = visit("company")
    owner.open("/")
    person = visit("manager", viewport={"width": 1440, "height": 900})
    code = "91330199000DEM001"
    tickets = person.page.request.get(person.url + "/api/v1/tickets?limit=100").json()["items"]
    found = next(ticket["company"] for ticket in tickets if ticket["company"].startswith(code))
    person.open(f"/companies/{found}/profile").sees("企业体检画像").accessible().picture("depth-overall-manager")
    has_no_sideways_scroll(person)


@pytest.mark.skipif(shutil.which("weasyprint") is None, reason="PDFs are made where WeasyPrint is installed")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_whoever_waits_for_a_pdf_is_told_and_gets_it(visit, scripts):
    person = visit("company", viewport={"width": 390, "height": 844}, java_script_enabled=scripts)
    profile = pages(person)["profile"]
    person.open(profile + "/report")
    has_no_sideways_scroll(person)
    with person.page.expect_download(timeout=120_000) as saved:
        person.page.click("a:text-is('下载 PDF')")
        person.page.wait_for_selector("text=/正在做 PDF|PDF 做好了/")
        if scripts:
            person.accessible().picture("report-progress")
        # Going elsewhere loses nothing: the PDF is made on, and fetched on the way back.
        person.open("/self-tests").open(profile + "/pdf")
    assert open(saved.value.path(), "rb").read(5) == b"%PDF-"
    person.sees("PDF 做好了", "保存 PDF")


def test_the_report_fits_a_phone_in_english(visit):
    person = visit("company", viewport={"width": 390, "height": 844})
    profile = pages(person)["profile"]
    person.open("/reading/language?to=en&back=/").open(profile + "/report")
    has_no_sideways_scroll(person)
    person.picture("report-phone-english").open("/reading/language?to=zh-Hans&back=/")
