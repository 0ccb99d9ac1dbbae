"""Articles from templates (made_articles.yaml): as many as a benchmark needs, always the same.

.venv/bin/python benchmarks/made_articles.py 1000 > articles.jsonl
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

TEMPLATES = Path(__file__).with_suffix(".yaml")
FIRST_DAY = date(2024, 1, 1)
DAYS = 366
NAMES = ["Rose Achieng", "Daniel Mensah", "Amina Yusuf", "Luis Herrera", "Marta Rojas"]
WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    "ar": ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
}


def make_articles(n: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield n articles as the rows of a .jsonl file; the same n and seed give the same."""
    templates = yaml.safe_load(TEMPLATES.read_text(encoding="utf-8"))
    draw = random.Random(seed)
    for number in range(n):
        template = draw.choice(templates)
        language = template["language"]
        town, country = draw.choice(template["places"])
        published = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
        event_day = published - timedelta(days=draw.randint(1, 3))
        slots = {
            "town": town,
            "country": country,
            "weekday": WEEKDAYS[language][event_day.weekday()],
            "number": 50 * draw.randint(2, 40),
            "deaths": draw.randint(2, 30),
            "hurt": draw.randint(2, 60),
            "name": draw.choice(NAMES),
        }
        yield {
            "article_id": f"made-{seed}-{number:06d}",
            "source": f"Made Wire {draw.randint(1, 20)}",
            "title": draw.choice(template["titles"]).format(**slots),
            "language": language,
            "published_at": published.isoformat(),
            "text": template["text"].format(**slots),
        }


def write_articles(path: Path, n: int, seed: int = 1) -> Path:
    """Write n articles to a .jsonl file."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in make_articles(n, seed))
    path.write_text("".join(lines), encoding="utf-8")
    return path


if __name__ == "__main__":
    for article in make_articles(int(sys.argv[1])):
        print(json.dumps(article, ensure_ascii=False))
