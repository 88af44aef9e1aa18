"""What a browser is told of every page: where its scripts may come from, who may frame it, that nothing is kept."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from flask import Blueprint, Response

blueprint = Blueprint("headers", __name__)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser sends forms with the Origin null
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
POLICY = "Content-Security-Policy"


def policy(styles: Iterable[str] = (), scripts: Iterable[str] = ()) -> str:
    """Nothing but what this server gives out, and of what stands in the page itself just these styles and scripts."""
    return (
        f"default-src 'none'; script-src 'self'{_hashes(scripts)}; style-src 'self'{_hashes(styles)}; img-src 'self' data:; connect-src 'self'; "
        "frame-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
    )


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in texts)
    return "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def with_inline(page: str, styles: Iterable[str] = (), scripts: Iterable[str] = ()) -> Response:
    """A page made to be saved, which holds these styles and scripts."""
    return Response(page, headers={POLICY: policy(styles, scripts)}, mimetype="text/html")


@blueprint.after_app_request
def headers(response: Response) -> Response:
    response.headers.setdefault(POLICY, policy())
    response.headers.update(HEADERS)
    response.headers.pop("Server", None)
    return response
