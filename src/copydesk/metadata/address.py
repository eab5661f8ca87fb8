"""What the address of a page states: the address itself, the site, and the day that many sites put into it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from copydesk.metadata.moments import iso_of
from copydesk.metadata.values import site_of, url_of
from copydesk.model import Metadata, Page

DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/_-])")
ORIGIN = "address"


def read_address(page: Page) -> Metadata:
    """The metadata in the page's address, if it has one."""
    url = url_of(page.source.url)
    if not url:
        return Metadata()
    parts = urlsplit(url)
    day = DAY.search(parts.path)
    site, published = site_of(parts.netloc), iso_of("-".join(day.groups())) if day else ""
    stated = {"url": url, "site": site, "published": published}
    return Metadata(
        url=url,
        site=site,
        published=published,
        origins={name: ORIGIN for name, value in stated.items() if value},
    )
