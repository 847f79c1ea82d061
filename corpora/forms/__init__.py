"""File forms: one module a form; `sniff` tells which one a text is, by its content and never by its name."""
