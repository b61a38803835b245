"""Whole numbers as official texts count with them, in Chinese and in Arabic digits."""

_CHINESE_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}


def chinese_integer(numeral: str) -> int:
    """Value of a Chinese or Arabic integer below 1,000: 十二 is 12, 二十 is 20, 一百零三 is 103, 〇 is 0."""
    if numeral.isdigit():
        return int(numeral)
    total, digit = 0, 0
    for char in numeral:
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _CHINESE_DIGITS[char]
    return total + digit
