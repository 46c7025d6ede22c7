"""Which language a text is in, as far as its letters tell: enough for a browser to choose typeface and line breaks."""

from __future__ import annotations

import re

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
# Characters of many texts that are written one way in Taiwan and Hong Kong and another on the mainland.
_TRADITIONAL = re.compile("[國會韓戰與學這為時個來對發說於東書議協們]")
_SIMPLIFIED = re.compile("[国会韩战与学这为时个来对发说于东书议协们]")
# A syllable of Hangul or a Chinese character says as much as so many letters.
_LETTERS = 3


def language(text: str) -> str:
    """`ko`, `ja`, `zh-Hans`, `zh-Hant`, `zh` or `ru` for a text that is mostly written so; empty for the letters of Europe."""
    if text.isascii():
        return ""
    hangul, kana, han = (len(script.findall(text)) for script in (_HANGUL, _KANA, _HAN))
    latin, cyrillic = len(_LATIN.findall(text)), len(_CYRILLIC.findall(text))
    if cyrillic > latin:
        return "ru"
    if _LETTERS * (hangul + kana + han) <= latin:
        return ""
    # Korean and Japanese may be full of Chinese characters; Chinese has neither Hangul nor kana.
    if hangul or kana:
        return "ko" if hangul >= kana else "ja"
    return _chinese(text) if han else ""


def _chinese(text: str) -> str:
    traditional, simplified = len(_TRADITIONAL.findall(text)), len(_SIMPLIFIED.findall(text))
    if traditional == simplified:
        return "zh"
    return "zh-Hant" if traditional > simplified else "zh-Hans"
