"""LIX, how hard a text is to read: the words of a sentence plus the share of long words.

C. H. Björnsson, Läsbarhet (1968): words / sentences + 100 × words of more than six letters / words. 30–40 is easy,
40–50 middling, from 50 on official prose.
"""

import re

LONG = 6
_SENTENCE = re.compile(r"[.!?:]+(?=\s|$)|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d+(?:[.,:]\d+)*", re.UNICODE)


def lix(text: str) -> float:
    """The LIX of a text; 0 for one without words. A line ends a sentence, as a heading or an item of a list does.

    A word with a hyphen is one word; a number is a short word.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = sum(1 for part in _SENTENCE.split(text) if part and _WORD.search(part))
    long = sum(1 for word in words if sum(sign.isalpha() for sign in word) > LONG)
    return len(words) / sentences + 100 * long / len(words)
