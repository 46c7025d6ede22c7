"""Signs that hide something or turn what stands beside them: the build refuses them, and a page shows a symbol in their place."""

from __future__ import annotations

# Control and format characters, fillers, what is no character, and what each font shows otherwise; a regular expression's class.
# The joiners of emoji and of Persian (U+200C, U+200D) are wanted; a line feed and a tab are for whoever uses this to say.
HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xE0000, 0x10000))
    + "\U000e0000-\U0010ffff"
)
# A place where a line may be broken, which no print shows.
SOFT_HYPHEN = "\xad"
