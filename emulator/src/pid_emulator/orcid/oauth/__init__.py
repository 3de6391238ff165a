"""OAuth 2.0 and OpenID Connect: clients, scopes, tokens, codes."""
