"""Unified social credit codes (GB 32100-2015) for companies that do not exist."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(stem):
    """The seventeen characters of `stem` with their check character."""
    total = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(stem))
    return stem + ALPHABET[-total % 31]
