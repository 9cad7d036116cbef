"""A body taken apart is what a plain walk through it finds, and nothing is carried to the next."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.event import IdKind
from app.core.frames import MOST_LEAVES, Frames
from app.core.reading import JsonObject, JsonValue, leaves
from app.core.shaping import Field, Fields

_KEYS = st.sampled_from(["id", "name", "0", "1", "data", "clabe", "a.b", "", "tx_hash", "note"])
_LEAVES = st.sampled_from(
    ["", "i-1", "646180115400230775", "Ana Núñez", 12, 0, True, False, None, "0x" + "ab" * 32]
)
_VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)
_BODIES: st.SearchStrategy[JsonObject] = st.dictionaries(_KEYS, _VALUES, max_size=5)

KNOWN = (
    Field("id", IdKind.ID),
    Field("data.*.clabe", IdKind.CLABE, "sender", "account"),
    Field("data.note", fact="note"),
    Field("data.name"),
)


@given(st.lists(_BODIES, max_size=6))
def test_the_values_are_the_leaves_in_their_order(bodies: list[JsonObject]) -> None:
    frames = Frames()
    kept: dict[tuple[int, ...], list[tuple[str, type]]] = {}
    for body in bodies:
        frame, values = frames.apart(body)
        assert values == [leaf for _, leaf in leaves(body)]
        told = [(path, type(leaf)) for path, leaf in leaves(body)]
        numbers = [(path, float if kind is int else kind) for path, kind in told]
        assert kept.setdefault(frame, numbers) == numbers


@given(st.lists(_BODIES, min_size=1, max_size=6))
def test_a_body_means_the_same_whatever_came_before(bodies: list[JsonObject]) -> None:
    warm = Fields(KNOWN, opaque=("data.extra",))
    for body in bodies:
        assert warm.shape(body) == Fields(KNOWN, opaque=("data.extra",)).shape(body)


def test_a_hostile_body_is_cut_at_its_leaf_and_forgotten() -> None:
    frames, fields = Frames(), Fields(KNOWN)
    body: JsonObject = {f"k{number}": [number, {"x": number}] for number in range(MOST_LEAVES)}
    frame, values = frames.apart(body)
    assert len(frame) == len(values) == MOST_LEAVES
    assert values[:3] == [0, 0, 1]
    assert fields.shape(body) == fields.shape(body)
    assert fields.shape({"id": "i-1"}).identifiers[0].key == "i-1"
    assert frames.apart({"a": "b"})[1] == ["b"]
