"""The peers themselves: they must refuse what is wrong, or their word is worth nothing."""

import base64
import http.client
import json
import smtplib
import threading
from datetime import datetime, timedelta, timezone

import pytest
from standardwebhooks.webhooks import Webhook

import mail_receiver
from webhook_receiver import Receiver

SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def receiver():
    server = Receiver(("127.0.0.1", 0), SECRET, fail=1)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def post(server, body, secret=SECRET, when=None, sent=None):
    when = when or datetime.now(tz=timezone.utc)
    headers = {
        "webhook-id": "m1",
        "webhook-timestamp": str(int(when.timestamp())),
        "webhook-signature": Webhook(secret).sign("m1", when, body),
    }
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=5)
    connection.request("POST", "/", (sent or body).encode(), headers)
    return connection.getresponse().status


def test_a_signed_request_is_accepted_after_the_failures_asked_for(receiver):
    assert [post(receiver, "{}"), post(receiver, "{}")] == [500, 204]
    assert receiver.counts["accepted"] == 1


def test_a_changed_byte_is_refused(receiver):
    assert post(receiver, '{"a":1}', sent='{"a":2}') == 401


def test_another_secret_is_refused(receiver):
    other = "whsec_" + base64.b64encode(b"x" * 32).decode()
    assert post(receiver, "{}", secret=other) == 401


def test_a_replay_of_six_minutes_is_refused(receiver):
    assert post(receiver, "{}", when=datetime.now(tz=timezone.utc) - timedelta(minutes=6)) == 401


@pytest.fixture
def mails():
    store = mail_receiver.Store(fail=1)
    controller = mail_receiver.start(store)
    yield store, mail_receiver.port_of(controller)
    controller.stop()


def test_a_mail_is_stored_as_it_reads(mails):
    store, port = mails
    mail = "Subject: =?UTF-8?B?5L2g5aW9?=\r\nMessage-ID: <a@b>\r\n\r\nhello\r\n"
    with smtplib.SMTP("127.0.0.1", port) as client:
        with pytest.raises(smtplib.SMTPDataError) as failure:
            client.sendmail("a@example.org", ["b@example.org"], mail)
        assert failure.value.smtp_code == 451
        client.sendmail("a@example.org", ["b@example.org"], mail)
    assert [mail["subject"] for mail in store.mails] == ["你好"]
    json.dumps(store.mails)


@pytest.mark.parametrize("name,code", [("nobody@example.org", 550), ("later@example.org", 450)])
def test_recipients_are_refused_by_name(mails, name, code):
    _, port = mails
    with smtplib.SMTP("127.0.0.1", port) as client:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as failure:
            client.sendmail("a@example.org", [name], "x")
    assert failure.value.recipients[name][0] == code
