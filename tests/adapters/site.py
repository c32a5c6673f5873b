"""A small web: three sites with two articles each, every page dirty in the ways of real ones, served on 127.0.0.1."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass(frozen=True)
class Article:
    """What a page is about; everything else on the page is furniture."""

    slug: str
    title: str
    byline: str
    date: str
    paragraphs: tuple[str, ...]


ARTICLES = tuple(
    Article(**{**table, "paragraphs": tuple(table["paragraphs"])})
    for table in tomllib.loads(Path(__file__).with_name("articles.toml").read_text("utf-8"))["article"]
)


def page(article: Article, others: list[Article], site: str) -> str:
    """The HTML of an article's page on one of the three sites."""
    return {"herald": _herald, "gazette": _gazette, "courier": _courier}[site](article, others)


def _paragraphs(article: Article, between: str = "", at: int = 2) -> list[str]:
    parts = [f"<p>{text}</p>" for text in article.paragraphs]
    for name in ("harbour trust", "Hanna Osei", "Martin Groves", "Greta Malm", "Line 6", "Sound Choir"):
        parts = [part.replace(name, f'<a href="#">{name}</a>', 1) for part in parts]
    if between:
        parts.insert(at, between)
    return parts


def _herald(article: Article, others: list[Article]) -> str:
    """Written line by line; the headline in the title, a breadcrumb and twice in the article; a comment form at the end."""
    related = "\n".join(f'      <li><a href="{other.slug}.html">{other.title}</a></li>' for other in others)
    body = "\n".join(f"      {part}" for part in _paragraphs(article, '<div class="ad">Advertisement</div>'))
    return f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{article.title} - Ellsmouth Herald</title>
<style>p {{ margin: 0 }}</style></head>
<body>
  <a href="#main">Skip to content</a>
  <nav>
    <ul>
      <li><a href="/">Home</a></li>
      <li><a href="/news">News</a></li>
      <li><a href="/sport">Sport</a></li>
      <li><a href="/business">Business</a></li>
      <li><a href="/culture">Culture</a></li>
      <li><a href="/opinion">Opinion</a></li>
      <li><a href="/weather">Weather</a></li>
      <li><a href="/contact">Contact us</a></li>
      <li><a href="/login">Log in</a></li>
      <li><a href="/subscribe">Subscribe</a></li>
    </ul>
  </nav>
  <main id="main">
    <div class="crumbs"><a href="/">Home</a> &gt; <a href="/news">News</a> &gt; <span>{article.title}</span></div>
    <h1>{article.title}</h1>
    <div class="share">
      <a href="#">Share on Facebook</a>
      <a href="#">Share on Twitter</a>
      <a href="#">Share via Email</a>
    </div>
    <article>
      <h2>{article.title}</h2>
      <p class="meta">{article.byline}</p>
      <p class="meta">{article.date}</p>
{body}
    </article>
    <h3>Related Articles</h3>
    <ul>
{related}
    </ul>
    <form>
      <h3>Leave a Reply</h3>
      <p>Your email address will not be published. Required fields are marked *</p>
      <label>Comment *</label> <textarea></textarea>
      <label>Name *</label> <input name="author">
      <label>Email *</label> <input name="email">
      <label>Website</label> <input name="url">
      <button>Post Comment</button>
    </form>
  </main>
  <footer>
    <p>Sign up for our newsletter</p>
    <a href="/about">About us</a>
    <a href="/privacy">Privacy Policy</a>
    <a href="/terms">Terms of Use</a>
    <p>© 2024 Ellsmouth Herald. All rights reserved.</p>
  </footer>
</body>
</html>
"""


def _gazette(article: Article, others: list[Article]) -> str:
    """A cookie notice first, the share bar above and below the text, links to other stories within it."""
    related = "\n".join(f'<div class="card"><a href="{other.slug}.html">{other.title}</a></div>' for other in others)
    body = "\n".join(_paragraphs(article, f'<p>Read more: <a href="{others[0].slug}.html">{others[0].title}</a></p>', 3))
    share = '<div class="share">\n<span>Share this:</span>\n<a>Facebook</a>\n<a>X</a>\n<a>WhatsApp</a>\n<a>Copy link</a>\n</div>'
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{article.title} | Wick Gazette</title></head>
<body>
<div class="consent">
<p>We use cookies to improve your experience. By continuing to use this site you agree to our use of cookies.</p>
<button>Accept all cookies</button>
<button>Manage preferences</button>
</div>
<header>
<a href="/">Wick Gazette</a>
<button>Menu</button>
<a href="/search">Search</a>
<a href="/news">News</a>
<a href="/farming">Farming</a>
<a href="/sport">Sport</a>
<a href="/jobs">Jobs</a>
<a href="/obituaries">Obituaries</a>
<a href="/account">My account</a>
</header>
<h1>{article.title}</h1>
<div class="byline">{article.byline}</div>
<div class="date">Published: {article.date}</div>
{share}
<div class="body">
<h1>{article.title}</h1>
{body}
</div>
{share}
<aside>
<h2>You may also like</h2>
{related}
</aside>
<div class="newsletter">
<h2>Get the Gazette in your inbox</h2>
<p>Sign up to our daily newsletter</p>
<button>Subscribe</button>
</div>
<footer>
<a>Contact</a>
<a>Advertise with us</a>
<a>Cookie policy</a>
<a>Back to top</a>
<p>Copyright 2024 Wick Gazette</p>
</footer>
</body></html>
"""


def _courier(article: Article, others: list[Article]) -> str:
    """Without any white space between elements, as a build step leaves it: text without a separator runs together."""
    related = "".join(f"<li><a>{other.title}</a></li>" for other in others)
    menu = "".join(f"<li><a>{name}</a></li>" for name in ("Home", "News", "City", "Sport", "Culture", "Log in", "Newsletter"))
    body = "".join(_paragraphs(article))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{article.title}</title></head><body><nav>'
        f"<ul>{menu}</ul></nav><main><h1>{article.title}</h1><div><span>{article.byline}</span><time>{article.date}</time></div><ul><li>Share</li>"
        f"<li>Tweet</li><li>Pin it</li></ul>{body}<p>Tags: <a>harbour</a>, <a>crafts</a></p><h2>Related stories</h2>"
        f"<ul>{related}</ul><section><h2>Leave a comment</h2><p>Your email address will not be published.</p><label>Name</label>"
        "<label>Email</label><button>Submit</button></section></main><footer><a>Imprint</a><a>Privacy policy</a>"
        "<a>Terms of service</a><p>© 2024 Northern Courier. All rights reserved.</p></footer></body></html>"
    )


SITES = {"herald": ARTICLES[:2], "gazette": ARTICLES[2:4], "courier": ARTICLES[4:]}


def pages() -> dict[str, str]:
    """The HTML of every page by its path, and an index that links them all."""
    found = {
        f"/{site}/{article.slug}.html": page(article, [other for other in ARTICLES if other is not article][:3], site)
        for site, articles in SITES.items()
        for article in articles
    }
    links = "\n".join(f'<a class="article" href="{path}">{path}</a>' for path in found)
    return {"/": f"<!doctype html><html><body>{links}</body></html>", **found}


@contextmanager
def served() -> Iterator[str]:
    """The address at which the pages can be had."""
    content = {path: html.encode() for path, html in pages().items()}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = content.get(self.path)
            self.send_response(200 if data else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
