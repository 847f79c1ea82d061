"""What a person reads in the terminal: tables that fit the window, and nothing acted on."""
