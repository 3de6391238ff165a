"""DataCite's metadata schema as XML: read, written, validated."""
