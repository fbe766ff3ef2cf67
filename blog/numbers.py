"""The numbers of a post, to be taken in at a glance: people only where people were counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from .models import BranchSection


@dataclass(frozen=True)
class Numbers:
    """`spoken_with` adds up the `counted` sections; the others do not know."""

    sections: Sequence[BranchSection]

    @property
    def counted(self) -> list[BranchSection]:
        return [section for section in self.sections if section.engaged is not None]

    @property
    def spoken_with(self) -> int:
        return sum(section.engaged or 0 for section in self.counted)

    @property
    def most(self) -> int:
        return max((section.engaged or 0 for section in self.counted), default=0)
