"""Groups of articles and the links between them in; fewer, larger groups out: the likeliest are joined first, as long as they hold.

Average-link agglomeration over the links that were looked at: two groups are as near as the articles of the smaller are, on average,
to the larger. What arrived first has no say, which is what a stream cannot have at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

Links = Mapping[int, Mapping[int, float]]

BEST = 0.3  # of an article's nearness to a group is its best member's, the rest is the mean's
_LEAST = 0.3  # a link below it proposes nothing


def nearness(links: Sequence[float], best: float = BEST) -> float:
    """Return how likely an article tells of a group's event, by its links with the group's members."""
    return best * max(links) + (1 - best) * sum(links) / len(links)


def recluster(
    groups: Sequence[Sequence[int]], links: Links, *, threshold: float, apart: Mapping[int, object], best: float = BEST
) -> list[list[int]]:
    """Return the groups joined as long as two are as near as `threshold`; `links` hold both ways, `best` is as in `nearness`.

    Groups whose members `apart` maps to different values are never joined: a person has said so.
    """
    inside = {place: list(group) for place, group in enumerate(groups)}
    of = {article: place for place, group in inside.items() for article in group}
    fixed = {place: {apart[a] for a in group if a in apart} for place, group in inside.items()}
    changed = set(inside)
    scores: dict[tuple[int, int], float] = {}
    while changed:
        for pair in [pair for pair in scores if pair[0] in changed or pair[1] in changed]:
            del scores[pair]
        for place in sorted(changed & set(inside)):
            for other in {of[b] for a in inside[place] for b, score in links.get(a, {}).items() if score >= _LEAST and b in of} - {place}:
                pair = (min(place, other), max(place, other))
                if pair not in scores and len(fixed[place] | fixed[other]) < 2:
                    scores[pair] = _between(inside[pair[0]], inside[pair[1]], links, of, best)
        changed = set()
        for pair in sorted(scores, key=lambda p: (-scores[p], p)):
            if scores[pair] < threshold:
                break
            if changed.isdisjoint(pair):
                keep, gone = pair
                for article in inside[gone]:
                    of[article] = keep
                inside[keep] += inside.pop(gone)
                fixed[keep] |= fixed.pop(gone)
                changed |= {keep, gone}
    return list(inside.values())


def _between(a: Sequence[int], b: Sequence[int], links: Links, of: Mapping[int, int], best: float) -> float:
    smaller, larger = (a, b) if len(a) <= len(b) else (b, a)
    other = of[larger[0]]
    found: dict[int, list[float]] = defaultdict(list)
    for article in smaller:
        for neighbour, score in links.get(article, {}).items():
            if of.get(neighbour) == other:
                found[article].append(score)
    return sum(nearness(scores, best) for scores in found.values()) / len(smaller)
