"""MinHash signatures by datasketch, the same whatever its version."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from copydesk.neardup.banding import Banding
from copydesk.neardup.shingles import Shingles

if TYPE_CHECKING:
    from datasketch import MinHash

SEED = 1
SCHEME = "legacy"
"""datasketch's name for the permutations that its versions before 2.0 know alone, and later ones know as well."""

SIGNATURE_VERSION = f"word-3/sha1-32/datasketch-{SCHEME}/seed-{SEED}"
"""What signatures depend on. Stored ones may only be compared with new ones when this is the same."""

SHINGLES_AT_ONCE = 4096
"""Bounds the memory that a huge text takes: datasketch makes a table of shingles by permutations."""


class Signer:
    """Makes signatures for one banding. datasketch and numpy are loaded when the first Signer is made."""

    def __init__(self, banding: Banding) -> None:
        from datasketch import MinHash

        named = "scheme" in inspect.signature(MinHash).parameters
        scheme = {"scheme": SCHEME} if named else {}
        self._banding = banding
        self._empty: MinHash = MinHash(num_perm=banding.permutations, seed=SEED, **scheme)

    def sign(self, shingles: Shingles) -> MinHash:
        """The signature of a set of shingles. It can be compared with any other by datasketch."""
        signature = self._empty.copy()
        encoded = [shingle.encode("utf-8", "surrogatepass") for shingle in shingles]
        for start in range(0, len(encoded), SHINGLES_AT_ONCE):
            signature.update_batch(encoded[start : start + SHINGLES_AT_ONCE])
        return signature

    def bands(self, shingles: Shingles) -> list[bytes]:
        """The signature's bands, as bytes that are equal where the bands are."""
        packed = self.sign(shingles).hashvalues.astype("<u4").tobytes()
        width = 4 * self._banding.rows
        return [packed[start : start + width] for start in range(0, len(packed), width)]
