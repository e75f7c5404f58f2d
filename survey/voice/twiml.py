"""The answer to a provider, in TwiML: what to say or play, which keys to wait for, where to send them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from survey.voice.prompts import SPEECH_TAGS, Line
from survey.voice.script import MARK

WAITS: Final = 7
"""Seconds of silence before we ask again."""
CONTENT_TYPE: Final = "text/xml; charset=utf-8"


def question(step: str, lines: Sequence[Line], action: str) -> bytes:
    """Say these lines, take the keys of one answer, and send them to `action`; silence goes there without keys."""
    response = Element("Response")
    digits = "2" if step == MARK else "1"
    gather = SubElement(
        response,
        "Gather",
        {
            "input": "dtmf",
            "action": action,
            "method": "POST",
            "numDigits": digits,
            "finishOnKey": "#",
            "timeout": str(WAITS),
        },
    )
    _say(gather, lines)
    SubElement(response, "Redirect", {"method": "POST"}).text = action
    return _written(response)


def farewell(lines: Sequence[Line]) -> bytes:
    """Say these lines and hang up."""
    response = Element("Response")
    _say(response, lines)
    SubElement(response, "Hangup")
    return _written(response)


def nothing() -> bytes:
    """Nothing to do: the call is over."""
    return _written(Element("Response"))


def _say(parent: Element, lines: Sequence[Line]) -> None:
    for line in lines:
        if line.address:
            SubElement(parent, "Play").text = line.address
        else:
            SubElement(parent, "Say", {"language": SPEECH_TAGS[line.locale]}).text = line.text


def _written(response: Element) -> bytes:
    return bytes(tostring(response, encoding="utf-8", xml_declaration=True))
