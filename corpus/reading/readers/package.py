"""An Excel package written anew with what is read of it alone: values, number formats, merged and hidden cells.

openpyxl refuses books for what nobody asks of them: attributes and extensions of a vendor, the strict namespace, damaged drawings, a
dimension that is wrong.  A formula without a stored value gets one where it is a sum of constants, else the mark of one.
"""

from __future__ import annotations

import ast
import io
import operator
import posixpath
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import IO, Any

NO_VALUE = "#NAME?"  # stands for the value of a formula that was never worked out
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# element → the attributes that are read
_KEPT: dict[str, set[str]] = {
    "worksheet": set(), "cols": set(), "col": {"min", "max", "hidden"}, "sheetData": set(), "row": {"r", "hidden"}, "c": {"r", "s", "t"},
    "v": set(), "is": set(), "t": {"{http://www.w3.org/XML/1998/namespace}space"}, "r": set(), "mergeCells": set(), "mergeCell": {"ref"},
    "sst": set(), "si": set(), "workbook": set(), "workbookPr": {"date1904"}, "sheets": set(), "sheet": {"name", "sheetId", "state"},
    "styleSheet": set(), "numFmts": set(), "numFmt": {"numFmtId", "formatCode"}, "cellXfs": set(), "xf": {"numFmtId"}, "f": set(),
}  # fmt: skip
# what Excel in Chinese shows for formats that every book has and none writes down
_CHINESE = {27: 'yyyy"年"m"月"', 31: 'yyyy"年"m"月"d"日"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"',
            51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'yyyy"年"m"月"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"'}  # fmt: skip


def rewritten(source: IO[bytes]) -> IO[bytes]:
    """A book that openpyxl opens.  Raises KeyError, zipfile.BadZipFile or lxml's errors for a damaged one."""
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        book = _target(old, "", "/officeDocument")[0]
        root = _kept(_parsed(old, book))
        _number_sheets(root, _targets(old, book), new, old)
        new.writestr("xl/workbook.xml", _bytes(root))
        for name, kind in (("sharedStrings", "/sharedStrings"), ("styles", "/styles")):
            for target in _target(old, book, kind):
                part = _kept(_parsed(old, target))
                new.writestr(f"xl/{name}.xml", _bytes(_styled(part) if name == "styles" else part))
        _relations(new, [f"{name}.xml" for name in ("sharedStrings", "styles") if f"xl/{name}.xml" in new.namelist()])
    out.seek(0)
    return out


def _parsed(archive: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True, remove_comments=True)
    return etree.fromstring(archive.read(name), parser)


def _bytes(root: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _targets(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """The relations of a part: id → (the kind, the name of the part that is meant)."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    names = {n.lower(): n for n in archive.namelist()}
    if path.lower() not in names:
        return {}
    out = {}
    for relation in _parsed(archive, names[path.lower()]):
        target = str(relation.get("Target", "")).replace("\\", "/")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        out[str(relation.get("Id"))] = (str(relation.get("Type", "")), names.get(whole.lower(), whole))
    return out


def _target(archive: zipfile.ZipFile, part: str, kind: str) -> list[str]:
    return [name for told, name in _targets(archive, part).values() if told.endswith(kind) and name in archive.namelist()]


def _kept(root: Any) -> Any:
    """A copy of a tree with what is read of it, in the namespace that openpyxl knows."""
    from lxml import etree

    def copy(element: Any, into: Any) -> None:
        for child in element:
            if not isinstance(child.tag, str):
                continue
            name = etree.QName(child).localname
            if name not in _KEPT or (name == "c" and not len(child) and child.get("r")):
                continue
            made = etree.SubElement(into, f"{{{_MAIN}}}{name}", {k: v for k, v in child.attrib.items() if k in _KEPT[name]})
            made.text = child.text
            if name == "sheet":
                made.set("id", next((str(v) for k, v in child.attrib.items() if etree.QName(k).localname == "id"), ""))
            copy(child, made)
            if name == "c":
                _valued(made)

    top = etree.Element(f"{{{_MAIN}}}{etree.QName(root).localname}", nsmap={None: _MAIN, "r": _RELATIONS})
    copy(root, top)
    return top


def _valued(cell: Any) -> None:
    """Formulas give way to their values."""
    formula, value = cell.find(f"{{{_MAIN}}}f"), cell.find(f"{{{_MAIN}}}v")
    if formula is None:
        return
    cell.remove(formula)
    if value is not None and value.text:
        return
    from lxml import etree

    constant = worked_out(formula.text or "")
    if value is None:
        value = etree.SubElement(cell, f"{{{_MAIN}}}v")
    value.text = NO_VALUE if constant is None else f"{constant:f}"
    cell.set("t", "e" if constant is None else "n")


_SIGNS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def worked_out(formula: str) -> Decimal | None:
    """The value of a formula of constants (20+1.6, SUM(20,4.3)); None for any other."""
    if not re.fullmatch(r"[\d.+\-*/(), ]*(?:SUM\([\d.+\-*/(), ]*\)[\d.+\-*/(), ]*)*", formula.strip().lstrip("="), re.I):
        return None
    try:
        return _value(ast.parse(formula.strip().lstrip("="), mode="eval").body)
    except (SyntaxError, ValueError, ArithmeticError, RecursionError, KeyError):
        return None


def _value(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return Decimal(repr(node.value))
    if isinstance(node, ast.BinOp):
        return Decimal(_SIGNS[type(node.op)](_value(node.left), _value(node.right)))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.upper() == "SUM":
        return sum((_value(part) for part in node.args), Decimal(0))
    raise ValueError(ast.dump(node))


def _number_sheets(book: Any, targets: dict[str, tuple[str, str]], new: zipfile.ZipFile, old: zipfile.ZipFile) -> None:
    """Writes the sheets under names of our own and points the book to them; sheets of charts go."""
    for n, sheet in enumerate(list(book.iter(f"{{{_MAIN}}}sheet")), 1):
        kind, target = targets.get(sheet.attrib.pop("id", ""), ("", ""))
        if not kind.endswith("/worksheet") or target not in old.namelist():
            sheet.getparent().remove(sheet)
            continue
        sheet.set(f"{{{_RELATIONS}}}id", f"sheet{n}")
        sheet.set("sheetId", str(n))
        new.writestr(f"xl/worksheets/sheet{n}.xml", _bytes(_kept(_parsed(old, target))))


def _styled(styles: Any) -> Any:
    """Number formats with the little else that a sheet of styles must have."""
    from lxml import etree

    formats = styles.find(f"{{{_MAIN}}}numFmts")
    if formats is None:
        formats = etree.Element(f"{{{_MAIN}}}numFmts")
        styles.insert(0, formats)
    told = {node.get("numFmtId") for node in formats}
    numbers = {str(n): 1000 + n for n in _CHINESE}
    for n, code in _CHINESE.items():
        if str(n) not in told:
            etree.SubElement(formats, f"{{{_MAIN}}}numFmt", numFmtId=str(numbers[str(n)]), formatCode=code)
    for xf in styles.iter(f"{{{_MAIN}}}xf"):
        number = xf.get("numFmtId", "0")
        xf.set("numFmtId", str(numbers[number]) if number in numbers and number not in told else number)
        xf.attrib.update({"fontId": "0", "fillId": "0", "borderId": "0", "xfId": "0", "applyNumberFormat": "1"})
    at = 1
    for xml in (
        "<fonts><font/></fonts>",
        "<fills><fill><patternFill/></fill></fills>",
        "<borders><border/></borders>",
        "<cellStyleXfs><xf/></cellStyleXfs>",
    ):
        styles.insert(at, etree.fromstring(xml.replace(">", f' xmlns="{_MAIN}">', 1)))
        at += 1
    styles.append(etree.fromstring(f'<cellStyles xmlns="{_MAIN}"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'))
    return styles


def _relations(new: zipfile.ZipFile, parts: list[str]) -> None:
    """The relations and the list of contents of the new package."""
    sheets = [name.removeprefix("xl/") for name in new.namelist() if name.startswith("xl/worksheets/")]
    kinds = {"sharedStrings.xml": "sharedStrings", "styles.xml": "styles"}
    rows = [(posixpath.basename(s).removesuffix(".xml"), "worksheet", s) for s in sheets] + [(kinds[p], kinds[p], p) for p in parts]
    relations = "".join(f'<Relationship Id="{i}" Type="{_RELATIONS}/{kind}" Target="{target}"/>' for i, kind, target in rows)
    new.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>')
    book = f'<Relationship Id="book" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    new.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{book}</Relationships>')
    told = [("workbook.xml", "sheet.main"), *((s, "worksheet") for s in sheets), *((p, kinds[p]) for p in parts)]
    contents = "".join(f'<Override PartName="/xl/{name}" ContentType="{_CONTENT}.{kind}+xml"/>' for name, kind in told)
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    new.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{rels}{contents}</Types>')
