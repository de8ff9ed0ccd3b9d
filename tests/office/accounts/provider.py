"""A municipality's sign-in, made small: an OpenID Connect provider on loopback that insists on PKCE."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from paxweb.frame.clock import utc

CLIENT, SECRET = "pax-office", "not a secret"


@dataclass
class Provider:
    """What it says of the next person, and what it was asked. `forged`: it signs with a key that it does not show."""

    claims: dict[str, object] = field(default_factory=dict)
    userinfo: dict[str, object] = field(default_factory=dict)
    forged: bool = False
    address: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    challenges: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def authorise(self, location: str) -> str:
        """The browser comes; the address it is sent back to, with a code."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        self.asked.append(asked)
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = uuid4().hex
        self.challenges[code] = asked["code_challenge"]
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"

    def token(self, form: dict[str, str]) -> dict[str, object] | None:
        """The tokens for a code, if its verifier hashes to the challenge; a code holds once."""
        challenge = self.challenges.pop(form.get("code", ""), "")
        hashed = urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
        if not challenge or hashed != challenge or form.get("client_secret") != SECRET:
            self.refused.append("verifier")
            return None
        at = int(utc().timestamp())
        said = {"iss": self.address, "aud": CLIENT, "iat": at, "exp": at + 300, "jti": uuid4().hex, **self.claims}
        key = rsa.generate_private_key(65537, 2048) if self.forged else self.key
        return {
            "access_token": uuid4().hex,
            "token_type": "Bearer",
            "id_token": jwt.encode(said, key, algorithm="RS256", headers={"kid": "one"}),
        }

    def document(self, path: str) -> dict[str, object] | None:
        """What is fetched by GET."""
        shown = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        documents: dict[str, dict[str, object]] = {
            "/.well-known/openid-configuration": {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorise",
                "token_endpoint": f"{self.address}/token",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "jwks_uri": f"{self.address}/keys",
            },
            "/keys": {"keys": [{**shown, "kid": "one", "alg": "RS256", "use": "sig"}]},
            "/userinfo": {"sub": self.claims.get("sub"), **self.userinfo},
        }
        return documents.get(path)


@contextmanager
def running() -> Iterator[Provider]:
    """The provider, answering real HTTP on a free port of loopback."""
    provider = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(provider.document(urlsplit(self.path).path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._send(provider.token({name: values[0] for name, values in parse_qs(body).items()}))

        def _send(self, document: dict[str, object] | None) -> None:
            self.send_response(200 if document is not None else 400)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(document or {"error": "invalid_grant"}).encode())

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
