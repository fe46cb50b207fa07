"""What the station really sends, judged by others' programs: N1, N4, N6, N7, N9, and what comes back in."""

import base64
import hashlib
import hmac
import json
import os
import random
import shutil
import signal
import time
import urllib.error
import urllib.parse

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

import mail_receiver
from delivering import ROOT, Peer, Station, eventually

COUNT = int(os.environ.get("CLOUDSTATION_WEBHOOKS") or 200)
GATEWAY = "gateway-token-of-tests"


@pytest.fixture
def mails():
    store = mail_receiver.Store()
    controller = mail_receiver.start(store)
    yield store, mail_receiver.port_of(controller)
    controller.stop()


@pytest.fixture
def catalogue(tmp_path):
    """The content with a group robot for the desk."""
    folder = tmp_path / "Questionnaires"
    shutil.copytree(ROOT / "Questionnaires", folder)
    table = folder / "station" / "notices.yaml"
    robots = "robots:\n  - {name: desk-group, kind: dingtalk, for: liaison-desk}\n"
    table.write_text(table.read_text().replace("robots: []\n", robots))
    return folder


@pytest.fixture
def start(tmp_path, mails):
    """Starts stations that send their mails to the receiver, and ends them."""
    stations = []

    def start(**settings):
        folder = tmp_path / f"data{len(stations)}"
        folder.mkdir()
        stations.append(Station(
            folder, MAIL_URL=f"smtp://127.0.0.1:{mails[1]}", MAIL_TLS="no", ALLOWED_NETWORKS="127.0.0.0/8", **settings))
        return stations[-1]
    yield start
    for station in stations:
        if station.process.poll() is None:
            station.stop()


def believed(headers, body, secrets):
    """The event, if one of the secrets verifies it."""
    for secret in secrets:
        try:
            return Webhook(secret).verify(body, {name.lower(): value for name, value in headers.items()})
        except WebhookVerificationError:
            continue
    return None


def test_every_webhook_is_believed_across_a_rotation_and_a_kill_and_carries_its_place(start):
    secrets, events, refused = [], [], []

    def answer(path, headers, body):
        event = believed(headers, body, secrets[-1:]) or believed(headers, body, secrets[:1])
        (events if event else refused).append(event or body)
        return 204, None
    peer = Peer(answer)
    station = start()
    endpoint = station.api("POST", "/endpoints", "company", {"url": peer.url})
    secrets.append(endpoint["secret"])
    numbers = [station.file(f"第 {index} 件") for index in range(COUNT // 2)]
    # The receiver still knows only the old secret: the old one signs beside the new.
    fresh = station.api("POST", f"/endpoints/{endpoint['id']}/secret", "company")["secret"]
    station.stop(signal.SIGKILL)
    station.start()
    numbers += [station.file(f"又 {index} 件") for index in range(COUNT // 4)]
    eventually(lambda: len({event["id"] for event in events}) >= len(numbers), 90)
    secrets[:] = [fresh]
    for number in numbers[:COUNT // 4]:
        station.act(number, "acceptance", "liaison", {"lead": "economic-crime", "assisting": []})
    wanted = len(numbers) + COUNT // 4
    assert eventually(lambda: len({event["id"] for event in events}) >= wanted, 90), len(events)
    assert not refused
    # N7: whoever gets them shuffled and twice has the history all the same.
    heap = [event for event in events * 2 if event["type"].startswith("cloudstation.ticket-")]
    random.Random(7).shuffle(heap)
    for number in numbers[:5]:
        mine = {event["data"]["sequence"]: event["data"]["state"] for event in heap if event["subject"] == number}
        history = [state for _, state in sorted(mine.items())]
        assert history == ["submitted", "transferred"], history
    day = station.api("GET", f"/endpoints/{endpoint['id']}", "company")["day"]
    assert day["delivered"] == day["total"] == wanted and day["failed"] == 0


def test_a_byte_off_is_refused():
    secret = "whsec_" + base64.b64encode(bytes(range(32))).decode()
    from datetime import datetime, timezone
    now = datetime.now(tz=timezone.utc)
    signature = Webhook(secret).sign("m", now, "{}")
    headers = {"webhook-id": "m", "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signature}
    assert believed(headers, b"{}", [secret]) == {}
    # Not the last digit of base64: two of its bits are read by nobody.
    flipped = signature[:-4] + ("A" if signature[-4] != "A" else "B") + signature[-3:]
    assert believed(headers | {"webhook-signature": flipped}, b"{}", [secret]) is None
    assert believed(headers, b"[]", [secret]) is None


def test_an_endpoint_that_wants_no_more_is_reported_by_mail_within_a_minute(start, mails):
    store, _ = mails
    peer = Peer(lambda *_: (410, None))
    station = start()
    endpoint = station.api("POST", "/endpoints", "company", {"url": peer.url})
    begun = time.monotonic()
    station.api("POST", f"/endpoints/{endpoint['id']}/test", "company")
    told = eventually(lambda: [mail for mail in store.mails if "推送地址已停用" in mail["subject"]], 60)
    assert told and time.monotonic() - begun < 60
    assert peer.url in told[0]["text"] and f'<a href="{peer.url}' in told[0]["html"] and not told[0]["defects"]
    assert station.api("GET", f"/endpoints/{endpoint['id']}", "company")["disabledCause"] == "gone"
    assert any(item["kind"] == "endpoint-disabled.company" for item in station.api("GET", "/inbox", "company")["items"])
    assert len(peer.requests) == 1


def test_a_robot_is_signed_to_anew_and_takes_twenty_a_minute_the_rest_in_a_digest(start, catalogue):
    secret, seen = "SECrobot", []

    def answer(path, headers, body):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)
        stamp = query["timestamp"][0]
        wanted = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
        assert base64.b64decode(query["sign"][0]) == wanted
        seen.append((time.time(), stamp, json.loads(body)["text"]["content"]))
        # The clock may have told of a deadline before the first of ours.
        is_first = sum("第 0 件" in text for _, _, text in seen) == 1 and "第 0 件" in seen[-1][2]
        return 200, {"errcode": -1 if is_first else 0, "errmsg": "system busy"}
    peer = Peer(answer)
    station = start(CATALOGUE=catalogue, ROBOT_DESK_GROUP_URL=peer.url + "/robot/send?access_token=t",
                    ROBOT_DESK_GROUP_SECRET=secret)
    begun = time.time()
    numbers = [station.file(f"第 {index} 件") for index in range(30)]
    assert eventually(lambda: len(seen) >= 12, 30)
    # The first was answered with an error in a 200: it comes again, signed with another time.
    first = [entry for entry in seen if numbers[0] in entry[2]]
    assert eventually(lambda: len([entry for entry in seen if numbers[0] in entry[2]]) == 2, 30), first
    assert len({entry[1] for entry in seen if numbers[0] in entry[2]}) == 2
    assert sum(moment < begun + 55 for moment, _, _ in seen) <= 20
    digest = eventually(lambda: [entry for entry in seen if "项变化" in entry[2]], 90)
    assert digest and any(number in digest[0][2] for number in numbers[12:])
    told = " ".join(entry[2] for entry in seen)
    assert all(number in told for number in numbers)


def test_an_sms_goes_by_the_second_gateway_and_its_receipt_comes_back(start):
    first = Peer(lambda *_: (403, None))
    second = Peer(lambda *_: (200, {"code": "OK", "receipt": f"R{len(second.requests)}"}))
    station = start(SMS_URL=first.url, SMS2_URL=second.url, SMS_SIGNATURE="助企云站", GATEWAY_TOKEN=GATEWAY)
    number = station.file()
    station.act(number, "acceptance", "liaison", {"lead": "economic-crime", "assisting": []})
    station.act(number, "acceptance", "economic-crime", {})
    station.act(number, "material-requests", "economic-crime", {"text": "请补发票"})
    assert eventually(lambda: second.requests, 30)
    sent = json.loads(second.requests[0][3])
    assert sent["template"] == "SMS_MATERIALS" and sent["signature"] == "助企云站"
    assert sent["parameters"]["number"] == number and "正文" not in json.dumps(sent, ensure_ascii=False)

    def state():
        items = station.api("GET", "/notifications?channel=sms", "company")["items"]
        return [item["state"] for item in items if item["ticket"] == number]
    assert eventually(lambda: state() == ["handedOver"])
    receipts = {"receipts": [{"number": "R1", "delivered": True}, {"number": "unknown", "delivered": False}]}
    with pytest.raises(urllib.error.HTTPError) as refusal:
        station.api("POST", "/gateway/receipts", body=receipts, token="guess")
    assert refusal.value.code == 401
    assert station.api("POST", "/gateway/receipts", body=receipts, token=GATEWAY) == {"fetched": 2, "taken": 1}
    assert state() == ["delivered"]


def test_a_reply_to_a_mail_becomes_a_message_on_its_ticket_and_a_holiday_note_does_not(start, mails):
    store, _ = mails
    station = start(GATEWAY_TOKEN=GATEWAY)
    number = station.file()
    mail = eventually(lambda: [mail for mail in store.mails if number in mail["subject"] and "已提交" in mail["subject"] or
                               number in mail["subject"] and mail["recipients"][0].startswith("contact")], 30)
    mail = next(mail for mail in store.mails if number in mail["subject"] and "desk" not in mail["recipients"][0])
    reply = {"from": mail["recipients"][0], "messageID": "<r1@company.example>", "inReplyTo": mail["messageID"],
             "authentication": {"dmarc": "pass"}, "text": "补充一句。\n\n> 原文"}
    assert station.api("POST", "/gateway/mails", body=reply, token=GATEWAY)["outcome"] == "accepted"
    events = station.api("GET", f"/tickets/{number}/events", "liaison")
    assert "补充一句。" in json.dumps(events, ensure_ascii=False) and "原文" not in json.dumps(events, ensure_ascii=False)
    note = reply | {"messageID": "<r2@company.example>", "autoSubmitted": "auto-replied"}
    assert station.api("POST", "/gateway/mails", body=note, token=GATEWAY)["outcome"] == "refused"
    forged = reply | {"messageID": "<r3@company.example>", "authentication": {"dmarc": "fail"}}
    assert station.api("POST", "/gateway/mails", body=forged, token=GATEWAY)["reason"] == "forged"


def test_no_planted_number_leaves_the_station_by_any_way_or_stands_in_its_log(start, mails, catalogue):
    """N8: passport and tax numbers in what people typed: title, text, reasons."""
    store, _ = mails
    planted = ["E12345678", "33010619800101123X", "91330106MA2TQRT0XX"]
    robot, hook = Peer(lambda *_: (200, {"errcode": 0})), Peer(lambda *_: (204, None))
    station = start(CATALOGUE=catalogue, ROBOT_DESK_GROUP_URL=robot.url + "/robot/send?access_token=t", LOG_LEVEL="debug")
    station.api("POST", "/endpoints", "company", {"url": hook.url})
    text = "，".join(planted)
    number = station.api("POST", "/tickets", "company", {"matter": "TX05", "title": f"护照 {text}", "body": text})["number"]
    station.act(number, "acceptance", "liaison", {"lead": "economic-crime", "assisting": []})
    station.act(number, "returns", "economic-crime", {"reason": f"不是本单位的：{text}"})
    station.act(number, "refusal", "liaison", {"reason": text})
    assert eventually(lambda: len(hook.requests) >= 2 and len(store.mails) >= 4 and len(robot.requests) >= 2, 30)
    time.sleep(1)
    everything = json.dumps(store.mails, ensure_ascii=False) + "".join(
        request[3].decode() + json.dumps(request[2]) for request in hook.requests + robot.requests)
    everything += (station.folder / "log").read_text()
    assert number in everything and "E12•••78" in everything
    assert not [value for value in planted if value in everything]
