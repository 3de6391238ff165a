"""ORCID's authorization server: Authlib's grants, with ORCID's rules, words and order of checks."""

import json
from typing import Any
from urllib.parse import urlencode

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.integrations.flask_oauth2.requests import FlaskOAuth2Request
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import (
    AccessDeniedError,
    InvalidClientError,
    InvalidGrantError,
    InvalidScopeError,
    UnsupportedGrantTypeError,
    UnsupportedResponseTypeError,
)
from authlib.oauth2.rfc6749.grants import (
    AuthorizationCodeGrant,
    BaseGrant,
    ClientCredentialsGrant,
    ImplicitGrant,
    RefreshTokenGrant,
)
from authlib.oauth2.rfc6749.requests import OAuth2Request
from authlib.oauth2.rfc7009 import RevocationEndpoint
from flask import Flask, Response, request
from werkzeug.datastructures import CombinedMultiDict

from pid_emulator.orcid.oauth import id_tokens, people
from pid_emulator.orcid.oauth.errors import INVALID_GRANT, AccessDenied, PageError, RedirectError, TokenError
from pid_emulator.orcid.oauth.sessions import signed_in_at
from pid_emulator.orcid.permissions import scopes
from pid_emulator.orcid.permissions.clients import ApiClient
from pid_emulator.orcid.permissions.tokens import (
    IMPLICIT_TOKEN_LIFETIME,
    AuthorizationCode,
    Token,
    TokenStore,
)
from pid_emulator.orcid.sites import site_of
from pid_emulator.orcid.world import OrcidWorld


class ParameterRequest(FlaskOAuth2Request):  # type: ignore[misc]  # Authlib has no types
    """A request whose parameters may stand in its address, too: ORCID does not tell them from a form's."""

    @property
    def form(self) -> CombinedMultiDict[str, str]:
        return request.values


class OrcidAuthorizationServer(AuthorizationServer):  # type: ignore[misc]  # Authlib has no types
    """Authlib's server on one world; every token and code lives in `world.orcid.tokens`."""

    def __init__(self, app: Flask, world: OrcidWorld) -> None:
        self.world = world
        super().__init__(app)
        for grant in (CodeGrant, RefreshGrant, ClientGrant, FragmentGrant):
            self.register_grant(grant)
        self.register_endpoint(Revocation)

    def create_oauth2_request(self, _: object) -> ParameterRequest:
        return ParameterRequest(request)

    def query_client(self, client_id: str) -> ApiClient | None:
        return self.world.orcid.clients.find(client_id)

    def get_authorization_grant(self, request: OAuth2Request) -> BaseGrant:
        """Choose the grant; Authlib cannot put a response type of odd characters into its own message."""
        try:
            return super().get_authorization_grant(request)
        except ValueError:
            client = self.query_client(request.payload.client_id or "")
            asked = request.payload.redirect_uri
            trusted = asked if client and asked and client.check_redirect_uri(asked) else None
            raise UnsupportedResponseTypeError("Unsupported", "", redirect_uri=trusted) from None

    def save_token(self, token: dict[str, Any], request: OAuth2Request) -> None:
        """Do nothing: the token store keeps each token it issues."""

    def authenticate_client(
        self, request: OAuth2Request, methods: list[str], endpoint: str = "token"
    ) -> ApiClient:
        """Return the client. Where there is a header Authorization, the form is not asked, as at ORCID."""
        method = "client_secret_basic" if authorization_header() else "client_secret_post"
        try:
            client: ApiClient = super().authenticate_client(request, [method], endpoint)
        except (InvalidClientError, UnicodeDecodeError):  # Authlib reads what is in the header as UTF-8
            raise TokenError("invalid_client", "Client authentication failed", 401) from None
        if not client.active:
            raise TokenError("invalid_client", f"Client {client.client_id} is deactivated", 401)
        return client

    def generate_token(
        self,
        grant_type: str,
        client: ApiClient,
        user: str | None = None,
        scope: str | None = None,
        expires_in: int | None = None,
        include_refresh_token: bool = True,
    ) -> dict[str, Any]:
        """Issue a token and return ORCID's reply, members in ORCID's order."""
        world = self.world
        token = world.orcid.tokens.issue(
            client.client_id, tuple((scope or "").split()), user, world.clock.now(), world.random
        )
        reply = {
            "access_token": token.access_token,
            "token_type": "bearer",
            "refresh_token": token.refresh_token,
            "expires_in": int((token.expires_at - token.issued_at).total_seconds()),
            "scope": token.get_scope(),
        }
        if user is not None:
            reply["name"] = people.names(world.orcid.find(user)).display or ""
        return {**reply, "orcid": user}

    def handle_response(
        self, status_code: int, payload: dict[str, Any] | str, headers: list[tuple[str, str]]
    ) -> Response:
        if isinstance(payload, str):
            return Response(payload, status_code, headers)
        body = json.dumps(payload, separators=(",", ":"), ensure_ascii=False)
        response = Response(body if payload else "", status_code)
        response.headers["Content-Type"] = "application/json;charset=UTF-8"
        response.headers["Cache-Control"] = "no-store"
        response.headers["Pragma"] = "no-cache"
        response.headers["OAUTH_AUTHORIZATION_CODE_EXCHANGE"] = "ON"
        return response

    def handle_error_response(self, request: OAuth2Request, error: OAuth2Error) -> Response:
        if isinstance(error, PageError):
            raise error
        if isinstance(error, UnsupportedGrantTypeError):
            error = self._unsupported_grant_type(request)
        elif isinstance(error, InvalidGrantError):
            error = TokenError("invalid_grant", INVALID_GRANT)
        elif isinstance(error, InvalidScopeError):
            error = TokenError("invalid_scope", f"Invalid scope: {request.payload.scope}")
        response: Response = super().handle_error_response(request, error)
        return response

    def _unsupported_grant_type(self, request: OAuth2Request) -> OAuth2Error:
        try:
            self.authenticate_client(request, [])
        except TokenError as error:
            return error
        return TokenError("unsupported_grant_type", "Invalid parameter: grant_type")


def authorization_header() -> str:
    """Return the request's header Authorization, empty where there is none."""
    return request.headers.get("Authorization", "").strip()


def reason_to_refuse(server: OrcidAuthorizationServer, error: OAuth2Error) -> OAuth2Error:
    """Return ORCID's own form of an error that Authlib found in an authorization request."""
    if isinstance(error, UnsupportedResponseTypeError):
        client = server.query_client(request.values.get("client_id", ""))
        if client is None:
            return PageError("Invalid parameter: client_id")
        if error.redirect_uri and request.values.get("redirect_uri"):
            return RedirectError(error.redirect_uri, "error=unsupported_response_type")
        return PageError("Invalid parameter: redirect_uri")
    if isinstance(error, PageError | RedirectError):
        return error
    return PageError("Invalid parameter in the authorization request")


def _check_authorization_request(grant: BaseGrant) -> str:
    """Check client, redirect URI and scopes; return the redirect URI."""
    asked = grant.request.payload
    client = grant.server.query_client(asked.client_id or "")
    if client is None or not client.active:
        raise PageError("Invalid parameter: client_id")
    if not asked.redirect_uri or not client.check_redirect_uri(asked.redirect_uri):
        raise PageError("Invalid parameter: redirect_uri")
    grant.request.client = client
    wanted = [scope for scope in (asked.scope or "").split() if scope not in scopes.IGNORED_SCOPES]
    grantable = client.allowed_scopes - scopes.CLIENT_SCOPES
    if isinstance(grant, FragmentGrant):
        grantable = grantable & scopes.IMPLICIT_SCOPES
    if not wanted or not set(wanted) <= grantable:
        raise RedirectError(asked.redirect_uri, "error=invalid_scope")
    grant.request.scope = " ".join(dict.fromkeys(wanted))
    return str(asked.redirect_uri)


class CodeGrant(AuthorizationCodeGrant):  # type: ignore[misc]
    """The flow with a code, for every person who grants permission."""

    def validate_authorization_request(self) -> str:
        return _check_authorization_request(self)

    def create_authorization_response(
        self, redirect_uri: str, grant_user: str | None
    ) -> tuple[int, Any, list[tuple[str, str]]]:
        try:
            answer: tuple[int, Any, list[tuple[str, str]]] = super().create_authorization_response(
                redirect_uri, grant_user
            )
        except AccessDeniedError:
            raise AccessDenied(redirect_uri, self.request.payload.state, in_fragment=False) from None
        return answer

    def generate_authorization_code(self) -> str:
        world = self.server.world
        code = world.orcid.tokens.issue_code(
            self.request.client.client_id,
            self.request.payload.redirect_uri,
            tuple(self.request.scope.split()),
            self.request.user,
            world.clock.now(),
            world.random,
            nonce=self.request.payload.data.get("nonce"),
            authenticated_at=signed_in_at(world),
        )
        return str(code.code)

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        """Do nothing: the token store keeps each code it issues."""

    def query_authorization_code(self, code: str, client: ApiClient) -> AuthorizationCode:
        store: TokenStore = self.server.world.orcid.tokens
        known = store.find_code(code)
        if known is not None and known.token is not None:
            store.revoke(known.token)
        if known is None or known.token is not None or self.server.world.clock.now() >= known.expires_at:
            raise TokenError("invalid_grant", f"Invalid authorization code: {code}")
        redirect_uri = self.request.payload.redirect_uri
        if known.client_id != client.client_id or (redirect_uri and redirect_uri != known.redirect_uri):
            raise TokenError("invalid_grant", INVALID_GRANT)
        return known

    def authenticate_user(self, authorization_code: AuthorizationCode) -> str:
        return authorization_code.orcid

    def delete_authorization_code(self, authorization_code: AuthorizationCode) -> None:
        """Do nothing: a used code stays known, so that its second use can revoke its token."""

    def create_token_response(self) -> tuple[int, dict[str, Any], list[tuple[str, str]]]:
        status, reply, headers = super().create_token_response()
        world, code = self.server.world, self.request.authorization_code
        code.token = world.orcid.tokens.find(reply["access_token"])
        if "openid" in code.scopes:
            reply["id_token"] = id_tokens.sign(
                world,
                site_of(request.host),
                self.request.client,
                code.orcid,
                token=code.token,
                nonce=code.nonce,
                authenticated_at=code.authenticated_at,
            )
        return status, reply, headers


class RefreshGrant(RefreshTokenGrant):  # type: ignore[misc]
    """A new pair of tokens for an old refresh token, with the same scopes or fewer."""

    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token: str) -> Token | None:
        token: Token | None = self.server.world.orcid.tokens.find_refresh(refresh_token)
        return None if token is None or token.revoked else token

    def authenticate_user(self, refresh_token: Token) -> str | bool:
        # Authlib wants something true; a client's own token belongs to nobody.
        return refresh_token.orcid or True

    def issue_token(self, user: str | bool, refresh_token: Token) -> dict[str, Any]:
        reply: dict[str, Any] = super().issue_token(refresh_token.orcid, refresh_token)
        return reply

    def revoke_old_credential(self, refresh_token: Token) -> None:
        self.server.world.orcid.tokens.revoke(refresh_token)


class ClientGrant(ClientCredentialsGrant):  # type: ignore[misc]
    """A token for the client itself, nobody's permission needed."""

    def validate_requested_scope(self) -> None:
        wanted = (self.request.payload.scope or "").split()
        allowed = self.request.client.allowed_scopes & scopes.CLIENT_SCOPES
        for scope in wanted or [""]:
            if scope not in allowed:
                raise TokenError("invalid_scope", f"Invalid scope: {scope}")


class FragmentGrant(ImplicitGrant):  # type: ignore[misc]
    """The implicit flow: tokens in the fragment of the redirect URI, for ten minutes, for signing in only."""

    RESPONSE_TYPES = {"token", "id_token", "id_token token", "token id_token"}

    def validate_authorization_request(self) -> str:
        redirect_uri = _check_authorization_request(self)
        wants_id_token = "id_token" in self.request.payload.response_type
        if wants_id_token and not self.request.payload.data.get("nonce"):
            raise RedirectError(redirect_uri, "error=invalid_request")
        return redirect_uri

    def create_authorization_response(
        self, redirect_uri: str, grant_user: str | None
    ) -> tuple[int, str, list[tuple[str, str]]]:
        state = self.request.payload.state
        if grant_user is None:
            raise AccessDenied(redirect_uri, state, in_fragment=True)
        world, client = self.server.world, self.request.client
        wanted = self.request.payload.response_type.split()
        values: dict[str, Any] = {}
        token = None
        if "token" in wanted:
            token = world.orcid.tokens.issue(
                client.client_id,
                tuple(self.request.scope.split()),
                grant_user,
                world.clock.now(),
                world.random,
                lifetime=IMPLICIT_TOKEN_LIFETIME,
                refreshable=False,
            )
            values |= {
                "access_token": token.access_token,
                "token_type": "bearer",
                "expires_in": IMPLICIT_TOKEN_LIFETIME,
                "tokenVersion": 1,
                "persistent": "false",
            }
        if "id_token" in wanted:
            values["id_token"] = id_tokens.sign(
                world,
                site_of(request.host),
                client,
                grant_user,
                token=token,
                nonce=self.request.payload.data.get("nonce"),
                authenticated_at=signed_in_at(world),
            )
        if state:
            values["state"] = state
        return 302, "", [("Location", f"{redirect_uri}#{urlencode(values)}")]


class Revocation(RevocationEndpoint):  # type: ignore[misc]
    """Revokes a token with the one it was issued beside. An unknown token is answered like a known one."""

    def check_params(self, request: OAuth2Request, client: ApiClient) -> None:
        """Nothing to check: a blank token never comes this far."""

    def authenticate_token(self, request: OAuth2Request, client: ApiClient) -> Token | None:
        token = self.query_token(request.form["token"], None)
        if token is not None and not token.check_client(client):
            raise TokenError("invalid_grant", INVALID_GRANT)
        return token

    def query_token(self, token_string: str, token_type_hint: str | None) -> Token | None:
        store: TokenStore = self.server.world.orcid.tokens
        return store.find(token_string) or store.find_refresh(token_string)

    def revoke_token(self, token: Token, request: OAuth2Request) -> None:
        self.server.world.orcid.tokens.revoke(token)
