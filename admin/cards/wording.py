"""What stands on cards and posters, as English message ids. Pure.

Most of it is what the survey's own first page says, so that who scans the code recognises it.
"""

from __future__ import annotations

from typing import Final

from survey.languages import N_

QUESTION: Final = N_("How was your contact with us?")
SCAN: Final = N_("Scan this code with the camera of your phone.")
OR_GO_TO: Final = N_("Or go to:")
FACTS: Final = (N_("Takes 60 seconds"), N_("Anonymous"), N_("You may skip questions"))
ALTERNATIVE: Final = N_("QR code that leads to %(address)s")
TITLE: Final = N_("%(organisation)s: how was your contact with us?")
"""What the document is called."""
EXAMPLE: Final = N_("This is an example. This organisation does not exist.")
