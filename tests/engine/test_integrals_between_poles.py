r"""An integral is what its primitive says only where the integrand has no pole on the way."""

from __future__ import annotations

import pytest
from small_statements import is_proved

TRUE = (
    r"\int_{0}^{u}\frac{1}{(2-t)^2}\,dt=\frac{u}{2(2-u)}",
    r"\int_{0}^{a}\frac{1}{(1+t)^2}\,dt=\frac{a}{1+a}",
    r"\int_{a}^{b}\frac{1}{t}\,dt=\log(b)-\log(a)",
    r"\int_{0}^{a}\frac{1}{\sqrt{t}}\,dt=2\sqrt{a}",
    r"\int_{0}^{\infty}\frac{1}{(1+t)^2}\,dt=1",
    r"\int_{-\infty}^{-1}\frac{1}{t^2}\,dt=1",
    r"\int_{-\infty}^{0}e^{at}\,dt=\frac1a",
    r"\int\frac{1}{t+a}\,w(dt)\le\int\frac1a\,w(dt)",
)
OPEN = (
    r"\int_{-a}^{b}\frac{1}{t^2}\,dt=-\frac1a-\frac1b",
    r"\int_{0}^{x}\frac{1}{(1-t)^2}\,dt=\frac{x}{1-x}",
    r"\int_{a}^{0}\frac{1}{(t-\frac a2)^2}\,dt=\frac4a",
    r"\int_{-1}^{\infty}\frac{1}{t^2}\,dt=1",
    r"\int_{-\infty}^{1}\frac{1}{t^2}\,dt=-1",
    r"\int_{-1}^{1}\frac{1}{\sqrt[3]{t}}\,dt=0",
    r"\int_{-a}^{a}\log(t)\,dt=2a\log(a)-2a",
    r"\int_{0}^{n}\tan(t)\,dt=-\log(\cos(n))",
    r"\int\frac{1}{t-1}\,w(dt)=\int\frac{1}{t-1}\,w(dt)",
)


@pytest.mark.parametrize("latex", TRUE)
def test_without_a_pole_it_is_proved(latex: str) -> None:
    assert is_proved(latex)


@pytest.mark.parametrize("latex", OPEN)
def test_over_a_pole_or_where_nothing_is_real_nothing_is_proved(latex: str) -> None:
    assert not is_proved(latex)
