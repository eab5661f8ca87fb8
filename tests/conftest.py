"""Settings for all tests: generated examples may take their time on a slow machine."""

from hypothesis import HealthCheck, settings

settings.register_profile("copydesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("copydesk")
