"""Addresses of pages compared as a reader would: same page, same site, and safe to show."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit, urlunsplit

import tldextract

DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that say how a reader came, never which page is meant.
TRACKING_PREFIXES = ("utm_", "at_", "ns_", "mc_", "_hs", "pk_", "mtm_", "hsa_")
TRACKING_PARAMETERS = frozenset(
    {
        "_ga",
        "_gl",
        "cmp",
        "cmpid",
        "cmpid_src",
        "dclid",
        "fb_action_ids",
        "fb_action_types",
        "fb_source",
        "fbclid",
        "feature_source",
        "ftag",
        "gbraid",
        "gclid",
        "gclsrc",
        "guccounter",
        "guce_referrer",
        "guce_referrer_sig",
        "icid",
        "igshid",
        "igsh",
        "int_cid",
        "intcid",
        "intcmp",
        "ito",
        "mkt_tok",
        "msclkid",
        "ncid",
        "ocid",
        "s_cid",
        "share_id",
        "shareid",
        "smid",
        "smtyp",
        "soc_src",
        "soc_trk",
        "spm",
        "sref",
        "srnd",
        "traffic_source",
        "twclid",
        "wbraid",
        "wt.mc_id",
        "wt_mc",
        "xtor",
        "yclid",
    }
)

_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def normal_url(url: str) -> str:
    """Write an address so that two spellings of one page are equal; what cannot be read comes back unchanged."""
    parts = _split(url)
    if parts is None or parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return url.strip()
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _tracks(pair.partition("=")[0]))
    return urlunsplit((parts.scheme, _host_and_port(parts), parts.path or "/", query, ""))


def host_of(url: str) -> str | None:
    """Return the host in lower case without a final dot, or None where the address has none."""
    parts = _split(url)
    return parts.hostname.rstrip(".") or None if parts is not None and parts.hostname else None


def registrable_domain(url: str) -> str | None:
    """Return the domain that one owner registered (`bbc.co.uk`), or None for an IP address, a file or a bare suffix.

    Uses the public suffix list that tldextract brings, private suffixes (`github.io`) included, and never the network.
    A suffix not on the list counts as one label, as the list itself says.
    """
    host = host_of(url if "//" in url else f"//{url}")
    if host is None or _is_address(host):
        return None
    found = _suffixes(host)
    if found.suffix:
        return found.top_domain_under_public_suffix or None
    return ".".join(host.split(".")[-2:]) if "." in host else None


def site_label(url: str) -> str:
    """Return the word a site is registered under (`thecourier`, of `www.the-courier.co.uk`), hyphens left out, or ""."""
    return (registrable_domain(url) or "").partition(".")[0].replace("-", "")


def masked_url(url: str) -> str:
    """Return the address with any user name and password replaced by `***`: the only form to show or keep."""
    return _with_userinfo(url, "***@")


def without_credentials(url: str) -> str:
    """Return the address without any user name and password: the only form to send."""
    return _with_userinfo(url, "")


def _with_userinfo(url: str, replacement: str) -> str:
    before, mark, after = url.partition("//")
    end = min((at for at in map(after.find, "/?#\\") if at >= 0), default=len(after))
    userinfo, sign, host = after[:end].rpartition("@")
    if not mark or not sign or len(before) > 20:
        return url
    return f"{before}//{replacement if userinfo else ''}{host}{after[end:]}"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port, parts.hostname
    except ValueError:
        return None
    return parts


def _host_and_port(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in {None, DEFAULT_PORTS[parts.scheme]} else f"{host}:{parts.port}"


def _tracks(name: str) -> bool:
    name = name.lower()
    return name in TRACKING_PARAMETERS or name.startswith(TRACKING_PREFIXES)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
