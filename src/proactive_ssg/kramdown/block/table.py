"""Tables (``parser/kramdown/table.rb``): ``| a | b |``, with separator lines and a foot.

A table is recognised by its first line and read to its end; it is given up, and its text left to
the next rule, if no block boundary follows it or a pipe that counts is missing on some line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.definitions import MAX_CELLS, STRIP, TooLongError
from proactive_ssg.kramdown.element import Element
from proactive_ssg.kramdown.span import codespan, compile_rules, html, parse_spans

from .patterns import after_block_boundary, before_block_boundary

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser
    from proactive_ssg.kramdown.span.scanner import Rules

_PIPE = r"(?:\||[^\n]*?[^\\\n]\|)"
_PIPE_CHECK: Final = re.compile(_PIPE)
_START: Final = re.compile(rf" {{0,3}}(?=[^\s]){_PIPE}", re.A)
_LEADING_PIPE: Final = re.compile(r"[ \t\r\f\v]*\|")
_SEPARATOR: Final = re.compile(r"([+|: \t-]*)\n")
_FOOT_SEPARATOR: Final = re.compile(r"([+|: \t=]*)\n")
_ALIGNMENT: Final = re.compile(r"[ \t]?(:?)-+(:?)[ \t]?")
_CELL_END: Final = re.compile(r"(?<!\\)\|")
_TICKS: Final = re.compile("`+")
# What may hide a pipe: code when a line is cut into cells, HTML too when the lines are checked.
_CODE: Final = compile_rules((codespan,))
_CODE_AND_HTML: Final = compile_rules((codespan, html))
_ALIGNMENTS: Final = {("", ""): "default", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}


def parse(p: Parser) -> bool:
    src, start = p.src, p.pos
    # The line is searched for a pipe before anything else: most have none.
    if src.find("|", start, src.find("\n", start)) < 0 or not after_block_boundary(p):
        return False
    if not _START.match(src, start):
        return False
    table = p.new_block("table", None, p.line_number())
    reader = _TableReader(p, table)
    reader.read()
    if before_block_boundary(p) and _has_pipe_on_every_line(p, src[start : p.pos - 1], table.line):
        if reader.finish():
            p.tree.children.append(table)
            return True
        p.warn(table.line, f"Found table without body on line {table.line} - ignoring it")
    p.pos = start
    return False


class _TableReader:
    """Reads the lines of a table into head, bodies and foot."""

    def __init__(self, p: Parser, table: Element) -> None:
        self.p = p
        self.table = table
        self.rows: list[Element] = []
        self.alignment: list[str] = []
        self.has_foot = False
        self.columns = 0

    def read(self) -> None:
        """Move over every line that may belong to the table."""
        p, src = self.p, self.p.src
        end = len(src)
        leading_pipe = _LEADING_PIPE.match(src, p.pos) is not None
        if first := _separator(_SEPARATOR, "-", src, p.pos):
            p.pos = first.end()
        while p.pos < end and _PIPE_CHECK.match(src, p.pos):
            if match := _separator(_SEPARATOR, "-", src, p.pos):
                p.pos = match.end()
                self._separate(match.group(1).rstrip(" \t"))
            elif match := _separator(_FOOT_SEPARATOR, "=", src, p.pos):
                p.pos = match.end()
                if self.rows:
                    self._add_container("tbody", force=True)
                self.has_foot = True
            else:
                line_end = src.find("\n", p.pos)
                self._add_row(src[p.pos : line_end].rstrip(" \t"), leading_pipe)
                p.pos = line_end + 1

    def _separate(self, line: str) -> None:
        """The first separator line ends the head and aligns the columns, others end a body."""
        if not self.rows:
            return
        if not self.alignment and not self.has_foot:
            self._add_container("thead")
            self.alignment = [_ALIGNMENTS[sides] for sides in _ALIGNMENT.findall(line)]
        else:
            self._add_container("tbody")

    def _add_container(self, kind: str, force: bool = False) -> None:
        if not self.has_foot or kind != "tbody" or force:
            container = Element(kind)
            container.children, self.rows = self.rows, []
            self.table.children.append(container)

    def _add_row(self, line: str, leading_pipe: bool) -> None:
        cells = _split_cells(self.p, line)
        if leading_pipe and cells and not cells[0].strip(STRIP):
            del cells[0]
        if cells and not cells[-1].strip(STRIP):
            del cells[-1]
        row = Element("tr")
        for text in cells:
            cell = Element("td")
            cell.children.append(Element("raw_text", text.strip(STRIP)))
            row.children.append(cell)
        self.columns = max(self.columns, len(cells))
        self.rows.append(row)

    def finish(self) -> bool:
        """Give every row as many cells; False where there is no body."""
        if self.rows:
            self._add_container("tfoot" if self.has_foot else "tbody")
        if all(container.type != "tbody" for container in self.table.children):
            return False
        rows = [row for container in self.table.children for row in container.children]
        if self.columns * len(rows) - sum(len(row.children) for row in rows) > MAX_CELLS:
            raise TooLongError(self.table.line or 0, cells=True)
        for row in rows:
            row.children += [Element("td") for _ in range(self.columns - len(row.children))]
        missing = self.columns - len(self.alignment)
        self.table.set("alignment", self.alignment[: self.columns] + ["default"] * missing)
        return True


def _separator(pattern: re.Pattern[str], needed: str, src: str, pos: int) -> re.Match[str] | None:
    match = pattern.match(src, pos)
    return match if match and needed in match.group(1) else None


def _split_cells(p: Parser, line: str) -> list[str]:
    """The texts of the cells of a line; a pipe in code separates nothing."""
    if "`" not in line and "<code" not in line:
        return [cell.replace("\\|", "|") for cell in _CELL_END.split(line)]
    cells: list[str] = []
    for text, is_code in _code_elements(line):
        if is_code:
            _extend_last(cells, text)
            continue
        for kind, value in _code_spans(p, text):
            if kind == "text":
                first, *others = (cell.replace("\\|", "|") for cell in _CELL_END.split(value))
                _extend_last(cells, first)
                cells += others
            else:
                delimiter = max(_TICKS.findall(value), default="") + "`"
                space = " " if len(delimiter) > 1 else ""
                _extend_last(cells, f"{delimiter}{space}{value}{space}{delimiter}")
    return cells


def _extend_last(cells: list[str], text: str) -> None:
    if cells:
        cells[-1] += text
    else:
        cells.append(text)


def _code_elements(line: str) -> list[tuple[str, bool]]:
    """The line cut around ``<code>...</code>``: texts, and whether each is such an element."""
    parts: list[tuple[str, bool]] = []
    pos = 0
    start = line.find("<code")
    while start >= 0:
        tag_end = line.find(">", start)
        end = line.find("</code>", tag_end + 1) if tag_end >= 0 else -1
        if end < 0:
            break
        parts += [(line[pos:start], False), (line[start : end + 7], True)]
        pos = end + 7
        start = line.find("<code", pos)
    parts.append((line[pos:], False))
    return parts


def _code_spans(p: Parser, text: str) -> list[tuple[str, str]]:
    """The text cut into code spans and what stands between them."""
    return [(child.type, child.value) for child in _parse_alone(p, text, _CODE, p.line_number())]


def _parse_alone(p: Parser, text: str, rules: Rules, line: int) -> list[Element]:
    to_native = p.options.html_to_native
    p.options.html_to_native = False  # it would make code spans of elements
    children = parse_spans(p, Element("root", text, line), line, rules)
    p.options.html_to_native = to_native
    return children


def _has_pipe_on_every_line(p: Parser, text: str, line: int) -> bool:
    """Whether each line has a pipe that is neither escaped nor in code or in an HTML element."""
    if "`" not in text and "<" not in text:
        return True  # read() has seen one on every line
    pipe_on_line = False
    for child in _parse_alone(p, text, _CODE_AND_HTML, line):
        if child.value is None:
            continue
        lines = str(child.value).split("\n")
        while lines and not lines[-1]:
            lines.pop()
        if child.type == "codespan":
            if len(lines) > 2 or (len(lines) == 2 and not pipe_on_line):
                break
            if len(lines) == 2:
                pipe_on_line = False
        else:
            if len(lines) > 1 and not pipe_on_line and not _PIPE_CHECK.match(lines[0]):
                break
            if len(lines) > 1:
                pipe_on_line = False
            if lines and _PIPE_CHECK.match(lines[-1]):
                pipe_on_line = True
    return pipe_on_line
