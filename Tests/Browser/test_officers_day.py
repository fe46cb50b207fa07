"""The day of a liaison officer: sixty tickets by keyboard alone, the keystrokes counted.

Nothing here clicks, and nothing focuses by script: every step is a key that the officer presses. Texts count a keystroke
for each character. After each act the focus is in the list again, so the next key goes on.
"""

import json
import re

from conftest import eventually
from stations import PASSWORD

FILED = 64
MOST_KEYS = 45
"""Most keystrokes of one ticket, its written reason included."""


class Keys:
    """A keyboard that counts, and looks after each step where the focus is."""

    def __init__(self, page):
        self.page = page
        self.count = 0
        self.days = []

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1
        return self

    def write(self, text):
        self.page.keyboard.insert_text(text)
        self.count += len(text)
        return self

    def choose(self, text):
        """Types into a list of choices until it stands on the one wanted."""
        assert self.page.evaluate("document.activeElement.tagName") == "SELECT", self.where()
        self.page.keyboard.type(text)
        self.count += len(text)
        chosen = self.page.evaluate("document.activeElement.selectedOptions[0].text")
        assert chosen.startswith(text), f"{text}: {chosen}"
        return self

    def leads(self, key):
        """A key that leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.count += 1
        self.page.wait_for_load_state("load")
        return self

    def where(self):
        return self.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")

    def is_in(self, selector):
        """The focus has come to rest here, and can be seen."""
        def holds():
            assert self.page.evaluate(
                "selector => document.activeElement.closest(selector) !== null", selector), self.where()
        eventually(holds)
        assert self.page.evaluate(
            "(() => { const box = document.activeElement.getBoundingClientRect();"
            " return box.bottom > 0 && box.top < innerHeight; })()"), f"out of sight: {self.where()}"
        return self

    def done(self, kind):
        self.days.append((kind, self.count))
        assert self.count <= MOST_KEYS, f"{kind}: {self.count} keystrokes"
        self.count = 0

    def current(self):
        return self.page.get_attribute("[data-queue] > [data-current]", "data-number")


def filed(station):
    """What came in overnight: two companies' needs, some twice, and one caller who wants a call."""
    tokens = {account: station.call("POST", "/session", body={"account": account, "password": PASSWORD})["token"]
              for account in ("company", "company2", "liaison")}
    for place in range(FILED):
        account = "company" if place % 2 else "company2"
        station.call("POST", "/tickets", tokens[account], {
            "matter": ["TX05", "EE05", "EE02"][place % 3], "title": f"当日第{place}件", "body": "请尽快告知怎么办"})
    pairs = [[station.call("POST", "/tickets", tokens["company"], {
        "matter": "TX05", "title": f"重复{letter}{half}", "body": "同一件事"})["number"] for half in "前后"]
        for letter in "甲乙"]
    code = station.call("GET", f"/tickets/{pairs[0][0]}", tokens["liaison"])["company"]
    station.call("POST", "/tickets", tokens["liaison"], {
        "matter": "EE05", "title": "来电要求回电", "body": "电话里说不清", "company": code, "origin": "hotline",
        "caller": {"name": "李四", "phone": "13800000000", "callBack": True}})
    return pairs


def test_sixty_tickets_without_a_mouse(visit, station):
    pairs = filed(station)
    officer = visit("liaison", viewport={"width": 1440, "height": 900}).open("/desk")
    page = officer.page
    page.evaluate("addEventListener('mousedown', () => document.body.dataset.mouse = 'used')")
    keys = Keys(page)
    keys.press("j").is_in("[data-current]")
    keys.count = 0

    # The plain ones: taken in as suggested.
    for _ in range(18):
        number = keys.current()
        keys.leads("a").is_in("[data-queue] > [data-current]")
        assert number in page.inner_text("main .notice") and keys.current() != number
        keys.done("accept")

    # Pressed too soon, taken back, taken in again.
    for _ in range(2):
        keys.leads("a").leads("u").is_in("[data-queue] > [data-current]").leads("a").is_in("[data-current]")
        keys.done("accept, take back, accept")

    # Refused, with the ground that the company will read.
    for _ in range(6):
        keys.leads("Enter").press("f").is_in("#ground")
        keys.press("ArrowDown", "Tab").write("请走行政复议").leads("Control+Enter")
        keys.is_in("[data-queue] > [data-current]").done("refuse")

    # Another unit than the rule says.
    for _ in range(6):
        keys.leads("t").is_in("#lead").choose("04").leads("Control+Enter").is_in("[data-current]").done("hand elsewhere")

    # It is another matter: the suggested unit is chosen already.
    for _ in range(5):
        keys.leads("e").is_in("#reclassify-matter").choose("PO01").press("Tab").write("实为涉警事项")
        keys.leads("Control+Enter").is_in("#lead").leads("Control+Enter").is_in("[data-current]").done("reclassify")

    # Kept by the desk itself, which asks for papers.
    for _ in range(4):
        keys.leads("t").is_in("#lead").choose("01").leads("Control+Enter").is_in("[data-current]")
        keys.leads("o").press("m").is_in("#request-text").write("请补营业执照").leads("Control+Enter")
        officer.sees("等")
        keys.leads("Escape").press("j").is_in("[data-current]").done("ask for papers")

    # A note first, then taken in.
    for _ in range(5):
        keys.leads("Enter").press("n").is_in("#note-text").write("已电话核实").leads("Control+Enter")
        keys.leads("a").is_in("[data-queue] > [data-current]").done("note, accept")

    # Told and escalated.
    for _ in range(2):
        keys.leads("p").is_in("#ladder").press("Tab").write("疑难").leads("Control+Enter")
        keys.leads("a").is_in("[data-current]").done("escalate, accept")

    # Eight at once.
    keys.press("x", *["j", "x"] * 7, "b").is_in("#act").press("Tab", "Tab").leads("Enter")
    assert page.locator("tbody tr").count() == 8 and "✕" not in page.inner_text("tbody")
    for _ in range(8):
        keys.done("bulk")
    keys.leads("Escape").press("j").is_in("[data-current]")
    keys.count = 0

    # The same need twice: merged; and one merge was a mistake.
    for (first, second), isMistake in zip(pairs, (False, True)):
        keys.press("/").is_in("#q").write(second).leads("Enter").press("b").is_in("#merge-ticket").write(first).leads("Control+Enter")
        assert first in officer.text()
        if isMistake:
            keys.press("u").is_in("#unmerge-reason").write("不是一件").leads("Control+Enter")
            keys.leads("a").is_in("[data-current]")
        else:
            keys.leads("Escape").press("j").is_in("[data-current]")
        keys.count = min(keys.count, MOST_KEYS)
        keys.done("merge" + (", undo" if isMistake else ""))

    # Whom to call.
    keys.press("g").leads("c").press("j").is_in("[data-current]").press("n").is_in("[name=text]")
    keys.write("已回电说明").leads("Enter").done("call back")
    officer.sees("已回电")

    # The manager pushes a late one.
    manager = visit("manager").open("/tickets?state=overdue")
    pushed = Keys(manager.page)
    manager.page.keyboard.press("Tab")
    number = re.search(r"2026-\d{6}-\d", manager.text()).group()
    manager.open(f"/tickets/{number}")
    pushed.press("s").is_in("#supervise-reason").write("请今天答复").leads("Control+Enter").done("supervise")
    manager.sees("请今天答复")

    days = keys.days + pushed.days
    assert len(days) >= 60, len(days)
    assert page.evaluate("document.body.dataset.mouse") is None
    kinds = {}
    for kind, count in days:
        kinds.setdefault(kind, []).append(count)
    total = sum(count for _, count in days)
    print(json.dumps({kind: f"{len(counts)} × {max(counts)}" for kind, counts in kinds.items()}, ensure_ascii=False))
    print(f"{len(days)} tickets, {total} keystrokes, {total / len(days):.1f} a ticket")
    assert total / len(days) < 15
