"""What changed: estimative language, claims, shifts, support."""
