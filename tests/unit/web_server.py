"""A real HTTP server for the tests of ingest: answers from a table, counts what is asked."""

import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """Path -> answer, or a list of answers given one after the other; the last one stays."""

    port: int = 0
    host: str = "127.0.0.1"
    answers: dict = field(default_factory=dict)
    asked: Counter = field(default_factory=Counter)
    headers: dict = field(default_factory=dict)

    @property
    def url(self):
        return f"http://{self.host}:{self.port}"

    def put(self, path, body=b"", status=200, kind="text/html; charset=utf-8", **headers):
        data = body.encode() if isinstance(body, str) else body
        given = {"Content-Type": kind} | {k.replace("_", "-"): v for k, v in headers.items()}
        self.answers.setdefault(path, []).append((status, given, data))


def make_handler(site):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.asked[self.path] += 1
            site.headers[self.path] = dict(self.headers)
            queue = site.answers.get(self.path, [(404, {}, b"")])
            status, headers, body = queue.pop(0) if len(queue) > 1 else queue[0]
            etag = headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                status, body = 304, b""
            self.send_response(status)
            drip = float(headers.get("X-Drip", 0))
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers and not drip:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                for part in [body[i : i + 1] for i in range(len(body))] if drip else [body]:
                    self.wfile.write(part)
                    time.sleep(drip)
            except OSError:
                return

        def log_message(self, *_):
            return

    return Handler


@contextmanager
def serving(host="127.0.0.1", tls=None):
    site = Site(host=host)
    server = ThreadingHTTPServer((host, 0), make_handler(site))
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
