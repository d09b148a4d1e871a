"""What can go wrong while a paper is signed, in the words its reader gets."""


class CannotSign(Exception):
    """The paper cannot be signed as things are now: a sentence for its reader; worth another try later."""
