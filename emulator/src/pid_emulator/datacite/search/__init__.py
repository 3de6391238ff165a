"""Finding DataCite's records: query, filters, facets, pages."""
