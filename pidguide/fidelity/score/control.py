"""Takes the weight from what an answer only echoes.

The emulator is given the records that a recording shows, and answers with them: that the title comes out
right then says little. So each recording is also replayed falsified: with other values, and with another
status. What stays right although the recording says something else was taken from it, and weighs nothing.
"""

import re

from pidguide.fidelity.score.weights import Check, Part


def without_echoes(check: Check, controls: list[Check]) -> Check:
    """Return a check in which the parts that also come right in a falsified recording weigh nothing.

    Where the falsified value of a member comes out, so does the member's type: see `of_shape`.
    """
    echoed = {place for control in controls for place in _echoed(check.parts, control.parts)}
    return Check(check.name, check.share, check.differences, check.parts, frozenset(echoed))


def _echoed(parts: dict[str, Part], falsified: dict[str, Part]) -> set[str]:
    return {
        place
        for place, part in parts.items()
        if part.right
        and place in falsified
        and falsified[place].right
        and falsified[place].recorded != part.recorded
    }


def of_shape(shape: Check, values: Check) -> Check:
    """Return the check of the shape without the members all of whose values are echoed."""
    places = {place: _general(place) for place in values.parts}
    kept = {general for place, general in places.items() if place not in values.echoed}
    echoed = set(places.values()) - kept
    right = {place for place, part in shape.parts.items() if part.right and place in echoed}
    return Check(shape.name, shape.share, shape.differences, shape.parts, frozenset(right))


def _general(place: str) -> str:
    """Return a value's place with the positions in its lists collapsed, as in a shape."""
    is_xml = "/" in re.sub(r"\[[^\]]*\]|\{[^}]*\}", "", place)
    return re.sub(r"\[[^\]]*\]", "" if is_xml else "[]", place)
