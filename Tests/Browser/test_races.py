"""Many people who do the same thing at the same moment, on whatever node: it happens once, and nothing is lost."""

import sys
import urllib.error
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from stations import PASSWORD, ROOT

sys.path.insert(0, str(ROOT / "Tests" / "Support"))
from examples import example_answers  # noqa: E402

ON_EVERY_STORE = True
PEOPLE = 12


@pytest.fixture(scope="module")
def tokens(station):
    return {account: station.call("POST", "/session", body={"account": account, "password": PASSWORD})["token"]
            for account in ("company", "company2", "liaison", "manager")}


def at_once(*calls):
    """Makes all calls at the same moment; gives each one's answer or the status of its refusal."""
    def outcome(call):
        try:
            return call()
        except urllib.error.HTTPError as error:
            return error.code
    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(outcome, call) for call in calls]]


def submit(station, token, tickets=False):
    return station.call("POST", "/self-tests/tax/submissions", token, {
        "answers": example_answers("tax", "red-lines"), "consent": {"shareWithOfficers": True, "openTickets": tickets}})


def file(station, token, title="同时提交", **headers):
    return station.call("POST", "/tickets", token, {"matter": "TX05", "title": title, "body": "请看"}, **headers)


def test_a_warning_becomes_one_ticket(station, tokens):
    """Both the same warning, and the same finding of two self-tests, and submissions that open tickets themselves."""
    own = tokens["company2"]
    before = len(station.api("/tickets", "company2"))
    first, second = submit(station, own), submit(station, own)
    pairs = zip(first["warnings"], second["warnings"])
    opened = 0
    for one, other in pairs:
        if one.get("ticket"):
            continue
        calls = [lambda id=warning["id"]: station.call("POST", f"/warnings/{id}/ticket", own, {})
                 for warning in (one, other) for _ in range(PEOPLE // 2)]
        numbers = {answer if isinstance(answer, int) else answer["ticket"] if "ticket" in answer else answer["number"]
                   for answer in at_once(*calls)}
        assert len(numbers) == 1, numbers
        opened += 1
    assert opened
    held = len(station.api("/tickets", "company2"))
    answers = at_once(*[lambda: submit(station, own, tickets=True)] * 6)
    assert all(isinstance(answer, dict) for answer in answers), answers
    after = station.api("/tickets", "company2")
    assert len(after) == held, (before, held, len(after))


def test_one_key_files_once(station, tokens):
    key = str(uuid.uuid4())
    before = len(station.api("/tickets", "company"))
    numbers = {answer["number"] for answer in at_once(
        *[lambda: file(station, tokens["company"], Idempotency_Key=key)] * PEOPLE)}
    assert len(numbers) == 1
    assert len(station.api("/tickets", "company")) == before + 1


def test_many_file_at_once_and_every_number_is_its_own(station, tokens):
    answers = at_once(*[lambda: file(station, tokens["company"])] * PEOPLE)
    assert len({answer["number"] for answer in answers}) == PEOPLE


def test_answers_of_two_tabs_are_both_kept(station, tokens):
    answers = example_answers("tax", "red-lines")
    some = list(answers)[:PEOPLE]
    saved = at_once(*[lambda key=key: station.call(
        "PUT", "/self-tests/tax/draft", tokens["company2"], {"answers": {key: answers[key]}}) for key in some])
    assert all(isinstance(answer, dict) for answer in saved), saved
    draft = station.call("GET", "/self-tests/tax/draft", tokens["company2"])
    assert {key: draft["answers"].get(key) for key in some} == {key: answers[key] for key in some}


def test_whoever_does_not_mind_the_version_is_never_refused(station, tokens):
    number = file(station, tokens["company"])["number"]
    answers = at_once(*[lambda text=f"记录 {index}": station.call(
        "POST", f"/tickets/{number}/notes", tokens["liaison"], {"text": text}, If_Match="*")
        for index in range(PEOPLE)])
    assert all(isinstance(answer, dict) for answer in answers), answers
    events = station.call("GET", f"/tickets/{number}/events", tokens["liaison"])["items"]
    assert [event["sequence"] for event in events] == list(range(1, PEOPLE + 2))


def test_of_those_who_saw_the_same_version_one_acts(station, tokens):
    number = file(station, tokens["company"])["number"]
    answers = at_once(*[lambda: station.call(
        "POST", f"/tickets/{number}/acceptance", tokens["liaison"], {"lead": "tax", "assisting": []}, If_Match='"1"')]
        * PEOPLE)
    assert sorted(answer if isinstance(answer, int) else 201 for answer in answers) == [201] + [412] * (PEOPLE - 1)


def test_two_tickets_merged_into_each_other_leave_one(station, tokens):
    for _ in range(5):
        one, other = (file(station, tokens["company"])["number"] for _ in range(2))
        answers = at_once(*[lambda pair=pair: station.call(
            "POST", f"/tickets/{pair[0]}/merges", tokens["liaison"], {"ticket": pair[1]}, If_Match="*")
            for pair in ((one, other), (other, one))])
        states = sorted(station.call("GET", f"/tickets/{number}", tokens["liaison"])["state"] for number in (one, other))
        assert states == ["merged", "submitted"], (answers, states)


def test_nothing_is_merged_into_what_is_withdrawn_meanwhile(station, tokens):
    for _ in range(8):
        one, other = (file(station, tokens["company"])["number"] for _ in range(2))
        at_once(
            lambda: station.call(
                "POST", f"/tickets/{one}/merges", tokens["liaison"], {"ticket": other}, If_Match="*"),
            lambda: station.call(
                "POST", f"/tickets/{other}/withdrawal", tokens["company"], {"reason": "不用了"}, If_Match="*"))
        merged, withdrawn = (station.call("GET", f"/tickets/{number}/events", tokens["liaison"])["items"]
                             for number in (one, other))
        merges = [event["at"] for event in merged if event["kind"] == "merge"]
        ends = [event["at"] for event in withdrawn if event["kind"] == "withdraw"]
        assert not merges or not ends or merges[0] <= ends[0], (merges, ends)
