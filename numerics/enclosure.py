"""From an approximate equilibrium to the proof that an exact one lies within a stated distance.

The support equations F(z) = 0 are quadratic, so their derivative is Lipschitz with a constant that can be
read off. With an approximate inverse C of F'(z0), eta >= |C F(z0)|, eps >= |I - C F'(z0)| and kappa >= |C| L
in the maximum norm, the map z - C F(z) takes the ball of radius r around z0 into itself and contracts it when

    eta + eps r + kappa r^2 / 2 <= r    and    eps + kappa r < 1

(Newton-Kantorovich in Krawczyk's form), so exactly one root lies in it. It is an equilibrium when all
probabilities of the supports stay positive and all other actions lose in the whole ball. Rounding is bounded
a priori, as in the certificate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics.certificate import UNIT_ROUNDOFF
from numerics.equilibrium import Equilibrium
from numerics.errors import NotEnclosedError
from numerics.stochastic_game import StochasticGame
from numerics.support_newton import SupportSystem
from numerics.support_pivoting import Candidate, Supports, indifferent_profile, one_shot_gains
from numerics.transition import Floats


@dataclass(frozen=True)
class Enclosure:
    """An exact equilibrium with the supports of `profile`, every probability and value within `radius` of it.

    Attributes
    ----------
    profile, values : the centre
    radius : the largest distance of a probability or a value
    least_probability : every action of the supports is played with at least this
    least_loss : every other action loses at least this
    """

    profile: tuple[Floats, Floats]
    values: Floats
    radius: float
    least_probability: float
    least_loss: float


def enclose(game: StochasticGame, equilibrium: Equilibrium, *, mirrored: bool | None = None) -> Enclosure:
    """Prove that an exact equilibrium lies near an approximate one.

    Parameters
    ----------
    mirrored : look for an exact equilibrium among the symmetric ones; by default where the given one is
        symmetric

    Raises
    ------
    NotEnclosedError : the support equations are singular or nearly so, or an action outside the supports ties
    """
    x, y = equilibrium.profile
    reflect = symmetric_profile(game, x, y) if mirrored is None else mirrored
    supports = Supports.of(x, y)
    centre, residual = indifferent_profile(game, supports, Candidate(x, y, equilibrium.values), reflect)
    if not np.isfinite(residual):
        raise NotEnclosedError("the equations of its supports are singular")
    systems = [(SupportSystem(game, 0, supports.first, supports.second), centre.y, centre.values[0])]
    if not reflect:
        systems.append((SupportSystem(game, 1, supports.second, supports.first), centre.x, centre.values[1]))
    radius = max(root_radius(system, mix, values) for system, mix, values in systems)
    probability = min(float(centre.x[supports.first].min()), float(centre.y[supports.second].min())) - radius
    if probability <= 0:
        raise NotEnclosedError("an action of its supports may have probability zero")
    loss = least_loss(game, supports, centre, radius)
    if loss <= 0:
        raise NotEnclosedError("an action outside its supports may earn as much as those inside")
    return Enclosure((centre.x, centre.y), centre.values, radius, probability, loss)


def symmetric_profile(game: StochasticGame, x: Floats, y: Floats) -> bool:
    """Whether the game is its own mirror image and the profile too."""
    return game.mirror is not None and bool(np.abs(x - y[::-1]).max() <= 1e-9)


def root_radius(system: SupportSystem, mix: Floats, values: Floats) -> float:
    """A radius of a ball around (mix, values) that contains exactly one root; NotEnclosedError when none is
    found."""
    residual, jacobian = system.evaluate(mix, values)
    if jacobian.shape[0] != jacobian.shape[1]:
        raise NotEnclosedError("its supports do not have the same size in total")
    try:
        inverse = np.linalg.inv(jacobian)
    except np.linalg.LinAlgError:
        raise NotEnclosedError("the equations of its supports are singular") from None
    entry_error, residual_error = assembly_errors(system, mix, values)
    size = np.abs(inverse)
    rounding = 3 * (jacobian.shape[0] + 2) * UNIT_ROUNDOFF
    defect = np.abs(np.eye(len(inverse)) - inverse @ jacobian) + rounding * (size @ np.abs(jacobian))
    norm = float(size.sum(axis=1).max()) * (1 + rounding)
    widest = float(system.other.sum(axis=1).max())
    eps = float(defect.sum(axis=1).max()) * (1 + rounding) + norm * entry_error
    eta = norm * (float(np.abs(residual).max()) + residual_error)
    kappa = norm * 2 * system.game.discount * widest * (1 + rounding)
    return fixed_radius(eta, eps, kappa)


def fixed_radius(eta: float, eps: float, kappa: float) -> float:
    """A radius that satisfies both conditions of the theorem, with room for the roundings of this line of
    arithmetic."""
    if eps < 0.5:
        radius = 2.5 * eta / (1 - eps) + 1e-300
        maps_into_itself = eta + eps * radius + kappa * radius**2 / 2 <= 0.99 * radius
        if maps_into_itself and eps + kappa * radius < 0.99:
            return radius
    raise NotEnclosedError("the equations of its supports are too close to singular")


def assembly_errors(system: SupportSystem, mix: Floats, values: Floats) -> tuple[float, float]:
    """Bounds on the rounding of a row of the Jacobian (sum of absolute entries) and of an entry of the
    residual."""
    game, widest = system.game, float(system.other.sum(axis=1).max())
    successors = game.law.successors.shape[3]
    largest = float(np.abs(game.payoffs[system.player]).max()) + 2 * float(np.abs(values).max()) + 2
    unit = 3 * (successors + widest + 20) * UNIT_ROUNDOFF
    weights = max(1.0, float(np.abs(mix).sum(axis=1).max()))
    return unit * (widest * largest + weights + 1), unit * (weights * largest + largest)


def least_loss(game: StochasticGame, supports: Supports, at: Candidate, radius: float) -> float:
    """What every action outside the supports loses at least, for all profiles and values in the ball."""
    gains = one_shot_gains(game, at)
    outside = [gain[~mask] for gain, mask in zip(gains, (supports.first, supports.second), strict=True)]
    best = max((float(gain.max()) for gain in outside if gain.size), default=-np.inf)
    widest = float(max(supports.first.sum(axis=1).max(), supports.second.sum(axis=1).max()))
    largest = float(np.abs(game.payoffs).max()) + float(np.abs(at.values).max())
    spread = radius * (widest * largest + game.discount * (1.01 + widest * radius) + 1)
    unit = 3 * (game.law.successors.shape[3] + widest + 20) * UNIT_ROUNDOFF
    return float(-(best + 1.01 * spread + unit * (3 * largest + 3)))
