"""What citizens often write about: words and pairs of words, for staff to make themes of. Pure.

No list of common words is needed in any language: what stands in more than a fifth of the comments, or is short,
tells nothing apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from admin.comments.words import folded, is_about, searchable, words_of

LEAST_COMMENTS: Final = 3
"""A word in fewer comments than this is no theme."""
LARGEST_SHARE: Final = 0.2
FEW: Final = 25
"""In fewer comments than this a share says little: nothing is left out for being common."""
SHORTEST: Final = 5
SHORT_WORDS: Final = frozenset({"ar", "tr", "uk", "pl"})
"""Languages without articles, or that write them to the word: a word of four letters tells something there."""
OWN_PART: Final = 0.3
"""A word that mostly stands in one pair is suggested as that pair only."""
MOST: Final = 24


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word or pair of words, the code of its language, and in how many comments it stands."""

    words: str
    language: str
    comments: int


def suggestions(comments: Iterable[tuple[str, str]], known: Sequence[str] = ()) -> tuple[Suggestion, ...]:
    """The words that stand in most `comments` (language code, text), but for what the `known` phrases cover."""
    by_language: dict[str, list[str]] = {}
    for language, text in comments:
        by_language.setdefault(language, []).append(text)
    found = [each for language, texts in by_language.items() for each in _in_language(language, texts)]
    phrases = [searchable(phrase) for phrase in known]
    new = [each for each in found if not is_about(searchable(each.words), phrases)]
    return tuple(sorted(new, key=lambda each: (-each.comments, each.language, each.words))[:MOST])


def _in_language(language: str, texts: Sequence[str]) -> Iterator[Suggestion]:
    shortest = SHORTEST - 1 if language in SHORT_WORDS else SHORTEST
    most = len(texts) * LARGEST_SHARE if len(texts) >= FEW else len(texts)
    words, pairs, written = _counted(texts)
    good = {word: n for word, n in words.items() if len(word) >= shortest and LEAST_COMMENTS <= n <= most}
    paired = {
        pair: n for pair, n in pairs.items() if n >= LEAST_COMMENTS and (pair[0] in good or pair[1] in good)
        and min(map(len, pair)) >= shortest and n <= most
    }  # fmt: skip
    for pair, n in paired.items():
        yield Suggestion(" ".join(written[word] for word in pair), language, n)
    for word, n in good.items():
        if n - max((m for pair, m in paired.items() if word in pair), default=0) >= OWN_PART * n:
            yield Suggestion(written[word], language, n)


def _counted(texts: Sequence[str]) -> tuple[Counter[str], Counter[tuple[str, str]], Mapping[str, str]]:
    """In how many texts each folded word and pair stands, and how a word was first written."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    written: dict[str, str] = {}
    for text in texts:
        told = words_of(text)
        plain = [folded(word) for word in told]
        for short, word in zip(plain, told, strict=True):
            written.setdefault(short, word)
        words.update(set(plain))
        pairs.update(set(pairwise(plain)))
    return words, pairs, written
