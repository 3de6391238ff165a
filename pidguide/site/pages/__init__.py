"""The pages there are, as MkDocs writes them and as a browser shows them."""
