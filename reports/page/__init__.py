"""Pages for the browser: one self-contained file each, complete without script, that asks nothing of the network."""
