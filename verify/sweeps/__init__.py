"""Sweeps over many points: the same results on one process, on all cores and on a cluster."""
