"""Crossref's deposit system: queue, schema check, diagnostics."""
