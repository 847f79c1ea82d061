"""A corpus as a site: pages that lead to one another, read from a folder without a server."""
