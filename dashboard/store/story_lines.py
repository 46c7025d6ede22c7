"""On which line of a story's file a part of it stands. The parser of TOML does not tell, and a fault without a line is hard to find."""

from __future__ import annotations

import re

_STEP = re.compile(r"\s*\[\[\s*step\s*\]\]")


class Lines:
    """The lines of a file. What is not found is placed at the start of the part that should hold it."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._steps = [at for at, line in enumerate(self._lines) if _STEP.match(line)]

    def of_key(self, key: str) -> int:
        """Line of a key before the first step; 0, the whole file, where it is missing."""
        return self._find_key(key, 0, self._steps[0] if self._steps else len(self._lines)) or 0

    def of_count(self, name: str) -> int:
        """Line of a count."""
        return self._find_key(name, 0, len(self._lines)) or self.of_key("counts")

    def of_step(self, number: int, text: str = "", *wanted: str, key: str = "") -> int:
        """Line on which a step begins; of a key of it, or of the first of some words in the text of it, where they are there.

        `text` is as the parser gives it.
        """
        if number > len(self._steps):
            return 0
        start = self._steps[number - 1]
        end = self._steps[number] if number < len(self._steps) else len(self._lines)
        if key:
            return self._find_key(key, start, end) or start + 1
        if text:
            start = (self._find_key("text", start, end) or start + 1) - 1
            for at in range(start, end):
                if any(word in self._lines[at] or self._lines[at].startswith(word.strip()) for word in wanted):
                    return at + 1
        return start + 1

    def _find_key(self, key: str, start: int, end: int) -> int | None:
        named = re.compile(rf'\s*(?:\[\s*)?(?:counts\.)?"?{re.escape(key)}"?\s*[=\]]')
        return next((at + 1 for at in range(start, end) if named.match(self._lines[at])), None)
