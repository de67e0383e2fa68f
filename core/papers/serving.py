"""Handing out a paper from a view: its page, its file, or the word that it is being made.

The view has checked who may read it. What was rendered once is sent as stored, with an ETag.
"""

import logging
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from core.access import viewer
from core.adapters.clock import now
from core.adapters.files import clean_name, path_of, saved_as, sent
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused
from core.kernel.papers import Paper
from core.limits import EXPORTS, count, few_at_once
from core.pages import error_page
from core.papers import html, queries, work
from core.papers.packs import Pack, pack_source
from core.papers.queries import RenderingRow
from core.papers.renderer import Busy, RenderingFailed
from core.papers.rules import life, source
from core.papers.rules.formats import Format
from core.papers.rules.life import Fault, RenderingState, Work
from core.papers.rules.limits import demand_simple
from core.papers.services.publishing import State, find_state, keep_state
from core.papers.services.rendering import QueueFull, ask_rendering
from core.papers.version import key_of
from core.papers.words import words_for

LONGEST_NAME = 150
WORKS = {Format.PDF: Work.PDF, Format.DOCX: Work.DOCX}
log = logging.getLogger(__name__)


def serve_paper(paper: Paper, form: Format, *, back: str = "") -> ResponseReturnValue:
    """The paper as a page or a file; `back` is the address of the page it belongs to."""
    text = source.to_json(paper)
    try:
        demand_simple(paper, text)
    except Refused as refused:
        return error_page(422, reasons=[sentence(each) for each in refused.refusals])
    if form is Format.HTML:
        return page_of(source.from_json(text), back)
    wanted = WORKS[form]
    key = key_of(text, wanted)
    return rendered(key, wanted, text, words_for(paper), named(paper.title or paper.name, form))


def serve_unkept(paper: Paper, on_made: Callable[[], None]) -> ResponseReturnValue:
    """The paper as a PDF of which no copy stays here: what is kept of somebody, for their eyes.

    `on_made` is called once it is there to be handed out, and not before.
    """
    text = source.to_json(paper)
    try:
        demand_simple(paper, text)
    except Refused as refused:
        return error_page(422, reasons=[sentence(each) for each in refused.refusals])
    count(EXPORTS)
    try:
        with few_at_once():
            content = work.render_unkept(text, words_for(paper))
    except Busy:
        return being_made(life.UNKEPT_SECONDS)
    except RenderingFailed:
        log.exception("a paper of which no copy is kept was not made")
        return error_page(HTTPStatus.SERVICE_UNAVAILABLE)
    on_made()
    answer = Response(content, mimetype=Format.PDF.media_type)
    response = saved_as(named(paper.title, Format.PDF), answer)
    response.headers["Cache-Control"] = "no-store"
    return response


def serve_pack(pack: Pack) -> ResponseReturnValue:
    """Papers and materials as one PDF."""
    text = pack_source(pack)
    return rendered(key_of(text, Work.PACK), Work.PACK, text, {}, named(pack.title, Format.PDF))


def serve_state(state: State) -> ResponseReturnValue:
    """What is public now, as it was kept when these words were first asked for."""
    return serve_kept(find_state(state) or keep_state(state, now=now()))


def serve_kept(code: str) -> ResponseReturnValue:
    """A kept paper as it was signed or published: stored once, never made anew."""
    kept = queries.get_kept(code)
    name = named(kept.title or kept.name, Format.PDF)
    if viewer().is_authenticated:  # what is published is a plain file for visitors
        count(EXPORTS)
    if kept.sha256 is not None:
        return intact(kept.sha256, name)
    key = queries.find_rendering_key(code)
    if key is None:
        raise NotFound("the paper waits for nothing")
    return made_now(key, name)


def intact(digest: str, name: str) -> ResponseReturnValue:
    """The stored bytes, if they still are what was signed."""
    path = path_of(digest)
    if not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest:
        log.error("the stored paper %s is missing or was changed", digest)
        return error_page(HTTPStatus.SERVICE_UNAVAILABLE)
    return sent(digest, name, Format.PDF.media_type)


def rendered(
    key: str, wanted: Work, text: str, words: dict[str, str], name: str
) -> ResponseReturnValue:
    found = queries.find_rendering(key)
    if found is None or found.state in {RenderingState.FAILED, RenderingState.DONE}:
        count(EXPORTS)  # whoever waits for one is not counted again
    if found is None or found.state is RenderingState.FAILED:
        try:
            ask_rendering(key, wanted, text, words=words, now=now())
        except QueueFull:
            return queue_full()
    elif found.state is RenderingState.DONE:
        return file_of(found, name)
    return made_now(key, name)


def made_now(key: str, name: str) -> ResponseReturnValue:
    """Render it at once if the renderer is free; the answer by what has become of it."""
    try:
        with few_at_once():
            work.work_on(key, now)
    except Busy:
        return being_made()
    found = queries.find_rendering(key)
    if found is None or found.state in {RenderingState.WAITING, RenderingState.WORKING}:
        return being_made()
    if found.state is RenderingState.FAILED:
        return not_made(found)
    return file_of(found, name)


def file_of(found: RenderingRow, name: str) -> ResponseReturnValue:
    form = Format.DOCX if found.work is Work.DOCX else Format.PDF
    return sent(found.sha256 or "", name, form.media_type)


def page_of(paper: Paper, back: str) -> ResponseReturnValue:
    text = render_template(
        "documents/page.html",
        paper=paper,
        body=html.body(paper),
        heading=html.heading_of(paper),
        back=back,
    )
    response = make_response(text)
    response.add_etag()
    return response.make_conditional(request)


def being_made(seconds: int = life.RETRY_SECONDS) -> ResponseReturnValue:
    """A page that asks again by itself; 202 says that the file is not there yet."""
    response = make_response(render_template("documents/waiting.html", address=request.full_path))
    response.status_code = HTTPStatus.ACCEPTED
    response.headers["Refresh"] = str(seconds)
    return retried(response, seconds)


def queue_full() -> ResponseReturnValue:
    response = make_response(render_template("documents/full.html"))
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    return retried(response, life.FULL_SECONDS)


def not_made(found: RenderingRow) -> ResponseReturnValue:
    page = render_template("documents/failed.html", is_complex=found.fault is Fault.TOO_LONG)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY


def retried(response: Response, seconds: int) -> Response:
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response


def named(title: str, form: Format) -> str:
    """The name of the download: the title of the paper in its own language."""
    return f"{clean_name(title.replace('/', '-'))[:LONGEST_NAME].strip(' .')}.{form}"
