"""Pictures of a corpus as SVG: values in, mark-up out; each with title, axes, one sentence, and its figures."""
