"""The materials that every application of the notices has, to begin a list with; each still wants its clause."""

from typing import Any

STANDARD: list[dict[str, Any]] = [
    {"key": "profile", "name": "个人基本信息", "source": "extracted", "required": True},
    {"key": "education", "name": "学历学位证明", "source": "archive", "modules": ["education"], "required": True},
    {"key": "work", "name": "工作经历证明", "source": "archive", "modules": ["work"], "required": True},
    {
        "key": "title_held",
        "name": "现任专业技术职务任职资格证书",
        "source": "archive",
        "modules": ["title_held"],
        "required": False,
    },
    {
        "key": "achievements",
        "name": "业绩成果证明",
        "source": "archive",
        "modules": ["project", "paper", "book", "patent", "standard", "award", "honour", "adopted"],
        "required": False,
    },
    {"key": "credits", "name": "继续教育学时证明", "source": "extracted", "required": True},
    {"key": "statement", "name": "本人述职", "source": "filled", "required": True},
    {"key": "commitment", "name": "材料真实性保证书", "source": "filled", "required": True},
]
