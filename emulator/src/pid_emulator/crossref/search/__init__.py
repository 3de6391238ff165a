"""Finding Crossref's works: filters, words, order, cursors."""
