"""What staff pages may load: the rich text editor needs a nonce and inline styles."""

from csp.constants import NONCE, SELF

ADMIN_POLICY = {
    "script-src": [SELF, NONCE],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:"],
}
