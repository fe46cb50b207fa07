"""Live updates: who has a page open hears of what others do, without the page moving and without losing what is typed;
and a station that stops does not wait for those who listen."""

import http.client
import time

from stations import PASSWORD, Station

ON_EVERY_STORE = True
BAR = "[data-live] a"


def open_ticket(station):
    """The number of a ticket that waits for the desk."""
    return station.api("/tickets?state=submitted&limit=1")[0]["number"]


def listening(person):
    """Waits until the station has opened the page's stream."""
    person.page.wait_for_selector("[data-live][data-listening]", state="attached")


def hears_nothing(person):
    """What is to be told is told as soon as the stream is open; a second is more than it ever takes."""
    listening(person)
    person.page.wait_for_timeout(1000)
    assert person.page.locator(BAR).count() == 0


def write_note(person, text):
    person.page.fill("#note-text", text)
    person.page.click("button:has-text('保存内部记录')")
    person.sees(text)


def test_news_is_told_quietly_and_what_is_typed_stays(visit, station):
    number = open_ticket(station)
    reader = visit("liaison", node=0, viewport={"width": 1440, "height": 900}).open(f"/tickets/{number}")
    writer = visit("manager", node=1, viewport={"width": 1440, "height": 900}).open(f"/tickets/{number}")
    listening(reader)
    reader.page.fill("#reply-text", "写到一半的回复")
    reader.page.evaluate("scrollTo(0, 120)")
    before = reader.page.evaluate("[scrollY, document.querySelector('#reply-text').getBoundingClientRect().top]")
    assert reader.page.locator(BAR).count() == 0
    started = time.monotonic()
    write_note(writer, "经理看过了")
    reader.page.wait_for_selector(BAR, timeout=5000)
    assert time.monotonic() - started < 5
    reader.sees("有更新，点此刷新").never_sees("经理看过了").accessible().picture("news", whole=False)
    assert before == reader.page.evaluate(
        "[scrollY, document.querySelector('#reply-text').getBoundingClientRect().top]")
    assert reader.page.get_attribute("[data-live]", "role") == "status"
    # By keyboard, as every link.
    reader.page.focus(BAR)
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")
    reader.sees("经理看过了")
    assert reader.page.input_value("#reply-text") == "写到一半的回复"
    assert reader.page.locator(BAR).count() == 0
    # What one does oneself is no news.
    write_note(reader, "自己写的")
    hears_nothing(reader)


def test_lists_hear_of_what_is_theirs(visit, station):
    desk = visit("liaison", node=0)
    unit = visit("entry-exit", node=0)
    listening(desk)
    company = visit("company", node=1).open("/tickets/new?matter=EE02")
    company.page.fill("#title", "护照换发")
    company.page.fill("#body", "总经理护照快到期")
    company.page.click("button:has-text('提交')")
    company.sees("已提交，编号")
    desk.page.wait_for_selector(BAR, timeout=5000)
    hears_nothing(unit)
    # The officers' key for it.
    with desk.page.expect_navigation():
        desk.page.keyboard.press(".")
    desk.sees("受理队列")


def test_news_that_came_while_the_page_was_away_is_told_on_return(visit, station):
    number = open_ticket(station)
    reader = visit("liaison", node=0).open(f"/tickets/{number}")
    listening(reader)
    reader.context.set_offline(True)
    write_note(visit("manager", node=1).open(f"/tickets/{number}"), "断网时写的")
    reader.context.set_offline(False)
    reader.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    reader.page.wait_for_selector(BAR, timeout=15000)


def test_a_problem_page_leads_back_without_losing_the_text(visit, station):
    own = station.call("POST", "/session", body={"account": "company", "password": PASSWORD})["token"]
    number = station.call("POST", "/tickets", own, {"matter": "TX05", "title": "一起写", "body": "请看"})["number"]
    reader = visit("liaison", node=0).open(f"/tickets/{number}")
    # A reply rests on what the company wrote: what it wrote meanwhile is not passed over.
    station.call("POST", f"/tickets/{number}/messages", own, {"text": "先写的"}, If_Match="*")
    reader.page.fill("#reply-text", "后写的")
    reader.page.click("form:has(#reply-text) button:has-text('发送')")
    reader.sees("用我的").sees("先写的")
    listening(reader)
    write_note(visit("manager", node=1).open(f"/tickets/{number}"), "又写的")
    reader.page.wait_for_selector(BAR, timeout=5000)
    with reader.page.expect_navigation():
        reader.page.click(BAR)
    reader.sees("又写的")
    assert reader.page.input_value("#reply-text") == "后写的"


def test_without_scripts_nothing_changes(visit, station):
    number = open_ticket(station)
    reader = visit("liaison", java_script_enabled=False).open(f"/tickets/{number}")
    assert reader.page.locator("[data-live] a:visible").count() == 0
    reader.picture("no-script")


def test_a_station_that_stops_does_not_wait_for_listeners(tmp_path, mails):
    station = Station(tmp_path / "stop", "sqlite", mails.port)
    try:
        token = station.call("POST", "/session", body={"account": "liaison", "password": PASSWORD})["token"]
        streams = []
        for _ in range(8):
            connection = http.client.HTTPConnection("127.0.0.1", station.nodes[0].port, timeout=30)
            connection.request("GET", f"/live?since={int(time.time() * 1000)}",
                               headers={"Authorization": f"Bearer {token}"})
            answer = connection.getresponse()
            assert answer.status == 200 and answer.readline().startswith(b"retry: ")
            streams.append(answer)
        started = time.monotonic()
        station.nodes[0].process.terminate()
        status = station.nodes[0].process.wait(timeout=10)
        assert time.monotonic() - started < 10
        assert status == 0
        for answer in streams:
            rest = answer.read()
            assert b"over" not in rest and b"news" not in rest, rest
    finally:
        station.stop()
