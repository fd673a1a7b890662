"""A mail server on 127.0.0.1 that behaves well or badly on purpose, to test a mail client against.

Run: python smtp.py --mailbox DIR [--mode MODE] [--port 0] [--user NAME --password WORD] [--log FILE]

The first line on standard output is the port. It runs until it is killed and serves any number of
connections. README.md tells what each mode is for and what is left on the disk.
"""

import argparse
import asyncio
import email.parser
import email.policy
import fcntl
import hashlib
import json
import logging
import ssl
import subprocess
import tempfile
from pathlib import Path

from aiosmtpd.smtp import SMTP

MODES = {
    "accept": "takes every message; what a client should meet most days",
    "refuse": "550 to every recipient: permanent, so the client must not try again",
    "busy": "451 to the first attempt at each message, then accepts: the client must try again",
    "stall-ehlo": "greets, then never answers EHLO: the client must give up by its own clock",
    "stall-data": "never answers DATA: the client must give up in the middle of a message",
    "cut": "stores the message and closes the connection without an answer, once for each Message-ID: "
    "the client cannot know, and its second attempt must carry the same Message-ID",
    "no-tls": "offers no STARTTLS: the client must not send in the clear",
    "bad-cert": "shows a certificate, of the same CA, for another name: the client must not go on",
    "reject-auth": "535 to every user and password: the client must not try again",
}


class Mailbox:
    """A folder of N.eml and N.json, and how often each message was tried."""

    def __init__(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.attempts = {}
        notes = sorted(folder.glob("*.json"), key=lambda path: int(path.stem))
        for note in map(lambda path: json.loads(path.read_text("utf-8")), notes):
            self.attempts[note["key"]] = note["attempt"]
        self.count = max((int(path.stem) for path in notes), default=0)

    def attempt(self, key):
        """Counts an attempt at a message, from 1."""
        self.attempts[key] = self.attempts.get(key, 0) + 1
        return self.attempts[key]

    def store(self, content, note):
        """Writes the note, then the message; where there is an N.eml, it is whole and so is N.json."""
        self.count += 1
        (self.folder / f"{self.count}.json").write_text(
            json.dumps(note, ensure_ascii=False, indent=2) + "\n", "utf-8"
        )
        part = self.folder / f"{self.count}.part"
        part.write_bytes(content)
        part.rename(self.folder / f"{self.count}.eml")


class Connection(SMTP):
    """One connection, silent where the mode says so."""

    def __init__(self, options, mailbox, tls):
        self.mode = options.mode
        asks_login = options.user is not None or options.mode == "reject-auth"
        offers_tls = options.mode != "no-tls"
        super().__init__(
            Answers(options, mailbox, asks_login),
            hostname="localhost",
            tls_context=tls if offers_tls else None,
            require_starttls=offers_tls,
            # Over TLS only, which the base class sees to.
            auth_required=asks_login,
            auth_callback=lambda _mechanism, user, word: may_send(options, user, word),
            # A stalled connection is the client's to give up.
            timeout=86_400,
        )

    async def push(self, status):
        """Sends an answer and writes it to the log."""
        logging.getLogger("mail.log").info("%r << %s", self.session.peer, status)
        await super().push(status)

    async def smtp_EHLO(self, hostname):
        if self.mode == "stall-ehlo":
            await asyncio.Event().wait()
        await super().smtp_EHLO(hostname)

    async def smtp_DATA(self, arg):
        if self.mode == "stall-data":
            await asyncio.Event().wait()
        await super().smtp_DATA(arg)


class Answers:
    """The answers of one connection that differ from those of a server that takes everything."""

    def __init__(self, options, mailbox, asks_login):
        self.mode = options.mode
        self.mailbox = mailbox
        self.asks_login = asks_login

    async def handle_EHLO(self, _server, session, _envelope, hostname, answers):
        """Leaves AUTH out where nobody has to log in."""
        session.host_name = hostname
        return [line for line in answers if self.asks_login or not line.startswith("250-AUTH")]

    async def handle_RCPT(self, _server, _session, envelope, address, options):
        if self.mode == "refuse":
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        message_id = message_id_of(envelope.content)
        # Without a Message-ID two attempts are one message where their bytes are the same.
        key = message_id or hashlib.sha256(envelope.content).hexdigest()
        attempt = self.mailbox.attempt(key)
        if self.mode == "busy" and attempt == 1:
            return "451 4.3.2 Busy, try again later"
        answered = not (self.mode == "cut" and attempt == 1)
        note = {
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "message_id": message_id,
            "attempt": attempt,
            "answered": answered,
            "tls": session.ssl is not None,
            "user": session.auth_data.login.decode() if session.auth_data else None,
            "key": key,
        }
        self.mailbox.store(envelope.content, note)
        if answered:
            return "250 2.0.0 Stored"
        server.transport.abort()
        # Ends this connection here: not a byte of an answer is written after it.
        raise asyncio.CancelledError


def may_send(options, user, password):
    """Compares with the one user there is, if any."""
    if options.mode == "reject-auth" or options.user is None:
        return False
    return (user, password) == (options.user.encode(), options.password.encode())


def message_id_of(content):
    """Reads the Message-ID as it stands in the header, or none."""
    header = email.parser.BytesHeaderParser(policy=email.policy.compat32).parsebytes(content)
    found = header.get("Message-ID")
    return found and "".join(found.split())


def openssl(*arguments):
    """Runs openssl, and fails with what it said."""
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {arguments[0]}: {done.stderr}")


def make_certificates(folder):
    """Makes a CA and two certificates of it: one for localhost, one for another name.

    A lock, and names that come into being last, let several servers start in one folder at once.
    """
    with open(folder / "smtp-certificates.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "smtp-ca.pem").exists():
            return
        with tempfile.TemporaryDirectory(dir=folder) as made:
            made = Path(made)
            key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
            openssl(
                "req", "-x509", *key, "-days", 3650, "-subj", "/CN=Test mail CA",
                "-addext", "keyUsage=critical,keyCertSign,cRLSign",
                "-keyout", made / "ca-key.pem", "-out", made / "smtp-ca.pem",
            )  # fmt: skip
            for kind, names in [
                ("smtp", "DNS:localhost,IP:127.0.0.1"),
                ("smtp-other-name", "DNS:mail.example.org"),
            ]:
                (made / "extensions").write_text(
                    f"subjectAltName={names}\nbasicConstraints=critical,CA:FALSE\n"
                    "keyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n"
                )
                openssl(
                    "req", "-new", *key, "-subj", "/CN=Test mail server",
                    "-keyout", made / f"{kind}-key.pem", "-out", made / "request",
                )  # fmt: skip
                openssl(
                    "x509", "-req", "-in", made / "request", "-days", 3650,
                    "-CA", made / "smtp-ca.pem", "-CAkey", made / "ca-key.pem", "-CAcreateserial",
                    "-extfile", made / "extensions", "-out", made / f"{kind}-cert.pem",
                )  # fmt: skip
                for part in ["key", "cert"]:
                    (made / f"{kind}-{part}.pem").rename(folder / f"{kind}-{part}.pem")
            (made / "smtp-ca.pem").rename(folder / "smtp-ca.pem")


def arguments():
    parser = argparse.ArgumentParser(
        description="A mail server that behaves well or badly on purpose.",
        epilog="modes:\n" + "\n".join(f"  {name:12} {what}" for name, what in MODES.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--mode", choices=MODES, default="accept", metavar="MODE")
    parser.add_argument("--mailbox", type=Path, required=True, help="folder for the messages")
    parser.add_argument("--cert", type=Path, help="certificate; made beside the mailbox when absent")
    parser.add_argument("--key", type=Path, help="its private key")
    parser.add_argument("--user", help="who has to log in before sending")
    parser.add_argument("--password")
    parser.add_argument("--log", type=Path, help="file for every command and answer")
    options = parser.parse_args()
    if (options.cert is None) != (options.key is None):
        parser.error("--cert and --key go together")
    if (options.user is None) != (options.password is None):
        parser.error("--user and --password go together")
    return options


async def serve(options):
    options.mailbox = options.mailbox.resolve()
    mailbox = Mailbox(options.mailbox)
    if options.cert is None:
        folder = options.mailbox.parent
        make_certificates(folder)
        kind = "smtp-other-name" if options.mode == "bad-cert" else "smtp"
        options.cert, options.key = folder / f"{kind}-cert.pem", folder / f"{kind}-key.pem"
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(options.cert, options.key)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Connection(options, mailbox, tls), "127.0.0.1", options.port
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def main():
    options = arguments()
    logger = logging.getLogger("mail.log")
    logger.propagate = False
    if options.log:
        handler = logging.FileHandler(options.log, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    else:
        logger.addHandler(logging.NullHandler())
    # A client that gives up is what these modes are for: no warning about it.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    try:
        asyncio.run(serve(options))
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
