"""Schemathesis as a station: every request is signed, and every answer's signature is verified, by somebody else's
implementation of RFC 9421 (the PyPI package http-message-signatures).

In the environment: STATION_CERT, STATION_KEY (PEM files), REGISTRY_JSON (the registry's description).
"""

import base64
import hashlib
import json
import os
import secrets

import requests
import schemathesis
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier, HTTPSignatureKeyResolver
from http_message_signatures.algorithms import ECDSA_P256_SHA256
from http_message_signatures.exceptions import HTTPMessageSignaturesException


def read(name):
    with open(os.environ[name], "rb") as file:
        return file.read()


class Keys(HTTPSignatureKeyResolver):
    def __init__(self):
        self.private = serialization.load_pem_private_key(read("STATION_KEY"), None)
        reply = base64.b64decode(json.loads(read("REGISTRY_JSON"))["replyKey"])
        self.reply_id = hashlib.sha256(reply).hexdigest()
        self.reply = serialization.load_der_public_key(reply)
        self.station_id = x509.load_pem_x509_certificate(read("STATION_CERT")).fingerprint(hashes.SHA256()).hex()

    def resolve_private_key(self, key_id):
        return self.private

    def resolve_public_key(self, key_id):
        if key_id != self.reply_id:
            raise KeyError(key_id)
        return self.reply


keys = Keys()
signer = HTTPMessageSigner(signature_algorithm=ECDSA_P256_SHA256, key_resolver=keys)
verifier = HTTPMessageVerifier(signature_algorithm=ECDSA_P256_SHA256, key_resolver=keys)
counts = {"signed": 0, "verified": 0}


class StationAuth(requests.auth.AuthBase):
    def __call__(self, request):
        body = request.body or b""
        body = body.encode() if isinstance(body, str) else bytes(body)
        covered = ["@method", "@path", "@query", "content-digest"]
        if "Content-Type" in request.headers:
            covered.append("content-type")
        try:
            signer.sign(
                request, key_id=keys.station_id, nonce=secrets.token_hex(8), label="stranger",
                covered_component_ids=covered, body=body)
            counts["signed"] += 1
        except HTTPMessageSignaturesException:
            # An address that this library does not take: the request goes unsigned, and must be refused in good form.
            pass
        request.register_hook("response", verify)
        return request


def verify(response, *args, **kwargs):
    if response.status_code == 400 and not response.content:
        return  # The bare answer to what is no HTTP.
    required = ["@status", "content-digest", '"@method";req', '"@path";req', '"@query";req']
    if "Signature" in response.request.headers:
        required += ['"signature";req', '"content-digest";req']
    try:
        verifier.verify(response, require_components=required, body=response.content)
    except HTTPMessageSignaturesException:
        if "Signature" in response.request.headers:
            raise  # Without one the address was none that this library takes.
    counts["verified"] += 1


schemathesis.auth.set_from_requests(StationAuth())


@schemathesis.hook
def after_call(context, case, response):
    path = os.environ.get("COUNTS")
    if path:
        with open(path, "w") as file:
            json.dump(counts, file)
