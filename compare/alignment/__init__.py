"""Which passages correspond, and how their wording differs."""
