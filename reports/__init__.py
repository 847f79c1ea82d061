"""Telling: the command line, tables, Markdown, machine output. Presenters see records only."""
