"""What a browser would send if somebody pressed a button on a page without changing anything."""

from html.parser import HTMLParser

Fields = dict[str, list[str]]


class _Reader(HTMLParser):
    def __init__(self, css: str) -> None:
        super().__init__()
        self.css, self.fields, self.inside = css, Fields(), False
        self.select = self.area = ""
        self.first: str | None = None
        self.chosen: list[str] = []

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "form":
            self.inside = self.css in (has.get("class") or "")
        if not self.inside or "disabled" in has:
            return
        name = has.get("name") or ""
        if tag == "input" and name and has.get("type") not in {"file", "submit"}:
            is_box = has.get("type") in {"checkbox", "radio"}
            if not is_box or "checked" in has:
                self.fields.setdefault(name, []).append(has.get("value") or "")
        elif tag == "select":
            self.select, self.first, self.chosen = name, None, []
        elif tag == "option" and self.select:
            value = has.get("value") or ""
            self.first = value if self.first is None else self.first
            self.chosen += [value] if "selected" in has else []
        elif tag == "textarea":
            self.area = name
            self.fields.setdefault(name, []).append("")

    def handle_data(self, data):
        if self.area:
            self.fields[self.area][-1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.area = ""
        elif tag == "select" and self.select:
            self.fields.setdefault(self.select, []).append(self.chosen[-1] if self.chosen else self.first or "")
            self.select = ""


def fields_on(page: str, css: str = "rule-form") -> Fields:
    """Return the fields of the page's form of a class, as they stand."""
    reader = _Reader(css)
    reader.feed(page)
    return reader.fields
