"""How property tests search: the same examples everywhere; `HYPOTHESIS_PROFILE=search` tries thousands of new ones."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

slow = [HealthCheck.too_slow]  # generated examples may take their time on a slow machine
settings.register_profile("copydesk", derandomize=True, deadline=None, suppress_health_check=slow)
settings.register_profile("search", max_examples=4000, deadline=None, suppress_health_check=slow)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "copydesk"))
