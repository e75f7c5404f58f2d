"""One measured figure beside its limit, and the aim for their ratio."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aim:
    """What a ratio should be: at least or at most `value`."""

    value: float
    at_least: bool = False

    def is_met_by(self, ratio: float) -> bool:
        """Whether this ratio is good enough."""
        return ratio >= self.value if self.at_least else ratio <= self.value

    def __str__(self) -> str:
        return f"{'at least' if self.at_least else 'at most'} {self.value:g}"


@dataclass(frozen=True, slots=True)
class Line:
    """A figure, what it is held against, their ratio, and the aim if there is one."""

    what: str
    figure: str
    limit: str
    ratio: float
    aim: Aim | None = None

    @property
    def is_missed(self) -> bool:
        """Whether there is an aim and the ratio falls short of it."""
        return self.aim is not None and not self.aim.is_met_by(self.ratio)

    def __str__(self) -> str:
        return f"{self.what:<58} {self.ratio:7.2f}  {self.figure:>13} / {self.limit:<34} {self._judgement()}"

    def _judgement(self) -> str:
        if self.aim is None:
            return ""
        if not self.is_missed:
            return f"{self.aim}: met"
        short = abs(self.ratio - self.aim.value) / self.aim.value
        return f"{self.aim}: MISSED by {short:.0%}"


def a_second(rate: float) -> str:
    """A rate in words."""
    return f"{rate:,.0f}/s"


def milliseconds(seconds: float) -> str:
    """A duration in words."""
    return f"{seconds * 1000:,.1f} ms"
