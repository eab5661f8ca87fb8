"""The trained page model: which lines of an HTML page are its text, learnt from labelled pages.

    Outline ─frame→ arrays ─features→ matrix ─network→ scores ─decide→ which stay ─labels→ as what the others go

What it sees of a line's words and form it shares with `blockmodel`; what stands around the line comes from `webpage`.
`train/pages` makes the weights; `docs/page-model.md` says from what, and how well they do.
"""
