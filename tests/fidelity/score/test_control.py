"""What comes out right whatever the recording says weighs nothing."""

from pidguide.fidelity.score.control import of_shape, without_echoes
from pidguide.fidelity.score.weights import WEIGHTS, Check, Part


def check(name: str, **parts: tuple[str, bool]) -> Check:
    made = {place.replace("_", "."): Part(*part) for place, part in parts.items()}
    return Check(name, sum(part.right for part in made.values()) / len(made), [], made)


def test_a_part_that_follows_the_falsified_recording_weighs_nothing() -> None:
    true = check("values", a=("One", True), b=("Two", True))
    weighed = without_echoes(true, [check("values", a=("Oni", True), b=("Twu", False))])
    assert weighed.echoed == {"a"}
    assert (weighed.weight, weighed.counted) == (WEIGHTS["values"] / 2, 1.0)


def test_what_was_not_falsified_or_is_wrong_keeps_its_weight() -> None:
    true = check("values", a=("One", True), b=("Two", False))
    assert without_echoes(true, [check("values", a=("One", True), b=("Twu", True))]).echoed == frozenset()
    assert without_echoes(true, []).weight == WEIGHTS["values"]


def test_a_difference_weighs_more_beside_what_is_only_echoed() -> None:
    true = check("values", a=("One", True), b=("Two", False), c=("Three", True))
    weighed = without_echoes(true, [check("values", a=("Oni", True), c=("Thrii", True))])
    assert (true.share, weighed.counted) == (2 / 3, 0.0)


def test_a_check_all_of_which_is_echoed_counts_nothing() -> None:
    weighed = without_echoes(check("status", x=("200", True)), [check("status", x=("404", True))])
    assert weighed.weight == 0


def test_a_member_all_of_whose_values_are_echoed_is_no_shape_of_the_emulators() -> None:
    values = Check("values", 1.0, [], {}, frozenset({"a[0].b", "a[1].b", "c[0]"}))
    values.parts = {place: Part("x", True) for place in ("a[0].b", "a[1].b", "c[0]", "c[1]", "d")}
    shape = Check("shape", 1.0, [], {place: Part("string", True) for place in ("a[].b", "c[]", "d", "a")})
    assert of_shape(shape, values).echoed == {"a[].b"}


def test_so_it_is_in_xml() -> None:
    place = "{urn:a}r/{urn:a}b[2]/@c"
    values = Check("values", 1.0, [], {place: Part("x", True)}, frozenset({place}))
    shape = Check("shape", 1.0, [], {"{urn:a}r/{urn:a}b/@c": Part("string", True)})
    assert of_shape(shape, values).echoed == {"{urn:a}r/{urn:a}b/@c"}
