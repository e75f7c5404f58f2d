"""The HTML of an e-mail: one column, one button, no picture, nothing from elsewhere. Pure.

Tables and inline styles, because Outlook on Windows lays out with Word. Colours are given with the page's own dark
scheme beside them; programs that turn colours around by themselves find dark text on white.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from survey.invitations import placeholders

_FONT: Final = "font-family:Arial,Helvetica,sans-serif;font-size:17px;line-height:1.5"
_PAGE: Final = Markup(
    '<!DOCTYPE html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
    "<title>{subject}</title><style>:root{{color-scheme:light dark;supported-color-schemes:light dark}}"
    "@media (prefers-color-scheme:dark){{.page{{background:#16202b!important}}.text{{color:#f2f4f7!important}}"
    ".text a{{color:#9cc9ff!important}}}}</style></head>"
    '<body class="page" style="margin:0;padding:0;background:#ffffff">'
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" '
    'style="padding:24px 16px"><!--[if mso]><table role="presentation" width="560"><tr><td><![endif]-->'
    '<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:560px"><tr>'
    '<td class="text" dir="{direction}" align="{side}" style="{font};color:#1c2733;text-align:{side}">{parts}'
    "</td></tr></table><!--[if mso]></td></tr></table><![endif]--></td></tr></table></body></html>"
)
_BUTTON: Final = Markup(
    '<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 12px"><tr>'
    '<td bgcolor="#0b5394" style="background:#0b5394;border-radius:6px;padding:14px 22px">'
    '<a href="{link}" style="{font};color:#ffffff!important;font-weight:bold;text-decoration:none">{label}</a>'
    "</td></tr></table>"
)
_BENEATH: Final = Markup('<p style="margin:0 0 20px;font-size:14px;word-break:break-all"><bdi>{}</bdi></p>')
_PARAGRAPH: Final = Markup('<p style="margin:0 0 20px">{}</p>')
_LINK: Final = Markup('<a href="{}" style="color:#0b5394;word-break:break-word"><bdi>{}</bdi></a>')
_BREAK: Final = Markup("<br>")


@dataclass(frozen=True, slots=True)
class Labels:
    """Words of ours around the text: on the button, and on the link that stops invitations."""

    button: str
    stop: str


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph as HTML; where `is_button` it is the button, and `html` the address that it leads to."""

    html: Markup
    is_button: bool = False


def parts(text: str, values: Mapping[str, str], stop: str) -> list[Part]:
    """The paragraphs of a text with its places filled in. The first that is just the link is the button.

    The citizen's own link is shown in full, so that it can be trusted; the one that stops invitations says `stop`.
    """
    shown = {"link": values["link"], "opt_out": stop}
    linked = dict(values) | {name: _LINK.format(values[name], label) for name, label in shown.items()}
    found: list[Part] = []
    has_button = False
    for paragraph in paragraphs(text):
        is_button = paragraph == "%(link)s" and not has_button
        has_button = has_button or is_button
        found.append(Part(escape(values["link"]) if is_button else _lines(paragraph, linked), is_button))
    return found


def paragraphs(text: str) -> list[str]:
    """The text between empty lines."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return [each.strip() for each in lines.split("\n\n") if each.strip()]


def html(subject: str, text: str, values: Mapping[str, str], labels: Labels, language: str, direction: str) -> str:
    """The whole e-mail. Every word and value is escaped."""
    side = "right" if direction == "rtl" else "left"
    shown = Markup("").join(_drawn(part, labels.button) for part in parts(text, values, labels.stop))
    page = _PAGE.format(language=language, direction=direction, subject=subject, side=side, font=_FONT, parts=shown)
    return str(page)


def _drawn(part: Part, label: str) -> Markup:
    if part.is_button:
        return _BUTTON.format(link=part.html, label=label, font=_FONT) + _BENEATH.format(part.html)
    return _PARAGRAPH.format(part.html)


def _lines(paragraph: str, values: Mapping[str, str]) -> Markup:
    return _BREAK.join(placeholders.fill_html(line, values) for line in paragraph.split("\n"))
