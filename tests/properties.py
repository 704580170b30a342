"""How many examples a property is tried with: always the same in `make test`, new ones in `make explore`.

A test that fails by chance tells whoever changed something else that they broke it. So `make test`
draws the same examples every time, and `make explore` looks further: more of them, others each time.
"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings

__all__ = ["examples", "load_profile"]

# No test is timed: on a busy machine an example took 286 ms, and the tests failed for that.
_COMMON: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}


def load_profile() -> None:
    """That of `make test`; `--hypothesis-profile explore` takes the other one afterwards."""
    settings.register_profile("explore", max_examples=1000, **_COMMON)
    settings.register_profile("leaflets", max_examples=50, derandomize=True, **_COMMON)
    settings.load_profile("leaflets")


def examples(count: int, **more: Any) -> settings:
    """For a property that needs `count` examples where others need a hundred."""
    return settings(max_examples=max(1, count * settings.default.max_examples // 100), **more)
