"""A property that is worked out once for each record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar, overload

Record = TypeVar("Record")
Answer = TypeVar("Answer")


class once(Generic[Record, Answer]):  # noqa: N801  # it stands where `property` stands
    """As `functools.cached_property`, which locks until Python 3.12: that takes longer than most answers.

    >>> class Rain:
    ...     @once
    ...     def days(self):
    ...         return [9]
    >>> rain = Rain()
    >>> rain.days is rain.days
    True
    """

    def __init__(self, work_out: Callable[[Record], Answer]) -> None:
        self._work_out = work_out
        self._name = work_out.__name__
        self.__doc__ = work_out.__doc__

    @overload
    def __get__(self, record: None, owner: type[Record]) -> once[Record, Answer]: ...
    @overload
    def __get__(self, record: Record, owner: type[Record]) -> Answer: ...
    def __get__(self, record: Record | None, owner: type[Record]) -> Answer | once[Record, Answer]:
        if record is None:
            return self
        answer = record.__dict__[self._name] = self._work_out(record)
        return answer
