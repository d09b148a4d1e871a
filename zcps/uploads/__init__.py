"""What people upload: recognised by content, bounded, rebuilt without anything active, or refused with a reason.

    try:
        clean = accept(request.FILES["file"])
    except UploadRefused as refusal:
        …refusal.sentence…                  # it is a ValidationError; in a form use CleanFileField
    StoredFile(name=clean.name, mime=clean.mime, size=clean.size, …).content.save("", clean.file())

What comes out is never the file that came in: pictures are encoded anew, PDFs are written anew without scripts, actions
and attachments. Both happen in a process of their own that may use neither much memory nor much time.
"""

from zcps.uploads.accept import CleanFile, Purpose, accept
from zcps.uploads.field import CleanFileField
from zcps.uploads.refusal import UploadRefused
from zcps.uploads.table import accept_table, read_table

__all__ = ["CleanFile", "CleanFileField", "Purpose", "UploadRefused", "accept", "accept_table", "read_table"]
