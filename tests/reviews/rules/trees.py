"""Random conditions of the law's grammar, for Hypothesis."""

from typing import Any

from hypothesis import strategies as st

from law.vocabulary import FactWord, vocabulary

WORDS = list(vocabulary().facts.values())
CODES = [code for code in vocabulary().ambiguities if code != "MISSING"]
TABLES = ["正高级", "副高级", "中级", "初级"]
texts = st.text(st.characters(categories=["Lo", "Nd"]), min_size=1, max_size=8)
words = st.fixed_dictionaries({}, optional={"asks": texts})


def _value(word: FactWord) -> st.SearchStrategy[Any]:
    if word.kind == "flag":
        return st.booleans()
    if word.kind == "number":
        return st.integers(0, 99)
    return st.sampled_from(word.answers) if word.answers else texts


@st.composite
def facts(draw) -> dict[str, Any]:
    word = draw(st.sampled_from(WORDS))
    node: dict[str, Any] = {"fact": word.path}
    tests = {"flag": ["holds"], "number": ["at_most", "at_least", "is"], "choice": ["one_of", "is", "is_not"]}
    test = draw(st.sampled_from(tests.get(word.kind, ["is", "is_not", "one_of", "holds"])))
    if test == "holds":
        node[test] = draw(st.booleans())
    elif test == "one_of":
        node[test] = draw(st.lists(_value(word), unique=True, min_size=1, max_size=4))
    else:
        node[test] = draw(_value(word))
    if draw(st.booleans()):
        node["assume"] = draw(_value(word))
    return {**node, **draw(words)}


tenures = st.fixed_dictionaries(
    {"tenure": st.sampled_from(list(vocabulary().tenures)), "years": st.integers(1, 40)}, optional={"words": texts}
)
counts = st.fixed_dictionaries(
    {"count": st.sampled_from(list(vocabulary().lists)), "needed": st.integers(1, 6)},
    optional={
        "one_each": st.sampled_from(CODES),
        "asks": texts,
        "from": st.dictionaries(texts, texts, min_size=1, max_size=4),
    },
)
awards = st.fixed_dictionaries(
    {
        "awarded": st.one_of(
            st.sampled_from(TABLES), st.lists(st.sampled_from(TABLES), unique=True, min_size=2, max_size=3)
        )
    },
    optional={"asks": texts},
)
human = st.builds(lambda code: {"human": code}, st.sampled_from(CODES))
leaves = st.one_of(facts(), tenures, counts, awards, human)


def _groups(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    many = st.lists(parts, min_size=1, max_size=4)
    return st.one_of(
        many.map(lambda found: {"all": found}),
        many.map(lambda found: {"any": found}),
        parts.map(lambda found: {"not": found}),
        st.builds(lambda code, found: {"doubt": code, "if": found}, st.sampled_from(CODES), parts),
    )


conditions = st.recursive(leaves, _groups, max_leaves=12)
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(texts | st.sampled_from(["fact", "all", "not"]), inner, max_size=3)
    ),
    max_leaves=8,
)
