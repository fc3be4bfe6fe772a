"""A list of words and phrases in; a pattern that matches any of them out, quick however long the list.

The regular expressions of the standard library try the entries of an alternation one after another at every character; as a tree of
letters the same list is left after a few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Node = dict[str, "Node"]
_END = ""


def either(phrases: Iterable[str], gap: str = r"\s+") -> str:
    """Return a pattern that matches any of the phrases, the longest that fits, with `gap` between words; of no phrases it matches nothing.

    It is an alternation without brackets of its own.
    """
    root: Node = {}
    for phrase in phrases:
        node = root
        for i, word in enumerate(phrase.split()):
            for step in ([gap] if i else []) + [re.escape(letter) for letter in word]:
                node = node.setdefault(step, {})
        if node is not root:
            node[_END] = {}
    return "|".join(_branches(root)) or r"(?!)"


def _branches(node: Node) -> list[str]:
    return [step + _tail(after) for step, after in sorted(node.items()) if step != _END]


def _tail(node: Node) -> str:
    """What may follow a step: nothing, one way on, or several; where a phrase ends here too, going on is tried first."""
    ways = _branches(node)
    if not ways:
        return ""
    if _END in node:
        return f"(?:{'|'.join(ways)})?"
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
