"""The grammar of a telegram: header rules, body rules, tables of small named rules."""
