"""How Lucene compares words, the engine behind DataCite's and ORCID's searches."""


def has_phrase(text: list[str], wanted: list[str], slop: int) -> bool:
    """Tell whether wanted words, at least one, stand in a text in order, at most `slop` others between."""
    for start, word in enumerate(text):
        if word != wanted[0]:
            continue
        at, others = start, 0
        for following in wanted[1:]:
            reach = text[at + 1 : at + 2 + slop - others]
            if following not in reach:
                break
            others += reach.index(following)
            at += reach.index(following) + 1
        else:
            return True
    return False


def is_within(edits: int, one: str, other: str) -> bool:
    """Tell whether two words differ in so many characters at most, by the Levenshtein distance."""
    if abs(len(one) - len(other)) > edits:
        return False
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1] <= edits
