"""Reading the YAML that ships with the law; a repeated key is an error, not a silent overwrite."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


class _StrictLoader(yaml.CSafeLoader):
    """A safe loader that refuses a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        keys = [key.value for key, _ in node.value]
        repeated = sorted({key for key in keys if keys.count(key) > 1})
        if repeated:
            raise yaml.constructor.ConstructorError(None, None, f"重复的键：{repeated}", node.start_mark)
        return super().construct_mapping(node, deep=deep)


def parse_yaml(text: str) -> Any:
    """Parse YAML text. Raises yaml.YAMLError when it is not well formed."""
    return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a subclass of the safe loader


def read_yaml(name: str) -> Any:
    """Read a data file of this folder, named relative to `law/`."""
    return parse_yaml((FOLDER / name).read_text(encoding="utf-8"))
