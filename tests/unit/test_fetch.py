import gzip
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from web_server import serving

from flows import fetch_address
from flows.fetch import Fetcher
from flows.fetch_address import AddressError, is_public, resolve_host
from flows.fetch_records import FetchError, Limits, Validators, retry_after_s
from flows.fetch_robots import Robots

QUICK = Limits(connect_s=2, silence_s=0.5, total_s=0.6, max_bytes=50_000, delay_s=0)


@pytest.fixture
def site():
    with serving() as served:
        yield served


@pytest.fixture
def fetcher():
    """A quick fetcher that notes how long it would have slept."""
    made = Fetcher("newsledger/test", QUICK)
    made.sleeps = []
    made.sleep = made.sleeps.append
    return made


def refused(fetcher, url, **options):
    with pytest.raises(FetchError) as caught:
        fetcher.get(url, **{"allow_private": True} | options)
    return caught.value.reason


def test_a_page_with_its_charset_and_validators(site, fetcher):
    site.put("/a", "héllo", kind="text/html; charset=UTF-8", ETag='"1"', Last_Modified="x")
    page = fetcher.get(f"{site.url}/a", allow_private=True)
    assert (page.body.decode(), page.content_type, page.charset) == ("héllo", "text/html", "utf-8")
    assert page.validators == Validators('"1"', "x")
    assert site.headers["/a"]["User-Agent"] == "newsledger/test"


def test_what_has_not_changed_is_not_sent_again(site, fetcher):
    site.put("/a", "body", ETag='"1"')
    first = fetcher.get(f"{site.url}/a", allow_private=True)
    again = fetcher.get(f"{site.url}/a", allow_private=True, validators=first.validators)
    assert (again.is_unchanged, again.body) == (True, b"")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_are_followed(site, fetcher, status):
    site.put("/a", status=status, Location="/b?x=1")
    site.put("/b?x=1", "there")
    page = fetcher.get(f"{site.url}/a", allow_private=True)
    assert (page.body, page.url) == (b"there", f"{site.url}/b?x=1")


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("/loop", "redirects"),
        ("file:///etc/hostname", "bad_address"),
        ("gopher://x.example/", "bad_address"),
        ("http://[bad", "bad_address"),
        ("http://x.example:99999/", "bad_address"),
        ("http://no.such.host.invalid/", "private_address"),
    ],
)
def test_redirects_that_lead_nowhere(site, fetcher, location, reason):
    site.put("/loop", status=302, Location=location)
    assert refused(fetcher, f"{site.url}/loop") == reason
    assert site.asked["/loop"] <= QUICK.max_redirects + 1


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "127.1", "[::ffff:127.0.0.1]"],
)
def test_private_addresses_are_not_asked(site, fetcher, host):
    site.put("/", "secret")
    assert refused(fetcher, f"http://{host}:{site.port}/", allow_private=False) == "private_address"
    assert not site.asked


@pytest.mark.parametrize("target", ["http://127.0.0.2:{port}/", "http://169.254.169.254/latest"])
def test_a_redirect_to_a_private_address_is_refused(site, fetcher, monkeypatch, target):
    public = fetch_address.is_public
    monkeypatch.setattr(fetch_address, "is_public", lambda ip: ip == "127.0.0.1" or public(ip))
    with serving("127.0.0.2") as inside:
        inside.put("/", "secret")
        site.put("/a", status=302, Location=target.format(port=inside.port))
        assert refused(fetcher, f"{site.url}/a", allow_private=False) == "private_address"
    assert site.asked["/a"] == 1
    assert not inside.asked


def test_the_checked_address_is_the_one_connected_to(site, fetcher, monkeypatch):
    real = fetch_address.socket.getaddrinfo
    answers = iter(["127.0.0.1", "127.0.0.2"])
    names = []

    def rebind(host, *args, **kwargs):
        names.append(host)
        return real(next(answers) if host == "rebind.example" else host, *args, **kwargs)

    monkeypatch.setattr(fetch_address.socket, "getaddrinfo", rebind)
    monkeypatch.setattr(fetch_address, "is_public", lambda ip: ip == "127.0.0.1")
    site.put("/", "public")
    page = fetcher.get(f"http://rebind.example:{site.port}/")
    assert page.body == b"public"
    assert names.count("rebind.example") == 1
    assert site.headers["/"]["Host"] == f"rebind.example:{site.port}"


def test_the_next_address_is_tried_if_one_is_dead(site, fetcher, monkeypatch):
    monkeypatch.setattr("flows.fetch.resolve_host", lambda *_, **__: ["127.0.0.3", "127.0.0.1"])
    site.put("/", "up")
    assert fetcher.get(f"http://two.example:{site.port}/").body == b"up"


def test_certificates_are_checked_for_the_name(fetcher, monkeypatch, tmp_path):
    key, certificate = make_certificate("good.example", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr("flows.fetch.resolve_host", lambda *_, **__: ["127.0.0.1"])
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    with serving(tls=tls) as site:
        site.put("/", "safe")
        assert fetcher.get(f"https://good.example:{site.port}/").body == b"safe"
        assert refused(fetcher, f"https://other.example:{site.port}/") == "connection"
        assert site.asked["/"] == 1


def make_certificate(name, folder):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "key.pem", folder / "certificate.pem"
    paths[0].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    paths[1].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return paths


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again_when_it_says(site, fetcher, status):
    site.put("/a", status=status, Retry_After="7")
    site.put("/a", status=status)
    site.put("/a", "at last")
    assert fetcher.get(f"{site.url}/a", allow_private=True).body == b"at last"
    assert site.asked["/a"] == 3
    waits = [wait for wait in fetcher.sleeps if wait >= 1]
    assert waits[0] == 7
    assert 1 <= waits[1] <= 31


def test_a_server_that_stays_busy_is_given_up(site, fetcher):
    site.put("/a", status=503)
    assert refused(fetcher, f"{site.url}/a") == "http_503"
    assert site.asked["/a"] == QUICK.attempts
    site.put("/b", status=429, Retry_After="86400")
    assert refused(fetcher, f"{site.url}/b") == "http_429"
    assert site.asked["/b"] == 1


def test_a_missing_page_is_asked_once(site, fetcher):
    assert refused(fetcher, f"{site.url}/gone") == "http_404"
    assert site.asked["/gone"] == 1


def test_nobody_listens(site, fetcher):
    assert refused(fetcher, f"http://127.0.0.1:{site.port}1/x"[:-4]) in ("connection", "http_404")
    assert refused(fetcher, "http://127.0.0.1:1/") == "connection"
    assert len(fetcher.sleeps) >= QUICK.attempts - 1


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (b"x" * 60_000, {}, "too_large"),
        (b"x" * 60_000, {"Content_Length": "10000000000"}, "too_large"),
        (gzip.compress(b"\0" * 5_000_000), {"Content_Encoding": "gzip"}, "bomb"),
        (b"not gzip", {"Content_Encoding": "gzip"}, "unreadable"),
        (b"?", {"Content_Encoding": "br"}, "encoding"),
        (b"x" * 40, {"X_Drip": "0.05"}, "slow"),
        (b"xx", {"X_Drip": "0.9"}, "timeout"),
    ],
    ids=["large", "large by its header", "gzip bomb", "broken gzip", "brotli", "slow", "silent"],
)
def test_bodies_that_are_refused(site, fetcher, body, headers, reason):
    site.put("/a", body, **headers)
    assert refused(fetcher, f"{site.url}/a") == reason


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: data], ids=["gzip", "plain"])
def test_packed_bodies_are_unpacked(site, fetcher, pack):
    headers = {"Content_Encoding": "gzip"} if pack is gzip.compress else {}
    site.put("/a", pack(b"hello" * 9), **headers)
    assert fetcher.get(f"{site.url}/a", allow_private=True).body == b"hello" * 9


def test_one_host_is_not_hurried(site):
    fetcher = Fetcher("x", Limits(delay_s=3))
    waits = []
    fetcher.sleep = waits.append
    site.put("/a", "x")
    for _ in range(2):
        fetcher.get(f"{site.url}/a", allow_private=True)
    assert len(waits) == 1
    assert 0 < waits[0] <= 3


@pytest.mark.parametrize(
    ("answer", "allowed", "reason"),
    [
        ((200, "User-agent: *\nDisallow: /private\n"), True, "robots"),
        ((200, "User-agent: newsledger\nDisallow: /\n"), False, "robots"),
        ((404, ""), True, None),
        ((403, ""), True, None),
        ((503, ""), False, "robots_unreachable"),
    ],
)
def test_robots(site, fetcher, answer, allowed, reason):
    site.put("/robots.txt", answer[1], status=answer[0], kind="text/plain")
    robots = Robots(fetcher, allow_private=True)
    for path, is_allowed in (("/news/1", allowed), ("/private/1", reason is None)):
        if is_allowed:
            robots.check(site.url + path)
        else:
            with pytest.raises(FetchError) as caught:
                robots.check(site.url + path)
            assert caught.value.reason == reason
    assert site.asked["/robots.txt"] in (1, 2 * QUICK.attempts)


def test_a_redirect_is_checked_by_robots_too(site, fetcher):
    site.put("/robots.txt", "User-agent: *\nDisallow: /private\nCrawl-delay: 5\n")
    site.put("/a", status=302, Location="/private/x")
    robots = Robots(fetcher, allow_private=True)
    assert refused(fetcher, f"{site.url}/a", check=robots.check) == "robots"
    assert not site.asked["/private/x"]
    assert robots.delay_s(f"{site.url}/a") == 5


@pytest.mark.parametrize(
    ("address", "is_ours"),
    [
        ("93.184.215.14", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:192.168.1.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d70e", True),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address, is_ours):
    assert is_public(address) is is_ours


def test_only_the_public_addresses_of_a_host_are_used(monkeypatch):
    entries = [(0, 0, 0, "", (ip, 80)) for ip in ("10.0.0.1", "93.184.215.14")]
    monkeypatch.setattr(fetch_address.socket, "getaddrinfo", lambda *_, **__: entries)
    assert resolve_host("x.example", 80, allow_private=False) == ["93.184.215.14"]
    assert resolve_host("x.example", 80, allow_private=True) == ["10.0.0.1", "93.184.215.14"]
    entries.pop()
    with pytest.raises(AddressError, match="allow_private"):
        resolve_host("x.example", 80, allow_private=False)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("30", 30), ("Mon, 01 Jan 2024 00:01:00 GMT", 60), ("soon", None), (None, None), ("-1", None)],
)
def test_retry_after(value, seconds):
    assert retry_after_s(value, datetime(2024, 1, 1, tzinfo=UTC)) == seconds
