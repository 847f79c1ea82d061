"""Matching on a cluster: the same rows as on one machine. Needs the `[spark]` extra and Java."""
