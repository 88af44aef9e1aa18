"""Word files that are one XML file: those of Word 2003, and packages written flat ("Flat OPC").  Both become a package as python-docx takes it."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path
from typing import Any

from corpus.reading.readers.safety import parsed

_OLD = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HINT = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_NOTE = "{http://schemas.microsoft.com/aml/2001/core}"
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = {"vmerge": "vMerge", "hmerge": "hMerge"}
_INSERTED = ("Word.Insertion",)


def package_of(path: Path) -> io.BytesIO:
    """Raises CorpusError for damage and entities."""
    root = parsed(path.read_bytes(), path)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        if root.tag == f"{_PKG}package":
            _copy(root, package)
        else:
            _convert(root, package)
    out.seek(0)
    return out


def _copy(root: Any, package: zipfile.ZipFile) -> None:
    kinds = []
    for part in root.iter(f"{_PKG}part"):
        name = str(part.get(f"{_PKG}name"))
        kinds.append((name, str(part.get(f"{_PKG}contentType"))))
        xml, binary = part.find(f"{_PKG}xmlData"), part.find(f"{_PKG}binaryData")
        if xml is not None and len(xml):
            package.writestr(name.lstrip("/"), _bytes(xml[0]))
        elif binary is not None:
            package.writestr(name.lstrip("/"), base64.b64decode(binary.text or ""))
    _contents(package, [(name, kind) for name, kind in kinds if not name.endswith(".rels")])


def _convert(root: Any, package: zipfile.ZipFile) -> None:
    """The body, the styles, the page headers and the notes of Word 2003 as parts of their own."""
    _unwrap(root)
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(_OLD):
            name = element.tag.removeprefix(_OLD)
            element.tag = _W + _NAMES.get(name, name)
        for key in [k for k in element.attrib if k.startswith(_OLD)]:
            element.set(_W + key.removeprefix(_OLD), element.attrib.pop(key))
    parts = [("header", f"header{n}", _story("hdr", head)) for n, head in enumerate(root.iter(f"{_W}hdr"), 1)]
    notes = [note for name in ("footnote", "endnote") for note in root.iter(_W + name) if note.getparent().tag == f"{_W}r"]
    if notes:
        parts.append(("footnotes", "footnotes", _story("footnotes", *(_story("footnote", note) for note in notes))))
    for gone in [*notes, *root.iter(f"{_W}hdr"), *root.iter(f"{_W}ftr")]:
        gone.getparent().remove(gone)
    styles, body = root.find(f"{_W}styles"), root.find(f"{_W}body")
    parts.append(("styles", "styles", styles if styles is not None else _story("styles")))
    package.writestr("word/document.xml", _bytes(_story("document") if body is None else _around(body)))
    for _, name, part in parts:
        package.writestr(f"word/{name}.xml", _bytes(part))
    relations = "".join(f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{name}.xml"/>' for kind, name, _ in parts)
    package.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>')
    book = f'<Relationship Id="d" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    package.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{book}</Relationships>')
    told = [
        ("/word/document.xml", f"{_KIND}.document.main+xml"),
        *((f"/word/{name}.xml", f"{_KIND}.{kind}+xml") for kind, name, _ in parts),
    ]
    _contents(package, told)


def _unwrap(root: Any) -> None:
    """What is deleted or a comment goes; the wrappers of sections and of insertions give way to what they hold."""
    for element in list(root.iter(f"{_NOTE}annotation")):
        if element.get(f"{_OLD}type") not in _INSERTED and element.getparent() is not None:
            _drop(element)
    wrappers = [e for e in root.iter() if isinstance(e.tag, str) and e.tag.startswith((_HINT, _NOTE)) and len(e)]
    for element in wrappers:
        parent = element.getparent()
        at = parent.index(element)
        for child in list(element):
            parent.insert(at, child)
            at += 1
        parent.remove(element)


def _drop(element: Any) -> None:
    parent, tail = element.getparent(), element.tail
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def _story(name: str, *holding: Any) -> Any:
    """An element of the new kind with copies of what others hold; elements of its own kind are taken whole."""
    from lxml import etree

    made = etree.Element(_W + name, nsmap={"w": _W[1:-1]})
    for source in holding:
        made.extend([source] if name == "footnotes" else [_copied(child) for child in source])
    return made


def _copied(element: Any) -> Any:
    import copy

    return copy.deepcopy(element)


def _around(body: Any) -> Any:
    document = _story("document")
    document.append(body)
    return document


def _bytes(root: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", with_tail=False))


def _contents(package: zipfile.ZipFile, kinds: list[tuple[str, str]]) -> None:
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds)
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    package.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{rels}{rows}</Types>')
