from support.orcid_oauth import orcid

__all__ = ["orcid"]
