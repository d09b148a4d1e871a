"""The photograph on a paper. One that cannot be drawn leaves the place empty, where one can be glued."""

import base64
from io import BytesIO

from PIL import Image

from accounts.models import StoredFile
from accounts.services.files import opened

# 38 mm at 300 dots an inch; a larger one only makes the paper heavy.
_MOST_PIXELS = (450, 620)


def photo_data(key: str) -> str:
    """Return a stored photo as a data: address; empty where there is none that can be drawn.

    Raises:
        FileWithheld: it is not what was kept, or not known to be clean: no paper is made with another.
        StorageGone: the storage does not answer.
    """
    file = StoredFile.objects.filter(pk=key).first() if key else None
    if file is None:
        return ""
    try:
        with opened(file) as stream:
            return _as_address(stream.read())
    except (OSError, ValueError, Image.DecompressionBombError):
        return ""


def _as_address(content: bytes) -> str:
    with Image.open(BytesIO(content)) as picture:
        drawn = picture.convert("RGB")
    drawn.thumbnail(_MOST_PIXELS)
    output = BytesIO()
    drawn.save(output, "JPEG", quality=90)
    return f"data:image/jpeg;base64,{base64.b64encode(output.getvalue()).decode()}"
