"""Invitations to visits, read by the `icalendar` package: a request, its change and its cancellation are one event."""

import datetime
import email
import email.policy
import json
import urllib.request

import icalendar
import pytest

from delivering import Station, eventually


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    station = Station(tmp_path_factory.mktemp("station"))
    yield station
    station.stop()


def ask(station, method, path, body=None, match=None):
    headers = {"Authorization": f"Bearer {station.token('company')}", "Content-Type": "application/json"}
    if match:
        headers["If-Match"] = match
    request = urllib.request.Request(
        f"{station.url}/api/v1{path}", method=method, headers=headers,
        data=json.dumps(body).encode() if body is not None else None)
    with urllib.request.urlopen(request) as answer:
        return answer.read(), answer.headers


def attached(station, number, sequence):
    """The invitation that came with a mail of this appointment: how the mail calls it, and the event."""
    def found():
        for file in (station.folder / "mail").glob("*.eml"):
            mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            for part in mail.walk():
                if part.get_content_type() != "text/calendar":
                    continue
                calendar = icalendar.Calendar.from_ical(part.get_content())
                [visit] = calendar.walk("VEVENT")
                if number in str(visit["uid"]) and visit["sequence"] == sequence:
                    assert calendar.errors == [] and visit.errors == []
                    assert part["Content-Type"].params["method"] == str(calendar["method"])
                    return str(calendar["method"]), visit
        return None
    return eventually(found)


def event(station, number):
    raw, headers = ask(station, "GET", f"/appointments/{number}/invitation")
    assert headers["Content-Type"].startswith("text/calendar")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "RFC 5545 §3.1"
    calendar = icalendar.Calendar.from_ical(raw)
    assert calendar.errors == []
    [zone] = calendar.walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Asia/Shanghai"
    [found] = calendar.walk("VEVENT")
    assert found.errors == []
    for needed in ("uid", "dtstamp", "dtstart", "dtend", "summary", "organizer", "attendee", "sequence", "status"):
        assert needed in found, needed
    return str(calendar["method"]), found


def test_a_request_its_change_and_its_cancellation_are_one_event(station):
    days = json.loads(ask(station, "GET", "/sites/exit-entry-hall/slots?matter=EE02")[0])["days"]
    slots = [slot for day in days for slot in day["slots"] if slot["free"]]
    booked = json.loads(ask(station, "POST", "/appointments", {
        "matter": "EE02", "site": "exit-entry-hall", "start": slots[-1]["start"],
        "visitorName": 'Zhang "San"; Li, Si', "visitorPhone": "1", "note": ""})[0])
    method, first = event(station, booked["id"])
    assert (method, first["sequence"], str(first["status"])) == ("REQUEST", 0, "CONFIRMED")
    start = datetime.datetime.fromisoformat(slots[-1]["start"])
    assert first.decoded("dtstart") == start, "the same moment, whatever the zone is called"
    assert first.decoded("dtstart").utcoffset() == datetime.timedelta(hours=8)
    assert first.decoded("dtend") - first.decoded("dtstart") == datetime.timedelta(minutes=15)

    json.loads(ask(station, "POST", f"/appointments/{booked['id']}/move", {"start": slots[-2]["start"]}, '"1"')[0])
    method, moved = event(station, booked["id"])
    assert (method, moved["sequence"], moved["uid"]) == ("REQUEST", 1, first["uid"])
    assert moved.decoded("dtstart") == datetime.datetime.fromisoformat(slots[-2]["start"])

    ask(station, "POST", f"/appointments/{booked['id']}/cancellation", {}, '"2"')
    method, gone = event(station, booked["id"])
    assert (method, gone["sequence"], gone["uid"], str(gone["status"])) == ("CANCEL", 2, first["uid"], "CANCELLED")

    # Each mail brought the invitation as it was then, whenever it is opened.
    for sequence, (method, start) in enumerate([
            ("REQUEST", slots[-1]["start"]), ("REQUEST", slots[-2]["start"]), ("CANCEL", slots[-2]["start"])]):
        said, visit = attached(station, booked["id"], sequence)
        assert (said, visit["uid"]) == (method, first["uid"])
        assert visit.decoded("dtstart") == datetime.datetime.fromisoformat(start)
