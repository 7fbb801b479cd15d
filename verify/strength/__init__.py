"""How firmly a claim is pinned: its statement with slips, and its hypotheses left out, decided by its own legs."""
