"""The promised machine output: one module for each command, records in, plain rows out."""
