"""Public data files of Crossref, DataCite and ORCID in small: made up, in the layouts of the real ones."""
