"""mds.datacite.org: the older interface for registering DOIs."""
