"""A liaison officer's morning: the queue by keyboard alone, and by a browser without scripts.

No mouse is touched: keys move, open, accept, hand on, escalate, take back, select and write.
"""

import re

from conftest import eventually


def soon(check):
    """Waits until `check` gives something true."""
    def holds():
        assert check()
    eventually(holds)


def current(page):
    return page.get_attribute("[data-queue] > [data-current]", "data-number")


def leave(page, key):
    """Presses a key that leads to another page, and waits until that one answers to keys."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_twenty_tickets_by_keyboard_alone(visit):
    officer = visit("liaison", viewport={"width": 1440, "height": 900}).open("/desk").accessible()
    page = officer.page
    keys = page.keyboard

    # Down and up again; the row one stands on is shown beside the queue.
    keys.press("j")
    first = current(page)
    keys.press("j")
    second = current(page)
    assert first != second
    soon(lambda: second in page.inner_text("[data-preview]"))
    keys.press("k")
    assert current(page) == first
    officer.picture("desk-keys")

    # Accept, see the next row, take it back while nobody has taken it.
    leave(page, "a")
    page.wait_for_url("**/desk?done=*")
    assert first in page.inner_text("main .notice")
    leave(page, "u")
    page.wait_for_url("**/desk?done=*")

    # The rest of what waits, one after another.
    for _ in range(20):
        if page.locator("[data-queue] > *").count() == 0:
            break
        keys.press("j")
        if page.locator("[data-queue] > [data-current] [data-key=a]").count() == 0:
            break
        number = current(page)
        leave(page, "a")
        page.wait_for_url(f"**/desk?done={number}")

    # Somebody else's work: open one under way, hand it on with a reason.
    page.goto(officer.url + "/desk?tab=inProgress")
    keys.press("j")
    number = current(page)
    leave(page, "t")
    page.wait_for_url("**open=transfer")
    soon(lambda: page.evaluate("document.activeElement.id") == "unit")
    keys.type("04")
    keys.press("Tab")
    keys.type("需要")
    keys.press("Tab")
    keys.insert_text("涉及系统安全，请网安主办")
    leave(page, "Control+Enter")
    officer.sees(number)

    # Search without leaving the keyboard; select two and escalate both, each with its result.
    page.goto(officer.url + "/desk?tab=all")
    keys.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    keys.press("Escape")
    page.goto(officer.url + "/desk?tab=inProgress")
    for _ in range(2):
        keys.press("j")
        keys.press("x")
    assert page.locator("[name=ticket]:checked").count() == 2
    page.focus("#act")
    keys.type("提级")
    keys.press("Tab")
    keys.insert_text("同一企业集中反映")
    keys.press("Tab")
    leave(page, "Enter")
    page.wait_for_url("**/desk/bulk")
    assert page.locator("tbody tr").count() == 2
    officer.accessible().picture("desk-bulk")


def test_a_draft_survives_a_closed_tab_and_others_see_who_writes(visit):
    officer = visit("liaison", viewport={"width": 1440, "height": 900}).open("/desk?tab=inProgress")
    page = officer.page
    page.keyboard.press("j")
    number = current(page)
    leave(page, "Enter")
    page.wait_for_url(f"**/tickets/{number}*")
    page.keyboard.press("n")
    page.keyboard.insert_text("写到一半的内部记录")
    soon(lambda: page.get_attribute("#note-text", "data-kept") == "yes")

    # Another browser of the same officer: the text is there. The manager sees who writes.
    again = visit("liaison").open(f"/tickets/{number}")
    assert again.page.input_value("#note-text") == "写到一半的内部记录"
    manager = visit("manager").open(f"/tickets/{number}")
    soon(lambda: re.search("正在(写回复|看)", manager.page.inner_text("[data-presence]")))

    # Sent is no draft any more.
    leave(page, "Control+Enter")
    assert visit("liaison").open(f"/tickets/{number}").page.input_value("#note-text") == ""


def test_the_desk_works_without_scripts(visit):
    officer = visit("liaison", java_script_enabled=False).open("/desk?tab=inProgress")
    page = officer.page
    assert page.inner_text("[data-preview]").strip()
    page.locator("[name=ticket]").first.check()
    page.select_option("#act", "notes")
    page.fill("#bulk-reason", "集中回访")
    page.click("button:has-text('办理选中的')")
    assert "✓" in page.inner_text("tbody")
    page.click("tbody a")
    page.fill("#note-text", "没有脚本也存得住")
    page.click("form[action$='/notes'] button:has-text('存草稿')")
    officer.sees("草稿已保存")
    assert page.input_value("#note-text") == "没有脚本也存得住"
    officer.open("/desk?tab=all&q=护照")
    page.click("summary:has-text('保存这个筛选')")
    page.fill("#name", "护照类")
    page.click("form[action='/desk/filters'] button")
    officer.sees("护照类")
