"""One module for each form a cable survives in, and the sniffer that picks one by content."""
