"""A file in a form: checked and rebuilt as it is cleaned, refused at its field."""

from typing import Any

from django import forms

from zcps.uploads.accept import CleanFile, Purpose, accept


class CleanFileField(forms.FileField):
    """Gives a CleanFile, which the act keeps; None where nothing was handed in."""

    def __init__(self, *args: Any, purpose: Purpose = Purpose.EVIDENCE, **kwargs: Any) -> None:
        """Take what every file field takes, and for what the file is handed in.

        Args:
            args: as for forms.FileField.
            purpose: decides which types are taken and how large they may be.
            kwargs: as for forms.FileField.
        """
        super().__init__(*args, **kwargs)
        self.purpose = purpose

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        """Check and rebuild the upload; UploadRefused is a ValidationError."""
        upload = super().clean(data, initial)
        return accept(upload, self.purpose) if upload else None
