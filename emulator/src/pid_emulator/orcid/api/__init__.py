"""ORCID's public and member API."""
