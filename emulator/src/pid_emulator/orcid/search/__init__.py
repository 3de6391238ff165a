"""ORCID's search and expanded search."""
