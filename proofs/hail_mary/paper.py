"""The contest paper: all its sections in the order of the paper."""

from __future__ import annotations

from functools import cache

from proofs.certificate_leg import add_certificates
from proofs.hail_mary import (
    appendix_bellman,
    appendix_high,
    appendix_joint_uniqueness,
    appendix_leader_lemmas,
    appendix_lemmas,
    appendix_low,
    appendix_low_uniqueness,
    appendix_medium,
    appendix_prizes,
    model,
    prize_allocation,
    three_types,
    well_behaved,
)
from proofs.hail_mary.labels import add_labels
from proofs.hail_mary.notation import NOTATION
from proofs.hail_mary.shown import Shown
from verify.claims import Paper

SECTIONS = (
    *(model.add_introduction, model.add_motion, model.add_payoff),
    *(three_types.add_definition, three_types.add_low, three_types.add_statics),
    *(three_types.add_high, three_types.add_medium, well_behaved.add),
    *(prize_allocation.add_extension, prize_allocation.add_exercise),
    *(appendix_bellman.add_equation, appendix_bellman.add_boundaries),
    *(appendix_low.add_solution, appendix_low.add_boundary, appendix_low.add_checks),
    *(appendix_high.add_solution, appendix_high.add_checks),
    *(appendix_medium.add_solution, appendix_medium.add_switch, appendix_medium.add_checks),
    *(appendix_lemmas.add_follower, appendix_lemmas.add_leader),
    appendix_low_uniqueness.add_leader,
    appendix_low_uniqueness.add_best_response,
    appendix_low_uniqueness.add_fixed_point,
    *(appendix_leader_lemmas.add_above, appendix_leader_lemmas.add_below),
    *(appendix_joint_uniqueness.add_switch, appendix_joint_uniqueness.add_fixed_point),
    *(appendix_prizes.add_times, appendix_prizes.add_small_budget, appendix_prizes.add_large_budget),
)


@cache
def build() -> Paper:
    """The paper with its notation, printed formulas and claims."""
    paper = Paper("hail-mary", "Hail Mary Pass: Contests with Stochastic Progress", NOTATION)
    shown: Shown = {}
    for add in SECTIONS:
        add(paper, shown)
    add_labels(paper)
    add_certificates(paper)
    return paper
