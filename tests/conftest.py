"""How property tests search: the same few examples everywhere; `HYPOTHESIS_PROFILE=search` tries thousands of new ones."""

from hypothesis import HealthCheck, settings

settings.register_profile("copydesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("copydesk")
