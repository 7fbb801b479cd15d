r"""What the paper's last sentence on the compute market says, in both readings."""

from __future__ import annotations

from verify.claims import Section, unprinted


def add_capacity_claim(section: Section) -> None:
    r"""'Unbounded rental rates or expenditure require T \uparrow \bar Q', as a limit along paths of T.

    Proved in the reading: if T stays at most Q-bar - delta, both are bounded (the section's bounds). The converse reading, that they
    grow without bound when T approaches capacity, is the printed arrow read as an approach.
    """
    approach = section.assume(r"T\uparrow\bar Q.", inline=False)
    section.claim(
        "market/unbounded-only-at-capacity",
        unprinted(r"R(z)\le\frac{\bar W}{\delta}", given=(r"z\le\bar Q-\delta", r"z<\bar Q")),
        unprinted(r"R(z)z\le\frac{\bar W(\bar Q-\delta)}{\delta}", given=(r"z\le\bar Q-\delta", "z\\ge0")),
        unprinted(r"R(T)\to\infty", toward=approach),
        remark="Necessary: away from capacity both are bounded. Sufficient as well: the rental price grows without bound as T "
        "approaches Q-bar. In equilibrium the effort grid bounds T away from capacity, so neither happens.",
    )
