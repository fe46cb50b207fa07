"""A mail server that stores each mail as one JSON line: sender, recipients, headers as read, text.

    python3 mail_receiver.py [--port 0] [--record FILE] [--fail N] [--reply "451 try later"] [--certificate F --key F]

Prints its port as the first line. `--fail N` answers the first N messages with `--reply`. A recipient whose local part
begins with `nobody` is refused for good (550), one that begins with `later` for now (450). With a certificate STARTTLS
is offered, and mail without it is refused.
"""

import argparse
import email
import email.policy
import json
import signal
import ssl
import threading

from aiosmtpd.controller import Controller


class Store:
    """The handler: what aiosmtpd calls for each command."""

    def __init__(self, record=None, fail=0, reply="451 try later"):
        self.record = record
        self.left_to_fail = fail
        self.reply = reply
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 no such mailbox"
        if address.startswith("later"):
            return "450 mailbox busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.left_to_fail > 0:
            self.left_to_fail -= 1
            return self.reply
        mail = read(envelope.content)
        mail.update(sender=envelope.mail_from, recipients=envelope.rcpt_tos, tls=session.ssl is not None)
        self.mails.append(mail)
        if self.record:
            self.record.write(json.dumps(mail, ensure_ascii=False) + "\n")
            self.record.flush()
        return "250 stored"


def read(content):
    """A mail's bytes as the standard library understands them, with the defects it found."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    html = message.get_body(("html",))
    text = message.get_body(("plain",)).get_content()
    return {
        "headers": [[name, str(value)] for name, value in message.items()],
        "subject": str(message["Subject"]),
        "messageID": str(message["Message-ID"]),
        "text": text,
        "html": html and html.get_content(),
        "longestLine": max((len(line) for line in content.split(b"\r\n")), default=0),
        "defects": [str(defect) for defect in message.defects],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--record")
    parser.add_argument("--fail", type=int, default=0)
    parser.add_argument("--reply", default="451 try later")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    options = parser.parse_args()
    record = open(options.record, "a", encoding="utf-8") if options.record else None
    tls = None
    if options.certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(options.certificate, options.key)
    controller = start(Store(record, options.fail, options.reply), options.port, tls)
    print(port_of(controller), flush=True)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    stop.wait()
    controller.stop()


class AnyPortController(Controller):
    """aiosmtpd tries its own port after starting, which fails for port 0: the real one is put in first."""

    def _trigger_server(self):
        self.port = port_of(self)
        super()._trigger_server()


def start(store, port=0, tls=None):
    controller = AnyPortController(
        store, hostname="127.0.0.1", port=port, tls_context=tls, require_starttls=tls is not None
    )
    controller.start()
    return controller


def port_of(controller):
    return controller.server.sockets[0].getsockname()[1]


if __name__ == "__main__":
    main()
