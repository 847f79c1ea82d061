"""Meaning: which cables belong together, who is who, who said what, what changed. Knows `crosscable.corpora` only."""
