"""Related cables and the reasons why."""
