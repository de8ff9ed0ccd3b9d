"""What rooms above the week's items do when one has changed. They register here; signals knows nothing of them."""

from collections.abc import Callable, Collection
from uuid import UUID

After = Callable[[str, Collection[UUID]], None]

_after: list[After] = []


def after_change(hook: After) -> None:
    """Call `hook(act, items)` in the transaction of every change of items, after it."""
    if hook not in _after:
        _after.append(hook)


def changed(act: str, items: Collection[UUID]) -> None:
    """Tell every room above that items have changed, and by which act."""
    for hook in _after:
        hook(act, items)
