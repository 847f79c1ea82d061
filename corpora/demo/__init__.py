"""A small fictional corpus, written for this project."""
