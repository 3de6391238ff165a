"""orcid.org: sign-in, consent, and the record's page."""
