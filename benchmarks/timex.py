"""Speed of the time engine: MB/s per language, beside dateparser, and growth with length.

    python benchmarks/timex.py [--text FILE --language en] [--kilobytes 1000]

Without --text it reads the project's own test sentences of every language, repeated to
the wanted size. `dateparser.search` (pip install dateparser) reads the first 20 kB of
the same English text in the same run; without it that line is left out.
Times are CPU seconds of one process.
"""

import argparse
import time
from datetime import date
from pathlib import Path

import yaml

from transforms.timexes import find_timexes, load_pack, supported_languages

CASES = Path(__file__).parents[1] / "tests" / "cases" / "timexes"
DCT = date(2024, 3, 7)
# A sentence without a time expression, so that there are about six of them a kilobyte,
# as in the news of the MEANTIME corpus.
FILLER = {
    "ar": "قال المجلس إن القوارب والشباك والمخازن أحصيت من جديد وإن الطريق إلى الميناء مفتوح. ",
    "de": "Der Rat des Hafens teilte mit, dass Boote und Schuppen neu gezählt worden seien. ",
    "en": "The council of the port said that boats, nets and sheds had been counted again. ",
    "es": "El consejo del puerto informó que los barcos y los galpones fueron contados. ",
    "fa": "شورای بندر گفت که قایق‌ها، تورها و انبارها دوباره شمرده شدند و راه باز است. ",
    "fr": "Le conseil du port a indiqué que les bateaux, les filets et les hangars sont comptés. ",
    "hi": "बंदरगाह की परिषद ने कहा कि नावों, जालों और गोदामों की फिर से गिनती की गई है। ",
    "pt": "O conselho do porto informou que os barcos, as redes e os galpões foram contados. ",
    "ru": "Совет порта сообщил, что лодки, сети и склады пересчитаны и дорога к морю открыта. ",
    "tr": "Liman meclisi teknelerin, ağların ve depoların yeniden sayıldığını bildirdi. ",
    "uk": "Рада порту повідомила, що човни та склади перераховано і дорога до моря відкрита. ",
    "zh": "港口委员会表示，船只、渔网和仓库已经重新清点，通往海边的道路已经开放，居民可以返回。",
}
PLAIN_SENTENCES = 2
PEER_BYTES = 20_000
GROWTH = {
    "news": None,
    "one line": "he said on Monday that the town had fallen and that the road was cut ",
    "numbers": "1234 56 7 ",
    "weekdays": "monday tuesday ",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--text", type=Path, help="a UTF-8 text to read instead")
    parser.add_argument("--language", default="en", help="language of --text")
    parser.add_argument("--kilobytes", type=int, default=1000)
    options = parser.parse_args()
    if options.text:
        texts = {options.language: options.text.read_text(encoding="utf-8")}
    else:
        texts = {code: news(code, options.kilobytes) for code in supported_languages()}
    print(f"{'language':10}{'bytes':>12}{'found':>9}{'seconds':>10}{'MB/s':>8}")
    for language, text in texts.items():
        report(language, text)
    english = texts.get("en")
    if english:
        report_peer(english)
        report_growth(english)


def news(language, kilobytes):
    """The language's test sentences, each followed by sentences without a time."""
    cases = yaml.safe_load((CASES / f"{language}.yaml").read_text(encoding="utf-8"))
    plain = FILLER[language] * PLAIN_SENTENCES
    text = "\n\n".join(f"{case['text']} {plain}" for case in cases)
    return text * (kilobytes * 1000 // len(text.encode()) + 1)


def seconds(text, language):
    start = time.process_time()
    found = find_timexes(text, language, DCT)
    return time.process_time() - start, len(found)


def report(language, text):
    load_pack(language)
    seconds(text[:2000], language)
    spent, found = seconds(text, language)
    size = len(text.encode())
    print(f"{language:10}{size:12,}{found:9,}{spent:10.2f}{size / spent / 1e6:8.2f}")


def report_peer(text):
    try:
        from dateparser.search import search_dates
    except ImportError:
        print("dateparser is not installed")
        return
    piece = text[:PEER_BYTES]
    start = time.process_time()
    found = search_dates(piece, languages=["en"]) or []
    spent = time.process_time() - start
    speed = len(piece.encode()) / spent / 1e6
    print(f"{'dateparser':10}{len(piece):12,}{len(found):9,}{spent:10.2f}{speed:8.4f}")


def report_growth(text):
    """CPU seconds at 1x, 2x and 4x the length: linear time doubles, quadratic quadruples."""
    print(f"\n{'growth':12}{'1x':>8}{'2x':>8}{'4x':>8}")
    for name, unit in GROWTH.items():
        base = text[:250_000] if unit is None else unit * (250_000 // len(unit))
        spent = [seconds(base * times, "en")[0] for times in (1, 2, 4)]
        print(f"{name:12}" + "".join(f"{s:8.2f}" for s in spent))


if __name__ == "__main__":
    main()
