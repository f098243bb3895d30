"""Whether the secret of a tower is one."""

from napas.errors import InvalidError
from napas.tower.settings import INSECURE_SECRET

SHORTEST_SECRET = 32
"""Characters; 32 of a random text cannot be guessed."""


class SecretMissingError(InvalidError):
    """The tower has the secret that everybody knows, or a short one."""

    code = "secret-missing"


def require_secret(secret: str) -> None:
    """Refuse the default secret, and one that can be guessed.

    Raises:
        SecretMissingError: it is either.
    """
    if secret == INSECURE_SECRET or len(secret) < SHORTEST_SECRET:
        raise SecretMissingError(shortest=SHORTEST_SECRET)
