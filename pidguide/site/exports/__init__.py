"""What is published beside the pages: downloads, Markdown twins, recordings, llms.txt."""
