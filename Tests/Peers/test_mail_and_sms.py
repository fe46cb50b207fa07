"""N5 and N6: what a mail server may not strip, and a text message that must not come twice."""

import json
import shutil
import subprocess
import threading
import time
from http.server import ThreadingHTTPServer

import pytest

import mail_receiver
from delivering import ROOT, Exchange, Peer, Station, eventually

GATEWAY = "gateway-token-of-tests"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1 that is its own authority: certificate, key."""
    folder = tmp_path_factory.mktemp("tls")
    paths = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
         "subjectAltName=IP:127.0.0.1", "-out", paths[0], "-keyout", paths[1]], check=True, capture_output=True)
    return paths


def serving(certificate=None, port=0):
    """A mail server, with STARTTLS if there is a certificate."""
    tls = None
    if certificate:
        tls = mail_receiver.ssl.create_default_context(mail_receiver.ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(*certificate)
    store = mail_receiver.Store()
    return store, mail_receiver.start(store, port, tls)


@pytest.fixture
def start(tmp_path):
    stations = []

    (tmp_path / "data").mkdir()

    def start(**settings):
        stations.append(Station(tmp_path / "data", ALLOWED_NETWORKS="127.0.0.0/8", **settings))
        return stations[-1]
    yield start
    for station in stations:
        if station.process.poll() is None:
            station.stop()


def mails(station, number):
    items = station.api("GET", f"/notifications?channel=mail&ticket={number}", "liaison")["items"]
    return [(item["state"], item.get("lastError")) for item in items]


@pytest.mark.parametrize("demands", ["yes", "no"])
def test_starttls_cannot_be_stripped(start, certificate, demands):
    """A server that offered STARTTLS and stops gets no more mail; told not to ask for it, the station would send (control)."""
    store, controller = serving(certificate if demands == "yes" else None)
    port = mail_receiver.port_of(controller)
    station = start(MAIL_URL=f"smtp://127.0.0.1:{port}", AUTHORITIES=certificate[0], MAIL_TLS=demands)
    first = station.file("第一件")
    assert eventually(lambda: mails(station, first) and all(state == "delivered" for state, _ in mails(station, first)))
    assert store.mails and all(mail["tls"] == (demands == "yes") for mail in store.mails)
    controller.stop()
    # The same place, and nothing is offered any more: somebody sits between.
    stripped, controller = serving(port=port)
    try:
        second = station.file("第二件")
        def refused():
            return stripped.mails or [fault for _, fault in mails(station, second) if fault == "starttls-missing"]
        tried = eventually(refused, 90)
        if demands == "yes":
            assert tried and not stripped.mails, mails(station, second)
            assert all(state == "waiting" for state, _ in mails(station, second)), "to be tried again, never sent plain"
        else:
            assert eventually(lambda: stripped.mails)
    finally:
        controller.stop()


def test_a_certificate_that_nobody_vouches_for_gets_no_mail(start, certificate):
    store, controller = serving(certificate)
    try:
        station = start(MAIL_URL=f"smtp://127.0.0.1:{mail_receiver.port_of(controller)}")
        number = station.file()
        faults = eventually(lambda: [fault for _, fault in mails(station, number) if fault], 40)
        assert set(faults) <= {"certificate-refused", "held-back"} and not store.mails
    finally:
        controller.stop()


def test_a_mail_server_that_falls_silent_holds_up_nobodys_farewell(start, certificate):
    """Its kept connections stay open and nothing comes over them any more: curl waits for its goodbye, the station does not."""
    store, controller = serving(certificate)
    station = start(MAIL_URL=f"smtp://127.0.0.1:{mail_receiver.port_of(controller)}", AUTHORITIES=certificate[0])
    number = station.file("第一件")
    assert eventually(lambda: mails(station, number) and all(state == "delivered" for state, _ in mails(station, number)))
    # The loop stands still; the sockets are held by this process.
    controller.loop.call_soon_threadsafe(time.sleep, 45)
    later = station.file("第二件")
    time.sleep(3)
    assert all(state == "sending" for state, _ in mails(station, later))
    began = time.monotonic()
    station.stop()
    assert time.monotonic() - began <= 10


class Silent(ThreadingHTTPServer):
    """A gateway that takes a message and never says so."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Exchange)
        self.answer, self.requests, self.lock = self._wait, [], threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @staticmethod
    def _wait(*_):
        time.sleep(60)
        return 200, {}

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


def test_a_text_message_that_may_have_arrived_is_a_persons_to_ask_about_and_never_sent_again(start, tmp_path):
    """At most once: the gateway hangs, the second is not asked, nothing is tried again, the desk is told."""
    folder = tmp_path / "Questionnaires"
    shutil.copytree(ROOT / "Questionnaires", folder)
    table = folder / "station" / "notices.yaml"
    text = table.read_text()
    # The request for papers, by a template that is not to come twice.
    table.write_text(text.replace("values: [number, due]\n      atMostOnce: false", "values: [number, due]\n      atMostOnce: true"))
    assert table.read_text() != text
    silent, second = Silent(), Peer(lambda *_: (200, {"code": "OK", "receipt": "R"}))
    station = start(CATALOGUE=folder, SMS_URL=silent.url, SMS2_URL=second.url, SMS_SIGNATURE="助企云站", GATEWAY_TOKEN=GATEWAY)
    number = station.file()
    station.act(number, "acceptance", "liaison", {"lead": "economic-crime", "assisting": []})
    station.act(number, "acceptance", "economic-crime", {})
    station.act(number, "material-requests", "economic-crime", {"text": "请补发票"})

    def texts():
        return station.api("GET", "/notifications?channel=sms", "company")["items"]
    assert eventually(lambda: [item for item in texts() if item["state"] == "unknown"], 40), texts()
    item = texts()[0]
    assert item["lastError"].startswith("gateway") and item["lastError"].endswith("timed-out")
    assert json.loads(silent.requests[0][3])["template"] == "SMS_MATERIALS"
    time.sleep(7)
    assert len(silent.requests) == 1 and not second.requests and texts()[0]["attempts"] == 1
    told = station.api("GET", "/inbox", "liaison")["items"]
    assert any(entry["kind"] == "delivery-failed.desk" for entry in told)
