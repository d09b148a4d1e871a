"""What can go wrong while a paper is signed, in the words its reader gets."""


class PaperNotSigned(Exception):
    """This one paper takes no signature: a sentence for its reader."""


class CannotSign(Exception):
    """Nothing can be signed as things are now: a sentence for the reader; worth another try later."""
