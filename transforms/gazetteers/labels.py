"""Names as they are shown: ASCII letters, no generic word. Reader of our CSV files."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

_GENERIC_WORDS = (
    "Oblast", "Province", "Governorate", "Department", "Region", "Republic", "Kray", "Krai",
    "Voivodeship", "County", "State", "District", "Raion", "Rayon", "Prefecture", "Division",
    "Emirate", "Municipality", "Parish", "Wilaya", "Area", "Ilcesi", "Kommun", "Kommune", "Tumani",
    "Audany", "Shi", "Pagasts", "Jaras", "Vald", "Cercle",
)  # fmt: skip
_ASCII = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i",
                        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "þ": "th",
                        "Þ": "Th", "ə": "a", "ǝ": "a", "Ə": "A",
                        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'",
                        "ʿ": "'", "ʾ": "'", "`": "'", "–": "-"})  # fmt: skip
_LEAD_WORDS = (
    "Muhafazat ", "Comuna ", "Municipio de ", "Municipio ", "Amphoe ", "Huyen ", "Provincia de ",
    "Provincia di ", "Provincia del ", "Provincia ", "Province of ", "Kabupaten ", "Kota ",
    "Departamento de ", "Departamento del ", "Departement de ", "Departement du ", "Shahrestan-e ",
    "Powiat ", "Gemeente ", "Obshtina ", "Gorodskoy Okrug ", "Oras ", "Municipiul ", "Okres ",
    "Partido de ", "Markaz ", "Distrito de ", "Politischer Bezirk ", "Bezirk ", "Opcina ",
    "Daira de ", "Daira ", "Srok ", "Thanh Pho ", "Thi Xa ", "Bashkia ", "Commune of ", "Nomos ",
    "Canton ", "Liwa' ", "Nohiyai ", "Circunscricao de ", "City of ", "Landkreis ", "Kreis ",
)  # fmt: skip
_DIRECTIONS = frozenset(
    {"northern", "southern", "eastern", "western", "central", "north", "south", "east", "west",
     "capital", "federal", "city", "island", "islands", "upper", "lower", "national", "republic",
     "free"}
)  # fmt: skip


def ascii_name(name: str) -> str:
    """The name in ASCII letters where it is Latin script: "Şanlıurfa" -> "Sanliurfa"."""
    decomposed = unicodedata.normalize("NFD", name.translate(_ASCII))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.split()).strip(" '") if plain.isascii() else name


def short_admin_name(name: str) -> str:
    """Drops the generic word: "Kharkiv Oblast" -> "Kharkiv"; "Northern State" stays."""
    words = name.split()
    if len(words) > 1 and words[-1].title() in _GENERIC_WORDS:
        rest = words[:-1]
        if not all(word.lower() in _DIRECTIONS for word in rest):
            return " ".join(rest)
    for lead in _LEAD_WORDS:
        if name.startswith(lead) and len(name) > len(lead) + 1:
            return name[len(lead) :]
    return name


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of one of our CSV files as dicts."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def airport_id(iata: str) -> int:
    """A negative id that depends on the IATA code only (airports have no GeoNames id here)."""
    number = 0
    for character in iata:
        number = number * 36 + int(character, 36)
    return -1_000_000 - number
