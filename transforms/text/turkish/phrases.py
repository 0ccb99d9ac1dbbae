"""What a Turkish noun takes from the words before it: modifiers, owners, the rest of a list."""

from __future__ import annotations

from transforms.text.turkish.bench import Bench
from transforms.text.turkish.lists import join_list, lend_case
from transforms.text.turkish.speech import take_quoted
from transforms.text.turkish.word import Word
from transforms.text.turkish.words import load_words

LENT = {"nummod", "acl", "acl:relcl", "det"}
ORIGIN = ("lı", "li", "lu", "lü")
"""Ends of names of people by their home ("Filistinli çiftçiler")."""
JOINED = {"conj", "flat"}
CARRYING = {"Dat", "Loc", "Abl", "Ins"}
RELATIONS = {"ADJ": "amod", "DET": "det", "NUM": "nummod"}


def take_modifiers(bench: Bench, noun: Word) -> None:
    """Hang on the noun what modifies it, then join it to a name or a list before it."""
    while _take_one(bench, noun):
        pass
    if not _join_name(bench, noun) and not join_list(bench, noun):
        bench.open.append(noun)


def _take_one(bench: Bench, noun: Word) -> bool:
    top = bench.top()
    if top is None or top.upos in {"PUNCT", "CCONJ"}:
        return take_quoted(bench, noun)
    if top.upos in RELATIONS and top.case == "Nom" and not top.is_possessed:
        return _take_modifier(bench, top, noun)
    if _is_at_least(bench, top, noun) or _is_part_of(bench, top, noun):
        bench.hang(top, noun, "dep" if top.is_possessed or top.upos != "NUM" else "nummod")
        return True
    if top.upos == "ADV":
        return _take_adverb(bench, top, noun)
    if top.kind == "part" and top.case == "Nom" and "Post" not in top.marks:
        is_passive = "Pass" in top.marks and "PresPart" in top.marks
        bench.hang(top, noun, "acl" if is_passive else "acl:relcl")
        return True
    if top.kind == "vnoun" and noun.is_possessed and top.index == noun.index - 1:
        return _take_act(bench, top, noun)
    if "Attributive" in top.marks or top.kind == "rel":
        bench.hang(top, noun, "nmod" if top.is_nominal else "acl")
        return True
    return top.is_nominal and "Post" not in top.marks and _take_noun(bench, top, noun)


def _take_act(bench: Bench, act: Word, noun: Word) -> bool:
    """The bare act of a compound ("oturma eylemi")."""
    is_bare = act.case == "Nom" and not act.is_possessed and "Post" not in act.marks
    if is_bare:
        bench.hang(act, noun, "nmod:poss")
    return is_bare


def _take_modifier(bench: Bench, top: Word, noun: Word) -> bool:
    is_of_next = top.upos == "NUM" and noun.upos == "PROPN"  # "5 PKK üyesi"
    if not is_of_next:
        bench.hang(top, noun, RELATIONS[top.upos])
    return not is_of_next


def _take_adverb(bench: Bench, top: Word, noun: Word) -> bool:
    is_near = top.index == noun.index - 1 and noun.upos == "NUM"
    if is_near:
        bench.hang(top, noun, "advmod")
    return is_near


def _is_at_least(bench: Bench, top: Word, noun: Word) -> bool:
    """True for the number of "60'tan fazla kişi", "100'ü aşkın asker"."""
    between = bench.words[top.index + 1 : noun.index]
    is_led = bool(between) and load_words().has("more", between[0].low)
    return top.upos == "NUM" and is_led and all(w.head == noun.index for w in between)


def _is_part_of(bench: Bench, top: Word, noun: Word) -> bool:
    """The part before the whole: "7'si polis 12 kişi", "5'i ağır 12 kişi"."""
    if not bench.has(noun, "nummod"):
        return False
    part = bench.open[-2] if len(bench.open) > 1 else None
    if top.upos == "NUM":
        return top.is_possessed
    is_named = top.upos == "NOUN" and top.case == "Nom" and part is not None
    if not is_named or part is None or not part.is_possessed:
        return False
    is_number = part.upos == "NUM" or "Num" in part.marks or load_words().has("one_of", part.lemma)
    if is_number:
        bench.hang(part, top, "nummod")
    return is_number


def _take_noun(bench: Bench, top: Word, noun: Word) -> bool:
    """A noun before a noun: its owner, or the first word of its compound."""
    words = load_words()
    if top.case == "Gen":
        is_time = words.has("times", noun.lemma) and not words.has("times", top.lemma)
        is_owner = noun.is_possessed and not is_time
        is_owner &= not (_is_lost(bench, noun) or _acts_later(bench, top, noun))
        is_owner &= not (_has_name(bench, noun) and top.upos == "NOUN" and not _is_place(top))
        if is_owner:
            bench.hang(top, noun, "nmod:poss")
        return is_owner
    if top.case != "Nom" or top.upos == "NUM" or not _is_close(bench, top, noun):
        return False
    relation = _of_compound(bench, top, noun)
    if relation:
        bench.hang(top, noun, relation)
        _lend_modifiers(bench, top, noun)
    return relation is not None


def _is_lost(bench: Bench, noun: Word) -> bool:
    """True for what its owner loses in a clause of his own ("21 kişinin yaşamını yitirdiği")."""
    words, after = load_words(), bench.words[noun.index + 1 : noun.index + 2]
    is_own = noun.case == "Acc" and words.has("own_things", noun.lemma)
    is_clause = bool(after) and after[0].kind in {"vnoun", "part"} and after[0].is_possessed
    return is_own and is_clause and words.has("losing", after[0].lemma)


def _is_place(word: Word) -> bool:
    return load_words().has("places", word.lemma) or load_words().has("facilities", word.lemma)


def _has_name(bench: Bench, noun: Word) -> bool:
    """True for a place with its name before it ("Kiev bölgesinde"): nobody else owns it."""
    named = [w for w in bench.words[: noun.index] if w.head == noun.index and w.upos == "PROPN"]
    return _is_place(noun) and bool(named)


def _acts_later(bench: Bench, owner: Word, noun: Word) -> bool:
    """True for people told of by a later clause ("4 kişinin dün düzenlenen baskınla alındığını").

    A clause of its own stands between them and the noun.
    """
    is_people = load_words().has("people", owner.lemma) or owner.lemma == "kişi"
    after = bench.words[noun.index + 1 : noun.index + 2]
    is_whole = noun.case == "Acc" and bench.has(noun, "nmod:poss")  # "bir çadır kampını"
    if is_whole and after and (after[0].deed or after[0].kind in {"vnoun", "part"}):
        return after[0].is_possessed
    if not is_people or not bench.has(noun, "acl", "acl:relcl"):
        return False
    for word in bench.words[noun.index + 1 :]:
        if word.upos == "VERB":
            return word.kind in {"vnoun", "part"} and word.is_possessed
    return False


def _of_compound(bench: Bench, top: Word, noun: Word) -> str | None:
    """The relation of a bare noun to the noun behind it, None where it stands for itself."""
    words = load_words()
    if noun.upos == "PROPN" and noun.text.isupper() and top.is_possessed:
        return "nmod" if words.has("groups", top.lemma) else None  # "terör örgütü PKK"
    if noun.is_possessed:
        is_own = words.has("own_things", noun.lemma) or words.has("limbs", noun.lemma)
        return None if is_own or _has_own(top, noun) else "nmod:poss"
    after = bench.words[noun.index + 1 : noun.index + 2]
    if after and after[0].upos == "VERB" and words.has("light", after[0].lemma):
        return None  # "üç asker şehit oldu"
    if _is_of_kind(bench, top, noun):
        return "nmod"
    last = bench.words[noun.index - 1]
    is_whole = last is top or (last.head == top.index and last.deprel == "flat")
    is_like_adjective = words.has("adnouns", top.low) or words.has("nationals", top.low)
    is_like_adjective |= top.upos == "PROPN" and is_whole and last.low.endswith(ORIGIN)
    if top.index < noun.index - 1 and words.has("adnouns", top.low):
        return None  # "23 kadın ters kelepçeyle"
    if _is_one_carried(bench, top, noun):
        return None
    return "nmod" if is_like_adjective and noun.upos == "NOUN" else None


def _has_own(owners: Word, noun: Word) -> bool:
    """True for people and what is theirs, no compound ("çiftçiler traktörleriyle yürüdü")."""
    words = load_words()
    is_plural = words.has("people", owners.lemma) and "A3pl" in owners.marks
    return is_plural and noun.case in {"Acc", *CARRYING} and not words.has("bodies", noun.lemma)


def _is_of_kind(bench: Bench, top: Word, noun: Word) -> bool:
    """True for a kind before its name ("başkent Şam'a"), "bir grup genç", "10 Şubat Pazartesi"."""
    words = load_words()
    if noun.upos == "PROPN" and words.has("places", top.lemma):
        return not top.is_possessed or (noun.case in CARRYING and top.index == noun.index - 1)
    if words.has("measures", top.low) and bench.has(top, "det", "nummod"):
        return True
    return words.has("times", top.lemma) and words.has("times", noun.lemma)


def _is_one_carried(bench: Bench, top: Word, noun: Word) -> bool:
    """True for a person who is told of for himself ("bir kadın hastaneye kaldırıldı")."""
    words = load_words()
    is_counted = bench.has(top, "det", "nummod", "acl", "acl:relcl")
    is_other = not (words.has("people", noun.lemma) or words.has("titles", noun.lemma))
    return words.has("people", top.lemma) and is_counted and is_other and noun.case in CARRYING


def _is_close(bench: Bench, top: Word, noun: Word) -> bool:
    """True for the noun right before, over adjectives; a name also over the rest of a compound."""
    between = bench.words[top.index + 1 : noun.index]
    own = {noun.index, top.index, *(w.index for w in between if w.deprel in JOINED)}
    if any(w.head not in own and w.text != ")" for w in between):
        return False
    words = load_words()
    is_time = words.has("times", top.lemma)
    if is_time != words.has("times", noun.lemma):
        return is_time and not between and not top.is_possessed
    if between and between[-1].head == top.index and between[-1].deprel == "conj":
        return top.upos == "PROPN"  # "Fransa ve ABD büyükelçilikleri"
    others = [w for w in between if w.is_nominal and w.head == noun.index]
    if not others:
        return True
    is_name = not top.is_possessed and not bench.has(top, "nummod")
    is_name &= top.has_capital or not bench.has(top, "amod")
    is_proper = top.has_capital and noun.has_capital and between[0].has_capital
    is_person = words.has("people", top.lemma) or words.has("titles", top.lemma)
    is_name &= is_proper or not is_person  # "Sudan Halk Kurtuluş Hareketi"
    return is_name and all(w.case == "Nom" and not w.is_possessed for w in others)


def _lend_modifiers(bench: Bench, first: Word, noun: Word) -> None:
    """What stands before a compound modifies the whole ("iki polis memuru", clauses)."""
    if load_words().has("times", first.lemma):
        return
    for word in bench.words:
        is_lent = word.deprel in LENT or (word.deprel == "nmod" and word.kind == "rel")
        if word.head == first.index and is_lent:
            word.head = noun.index


def _join_name(bench: Bench, noun: Word) -> bool:
    """Names that follow each other are one; so are a title and a name."""
    top = bench.top()
    if top is None or noun.upos != "PROPN" or not top.is_nominal or top.upos == "NUM":
        return False
    before = bench.words[noun.index - 1]
    is_near = before is top or (before.head == top.index and before.deprel in {"flat", "punct"})
    is_bare = top.case == "Nom" and "Post" not in top.marks and top.kind != "rel"
    is_title = load_words().has("titles", top.lemma)
    if not is_near or not is_bare or not (top.upos == "PROPN" or is_title):
        return False
    bench.hang(noun, top, "flat")
    lend_case(top, noun)
    return True
