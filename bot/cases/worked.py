"""What a rule comes to for a case, with its steps."""

from dataclasses import dataclass
from decimal import Decimal

from bot.texts import WORKED
from bot.understanding.stated import difference


@dataclass(frozen=True, slots=True)
class Worked:
    """What comes out in a `unit`, for each of what (每月; "" for all), the steps in words, whether it is at most that, the
    sentences it is by, whether anything had to be reckoned or a tier to be found for it, and what an
    amount for each month or year comes to over all the time that it is given for (最长24个月共9600元). `taken`: where the figures of the
    case start that led to the grants and stand in no step; `written`: the amount as the rule writes it, where that is all it comes to."""

    value: Decimal
    each: str
    steps: str
    most: bool
    at: tuple[int, ...]
    reckoned: bool
    unit: str = "元"
    whole: str = ""
    taken: tuple[int, ...] = ()
    written: str = ""

    @property
    def line(self) -> str:
        """The result with its steps."""
        most = str(WORKED["most"]) if self.most else ""
        steps = f"{self.steps}{self.whole}"
        total = self.written or difference(self.value, self.unit)
        return WORKED["result"].format(most=most, each=self.each, total=total, steps=steps)
