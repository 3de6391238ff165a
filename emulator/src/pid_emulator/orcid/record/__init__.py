"""An ORCID record: its items, their forms in JSON and XML, the rules they keep."""
