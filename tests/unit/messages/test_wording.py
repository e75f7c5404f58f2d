"""Every code that says why a message did not go has words."""

import re
from pathlib import Path

from admin.messages.wording import FAULTS
from survey.invitations.receipts import FAULTS as STATUSES

ROOT = Path(__file__).parents[3] / "survey" / "invitations"
CODE = re.compile(
    r"""(?:Closed|Temporary|Unready|Permanent|Retry|Failed)\(\s*"(\w+)"|"failed", "(\w+)"|fault = "(\w+)\""""
)


def test_every_code_has_words() -> None:
    paths = [path for path in ROOT.glob("*.py") if path.name != "tables.py"]
    codes = {code for path in paths for found in CODE.findall(path.read_text()) for code in found if code}
    assert {"nobody_sends", "no_connection", "poisoned", "too_many", "bad_address"} <= codes
    assert codes | set(STATUSES.values()) <= set(FAULTS)
