"""The site in the words of OpenAPI, for the scanner that makes requests from a description.

Two descriptions: the pages and forms that a person saw, at their own addresses and with what a
browser would send; and every address there is, with parts that fit nothing.
"""

import json
import re
from pathlib import Path
from typing import Any

from werkzeug.routing import Map, Rule

from tools.scanners.seen import LEFT_OUT, Seen

FREE_TEXT = {"type": "string"}
OF_CONVERTERS: dict[str, dict[str, Any]] = {
    "UUIDConverter": {"type": "string", "format": "uuid"},
    "IntegerConverter": {"type": "integer"},
}
ALWAYS = {"page": "1", "year": "2026"}  # tried on every page, whether a link has them or not
Paths = dict[str, dict[str, Any]]


def of_seen(seen: Seen, already: set[tuple[str, str]]) -> Paths:
    """Pages and forms that nobody before had; they are added to `already`."""
    paths: Paths = {}
    for endpoint, places in seen.pages.items():
        for place in new_places("get", places, already):
            names = {**ALWAYS, **seen.queries.get(endpoint, {})}
            paths.setdefault(place, {})["get"] = asked_by(names)
    for forms in seen.forms.values():
        for place in new_places("post", forms, already):
            paths.setdefault(place, {})["post"] = sent_by(forms[place])
    return paths


def new_places(method: str, places: Any, already: set[tuple[str, str]]) -> list[str]:
    found = [place for place in dict.fromkeys(places) if (method, place) not in already]
    already.update((method, place) for place in found)
    return [place for place in found if not LEFT_OUT.match(place)]


def of_all(addresses: Map, seen: Seen) -> Paths:
    """Every address of the site, with the names that its forms and queries have."""
    paths: Paths = {}
    for rule in addresses.iter_rules():
        if LEFT_OUT.match(rule.rule):
            continue
        place = paths.setdefault(re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule), {})
        parts = [parameter(name, "path", schema_of(rule, name)) for name in parts_of(rule)]
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            if method == "GET":
                told = asked_by({**ALWAYS, **seen.queries.get(rule.endpoint, {})})
            else:
                forms = seen.forms.get(rule.endpoint, {}).values()
                told = sent_by({name: value for form in forms for name, value in form.items()})
            place[method.lower()] = {**told, "parameters": [*parts, *told["parameters"]]}
    return paths


def parts_of(rule: Rule) -> list[str]:
    inside = (name for name in rule.arguments if re.search(rf"[:<]{name}>", rule.rule))
    return sorted(inside)


def asked_by(names: dict[str, str]) -> dict[str, Any]:
    parameters = [parameter(name, "query", either(names[name])) for name in sorted(names)]
    return {"responses": ANY_ANSWER, "parameters": parameters}


def sent_by(values: dict[str, str]) -> dict[str, Any]:
    """Each field holds what a browser would send, or anything."""
    properties = {name: either(values[name]) for name in sorted(values)}
    content = {KIND: {"schema": {"type": "object", "properties": properties}}}
    return {"responses": ANY_ANSWER, "parameters": [], "requestBody": {"content": content}}


KIND = "application/x-www-form-urlencoded"
ANY_ANSWER = {"default": {"description": "an answer"}}


def either(value: str) -> dict[str, Any]:
    return {"anyOf": [{"type": "string", "enum": [value]}, FREE_TEXT]} if value else FREE_TEXT


def parameter(name: str, place: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


def schema_of(rule: Rule, name: str) -> dict[str, Any]:
    kind = type(rule._converters.get(name)).__name__  # noqa: SLF001 - only read
    return OF_CONVERTERS.get(kind, FREE_TEXT)


def write(path: Path, paths: Paths) -> None:
    title = {"title": "Export Council", "version": "1"}
    told = {"openapi": "3.0.2", "info": title, "paths": paths}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
