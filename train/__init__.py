"""Makes the trained block model anew from labelled clippings: `make model`, or `python -m train`."""
