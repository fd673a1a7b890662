"""Buckets that speak like S3, on 127.0.0.1, and fail on purpose, to test a client of object stores against.

Run: python bucket.py --folder DIR [--mode MODE] [--port 0] [--log FILE]

The first line on standard output is the port. A bucket is a folder of DIR, an object a file below it.
It runs until it is killed. README.md tells what each mode is for.
"""

import argparse
import hashlib
import re
import threading
import urllib.parse
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

MODES = {
    "serve": "does what it is asked",
    "busy": "503 to every fourth request",
    "down": "503 to everything",
    "down-writes": "503 to whatever changes something",
    "half": "says how long an object is and closes in the middle of it",
    "short": "gives half of an object as if it were all of it",
    "cut-writes": "closes the connection in the middle of what it is sent",
}
# Whoever else asks is refused.
USER = "tester"


class Buckets(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port, folder, mode, log):
        super().__init__(("127.0.0.1", port), Request)
        self.folder, self.mode, self.log = folder, mode, log
        self.guard, self.count, self.uploads = threading.Lock(), 0, {}

    def counts(self, line):
        """Numbers the requests from 1 and writes them down."""
        with self.guard:
            self.count += 1
            if self.log:
                with self.log.open("a", encoding="utf-8") as log:
                    log.write(line + "\n")
            return self.count


class Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", headers=()):
        self.send_response(status)
        headers = dict(headers)
        headers.setdefault("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def fail(self, status, code):
        text = f"<Error><Code>{code}</Code><Message>on purpose</Message></Error>"
        self.answer(status, text.encode())

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def handle_one(self):
        server = self.server
        number = server.counts(f"{self.command} {self.path}")
        is_write = self.command in ("PUT", "POST", "DELETE")
        if is_write and server.mode == "cut-writes":
            self.rfile.read(int(self.headers.get("Content-Length") or 0) // 2)
            self.close_connection = True
            self.connection.close()
            return
        body = self.body()
        credential = re.search(r"Credential=([^/]+)/", self.headers.get("Authorization", ""))
        if credential is None or credential[1] != USER:
            return self.fail(403, "AccessDenied")
        if (
            server.mode == "down"
            or (server.mode == "down-writes" and is_write)
            or (server.mode == "busy" and number % 4 == 1)
        ):
            return self.fail(503, "SlowDown")
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        bucket, _, key = urllib.parse.unquote(url.path).lstrip("/").partition("/")
        if not (server.folder / bucket).is_dir():
            return self.fail(404, "NoSuchBucket")
        path = server.folder / bucket / key
        if server.folder / bucket not in (path, *path.parents):
            return self.fail(400, "InvalidArgument")
        if not key and self.command == "GET":
            return self.list(server.folder / bucket, query)
        if self.command in ("GET", "HEAD"):
            return self.give(path)
        self.take(path, query, body)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = handle_one

    def list(self, bucket, query):
        """What lies directly below a prefix."""
        prefix = query.get("prefix", "")
        folder = bucket / prefix
        names = sorted(folder.iterdir()) if folder.is_dir() else []
        told = "".join(
            f"<CommonPrefixes><Prefix>{escape(prefix + path.name)}/</Prefix></CommonPrefixes>"
            if path.is_dir()
            else f"<Contents><Key>{escape(prefix + path.name)}</Key><Size>{path.stat().st_size}</Size>"
            f"<LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>{etag(path)}</ETag></Contents>"
            for path in names
        )
        text = f"<ListBucketResult><IsTruncated>false</IsTruncated>{told}</ListBucketResult>"
        self.answer(200, text.encode(), {"Content-Type": "application/xml"})

    def give(self, path):
        if not path.is_file():
            return self.fail(404, "NoSuchKey")
        whole = path.read_bytes()
        if self.server.mode == "short":
            whole = whole[: len(whole) // 2]
        headers = {"ETag": etag(path), "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT"}
        part, status = whole, 200
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if asked:
            first, last = int(asked[1]), min(int(asked[2]), len(whole) - 1)
            part, status = whole[first : last + 1], 206
            headers["Content-Range"] = f"bytes {first}-{last}/{len(whole)}"
        headers["Content-Length"] = str(len(part))
        if self.server.mode == "half" and self.command == "GET":
            part = part[: len(part) // 2]
            self.close_connection = True
        self.answer(status, part, headers)

    def take(self, path, query, body):
        uploads = self.server.uploads
        if self.command == "POST" and "uploads" in query:
            name = uuid.uuid4().hex
            uploads[name] = {}
            told = f"<InitiateMultipartUploadResult><UploadId>{name}</UploadId></InitiateMultipartUploadResult>"
            return self.answer(200, told.encode())
        if "uploadId" in query and query["uploadId"] not in uploads:
            return self.fail(404, "NoSuchUpload")
        if self.command == "PUT" and "partNumber" in query:
            uploads[query["uploadId"]][int(query["partNumber"])] = body
            return self.answer(200, b"", {"ETag": f'"{hashlib.md5(body).hexdigest()}"'})
        if self.command == "POST":
            parts = uploads.pop(query["uploadId"])
            put(path, b"".join(parts[number] for number in sorted(parts)))
            told = f"<CompleteMultipartUploadResult><ETag>{escape(etag(path))}</ETag></CompleteMultipartUploadResult>"
            return self.answer(200, told.encode())
        if self.command == "PUT":
            put(path, body)
            return self.answer(200, b"", {"ETag": etag(path)})
        uploads.pop(query.get("uploadId"), None)
        if "uploadId" not in query:
            path.unlink(missing_ok=True)
        self.answer(204)


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    making.write_bytes(content)
    making.replace(path)


def etag(path):
    return f'"{hashlib.md5(path.read_bytes()).hexdigest()}"'


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--mode", choices=MODES, default="serve")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path)
    arguments = parser.parse_args()
    server = Buckets(arguments.port, arguments.folder, arguments.mode, arguments.log)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
