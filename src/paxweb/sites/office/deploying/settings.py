"""Settings: debugging, the secret key, hosts, cookies, headers, the municipality's own sign-in."""

from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from paxweb.sites.office.deploying.findings import Finding, fine, look, refused

TECHNICIAN = "the technician"
_SHORTEST, _FEWEST_SIGNS = 50, 10
_OWN = {"127.0.0.1", "localhost", "[::1]", "::1"}


def settings_found(*, deploy: bool) -> Iterator[Finding]:
    """Everything about settings; with `deploy` also what only matters where others can reach the office."""
    yield _secret()
    yield _debug()
    if deploy:
        yield from _hosts()
        yield from _cookies()
        yield _headers()
        yield _demo()
        yield from _provider()


def _debug() -> Finding:
    if settings.DEBUG:
        return refused("settings", "DEBUG is on", TECHNICIAN, "turn it off: it shows the inside of the office")
    return fine("settings", "DEBUG is off")


def _secret() -> Finding:
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        key = ""
    make = "set PAX_SECRET_KEY_FILE to a file of 64 random signs that only the office's user can read"
    if not key:
        return refused("keys", "there is no secret key", TECHNICIAN, make)
    if len(key) < _SHORTEST or len(set(key)) < _FEWEST_SIGNS or "insecure" in key:
        return refused("keys", "the secret key is weak", TECHNICIAN, make)
    return fine("keys", "the secret key is long enough")


def _hosts() -> Iterator[Finding]:
    hosts = [host.strip() for host in settings.ALLOWED_HOSTS]
    unsafe = [host for host in hosts if host in ("", "*") or host.startswith(".") or "*" in host]
    if unsafe or not hosts:
        says = "PAX_OFFICE_HOSTS takes any host" if unsafe else "PAX_OFFICE_HOSTS names no host"
        yield refused("host", says, TECHNICIAN, "name the office's own host, and nothing else")
    elif set(hosts) <= _OWN:
        yield look("host", "the office answers to this machine alone", TECHNICIAN, "name its host in PAX_OFFICE_HOSTS")
    else:
        yield fine("host", f"the office answers to {', '.join(hosts)}")
    if any(_is_number(host) for host in hosts if host not in _OWN):
        yield look("host", "a host is a number", TECHNICIAN, "use a name: passkeys need one")


def _is_number(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _cookies() -> Iterator[Finding]:
    needed = {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
    }
    wrong = sorted(name for name, value in needed.items() if getattr(settings, name) is not value)
    if settings.SESSION_COOKIE_SAMESITE not in ("Lax", "Strict"):
        wrong.append("SESSION_COOKIE_SAMESITE")
    if wrong:
        yield refused("cookies", f"{', '.join(wrong)}: unsafe", TECHNICIAN, "use the settings as they come")
    else:
        yield fine("cookies", "sent by TLS alone, hidden from scripts, not sent from other sites' forms")


def _headers() -> Finding:
    policy = str(getattr(settings, "PAX_HEADERS", {}).get("Content-Security-Policy", ""))
    if "default-src 'none'" not in policy or "unsafe" in policy or "*" in policy:
        return refused("headers", "the content policy is loose", TECHNICIAN, "use the settings as they come")
    return fine("headers", "the content policy lets in nothing from elsewhere")


def _demo() -> Finding:
    if settings.PAX_DEMO:
        return refused("demo", "PAX_DEMO is set: made-up people sign in by themselves", TECHNICIAN, "unset it")
    return fine("demo", "no demo people")


def _provider() -> Iterator[Finding]:
    if not settings.SOCIALACCOUNT_PROVIDERS:
        yield fine("sign-in", "by password with a second factor, or by passkey")
        return
    providers: Any = settings.SOCIALACCOUNT_PROVIDERS
    app = providers["openid_connect"]["APPS"][0]
    if not str(app["settings"]["server_url"]).startswith("https://"):
        yield refused("sign-in", "PAX_OIDC_SERVER is not reached by TLS", TECHNICIAN, "give its https address")
    if not app["client_id"] or not app["secret"]:
        yield refused(
            "sign-in", "the provider's client or secret is missing", TECHNICIAN, "set PAX_OIDC_CLIENT and _SECRET_FILE"
        )
    if not settings.PAX_OIDC_STRONG:
        says = "PAX_OIDC_STRONG is empty: everybody needs a second factor of their own as well"
        yield look("sign-in", says, TECHNICIAN, "name the acr or amr values that mean two factors")
    yield fine("sign-in", "by the municipality's own sign-in too")
