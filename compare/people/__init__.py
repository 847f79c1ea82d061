"""Who is who: mentions, spelling keys, likeness, clusters, authority file."""
