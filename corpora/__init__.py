"""Reading: any form a cable survives in -> `Cable`. Knows nothing of comparing or reporting."""
