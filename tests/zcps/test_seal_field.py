"""The field of a seal: part of the paper's structure, so that who hears the page learns of it, and off it none."""

import datetime as dt
from io import BytesIO

import pikepdf

from tests.signing import SigningPlace
from tests.zcps import signed_papers as papers
from tests.zcps.archival import violations
from zcps.signed.store import KeyStore

NOW = dt.datetime(2022, 9, 29, 3, tzinfo=dt.UTC)


def test_a_signed_paper_is_as_archival_and_accessible_as_before(signing_place: SigningPlace, clock) -> None:
    clock.set("2022-09-29 11:00")
    signed = papers.signed(KeyStore(signing_place.keys), signing_place.address, NOW)
    with pikepdf.open(BytesIO(signed)) as document:
        # Over the name of who issues it.
        left, bottom, right, top = (float(edge) for edge in document.pages[0].Annots[0].Rect)
        assert right - left == top - bottom == 108
        assert left > 0
        assert right < 596
        assert violations(document) == []
        # Neither is the machine's clock in it: a paper is dated by the platform's.
        assert b"ModifyDate" not in document.Root.Metadata.read_bytes()
        # As signing adds a field by itself: in no tag, and without words.
        seal = document.pages[0].Annots[0]
        del seal.StructParent, seal.TU
        assert len(violations(document)) == 2
