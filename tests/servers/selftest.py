"""Tries every mode of smtp.py and tsa.py with clients of other make, and prints a line for each.

Run, in the virtual environment of README.md: python selftest.py

The mail server is tried with Python's smtplib, the authority with urllib and with openssl ts. The
exit code is 1 if a mode does not behave as README.md says.
"""

import contextlib
import email.message
import http.client
import json
import re
import smtplib
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
# How long a client waits for a server that says nothing.
PATIENCE = 1.0


@contextlib.contextmanager
def running(script, *options):
    """Starts a server, gives its port, and kills it; it must still be there by then."""
    command = [sys.executable, HERE / script, *map(str, options)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield int(server.stdout.readline())
        assert server.poll() is None, "the server ended by itself"
    finally:
        server.kill()
        server.communicate()


def raises(kind, action):
    """The error of a kind that an action must end in."""
    try:
        action()
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__}")


# Mail.


class Mail:
    """A mail server in a mode, with a folder of its own."""

    def __init__(self, folder, port):
        self.folder, self.port = folder, port
        self.mailbox = folder / "mailbox"

    def connect(self, login=None, name="localhost"):
        """A session over TLS, by the name on the certificate and with the CA of the folder alone."""
        trust = ssl.create_default_context(cafile=self.folder / "smtp-ca.pem")
        session = smtplib.SMTP("127.0.0.1", self.port, timeout=PATIENCE)
        session._host = name
        session.starttls(context=trust)
        if login:
            session.login(*login)
        return session

    def send(self, message, **options):
        with contextlib.closing(self.connect(**options)) as session:
            session.send_message(message)

    def stored(self):
        """The message and the note of each number, in order."""
        numbers = sorted(int(path.stem) for path in self.mailbox.glob("*.eml"))
        assert numbers == list(range(1, len(numbers) + 1)), numbers
        return [
            (
                (self.mailbox / f"{n}.eml").read_bytes(),
                json.loads((self.mailbox / f"{n}.json").read_text("utf-8")),
            )
            for n in numbers
        ]


@contextlib.contextmanager
def mail(mode, *options, folder=None):
    with contextlib.ExitStack() as stack:
        folder = folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port = stack.enter_context(
            running("smtp.py", "--mode", mode, "--mailbox", folder / "mailbox", *options)
        )
        yield Mail(folder, port)


def message(number=1):
    made = email.message.EmailMessage()
    made["From"] = "report@example.org"
    made["To"] = "board@example.org, 会長 <chair@example.org>"
    made["Subject"] = "Weekbericht: één ding"
    made["Message-ID"] = f"<{number}.selftest@example.org>"
    made.set_content(".a line that begins with a dot\nand one that does not\n")
    made.add_attachment(b"%PDF-1.7", "application", "pdf", filename="週報 é.pdf")
    # Not drawn anew: two attempts at a message are the same bytes.
    made.set_boundary(f"part-of-{number}")
    return made


def accept():
    with mail("accept") as server:
        in_clear = smtplib.SMTP("127.0.0.1", server.port, timeout=PATIENCE)
        in_clear.ehlo()
        assert in_clear.has_extn("starttls") and not in_clear.has_extn("auth")
        assert in_clear.docmd("MAIL FROM:<a@example.org>")[0] == 530
        # Two sessions at once, and two messages in one of them.
        with contextlib.closing(server.connect()) as one, contextlib.closing(server.connect()) as two:
            one.send_message(message(1))
            two.send_message(message(2))
            two.send_message(message(3))
        in_clear.quit()
        found = server.stored()
        assert [note["message_id"][1:2] for _, note in found] == ["1", "2", "3"]
        content, note = found[0]
        assert note["recipients"] == ["board@example.org", "chair@example.org"]
        assert note["sender"] == "report@example.org"
        assert note["tls"] and note["answered"] and note["attempt"] == 1 and note["user"] is None
        assert content == message(1).as_bytes(policy=message().policy.clone(linesep="\r\n"))
    return "three messages over two connections, byte for byte; 530 in the clear"


def log_in():
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with mail("accept", "--user", "ann", "--password", "geheim", "--log", log) as server:
            in_clear = smtplib.SMTP("127.0.0.1", server.port, timeout=PATIENCE)
            in_clear.ehlo()
            assert not in_clear.has_extn("auth")
            assert in_clear.docmd("AUTH PLAIN AGFubgBnZWhlaW0=")[0] in (530, 538)
            in_clear.close()
            refused = raises(smtplib.SMTPSenderRefused, lambda: server.send(message()))
            assert refused.smtp_code == 530
            wrong = lambda: server.connect(login=("ann", "wrong"))
            assert raises(smtplib.SMTPAuthenticationError, wrong).smtp_code == 535
            for way in ["auth_plain", "auth_login"]:
                session = server.connect()
                session.ehlo()
                session.user, session.password = "ann", "geheim"
                assert session.auth(way[5:].upper(), getattr(session, way))[0] == 235
                session.send_message(message())
                session.quit()
            assert [note["user"] for _, note in server.stored()] == ["ann", "ann"]
        text = log.read_text("utf-8")
        # Neither as PLAIN nor as LOGIN has it.
        assert "235 2.7.0" in text and "AGFubgBn" not in text and "Z2VoZWlt" not in text
    return "PLAIN and LOGIN after STARTTLS; 535 to a wrong word, 530 without, nothing before TLS"


def refuse():
    with mail("refuse") as server:
        refused = raises(smtplib.SMTPRecipientsRefused, lambda: server.send(message()))
        assert {code for code, _ in refused.recipients.values()} == {550}
        assert server.stored() == []
    return "550 to both recipients, nothing stored"


def busy():
    with mail("busy") as server:
        for number in [1, 2]:
            error = raises(smtplib.SMTPDataError, lambda: server.send(message(number)))
            assert error.smtp_code == 451
            server.send(message(number))
        assert [note["attempt"] for _, note in server.stored()] == [2, 2]
    return "451 to the first attempt at each of two messages, 250 to the second"


def stall_ehlo():
    with mail("stall-ehlo") as server:
        for _ in range(2):
            session = smtplib.SMTP("127.0.0.1", server.port, timeout=PATIENCE)
            started = time.monotonic()
            raises((TimeoutError, smtplib.SMTPServerDisconnected), session.ehlo)
            assert time.monotonic() - started > 0.9 * PATIENCE
    return "greets, then silence"


def stall_data():
    with mail("stall-data") as server:
        for _ in range(2):
            session = server.connect()
            session.ehlo()
            session.mail("a@example.org")
            assert session.rcpt("b@example.org")[0] == 250
            started = time.monotonic()
            raises((TimeoutError, smtplib.SMTPServerDisconnected), lambda: session.docmd("DATA"))
            assert time.monotonic() - started > 0.9 * PATIENCE
        assert server.stored() == []
    return "250 to the recipient, then silence to DATA"


def cut():
    with tempfile.TemporaryDirectory() as folder, mail("cut", folder=Path(folder)) as server:
        raises(smtplib.SMTPServerDisconnected, lambda: server.send(message(1)))
        assert [note["answered"] for _, note in server.stored()] == [False]
        server.send(message(1))
        raises(smtplib.SMTPServerDisconnected, lambda: server.send(message(2)))
        # A server that was started anew in the same folder knows what it had cut.
        with mail("cut", folder=Path(folder)) as again:
            again.send(message(2))
        seen = [(note["message_id"][1:2], note["attempt"], note["answered"]) for _, note in server.stored()]
        assert seen == [("1", 1, False), ("1", 2, True), ("2", 1, False), ("2", 2, True)], seen
        assert server.stored()[0][0] == server.stored()[1][0]
    return "stored and cut, then accepted under the same Message-ID; both on disk"


def no_tls():
    with mail("no-tls") as server:
        session = smtplib.SMTP("127.0.0.1", server.port, timeout=PATIENCE)
        raises(smtplib.SMTPNotSupportedError, session.starttls)
        session.send_message(message())
        assert [note["tls"] for _, note in server.stored()] == [False]
    return "no STARTTLS; a message sent all the same is stored with tls false"


def bad_cert():
    with mail("bad-cert") as server:
        for _ in range(2):
            error = raises(ssl.SSLCertVerificationError, server.connect)
            assert "ostname mismatch" in str(error), error
        # Only the name is wrong.
        server.connect(name="mail.example.org").quit()
        assert server.stored() == []
    return "trusted CA, name does not match; the server survives"


def reject_auth():
    with mail("reject-auth", "--user", "ann", "--password", "geheim") as server:
        right = lambda: server.connect(login=("ann", "geheim"))
        assert raises(smtplib.SMTPAuthenticationError, right).smtp_code == 535
        raises(smtplib.SMTPSenderRefused, lambda: server.send(message()))
    return "535 to the right word, 530 without"


def at_once():
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        failed = []

        def one(number):
            try:
                with mail("accept", folder=Path(folder) / "same") as server:
                    server.connect().quit()
            except Exception as error:  # told below, by the thread that can fail the test
                failed.append((number, error))

        (Path(folder) / "same").mkdir()
        threads = [threading.Thread(target=one, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failed, failed
    return "four servers started in one folder at once share one CA"


# Time stamps.

DATA = b"the page as it was on this day\n"


def openssl(*arguments):
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True)


class Stamps:
    """An authority in a mode, and a query for DATA with a nonce."""

    def __init__(self, folder, port):
        self.folder, self.url = folder, f"http://127.0.0.1:{port}/"
        self.data, self.query, self.reply = (folder / name for name in ["data", "query", "reply.der"])
        self.data.write_bytes(DATA)
        made = openssl("ts", "-query", "-data", self.data, "-sha256", "-cert", "-out", self.query)
        assert made.returncode == 0, made.stderr

    def ask(self, kind="application/timestamp-query"):
        request = urllib.request.Request(
            self.url, self.query.read_bytes(), {"Content-Type": kind}, method="POST"
        )
        with urllib.request.urlopen(request, timeout=PATIENCE * 10) as answer:
            assert answer.headers["Content-Type"] == "application/timestamp-reply"
            self.reply.write_bytes(answer.read())
        return self.reply.read_bytes()

    def verify(self, *against, ca=None):
        """What openssl says of the reply: nothing, or its complaint."""
        against = against or ("-queryfile", self.query)
        ca = ca or self.folder / "ca.pem"
        done = openssl("ts", "-verify", *against, "-in", self.reply, "-CAfile", ca)
        return "" if done.returncode == 0 else done.stdout + done.stderr

    def text(self):
        return openssl("ts", "-reply", "-in", self.reply, "-text").stdout


@contextlib.contextmanager
def stamps(mode, *options):
    with tempfile.TemporaryDirectory() as folder:
        with running("tsa.py", "--mode", mode, "--folder", folder, *options) as port:
            yield Stamps(Path(folder), port)


def grant():
    for key in ["rsa", "p256", "p384"]:
        with stamps("grant", "--key", key) as authority:
            numbers = set()
            for _ in range(3):
                authority.ask()
                assert authority.verify() == "", authority.verify()
                numbers.add(re.search("Serial number: (.*)", authority.text())[1])
            assert len(numbers) == 3
            assert authority.verify("-data", authority.data) == ""
            assert "Status: Granted." in authority.text()
            with stamps("grant", "--key", key) as stranger:
                assert "verify error" in authority.verify(ca=stranger.folder / "ca.pem")
            unread = raises(urllib.error.HTTPError, lambda: authority.ask("text/plain"))
            assert unread.code == 415
            authority.query.write_bytes(b"no query")
            authority.ask()
            assert "Status: Rejected." in authority.text()
            purposes = openssl("x509", "-in", authority.folder / "tsa-cert.pem", "-noout", "-text").stdout
            assert re.search(r"Extended Key Usage: critical\s+Time Stamping\n", purposes)
    return "rsa, p256 and p384: verified against query and data, three serial numbers, not by another CA"


def reject():
    with stamps("reject") as authority:
        authority.ask()
        text = authority.text()
        assert "Status: Rejected." in text and "the clock is not available" in text, text
        assert "Failure info: the TSA's time source is not available" in text, text
        assert "TST info:\nNot included." in text and authority.verify() != "", text
    return "status rejected, a text, the reason timeNotAvailable, no token"


def wrong_imprint():
    with stamps("wrong-imprint") as authority:
        authority.ask()
        assert "Status: Granted." in authority.text()
        assert "message imprint mismatch" in authority.verify(), authority.verify()
        # The reply is good for the hash it names: nothing else is wrong with it.
        told = "".join(re.findall(r"^ {4}00\w0 - (.{47})", authority.text(), re.M)[:2])
        told = re.sub("[^0-9a-f]", "", told)
        assert authority.verify("-digest", told) == "", authority.verify("-digest", told)
    return "granted and signed; only the imprint differs"


def wrong_nonce():
    with stamps("wrong-nonce") as authority:
        authority.ask()
        assert "nonce mismatch" in authority.verify(), authority.verify()
        assert authority.verify("-data", authority.data) == ""
    return "granted and signed; only the nonce differs"


def bad_signature():
    for key in ["rsa", "p256", "p384"]:
        with stamps("bad-signature", "--key", key) as authority:
            authority.ask()
            assert "Status: Granted." in authority.text()
            assert "signature failure" in authority.verify(), authority.verify()
    return "granted; openssl finds the signature wrong, for each kind of key"


def wrong_purpose():
    for key in ["rsa", "p256", "p384"]:
        with stamps("wrong-purpose", "--key", key) as authority:
            authority.ask()
            assert "Status: Granted." in authority.text()
            complaint = authority.verify()
            assert "purpose" in complaint, complaint
            # As a signature alone it is good.
            token, info = authority.folder / "token", authority.folder / "info"
            openssl("ts", "-reply", "-in", authority.reply, "-token_out", "-out", token)
            done = openssl(
                "cms", "-verify", "-inform", "DER", "-in", token, "-binary", "-out", info,
                "-CAfile", authority.folder / "ca.pem", "-purpose", "any",
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
    return "granted and signed under the CA; openssl finds the purpose wrong, for each kind of key"


def garbage():
    with stamps("garbage") as authority:
        authority.ask()
        assert authority.text() == "" and authority.verify() != ""
    return "200 with bytes that openssl cannot read"


def stall():
    with stamps("stall") as authority:
        for _ in range(2):
            connection = http.client.HTTPConnection("127.0.0.1", authority.url[17:-1], timeout=PATIENCE)
            connection.request(
                "POST", "/", authority.query.read_bytes(), {"Content-Type": "application/timestamp-query"}
            )
            raises(TimeoutError, connection.getresponse)
    return "takes the query, then silence"


def http_500():
    with stamps("http-500") as authority:
        assert raises(urllib.error.HTTPError, authority.ask).code == 500
    return "500"


TRIALS = {
    "smtp": [
        accept, log_in, refuse, busy, stall_ehlo, stall_data, cut, no_tls, bad_cert, reject_auth, at_once,
    ],
    "tsa": [
        grant, reject, wrong_imprint, wrong_nonce, bad_signature, wrong_purpose, garbage, stall, http_500,
    ],
}  # fmt: skip


def main():
    failures = 0
    for server, trials in TRIALS.items():
        for trial in trials:
            name = f"{server} {trial.__name__.replace('_', '-')}"
            try:
                print(f"{name:20} ok      {trial()}", flush=True)
            except Exception as error:
                failures += 1
                print(f"{name:20} FAILED  {type(error).__name__}: {error}", flush=True)
                traceback.print_exc()
    sys.exit(min(failures, 1))


if __name__ == "__main__":
    main()
