"""The trained block model: which lines of a flattened text are boilerplate, learnt from labelled clippings.

    texts ─layout→ Layout (characters and words as arrays) ─features→ matrix ─network→ scores ─decode→ which go

Everything on the way is whole numbers, so that no line hangs on the last digit of a float: counts, quotients rounded
down, weights of eight bits. `train/` makes the weights; `docs/block-model.md` says from what, and how well they do.
"""
