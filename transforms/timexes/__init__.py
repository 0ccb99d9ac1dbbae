"""Time expressions: found and normalised to TIMEX3 by language packs."""

from transforms.timexes.find import find_timexes
from transforms.timexes.pack import load_pack, supported_languages

__all__ = ["find_timexes", "load_pack", "supported_languages"]
