"""Score event coding on the project's own gold set (tests/cases/gold), by language.

python benchmarks/evaluate_gold.py [--split tune|held|all] [--languages en,es] [--show]

Events and incomplete rows are scored together. Rows are aligned by the largest number of equal
keys (day, sub-event type, location), then of equal cells. An event is right when two of its
three keys are; cells of all aligned rows (one key or more) are compared over 13 fields, empty
against empty counts as no cell, and rows left over have all their cells missed or false.
Outside violence against civilians the two actors may stand in either order. Names are compared
without case and accents; where the gold gives a list, any of its values is right.
`--show` prints what differs, article by article; never for the held split when tuning.
"""

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import yaml
from gold_rows import FIELDS, KEYS, align, is_filled, is_right, keys_equal, values

from flows.settings import load_settings
from transforms.pipeline import code_articles, load_kit
from transforms.text.readers_common import Origin, build_article

GOLD = Path(__file__).parents[1] / "tests" / "cases" / "gold"
LANGUAGES = ("en", "es", "ar", "fr", "pt", "ru", "uk", "tr")
KEYS_OF_AN_EVENT = 2
BATCH = 20


def main():
    """Code the gold articles and non-event paragraphs and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--split", choices=["tune", "held", "all"], default="tune")
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--show", action="store_true", help="print what differs")
    parser.add_argument("--only", help="part of an article id")
    args = parser.parse_args()
    kit = load_kit(load_settings().models_dir)
    false_rows, paragraphs = 0, 0
    for language in args.languages.split(","):
        if language not in kit.annotator.languages:
            say(f"{language}: no model")
            continue
        score = Score()
        for entry, rows in coded(pick(load_gold(language, args.split), args.only), kit):
            score.add(entry, rows, args.show)
        score.report(language, args.split)
        quiet = pick(load_nonevents(language, args.split), args.only)
        wrong = [(entry, rows) for entry, rows in coded(quiet, kit) if rows]
        count = sum(len(rows) for _, rows in wrong)
        say(f"  non-events: {count} false rows in {len(quiet)} paragraphs\n")
        show_nonevents(wrong if args.show else [])
        false_rows, paragraphs = false_rows + count, paragraphs + len(quiet)
    if paragraphs:
        say(f"non-events: {false_rows} false rows in {paragraphs} paragraphs, "
            f"{20 * false_rows / paragraphs:.2f} in 20")  # fmt: skip


def load_gold(language, split):
    """Return the articles of a language: those to tune on, those held back, or all."""
    names = {"tune": ["articles"], "held": ["held"], "all": ["articles", "held"]}[split]
    paths = [GOLD / f"{name}_{language}.yaml" for name in names]
    return [entry for path in paths if path.is_file() for entry in read(path)["articles"]]


def load_nonevents(language, split):
    """Return a language's paragraphs without an event; every third of nonevents.yaml is held."""
    entries, tuned = (
        [entry for entry in read(GOLD / name)["paragraphs"] if entry["language"] == language]
        for name in ("nonevents.yaml", "nonevents_tune.yaml")
    )
    held = [i % 3 == 2 for i in range(len(entries))]
    wanted = {"tune": (False,), "held": (True,), "all": (True, False)}[split]
    kept = [entry for entry, is_held in zip(entries, held, strict=True) if is_held in wanted]
    return kept + (tuned if False in wanted else [])


def read(path):
    """Parse a YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def pick(entries, part):
    """Keep the entries whose id contains a part."""
    return [entry for entry in entries if not part or part in entry["id"]]


def coded(entries, kit):
    """Yield each entry with the rows that the pipeline gives, incomplete ones included."""
    for start in range(0, len(entries), BATCH):
        part = entries[start : start + BATCH]
        codings = code_articles([to_article(entry) for entry in part], kit)
        for entry, coding in zip(part, codings, strict=True):
            yield entry, [mention.row for mention in coding.mentions]


def to_article(entry):
    """Build the article that a reader would build from a JSON line."""
    day = entry.get("published_at")
    fields = {
        "article_id": entry["id"],
        "title": entry.get("title"),
        "source": entry.get("source"),
        "language": entry["language"],
        "published_at": day.isoformat() if isinstance(day, date) else day,
    }
    return build_article(Origin(GOLD / "gold.jsonl", 1, entry["id"]), entry["text"], fields)


class Score:
    """Counts of events and cells of one language."""

    def __init__(self):
        self.events = Counter()
        self.cells = Counter()
        self.fields = {field: Counter() for field in FIELDS}

    def add(self, entry, rows, show):
        """Align an article's rows with the expected ones and count."""
        gold = entry["expected"]
        pairs, missed, false = align(gold, rows)
        hits = sum(keys_equal(g, r) >= KEYS_OF_AN_EVENT for g, r in pairs)
        self.events += Counter(hit=hits, gold=len(gold), predicted=len(rows))
        for g, r in pairs:
            for field in FIELDS:
                self.add_cell(field, g, r)
        self.cells["gold"] += sum(is_filled(g, f) for g in missed for f in FIELDS)
        self.cells["predicted"] += sum(r[f] is not None for r in false for f in FIELDS)
        if show:
            show_article(entry, pairs, missed, false)

    def add_cell(self, field, gold, row):
        """Count one cell of an aligned pair of rows."""
        right = is_right(gold, row, field)
        self.fields[field].update(total=1, right=int(right))
        blank = row[field] is None
        wanted = (not blank or None not in values(gold, field)) if right else is_filled(gold, field)
        self.cells.update(gold=int(wanted), predicted=int(not blank), hit=int(right and not blank))

    def report(self, language, split):
        """Print the figures of a language."""
        say(f"{language} ({split}): {self.events['gold']} expected, "
            f"{self.events['predicted']} predicted rows")  # fmt: skip
        say(f"  events  {figures(self.events)}")
        say(f"  cells   {figures(self.cells)}")
        parts = [
            f"{f} {100 * c['right'] / c['total']:.0f}" for f, c in self.fields.items() if c["total"]
        ]
        say(f"  per cent right in aligned rows: {', '.join(parts)}")


def figures(counts):
    """Return precision, recall and F1 in per cent."""
    precision = 100 * counts["hit"] / max(counts["predicted"], 1)
    recall = 100 * counts["hit"] / max(counts["gold"], 1)
    f1 = 2 * precision * recall / (precision + recall) if counts["hit"] else 0.0
    return f"precision {precision:.1f} recall {recall:.1f} F1 {f1:.1f}"


def show_article(entry, pairs, missed, false):
    """Print what differs in an article."""
    lines = []
    for gold, row in pairs:
        wrong = [f for f in FIELDS if not is_right(gold, row, f)]
        if wrong:
            lines.append(f"  ~ {brief(row)}")
        lines += [f"      {f}: {row[f]!r}, expected {gold[f]!r}" for f in wrong]
    lines += [f"  - missed {brief(gold)}" for gold in missed]
    lines += [f"  + false  {brief(row)}" for row in false]
    if lines:
        say("\n".join([f"{entry['id']} {entry.get('title', '')}", *lines]))


def show_nonevents(wrong):
    """Print the false rows of non-event paragraphs."""
    for entry, rows in wrong:
        say(f"{entry['id']} {entry['text']}")
        say("\n".join(f"  + false  {brief(row)}" for row in rows))


def brief(row):
    """Return a row in a line."""
    names = (*KEYS, "actor1", "actor2", "fatalities")
    return " | ".join(str(row[name]) for name in names)


def say(text):
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
