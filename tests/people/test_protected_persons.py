"""Whom a cable asks to protect: the person, never whoever is named only to say whose aide the source is."""

from __future__ import annotations

import pytest

from crosscable.compare.people.protection import protected_persons
from crosscable.compare.people.reconcile import reconcile


@pytest.mark.parametrize(
    ("paragraph", "protected"),
    [
        ("Igor Ostrenko (strictly protect) told us so.", ["Igor Ostrenko"]),
        ("Igor Ostrenko, director of the port (protect), told us so.", ["Igor Ostrenko"]),
        ("The director (protect), Igor Ostrenko, told us so.", ["Igor Ostrenko"]),
        ("Igor Ostrenko and Pavel Romanets (protect both) told us so.", ["Igor Ostrenko", "Pavel Romanets"]),
        ("Pavel Romanets met us. Igor Ostrenko said no. (Please protect.)", ["Igor Ostrenko"]),
        ("Please protect all sources. Igor Ostrenko told us so. Pavel Romanets left.", ["Igor Ostrenko"]),
        ("An aide to Igor Ostrenko (protect) told us so.", []),
        ("A close friend of Minister Igor Ostrenko (protect) told us so.", []),
        ("Igor Ostrenko's press adviser (protect) told us so.", []),
        ("XXXXXXXXXXXX, adviser to Igor Ostrenko (protect), told us so.", []),
        ("Igor Ostrenko left. An officer (protect) told us so.", []),
    ],
)
def test_a_request_is_meant_for_who_speaks(telegram, paragraph, protected):
    cable = telegram(paragraph)
    assert [entry.forms[0] for entry in protected_persons([cable], reconcile([cable]))] == protected
