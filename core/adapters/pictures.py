"""Pictures that are to be published: made anew from their points, so that nothing else comes along.

Where a photo was taken, with which camera and by whom is not in the new file; it is turned upright
and made no larger than a page needs. What is no picture stays as it is.
"""

from dataclasses import dataclass, replace
from io import BytesIO

from PIL import Image, ImageOps

from core.adapters.files import Upload
from core.kernel.errors import N_, Refusal, Refused

LARGEST_SIDE = 1920
MOST_POINTS = 60_000_000
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}
QUALITY = 85
DAMAGED = Refusal(
    "picture_damaged", N_("“%(name)s” is damaged or too large a picture. Save it anew and repeat.")
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A file ready to be stored; no width and height for what is no picture."""

    upload: Upload
    width: int | None = None
    height: int | None = None

    @property
    def is_picture(self) -> bool:
        return self.width is not None


def cleaned(upload: Upload) -> Picture:
    """The picture without all that is not seen; raises `Refused` for one that cannot be read."""
    name = FORMATS.get(upload.media_type)
    if name is None:
        return Picture(upload)
    try:
        with Image.open(BytesIO(upload.content), formats=[name]) as opened:
            if opened.width * opened.height > MOST_POINTS:
                raise Refused(Refusal(DAMAGED.code, DAMAGED.message, {"name": upload.name}))
            content, width, height = drawn_anew(opened, name)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(Refusal(DAMAGED.code, DAMAGED.message, {"name": upload.name})) from error
    return Picture(replace(upload, content=content), width, height)


def drawn_anew(opened: Image.Image, name: str) -> tuple[bytes, int, int]:
    upright = ImageOps.exif_transpose(opened)
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    mode = "RGB" if name == "JPEG" else "RGBA" if has_holes(upright) else "RGB"
    bare = Image.new(mode, upright.size)
    bare.paste(upright.convert(mode))
    target = BytesIO()
    bare.save(target, name, quality=QUALITY, optimize=True)
    return target.getvalue(), bare.width, bare.height


def has_holes(picture: Image.Image) -> bool:
    """Whether some points let through what lies behind."""
    return picture.has_transparency_data
