"""api.datacite.org: DOIs, repositories, prefixes, events."""
