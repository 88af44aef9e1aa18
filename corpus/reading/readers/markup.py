"""What of a web page's elements is seen: hidden ones, deleted ones and ruby are not, raised ones are notes, forms show what is filled in."""

from __future__ import annotations

import re
from typing import Any

from corpus.reading.words import expression

_UNSEEN_TAGS = {
    "script", "style", "noscript", "template", "head", "nav", "iframe", "svg", "button", "del", "s", "strike", "rt", "rp", "rtc", "object",
    "audio", "video", "canvas", "datalist", "map",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:p[tx]|em|%)?\s*(?:;|$)", re.I)
_WHITE = re.compile(r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?|white|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))\s*(?:;|$|!)", re.I)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.I)
_GROUND = re.compile(r"background", re.I)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


class Sight:
    """Looks at elements with the styles of their page."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, str] = {}
        for sheet in root.iter("style"):
            for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/|<!--|-->", "", sheet.text or "", flags=re.S)):
                for selector in selectors.split(","):
                    name = selector.strip()
                    if re.fullmatch(r"\w*[.#]?[\w-]+", name):
                        self._styles[name] = self._styles.get(name, "") + ";" + body

    def sees(self, element: Any) -> bool:
        tag = element.tag
        if tag in _UNSEEN_TAGS or element.get("hidden") is not None:
            return False
        style = self._style(element)
        if not style:
            return True
        return not _HIDDEN.search(style) and not (_WHITE.search(style) and not self._on_a_ground(element))

    def is_raised(self, element: Any) -> bool:
        """A raised sign, or the link from a note to its text and back."""
        if element.tag == "sup" or _RAISED.search(self._style(element)):
            return True
        points = element.tag == "a" and (element.get("href") or "").startswith("#")
        return points and expression("raised.note").fullmatch(element.text_content().strip()) is not None

    def filled_in(self, element: Any) -> str | None:
        """What a field of a form shows; None of what is no field."""
        if element.tag == "input":
            kind = (element.get("type") or "text").lower()
            return element.get("value") or "" if kind in ("text", "number", "date", "tel", "search") else ""
        if element.tag == "select":
            chosen = [o for o in element.iter("option") if o.get("selected") is not None]
            return chosen[0].text_content() if chosen else ""
        return None

    def _style(self, element: Any) -> str:
        """What is said of an element's looks: by its tag, its classes, its name and itself."""
        tag = element.tag
        names = [tag, *(f"{t}.{c}" for c in (element.get("class") or "").split() for t in ("", tag))]
        if element.get("id"):
            names += [f"#{element.get('id')}", f"{tag}#{element.get('id')}"]
        said = [self._styles[name] for name in names if name in self._styles] if self._styles else []
        return ";".join([*said, element.get("style") or ""]).strip(";")

    def _on_a_ground(self, element: Any) -> bool:
        return any(e.get("bgcolor") or _GROUND.search(self._style(e)) for e in (element, *element.iterancestors()))
