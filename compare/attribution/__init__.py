"""Who said what, to whom: cues, speakers, statements."""
