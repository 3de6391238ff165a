"""Tokens, API keys (https://support.datacite.org/docs/api-keys) and the keys of the monthly data file."""

import string

from flask import Flask, Response, request

from pid_emulator.core.json_bodies import load_json_or_none
from pid_emulator.core.records import Record
from pid_emulator.datacite.auth import Account
from pid_emulator.datacite.dois import timestamp
from pid_emulator.datacite.errors import NO_PAYLOAD, Problem
from pid_emulator.datacite.rest.context import Context
from pid_emulator.datacite.rest.responses import json_answer
from pid_emulator.datacite.store import ApiKey, new_uuid

TOKEN_LIFETIME = 30 * 24 * 3600
KEY_PREFIX_LENGTH = 11
DATA_FILE_BUCKET, DATA_FILE_LIFETIME = "monthly-datafile.datacite.org", 3600


def add_routes(app: Flask, context: Context) -> None:
    """Add the routes to the application of one system."""

    @app.post("/token")
    def create_token() -> Response:
        form = request.form
        if form.get("grant_type") != "password":
            raise Problem(400, "Wrong grant type.")
        username, password = form.get("username"), form.get("password")
        if not username or not password:
            raise Problem(400, "Missing account ID or password.")
        uid = context.world.datacite.check_password(context.system_name, username, password)
        if uid is None:
            raise Problem(400, "Wrong account ID or password.")
        token = _token(context, uid)
        context.system.tokens[token] = uid
        return json_answer({"access_token": token, "expires_in": TOKEN_LIFETIME})

    @app.get("/credentials/api-keys")
    def list_keys() -> Response:
        account = _manager(context)
        keys = [key for key in context.system.api_keys if key.client_id == account.uid and not key.revoked]
        return json_answer({"data": [_resource(key) for key in keys]})

    @app.post("/credentials/api-keys")
    def create_key() -> Response:
        account = _manager(context)
        body = load_json_or_none(request.get_data())
        data = body.get("data") if isinstance(body, dict) else None
        if not isinstance(data, dict):
            raise Problem(400, NO_PAYLOAD)
        attributes = data.get("attributes")
        name = attributes.get("name") if isinstance(attributes, dict) else None
        source = context.world.random
        secret = "DC." + "".join(source.choices(string.ascii_letters + string.digits, k=32))
        created = timestamp(context.world.clock.now())
        key = ApiKey(new_uuid(source), str(name) if name else None, secret, account.uid, created)
        context.system.api_keys.append(key)
        resource = _resource(key)
        resource["attributes"]["key"] = secret
        return json_answer({"data": resource}, 201)

    @app.get("/credentials/datafile")
    def show_keys_of_data_file() -> Response:
        context.require_account()
        source, characters = context.world.random, string.ascii_letters + string.digits
        keys = {
            name: prefix + "".join(source.choices(characters, k=length))
            for name, prefix, length in (
                ("access_key_id", "ASIA", 16),
                ("secret_access_key", "", 40),
                ("session_token", "", 400),
            )  # fmt: skip
        }
        return json_answer({"bucket": DATA_FILE_BUCKET, **keys, "expires_in": DATA_FILE_LIFETIME})

    @app.delete("/credentials/api-keys/<identifier>")
    def revoke_key(identifier: str) -> Response:
        account = _manager(context)
        for key in context.system.api_keys:
            if key.id == identifier and key.client_id == account.uid and not key.revoked:
                key.revoked = True
                return Response(status=204)
        raise Problem(404)


def _manager(context: Context) -> Account:
    account = context.require_account()
    if account.by_api_key:
        raise Problem(403)
    return account


def _resource(key: ApiKey) -> Record:
    attributes = {"name": key.name, "keyPrefix": key.key[:KEY_PREFIX_LENGTH], "created": key.created}
    return {"id": key.id, "type": "apiKeys", "attributes": attributes}


def _token(context: Context, uid: str) -> str:
    from joserfc import jwt
    from joserfc.jwk import OctKey

    now = int(context.world.clock.now().timestamp())
    claims = {
        "uid": uid,
        "client_id": uid,
        "role_id": "client_admin",
        "iat": now,
        "exp": now + TOKEN_LIFETIME,
    }
    key = OctKey.import_key(context.world.random.randbytes(32))
    return jwt.encode({"alg": "HS256"}, claims, key)
