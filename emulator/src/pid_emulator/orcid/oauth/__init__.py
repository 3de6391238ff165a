"""OAuth 2.0 and OpenID Connect: the authorization server, its id_tokens, sessions and errors."""
