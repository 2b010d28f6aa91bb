"""Turns HTML into tagged PDF: one line of JSON in, one line of JSON out, until the input ends.

In:  {"order": number, "html": text, "name": identifier of the file, "epoch": seconds, "limit": the most pages worth printing}
Out: {"order": the same, "pages": number, "pdf": base64}  or  {"order": the same, "problem": sentence}

The same line gives the same bytes. Nothing is fetched: neither from the network nor from the disk.
"""
import base64
import json
import logging
import os
import resource
import sys

# What a library prints must not end up between our lines.
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

logging.getLogger("weasyprint").addHandler(logging.NullHandler())
logging.getLogger("weasyprint").propagate = False
logging.getLogger("fontTools").setLevel(logging.ERROR)

import weasyprint  # noqa: E402 (its logger is silenced first)
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

GIGABYTE = 1 << 30


def refuse(url, timeout=10, ssl_context=None):
    """Only what the document brings along itself."""
    if url.startswith("data:"):
        return weasyprint.default_url_fetcher(url)
    raise ValueError("Found an address in a document, expected nothing that must be fetched.")


def press(order):
    os.environ["SOURCE_DATE_EPOCH"] = str(int(order["epoch"]))
    document = weasyprint.HTML(string=order["html"], url_fetcher=refuse, base_url=None).render(font_config=fonts)
    pages = len(document.pages)
    if pages > order["limit"]:
        return {"pages": pages, "pdf": ""}
    pdf = document.write_pdf(identifier=order["name"].encode(), variant="pdf/ua-1")
    return {"pages": pages, "pdf": base64.b64encode(pdf).decode("ascii")}


resource.setrlimit(resource.RLIMIT_AS, (3 * GIGABYTE, 3 * GIGABYTE))
fonts = FontConfiguration()
answers.write(json.dumps({"ready": weasyprint.__version__}) + "\n")
answers.flush()
for line in sys.stdin:
    order = {}
    try:
        order = json.loads(line)
        answer = press(order)
    except (Exception, RecursionError, MemoryError) as fault:  # one document must not end the others
        # Its kind alone: the words of an exception may hold words of the document.
        answer = {"problem": f"Found {type(fault).__name__} while printing, expected a page."}
    answers.write(json.dumps({"order": order.get("order", 0), **answer}) + "\n")
    answers.flush()
