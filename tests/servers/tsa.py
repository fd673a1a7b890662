"""A time-stamp authority (RFC 3161) over HTTP on 127.0.0.1 that answers well or badly on purpose.

Run: python tsa.py --folder DIR [--mode MODE] [--port 0] [--key rsa|p256|p384]

Python 3 alone and the openssl program, version 1.1.1 or later. The first line on standard output is
the port. It runs until it is killed and answers on any path. DIR/ca.pem is the CA to trust. README.md
tells what each mode is for.
"""

import argparse
import fcntl
import subprocess
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

MODES = {
    "grant": "a good reply; what a client should meet most days",
    "reject": "a well-formed reply of status rejection, with a text, a reason and no token",
    "wrong-imprint": "a good reply of the right nonce, signed, for other data",
    "wrong-nonce": "a good reply for the right data, signed, with another nonce: an old reply played again",
    "bad-signature": "a good reply whose signature is broken in its last byte",
    "wrong-purpose": "a signed reply by a certificate of the same CA that is not for time stamps",
    "garbage": "200 and the right content type, with bytes that are no reply",
    "stall": "reads the query and never answers: the client must give up by its own clock",
    "http-500": "500 and a line of text: the client must not read it as a reply",
}

QUERY = "application/timestamp-query"
REPLY = "application/timestamp-reply"

KEYS = {
    "rsa": ["-newkey", "rsa:2048"],
    "p256": ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
    "p384": ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
}

SETTINGS = """\
[tsa]
serial = {folder}/serial
signer_cert = {folder}/tsa-cert.pem
signer_key = {folder}/tsa-key.pem
certs = {folder}/ca.pem
signer_digest = sha256
default_policy = 1.3.6.1.4.1.55555.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """The folder with the CA, the certificate and the count of serial numbers."""

    def __init__(self, folder, mode, key):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder.resolve()
        self.mode = mode
        with self.alone():
            if not (self.folder / "ca.pem").exists():
                self.make(KEYS[key])

    def alone(self):
        """One at a time, of all threads and all servers in the folder."""
        lock = open(self.folder / "lock", "w")
        fcntl.flock(lock, fcntl.LOCK_EX)
        return lock

    def make(self, key):
        """Makes a CA and two certificates of it: one for time stamps, one for mail and code."""
        folder = self.folder
        openssl(
            "req", "-x509", *key, "-nodes", "-days", 3650, "-subj", "/CN=Test time-stamp CA",
            "-addext", "keyUsage=critical,keyCertSign,cRLSign",
            "-keyout", folder / "ca-key.pem", "-out", folder / "ca.part",
        )  # fmt: skip
        for kind, purpose in [
            ("tsa", "critical,timeStamping"),
            ("other", "critical,emailProtection,codeSigning"),
        ]:
            (folder / "extensions").write_text(
                "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n"
                f"extendedKeyUsage={purpose}\n"
                "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
            )
            openssl(
                "req", "-new", *key, "-nodes", "-subj", f"/CN=Test {kind} signer",
                "-keyout", folder / f"{kind}-key.pem", "-out", folder / "request",
            )  # fmt: skip
            openssl(
                "x509", "-req", "-in", folder / "request", "-days", 3650,
                "-CA", folder / "ca.part", "-CAkey", folder / "ca-key.pem", "-CAcreateserial",
                "-extfile", folder / "extensions", "-out", folder / f"{kind}-cert.pem",
            )  # fmt: skip
        (folder / "serial").write_text("01\n")
        (folder / "tsa.cnf").write_text(SETTINGS.format(folder=folder))
        (folder / "ca.part").rename(folder / "ca.pem")

    def reply(self, query):
        """Answers a query as the mode wants it."""
        if self.mode == "garbage":
            return b"\x30\x82\x01\x00 this is no reply"
        if self.mode == "reject":
            return rejection("the clock is not available")
        if self.mode == "wrong-imprint":
            query = with_last_byte_changed(query, imprint_of(query))
        if self.mode == "wrong-nonce":
            query = with_last_byte_changed(query, nonce_of(query))
        with self.alone(), tempfile.TemporaryDirectory() as work:
            good = self.signed(query, Path(work))
            if self.mode == "wrong-purpose":
                return self.signed_again(good, Path(work))
        if self.mode == "bad-signature":
            # The signature is the last field of all.
            return with_last_byte_changed(good, (0, len(good)))
        return good

    def signed(self, query, work):
        """A reply by openssl, which rejects a query that it cannot read."""
        (work / "query").write_bytes(query)
        openssl(
            "ts", "-reply", "-config", self.folder / "tsa.cnf", "-section", "tsa",
            "-queryfile", work / "query", "-out", work / "reply",
        )  # fmt: skip
        return (work / "reply").read_bytes()

    def signed_again(self, good, work):
        """What a good reply says, signed with the certificate for other things."""
        (work / "good").write_bytes(good)
        openssl("ts", "-reply", "-in", work / "good", "-token_out", "-out", work / "token")
        openssl(
            "cms", "-verify", "-noverify", "-inform", "DER", "-in", work / "token",
            "-certfile", self.folder / "tsa-cert.pem", "-binary", "-out", work / "info",
        )  # fmt: skip
        openssl(
            "cms", "-sign", "-binary", "-nodetach", "-cades", "-md", "sha256",
            "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-in", work / "info",
            "-signer", self.folder / "other-cert.pem", "-inkey", self.folder / "other-key.pem",
            "-outform", "DER", "-out", work / "token",
        )  # fmt: skip
        granted = der(0x30, der(0x02, b"\x00"))
        return der(0x30, granted, (work / "token").read_bytes())


class Handler(BaseHTTPRequestHandler):
    """One request; the authority is the server's."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        authority = self.server.authority
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if authority.mode == "stall":
            threading.Event().wait()
        if authority.mode == "http-500":
            return self.answer(500, "text/plain", b"the authority is out of order\n")
        if self.headers.get_content_type() != QUERY:
            return self.answer(415, "text/plain", f"a query is {QUERY}\n".encode())
        try:
            reply = authority.reply(body)
        except (IndexError, ValueError):
            return self.answer(400, "text/plain", b"this is no query\n")
        return self.answer(200, REPLY, reply)

    def answer(self, status, content_type, body):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing: whoever started the server may not read what it says."""


def rejection(text):
    """A reply of status rejection (2) for the reason timeNotAvailable (bit 14)."""
    texts = der(0x30, der(0x0C, text.encode()))
    reason = der(0x03, b"\x01\x00\x02")
    return der(0x30, der(0x30, der(0x02, b"\x02"), texts, reason))


def der(tag, *parts):
    """Writes one value in DER."""
    body = b"".join(parts)
    if len(body) < 0x80:
        return bytes([tag, len(body)]) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + body


def fields(data, start, end):
    """The tag, start and end of the content of each DER value in a stretch of bytes."""
    found = []
    while start < end:
        tag, size, at = data[start], data[start + 1], start + 2
        if size >= 0x80:
            at += size & 0x7F
            size = int.from_bytes(data[start + 2 : at], "big")
        if at + size > end:
            raise ValueError("a value runs over its end")
        found.append((tag, at, at + size))
        start = at + size
    return found


def imprint_of(query):
    """Where the hash stands: in the query, in its second field, the second field."""
    _, start, end = fields(query, 0, len(query))[0]
    _, start, end = fields(query, start, end)[1]
    return fields(query, start, end)[1][1:]


def nonce_of(query):
    """Where the nonce stands: the integer behind the imprint."""
    _, start, end = fields(query, 0, len(query))[0]
    return next(
        (field[1:] for field in fields(query, start, end)[2:] if field[0] == 0x02), None
    )


def with_last_byte_changed(data, place):
    """The data with another last byte in one place, or as it was where there is no such place."""
    if place is None:
        return data
    at = place[1] - 1
    return data[:at] + bytes([data[at] ^ 0x01]) + data[at + 1 :]


def openssl(*arguments):
    """Runs openssl, and fails with what it said."""
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {arguments[0]}: {done.stderr}")


def main():
    parser = argparse.ArgumentParser(
        description="A time-stamp authority that answers well or badly on purpose.",
        epilog="modes:\n" + "\n".join(f"  {name:14} {what}" for name, what in MODES.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--mode", choices=MODES, default="grant", metavar="MODE")
    parser.add_argument("--folder", type=Path, required=True, help="for the CA and the certificates")
    parser.add_argument("--key", choices=KEYS, default="rsa", help="kind of the keys, when first made")
    options = parser.parse_args()

    authority = Authority(options.folder, options.mode, options.key)
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
    server.authority = authority
    server.daemon_threads = True
    print(server.server_port, flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
