"""A letter as plain text and as HTML, both made of the one value. Pure; no template to inject into.

What people typed is never a link: addresses inside it are broken up by a space, since mail programs
make links of whatever looks like one. Links are only those of `Actions`; the footing is the
operator's own and stays whole: a reader writes to the address in it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from core.letters.rules import Action, Actions, Block, Facts, Heading, Listing, Paragraph

WIDTH = 76
FORGOTTEN = "[…]"  # where a link stood that only the letter itself holds
SCHEME = re.compile(r":(?=/\S)")  # also glued to a word before it
JAVASCRIPT = re.compile(r"(?i)\b(javascript|data|vbscript|mailto|tel):(?=\S)")
# A dot inside what reads as a host: Latin on both sides, or a Cyrillic ending of the net.
HOST_DOT = re.compile(
    r"(?i)(?<=[a-z0-9_-])\.(?=[a-z]{2,})|(?<=[\w-])\.(?=(?:рф|рус|дети|москва|онлайн|сайт|орг|ком)\b)"
)
STYLE = (
    "body{margin:0;padding:24px;background:#fff;color:#0b0c0c;max-width:640px;overflow-wrap:break-word;"
    "font:16px/1.5 Arial,'Liberation Sans',sans-serif}"
    "h1{font-size:22px;line-height:1.25;margin:0 0 16px}h2{font-size:18px;margin:24px 0 8px}"
    "p,ul,table,blockquote{margin:0 0 16px}ul{padding-left:24px;list-style:none}"
    "th{text-align:left;font-weight:bold;vertical-align:top;padding:4px 16px 4px 0}"
    "td{vertical-align:top;padding:4px 0}"
    "blockquote{border-left:4px solid #b1b4b6;padding-left:16px}"
    "footer{border-top:1px solid #b1b4b6;padding-top:16px;font-size:14px;color:#505a5f}"
    "a{color:#1d5a9c}"
)


@dataclass(frozen=True, slots=True)
class Written:
    """What is written on the page: the letter's words without its addressing."""

    language: str
    subject: str
    greeting: str
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every letter: who writes, and where the reader chooses how often.

    `footing` are sentences in the reader's language, `choice` the link to the choice.
    """

    base_url: str
    sender: str
    footing: tuple[str, ...] = ()
    choice: Action | None = None


def text_of(letter: Written, frame: Frame) -> str:
    """The letter as plain text: short lines, each link on a line of its own."""
    parts = [defused(letter.greeting), *(block_text(block, frame) for block in letter.body)]
    foot = [defused(frame.sender), *frame.footing]
    if frame.choice:
        foot.append(link_text(frame.choice, frame))
    return "\n\n".join([*(part for part in parts if part), "-- \n" + "\n".join(foot)]) + "\n"


def block_text(block: Block, frame: Frame) -> str:
    match block:
        case Heading(text):
            return defused(text).upper()
        case Paragraph(text, quoted):
            mark = "> " if quoted else ""
            return "\n".join(mark + line for line in wrapped(defused(text), WIDTH - len(mark)))
        case Facts(pairs):
            return "\n".join(f"{defused(label)}: {defused(value)}" for label, value in pairs)
        case Listing(entries):
            return "\n".join("\n".join(wrapped(defused(entry), WIDTH)) for entry in entries)
        case Actions(entries):
            return "\n".join(link_text(action, frame) for action in entries)


def link_text(action: Action, frame: Frame) -> str:
    if not action.url:
        return f"{defused(action.label)}: {FORGOTTEN}"
    return f"{defused(action.label)}:\n{whole(action.url, frame)}"


def wrapped(text: str, width: int) -> Iterable[str]:
    """Lines broken at plain spaces only: no-break spaces hold, long words stay whole."""
    for line in text.split("\n"):
        found = ""
        for word in line.split(" "):
            if found and len(found) + 1 + len(word) > width:
                yield found
                found = word
            else:
                found = f"{found} {word}" if found else word
        yield found


def html_of(letter: Written, frame: Frame) -> str:
    """The letter as an HTML document without pictures, scripts or anything fetched."""
    blocks = "\n".join(block_html(block, frame) for block in letter.body)
    foot = "<br>".join([shown(frame.sender), *(escape(line) for line in frame.footing)])
    if frame.choice:
        foot += f"<br>{link_html(frame.choice, frame)}"
    return (
        f'<!doctype html>\n<html lang="{escape(letter.language)}">\n'
        '<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{shown(letter.subject)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{shown(letter.subject)}</h1>\n<p>{shown(letter.greeting)}</p>\n{blocks}\n</main>\n"
        f"<footer>{foot}</footer>\n</body>\n</html>\n"
    )


def block_html(block: Block, frame: Frame) -> str:
    match block:
        case Heading(text):
            return f"<h2>{shown(text)}</h2>"
        case Paragraph(text, quoted):
            tag = "blockquote" if quoted else "p"
            return f"<{tag}>{shown(text)}</{tag}>"
        case Facts(pairs):
            rows = (
                f'<tr><th scope="row">{shown(label)}</th><td>{shown(value)}</td></tr>'
                for label, value in pairs
            )
            return f"<table>{''.join(rows)}</table>"
        case Listing(entries):
            return f"<ul>{''.join(f'<li>{shown(entry)}</li>' for entry in entries)}</ul>"
        case Actions(entries):
            return "".join(f"<p>{link_html(each, frame)}</p>" for each in entries)


def link_html(action: Action, frame: Frame) -> str:
    if not action.url:
        return f"{shown(action.label)}: {FORGOTTEN}"
    return f'<a href="{escape(whole(action.url, frame))}">{shown(action.label)}</a>'


def shown(text: str) -> str:
    return escape(defused(text)).replace("\n", "<br>")


def whole(url: str, frame: Frame) -> str:
    """The whole address of a link; a path is one of this site."""
    return frame.base_url + url if url.startswith("/") else url


def defused(text: str) -> str:
    """The text with every would-be address broken by a space, so that no program links it."""
    text = SCHEME.sub(": ", text)
    text = JAVASCRIPT.sub(r"\1: ", text)
    return HOST_DOT.sub(". ", text)
