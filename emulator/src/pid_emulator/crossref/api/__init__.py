"""api.crossref.org: REST API and content negotiation."""
