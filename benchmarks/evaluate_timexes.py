"""Score the time engine on expression tests: the share of inputs whose moments are right.

    python benchmarks/evaluate_timexes.py --eval ../shared/eval/timex [--style dialogue]

Reads `gold/duckling_cases/*.jsonl` (a phrase and its start, end and grain) and
`gold/*_msspec/cases.jsonl` (a sentence and its mentions). An input is right when every gold
mention is covered by our mentions that share half of their characters with it, and nothing else
is found in the text (words without a day, as "recently", are not marked in these sets and are
not counted against us).

What counts as equal (`timex_moments.py`): the same first and last moment. Beyond that
- a range may be one gold mention and two of ours (TIMEX3 marks both ends), its end the last
  moment in it or the first after it; so is a start with a length ("from 4 pm for an hour");
- an expression that leaves its week or year open may be read as the latest one not after the
  reference ("past reading": duckling always looks ahead, news looks back), movable feasts and
  nth weekdays by reading them anew; an hour without am or pm as either half of the day;
- a named part of the day, a weekend, a season and a fiscal year are equal by name, and early,
  mid and late by the unit that they are part of: their hours and days are each library's own;
- a counted window ("next three days") is equal by its length and its side of the reference;
  of "upcoming two weeks" duckling gives the last unit, which must hold our window's end;
- a span that starts or ends at the reference ("within two weeks") is equal by its length, or by
  the moment that it reaches: TIMEX3 marks no more; the same for open ranges ("after 2 pm");
- an expression counted in weeks, months or years, or from a date beside it, may give the day
  counted to (`begin`, `start_day`); a day counted in days stands for duckling's hour in it;
- "a few" is an unknown number in TIMEX3 (PXD) and 2 to 4 in the gold: equal in the same unit (the
  column `vague` says how many inputs are right by it); half a year is six months;
- a clock with a named zone stays in it; duckling turns it to UTC-2;
- day and month in digits may change places: which comes first is a custom of the country;
- an impossible day (30 February) is right where none of its days is given.
Holidays of duckling's own lists are a column of their own. Inputs of msspec that cannot be of
their reference are left out (`no ref`): both readings on one side of it, a day more than 400 days
from it without a year in the words (nearly all French), or a count of hours from a clock that the
case does not give.
"""

import argparse
import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

from timex_found import Found
from timex_gold import gold_of_duckling, gold_of_msspec
from timex_moments import covers

from transforms.timexes import find_timexes
from transforms.timexes.pack import NEWS, STYLES

UNMARKED = {"PAST_REF", "FUTURE_REF", "PRESENT_REF"}
DUCKLING_ZONE = -2  # hours ahead of UTC; its cases turn every clock with a zone to it
COLUMNS = ("right", "inputs", "share", "holidays", "vague", "no ref")


def main():
    """Print one line a set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--set", help="only this set, e.g. duckling_fr or fr_msspec")
    parser.add_argument("--style", choices=STYLES, default=NEWS, help="style of the engine")
    parser.add_argument("--failures", type=int, default=0, help="print so many wrong inputs")
    options = parser.parse_args()
    print(f"style {options.style}\n{'set':14}" + "".join(f"{name:>10}" for name in COLUMNS))
    for name, language, cases in read_sets(options.eval / "gold"):
        if options.set in (None, name):
            score(name, language, cases, options.failures, options.style)


def read_sets(gold):
    """(name, language, cases) of every expression test in the folder."""
    for path in sorted((gold / "duckling_cases").glob("*.jsonl")):
        yield f"duckling_{path.stem}", path.stem, read_lines(path)
    for path in sorted(gold.glob("*_msspec/cases.jsonl")):
        yield path.parent.name, path.parent.name[:2], read_lines(path)


def read_lines(path):
    """The JSON objects of a file of lines."""
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def score(name, language, cases, failures, style):
    """Count and print one set."""
    tally, wrong = Counter(), []
    for case in cases:
        is_msspec = "results" in case
        golds = gold_of_msspec(case) if is_msspec else [gold_of_duckling(case)]
        if golds is None:
            tally["no ref"] += 1
            continue
        kind = "holiday" if "Holiday" in case.get("kind", "") else "input"
        found = find(case, language, style)
        is_right = judge(golds, found, case)
        tally[kind] += 1
        tally[f"right {kind}"] += is_right
        if not is_right:
            wrong.append((case, found))
        tally["vague"] += is_right and any(re.match("PT?X", f.timex.value) for f in found)
    share = 100 * tally["right input"] / max(1, tally["input"])
    feasts = f"{tally['right holiday']}/{tally['holiday']}" if tally["holiday"] else "-"
    row = [tally["right input"], tally["input"], f"{share:.1f}", feasts, tally["vague"]]
    print(f"{name:14}" + "".join(f"{cell!s:>10}" for cell in [*row, tally["no ref"]]), flush=True)
    for case, found in wrong[:failures]:
        show(case, found)


def find(case, language, style):
    """Our mentions in the case's text."""
    ref = datetime.fromisoformat(case["ref"])
    timexes = find_timexes(case["text"], language, ref, style=style)
    zone = DUCKLING_ZONE if "dates" in case else None
    return [Found(timex, case["text"], ref, language, zone) for timex in timexes]


def judge(golds, found, case):
    """Whether every gold mention is covered and nothing else is found."""
    left = list(found)
    for gold in golds:
        inside = [f for f in left if is_inside(f.timex, gold)]
        if not covers(gold, inside):
            return False
        left = [f for f in left if f not in inside]
    return not [f for f in left if f.timex.value not in UNMARKED]


def is_inside(timex, gold):
    """Whether a mention and a gold mention share half of the shorter one."""
    shared = min(timex.end, gold.end) - max(timex.start, gold.start)
    return shared * 2 >= min(timex.end - timex.start, gold.end - gold.start)


def show(case, found):
    """One wrong input: text, gold, ours."""
    gold = case.get("dates") or [
        (case["text"][r["start"] : r["end"]], [v.get("timex") for v in r["values"]][:1],
         [v.get("value") or (v.get("start"), v.get("end")) for v in r["values"]])
        for r in case["results"]
    ]  # fmt: skip
    ours = [(f.timex.text, f.timex.type[:2], f.timex.value, f.timex.rule_id) for f in found]
    print(f"  {case['text']!r} {case['ref']}")
    print(f"     gold {gold} {case.get('grain', '')}")
    print(f"     ours {ours}")


if __name__ == "__main__":
    main()
