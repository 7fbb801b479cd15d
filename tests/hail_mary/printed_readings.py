"""The displays of the contest paper, typed again, and what each of them says: compared by eye with the page."""

from __future__ import annotations

READINGS: tuple[tuple[str, str], ...] = (
    (
        r"dk_{i}=(1+a_{i}\pi)\,dt+a_{i}\sigma\,dw_{i}",
        r"d<k_{i}[i]> = {({1 +a_{i}[i]*\pi})*d<t> +a_{i}[i]*\sigma*d<w_{i}[i]>}",
    ),
    (
        r"dK_{i}/K_{i}=(1+a_{i}(\pi+\frac{1}{2}\sigma^{2}))\,dt+a_{i}\sigma\,dw_{i}",
        r"<d<K_{i}[i]> / K_{i}[i]> = {({1 +a_{i}[i]*({\pi +<1 / 2>*\sigma**(2)})})*d<t> "
        r"+a_{i}[i]*\sigma*d<w_{i}[i]>}",
    ),
    (
        r"h(k_{i},k_{j})=\lambda\cdot\bm{1}(k_{i}\ge k_{j})",
        r"h@(k_{i}[i], k_{i}[j]) = \lambda*1<k_{i}[i] \ge k_{i}[j]>",
    ),
    (
        r"h(k_{i},k_{j})=\overline{\lambda}\cdot\bm{1}(k_{i}\ge "
        r"k_{j})+\underline{\lambda}\cdot\bm{1}(k_{i}<k_{j})",
        r"h@(k_{i}[i], k_{i}[j]) = {\overline{\lambda}*1<k_{i}[i] \ge k_{i}[j]> "
        r"+\underline{\lambda}*1<k_{i}[i] < k_{i}[j]>}",
    ),
    (
        r"e^{-r\tau}P\cdot\bm{1}(k_{i}(\tau)\ge "
        r"k_{j}(\tau))-\int_{0}^{\tau}e^{-rt}cdt=e^{-r\tau}P\cdot\bm{1}(k_{i}(\tau)\ge "
        r"k_{j}(\tau))-\frac{c}{r}(1-e^{-r\tau})",
        r"{e**({-r*\tau})*P*1<k_{i}[i]@(\tau) \ge k_{i}[j]@(\tau)> -int[0..\tau]<e**({-r*t})*c dt>} = "
        r"{e**({-r*\tau})*P*1<k_{i}[i]@(\tau) \ge k_{i}[j]@(\tau)> -<c / r>*({1 -e**({-r*\tau})})}",
    ),
    (
        r"\Delta k\equiv k_{i}-k_{j}",
        r"\Delta k \equiv {k_{i}[i] -k_{i}[j]}",
    ),
    (
        r"s_{i}(\cdot):(-\hat{k}_{i},\infty)\to\left\{0,1\right\}",
        r"s_{i}[i]@(.) : L({-\hat{k}_{i}[i]}, oo) \to L\{0, 1\}",
    ),
    (
        r"({k}^{*},s^{*})=({k}_{i}^{*},s_{i}^{*},{k}_{j}^{*},s_{j}^{*})",
        r"L(k^{*}, s^{*}) = L(k_{i}^{*}[i], s_{i}^{*}[i], k_{i}^{*}[j], s_{i}^{*}[j])",
    ),
    (
        r"\pi\le 0",
        r"\pi \le 0",
    ),
    (
        r"0<\frac{\pi}{\sigma}<\frac{\sqrt{r+\lambda}}{2}\cdot f(\phi)",
        r"0 < <\pi / \sigma> < <sqrt<{r +\lambda}> / 2>*f@(\phi)",
    ),
    (
        r"\frac{\pi}{\sigma}\ge \frac{\sqrt{r+\lambda}}{2}\cdot f(\phi)",
        r"<\pi / \sigma> \ge <sqrt<{r +\lambda}> / 2>*f@(\phi)",
    ),
    (
        r"f(\phi)=\frac{\sqrt{2\phi(\sqrt{\phi^{2}+8}+\phi)-8}}{\sqrt{\phi^{2}+8}+\phi}",
        r"f@(\phi) = <sqrt<{2*\phi*({sqrt<{\phi**(2) +8}> +\phi}) -8}> / {sqrt<{\phi**(2) +8}> +\phi}>",
    ),
    (
        r"\text{Drop out iff }\Delta k\le -k^{*},\text{ and otherwise }s_{i}^{*}(\Delta k)=1\text{ iff "
        r"}\Delta k<0",
        r'SEN["Drop out iff" | \Delta k \le {-k^{*}} | "and otherwise" | s_{i}^{*}[i]@(\Delta k) = 1 | "iff" '
        r"| \Delta k < 0]",
    ),
    (
        r"\text{Drop out iff }\Delta k\le -k^{*},\text{ and otherwise }s_{i}^{*}(\Delta k)=1",
        r'SEN["Drop out iff" | \Delta k \le {-k^{*}} | "and otherwise" | s_{i}^{*}[i]@(\Delta k) = 1]',
    ),
    (
        r"\text{Drop out iff }\Delta k\le -k^{*},\text{ and otherwise }s_{i}^{*}(\Delta k)=1\text{ iff "
        r"}(\Delta k<0\text{ or }\Delta k\ge k^{**})",
        r'SEN["Drop out iff" | \Delta k \le {-k^{*}} | "and otherwise" | s_{i}^{*}[i]@(\Delta k) = 1 | "iff" '
        r'| (SEN[\Delta k < 0 | "or" | \Delta k \ge k^{**}])]',
    ),
    (
        r"\text{Drop out iff }\Delta k\le -k^{*},\text{ and otherwise }s_{i}^{*}(\Delta k)=1\text{ iff "
        r"}\Delta k<0,\text{ for some }k^{*}>0",
        r'SEN["Drop out iff" | \Delta k \le {-k^{*}} | "and otherwise" | s_{i}^{*}[i]@(\Delta k) = 1 | "iff" '
        r'| \Delta k < 0 | "for some" | k^{*} > 0]',
    ),
    (
        r"\text{Drop out iff }\Delta k\le -k^{*},\text{ and otherwise }s_{i}^{*}(\Delta k)=1,\text{ for some "
        r"}k^{*}>0",
        r'SEN["Drop out iff" | \Delta k \le {-k^{*}} | "and otherwise" | s_{i}^{*}[i]@(\Delta k) = 1 | "for '
        r'some" | k^{*} > 0]',
    ),
    (
        r"\text{Drop out iff }\Delta k\le -k^{*},\text{ and otherwise }s_{i}^{*}(\Delta k)=1\text{ iff "
        r"}(\Delta k<0\text{ or }\Delta k\ge k^{**}),\text{ for some }k^{*}>k^{**}>0",
        r'SEN["Drop out iff" | \Delta k \le {-k^{*}} | "and otherwise" | s_{i}^{*}[i]@(\Delta k) = 1 | "iff" '
        r'| (SEN[\Delta k < 0 | "or" | \Delta k \ge k^{**}]) | "for some" | k^{*} > k^{**} > 0]',
    ),
    (
        r"h(k_{i},k_{j})=\left\{\begin{aligned} &\overline{\lambda},&&k_{i}\ge k_{j},\\ "
        r"&\underline{\lambda},&&{k_{i}<k_{j}}. \end{aligned}\right.",
        r"h@(k_{i}[i], k_{i}[j]) = CASES[\overline{\lambda}  IF  k_{i}[i] \ge k_{i}[j] ;; \underline{\lambda} "
        r" IF  k_{i}[i] < k_{i}[j]]",
    ),
    (
        r"\overline{\phi}\equiv\frac{(\overline{\lambda}-\underline{\lambda})(\overline{P}-\underline{P})}"
        r"{c-(\underline{\lambda}\overline{P}+\overline{\lambda}\underline{P})}",
        r"\overline{\phi} \equiv <({\overline{\lambda} -\underline{\lambda}})*({\overline{P} -\underline{P}}) "
        r"/ {c -({\underline{\lambda}*\overline{P} +\overline{\lambda}*\underline{P}})}>",
    ),
    (
        r"0<\frac{\pi}{\sigma}<\frac{\sqrt{r+\overline{\lambda}+\underline{\lambda}}}{2}\cdot "
        r"f(\overline{\phi})",
        r"0 < <\pi / \sigma> < <sqrt<{r +\overline{\lambda} +\underline{\lambda}}> / 2>*f@(\overline{\phi})",
    ),
    (
        r"\frac{\pi}{\sigma}\ge \frac{\sqrt{r+\overline{\lambda}+\underline{\lambda}}}{2}\cdot "
        r"f(\overline{\phi})",
        r"<\pi / \sigma> \ge <sqrt<{r +\overline{\lambda} +\underline{\lambda}}> / 2>*f@(\overline{\phi})",
    ),
    (
        r"\tau_{k^{*}}\equiv\inf\left\{t\ge 0:|k_{i}(t)-k_{j}(t)|\ge k^{*}\right\}",
        r"\tau_{k^{*}} \equiv inf<t \ge 0 : abs<{k_{i}[i]@(t) -k_{i}[j]@(t)}> \ge k^{*}>",
    ),
    (
        r"rV_{i}\,dt=\left\{\begin{aligned} "
        r"&\max_{a_{i}}\left\{[\lambda(P-V_{i})-c]\,dt+\mathbb{E}[dV_{i}]\right\},&&0\le \Delta "
        r"k<\hat{k}_{j},\\ &\max_{a_{i}}\left\{[\lambda(0-V_{i})-c]\,dt+\mathbb{E}[dV_{i}]\right\},&&-\hat"
        r"{k}_{i}<\Delta k<0. \end{aligned}\right.",
        r"r*V_{i}@@\Delta k*d<t> = CASES[max[a_{i}[i]]\{{[{\lambda*({P -V_{i}@@\Delta k}) -c}]*d<t> "
        r"+E<d<V_{i}@@\Delta k>>}\}  IF  0 \le \Delta k < \hat{k}_{i}[j] ;; max[a_{i}[i]]\{{[{\lambda*({0 "
        r"-V_{i}@@\Delta k}) -c}]*d<t> +E<d<V_{i}@@\Delta k>>}\}  IF  {-\hat{k}_{i}[i]} < \Delta k < 0]",
    ),
    (
        r"&dV_{i}=V_{i}'\,dk_{i}-V_{i}'\,dk_{j}+(\frac{1}{2}a_{i}^{2}\sigma^{2}V_{i}''+\frac{1}{2}a_{j}^{2}"
        r"\sigma^{2}V_{i}'')\,dt\\ \quad\Rightarrow\quad&\mathbb{E}[dV_{i}]=[(a_{i}-a_{j})\pi "
        r"V_{i}'+\frac{1}{2}(a_{i}^{2}+a_{j}^{2})\sigma^{2}V_{i}'']\,dt",
        r"INF[d<V_{i}@@\Delta k> = {V_{i}'@@\Delta k*d<k_{i}[i]> -V_{i}'@@\Delta k*d<k_{i}[j]> +({<1 / "
        r"2>*a_{i}[i]**(2)*\sigma**(2)*V_{i}''@@\Delta k +<1 / 2>*a_{i}[j]**(2)*\sigma**(2)*V_{i}''@@\Delta "
        r"k})*d<t>}  \Rightarrow  E<d<V_{i}@@\Delta k>> = [{({a_{i}[i] -a_{i}[j]})*\pi*V_{i}'@@\Delta k +<1 / "
        r"2>*({a_{i}[i]**(2) +a_{i}[j]**(2)})*\sigma**(2)*V_{i}''@@\Delta k}]*d<t>]",
    ),
    (
        r"rV_{i}=\left\{\begin{aligned} &\max_{a_{i}}\left\{{\lambda(P-V_{i})-c}+(a_{i}-s_{j})\pi "
        r"V_{i}'+\frac{1}{2}(a_{i}^{2}+s_{j}^{2})\sigma^{2}V_{i}''\right\},&&0\le \Delta k<\hat{k}_{j},\\ "
        r"&\max_{a_{i}}\left\{{\lambda(0-V_{i})-c}+(a_{i}-s_{j})\pi "
        r"V_{i}'+\frac{1}{2}(a_{i}^{2}+s_{j}^{2})\sigma^{2}V_{i}''\right\},&&-\hat{k}_{i}<\Delta k<0, "
        r"\end{aligned}\right.",
        r"r*V_{i}@@\Delta k = CASES[max[a_{i}[i]]\{{\lambda*({P -V_{i}@@\Delta k}) -c +({a_{i}[i] "
        r"-s_{i}[j]})*\pi*V_{i}'@@\Delta k +<1 / 2>*({a_{i}[i]**(2) "
        r"+s_{i}[j]**(2)})*\sigma**(2)*V_{i}''@@\Delta k}\}  IF  0 \le \Delta k < \hat{k}_{i}[j] ;; "
        r"max[a_{i}[i]]\{{\lambda*({0 -V_{i}@@\Delta k}) -c +({a_{i}[i] -s_{i}[j]})*\pi*V_{i}'@@\Delta k +<1 "
        r"/ 2>*({a_{i}[i]**(2) +s_{i}[j]**(2)})*\sigma**(2)*V_{i}''@@\Delta k}\}  IF  {-\hat{k}_{i}[i]} < "
        r"\Delta k < 0]",
    ),
    (
        r"s_{i}^{*}=\left\{\begin{aligned} &1,&&\pi V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''>0,\\ "
        r"&\text{indifferent},&&\pi V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''=0,\\ &0,&&\pi "
        r"V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''<0. \end{aligned}\right.",
        r"s_{i}^{*}[i] = CASES[1  IF  {\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k} > 0 ;; "
        r""""indifferent"  IF  {\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k} = 0 ;; 0  IF  """
        r"{\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k} < 0]",
    ),
    (
        r"V_{i}(\hat{k}_{j})=\frac{\lambda P-c}{r+\lambda}",
        r"V_{i}@(\hat{k}_{i}[j]) = <{\lambda*P -c} / {r +\lambda}>",
    ),
    (
        r"V_{i}(-{k}_{i}^{*})=V_{i}'(-{k}_{i}^{*})=0",
        r"V_{i}@({-k_{i}^{*}[i]}) = V_{i}'@({-k_{i}^{*}[i]}) = 0",
    ),
    (
        r"\mathbb{E}_{\tau}[e^{-r\tau}q-\frac{c}{r}(1-e^{-r\tau})]=\int_{0}^{\infty}[e^{-r\tau}q-\frac{c}"
        r"{r}(1-e^{-r\tau})]\lambda e^{-\lambda\tau}d\tau=\frac{\lambda P-c}{r+\lambda}",
        r"E_\tau<{e**({-r*\tau})*q -<c / r>*({1 -e**({-r*\tau})})}> = int[0..oo]<[{e**({-r*\tau})*q -<c / "
        r"r>*({1 -e**({-r*\tau})})}]*\lambda*e**({-\lambda*\tau}) d\tau> = <{\lambda*P -c} / {r +\lambda}>",
    ),
    (
        r"rV_{i}=\left\{\begin{aligned} &\lambda(P-V_{i})-c-\pi V_{i}'+\frac{1}{2}\sigma^{2}V_{i}'',&&0\le "
        r"\Delta k<k^{*},\\ &\lambda(0-V_{i})-c+\pi V_{i}'+\frac{1}{2}\sigma^{2}V_{i}'',&&-k^{*}<\Delta k<0. "
        r"\end{aligned}\right.",
        r"r*V_{i}@@\Delta k = CASES[{\lambda*({P -V_{i}@@\Delta k}) -c -\pi*V_{i}'@@\Delta k +<1 / "
        r"2>*\sigma**(2)*V_{i}''@@\Delta k}  IF  0 \le \Delta k < k^{*} ;; {\lambda*({0 -V_{i}@@\Delta k}) -c "
        r"+\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k}  IF  {-k^{*}} < \Delta k < 0]",
    ),
    (
        r"V_{i}(\Delta k)=\left\{\begin{aligned} &\frac{\lambda P-c}{r+\lambda}+C_{1}e^{-\xi_{+}\Delta "
        r"k}+C_{2}e^{-\xi_{-}\Delta k},&&0\le \Delta k<k^{*},\\ &-\frac{c}{r+\lambda}+C_{3}e^{\xi_{+}\Delta "
        r"k}+C_{4}e^{\xi_{-}\Delta k},&&-k^{*}<\Delta k<0, \end{aligned}\right.",
        r"V_{i}@(\Delta k) = CASES[{<{\lambda*P -c} / {r +\lambda}> +C_{1}*e**({-\xi_{+}*\Delta k}) "
        r"+C_{2}*e**({-\xi_{-}*\Delta k})}  IF  0 \le \Delta k < k^{*} ;; {-<c / {r +\lambda}> "
        r"+C_{3}*e**(\xi_{+}*\Delta k) +C_{4}*e**(\xi_{-}*\Delta k)}  IF  {-k^{*}} < \Delta k < 0]",
    ),
    (
        r"\xi_{-}<0",
        r"\xi_{-} < 0",
    ),
    (
        r"r=-\lambda+\pi\xi+\frac{1}{2}\sigma^{2}\xi^{2}\quad\Rightarrow\quad\xi_{\pm}=\frac{-{\pi}\pm\sqrt{"
        r"{\pi}^{2}+2(r+\lambda)\sigma^{2}}}{\sigma^{2}}",
        r"INF[r = {-\lambda +\pi*\xi +<1 / 2>*\sigma**(2)*\xi**(2)}  \Rightarrow  \xi_{\pm} = <{-\pi "
        r"\pmsqrt<{\pi**(2) +2*({r +\lambda})*\sigma**(2)}>} / \sigma**(2)>]",
    ),
    (
        r"(\xi_{+}+\xi_{-})^{2}e^{(\xi_{+}+\xi_{-})k^{*}}-2\xi_{+}\xi_{-}(\xi_{+}e^{2\xi_{+}k^{*}}+\xi_{-}e^"
        r"{2\xi_{-}k^{*}})=\phi(\xi_{+}-\xi_{-})(\xi_{+}e^{\xi_{+}k^{*}}-\xi_{-}e^{\xi_{-}k^{*}})",
        r"{({\xi_{+} +\xi_{-}})**(2)*e**(({\xi_{+} +\xi_{-}})*k^{*}) "
        r"-2*\xi_{+}*\xi_{-}*({\xi_{+}*e**(2*\xi_{+}*k^{*}) +\xi_{-}*e**(2*\xi_{-}*k^{*})})} = \phi*({\xi_{+} "
        r"-\xi_{-}})*({\xi_{+}*e**(\xi_{+}*k^{*}) -\xi_{-}*e**(\xi_{-}*k^{*})})",
    ),
    (
        r"\pi V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''\le 0",
        r"{\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k} \le 0",
    ),
    (
        r"\pi V_{i}'(k^{*})+\frac{1}{2}\sigma^{2}V_{i}''(k^{*})\le 0\quad\Leftrightarrow\quad\pi\le 0",
        r"INF[{\pi*V_{i}'@(k^{*}) +<1 / 2>*\sigma**(2)*V_{i}''@(k^{*})} \le 0  \Leftrightarrow  \pi \le 0]",
    ),
    (
        r"\pi V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''\ge 0",
        r"{\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k} \ge 0",
    ),
    (
        r"\pi V_{i}'(-k^{*})+\frac{1}{2}\sigma^{2}V_{i}''(-k^{*})\ge 0\quad\Leftrightarrow\quad c\ge 0",
        r"INF[{\pi*V_{i}'@({-k^{*}}) +<1 / 2>*\sigma**(2)*V_{i}''@({-k^{*}})} \ge 0  \Leftrightarrow  c \ge 0]",
    ),
    (
        r"rV_{i}=\left\{\begin{aligned} &\lambda(P-V_{i})-c+\sigma^{2}V_{i}'',&&0\le \Delta k<k^{*},\\ "
        r"&\lambda(0-V_{i})-c+\sigma^{2}V_{i}'',&&-k^{*}<\Delta k<0. \end{aligned}\right.",
        r"r*V_{i}@@\Delta k = CASES[{\lambda*({P -V_{i}@@\Delta k}) -c +\sigma**(2)*V_{i}''@@\Delta k}  IF  0 "
        r"\le \Delta k < k^{*} ;; {\lambda*({0 -V_{i}@@\Delta k}) -c +\sigma**(2)*V_{i}''@@\Delta k}  IF  "
        r"{-k^{*}} < \Delta k < 0]",
    ),
    (
        r"V_{i}(\Delta k)=\left\{\begin{aligned} &\frac{\lambda P-c}{r+\lambda}+C_{1}e^{-\eta\Delta "
        r"k}+C_{2}e^{\eta\Delta k},&&0\le \Delta k<k^{*},\\ &-\frac{c}{r+\lambda}+C_{3}e^{\eta\Delta "
        r"k}+C_{4}e^{-\eta\Delta k},&&-k^{*}<\Delta k<0, \end{aligned}\right.",
        r"V_{i}@(\Delta k) = CASES[{<{\lambda*P -c} / {r +\lambda}> +C_{1}*e**({-\eta*\Delta k}) "
        r"+C_{2}*e**(\eta*\Delta k)}  IF  0 \le \Delta k < k^{*} ;; {-<c / {r +\lambda}> "
        r"+C_{3}*e**(\eta*\Delta k) +C_{4}*e**({-\eta*\Delta k})}  IF  {-k^{*}} < \Delta k < 0]",
    ),
    (
        r"r=-\lambda+\sigma^{2}\eta^{2}\quad\Rightarrow\quad\eta=\frac{\sqrt{r+\lambda}}{\sigma}",
        r"INF[r = {-\lambda +\sigma**(2)*\eta**(2)}  \Rightarrow  \eta = <sqrt<{r +\lambda}> / \sigma>]",
    ),
    (
        r"k^{*}=\frac{1}{\eta}\log\frac{(\sqrt{\phi^{2}+8}+\phi)+\sqrt{2\phi(\sqrt{\phi^{2}+8}+\phi)-8}}{4}",
        r"k^{*} = <1 / \eta>*\log@(<{({sqrt<{\phi**(2) +8}> +\phi}) +sqrt<{2*\phi*({sqrt<{\phi**(2) +8}> "
        r"+\phi}) -8}>} / 4>)",
    ),
    (
        r"e^{2\eta k^{*}}+e^{-2\eta k^{*}}=\phi(e^{\eta k^{*}}+e^{-\eta k^{*}})",
        r"{e**(2*\eta*k^{*}) +e**({-2*\eta*k^{*}})} = \phi*({e**(\eta*k^{*}) +e**({-\eta*k^{*}})})",
    ),
    (
        r"\pi V_{i}'(k^{*})+\frac{1}{2}\sigma^{2}V_{i}''(k^{*})\ge 0\quad\Leftrightarrow\quad\pi\ge 0",
        r"INF[{\pi*V_{i}'@(k^{*}) +<1 / 2>*\sigma**(2)*V_{i}''@(k^{*})} \ge 0  \Leftrightarrow  \pi \ge 0]",
    ),
    (
        r"\pi V_{i}'(0+)+\frac{1}{2}\sigma^{2}V_{i}''(0+)\ge 0\quad\Leftrightarrow\quad\frac{\pi}{\sigma}\ge "
        r"\frac{\sqrt{r+\lambda}}{2}\cdot\frac{\sqrt{2\phi(\sqrt{\phi^{2}+8}+\phi)-8}}{\sqrt{\phi^{2}+8}+"
        r"\phi}=\frac{\sqrt{r+\lambda}}{2}\cdot f(\phi)",
        r"INF[{\pi*V_{i}'@({0 +.}) +<1 / 2>*\sigma**(2)*V_{i}''@({0 +.})} \ge 0  \Leftrightarrow  <\pi / "
        r"\sigma> \ge <sqrt<{r +\lambda}> / 2>*<sqrt<{2*\phi*({sqrt<{\phi**(2) +8}> +\phi}) -8}> / "
        r"{sqrt<{\phi**(2) +8}> +\phi}> = <sqrt<{r +\lambda}> / 2>*f@(\phi)]",
    ),
    (
        r"rV_{i}=\left\{\begin{aligned} &\lambda(P-V_{i})-c+\sigma^{2}V_{i}'',&&k^{**}\le \Delta k<k^{*},\\ "
        r"&\lambda(P-V_{i})-c-\pi V_{i}''+\frac{1}{2}\sigma^{2}V_{i}'',&&0\le \Delta k<k^{**},\\ "
        r"&\lambda(0-V_{i})-c+\pi V_{i}''+\frac{1}{2}\sigma^{2}V_{i}'',&&-k^{**}\le \Delta k<0,\\ "
        r"&\lambda(0-V_{i})-c+\sigma^{2}V_{i}'',&&-k^{*}<\Delta k<-k^{**}. \end{aligned}\right.",
        r"r*V_{i}@@\Delta k = CASES[{\lambda*({P -V_{i}@@\Delta k}) -c +\sigma**(2)*V_{i}''@@\Delta k}  IF  "
        r"k^{**} \le \Delta k < k^{*} ;; {\lambda*({P -V_{i}@@\Delta k}) -c -\pi*V_{i}''@@\Delta k +<1 / "
        r"2>*\sigma**(2)*V_{i}''@@\Delta k}  IF  0 \le \Delta k < k^{**} ;; {\lambda*({0 -V_{i}@@\Delta k}) "
        r"-c +\pi*V_{i}''@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k}  IF  {-k^{**}} \le \Delta k < 0 "
        r";; {\lambda*({0 -V_{i}@@\Delta k}) -c +\sigma**(2)*V_{i}''@@\Delta k}  IF  {-k^{*}} < \Delta k < "
        r"{-k^{**}}]",
    ),
    (
        r"V_{i}(\Delta k)=\left\{\begin{aligned} &\frac{\lambda P-c}{r+\lambda}+C_{1}e^{-\eta\Delta "
        r"k}+C_{2}e^{-\eta\Delta k},&&k^{**}\le \Delta k<k^{*},\\ &\frac{\lambda "
        r"P-c}{r+\lambda}+C_{3}e^{-\xi_{+}\Delta k}+C_{4}e^{-\xi_{-}\Delta k},&&0\le \Delta k<k^{**},\\ "
        r"&-\frac{c}{r+\lambda}+C_{5}e^{\xi_{+}\Delta k}+C_{6}e^{\xi_{-}\Delta k},&&-k^{**}<\Delta k<0,\\ "
        r"&-\frac{c}{r+\lambda}+C_{7}e^{\eta\Delta k}+C_{8}e^{-\eta\Delta k},&&-k^{*}<\Delta k<-k^{**}, "
        r"\end{aligned}\right.",
        r"V_{i}@(\Delta k) = CASES[{<{\lambda*P -c} / {r +\lambda}> +C_{1}*e**({-\eta*\Delta k}) "
        r"+C_{2}*e**({-\eta*\Delta k})}  IF  k^{**} \le \Delta k < k^{*} ;; {<{\lambda*P -c} / {r +\lambda}> "
        r"+C_{3}*e**({-\xi_{+}*\Delta k}) +C_{4}*e**({-\xi_{-}*\Delta k})}  IF  0 \le \Delta k < k^{**} ;; "
        r"{-<c / {r +\lambda}> +C_{5}*e**(\xi_{+}*\Delta k) +C_{6}*e**(\xi_{-}*\Delta k)}  IF  {-k^{**}} < "
        r"\Delta k < 0 ;; {-<c / {r +\lambda}> +C_{7}*e**(\eta*\Delta k) +C_{8}*e**({-\eta*\Delta k})}  IF  "
        r"{-k^{*}} < \Delta k < {-k^{**}}]",
    ),
    (
        r"V_{i}'(-k^{*})=0",
        r"V_{i}'@({-k^{*}}) = 0",
    ),
    (
        r"k^{**}\in(0,k^{*})",
        r"k^{**} \in L(0, k^{*})",
    ),
    (
        r"\pi V_{i}'(k^{**})+\frac{1}{2}\sigma^{2}V_{i}''(k^{**})=0\quad\Rightarrow\quad\frac{e^{\eta(k^"
        r"{*}-k^{**})}-e^{-\eta(k^{*}-k^{**})}}{e^{\eta(k^{*}-k^{**})}+e^{-\eta(k^{*}-k^{**})}}=\frac{\pi}{"
        r"\sigma}\cdot\frac{2}{\sqrt{r+\lambda}}",
        r"INF[{\pi*V_{i}'@(k^{**}) +<1 / 2>*\sigma**(2)*V_{i}''@(k^{**})} = 0  \Rightarrow  "
        r"<{e**(\eta*({k^{*} -k^{**}})) -e**({-\eta*({k^{*} -k^{**}})})} / {e**(\eta*({k^{*} -k^{**}})) "
        r"+e**({-\eta*({k^{*} -k^{**}})})}> = <\pi / \sigma>*<2 / sqrt<{r +\lambda}>>]",
    ),
    (
        r"k^{**}=k^{*}-\frac{1}{2\eta}\log\frac{1+\frac{\pi}{\sigma}\cdot\frac{2}{\sqrt{r+\lambda}}}{1-\frac"
        r"{\pi}{\sigma}\cdot\frac{2}{\sqrt{r+\lambda}}}",
        r"k^{**} = {k^{*} -<1 / 2*\eta>*\log@(<{1 +<\pi / \sigma>*<2 / sqrt<{r +\lambda}>>} / {1 -<\pi / "
        r"\sigma>*<2 / sqrt<{r +\lambda}>>}>)}",
    ),
    (
        r"rV_{j}=\max_{a_{j}}\left\{{\lambda(P-V_{j})-c}+a_{j}\pi "
        r"V_{j}'+\frac{1}{2}a_{j}^{2}\sigma^{2}V_{j}''\right\}",
        r"r*V_{j} = max[a_{i}[j]]\{{\lambda*({P -V_{j}}) -c +a_{i}[j]*\pi*V_{j}' +<1 / "
        r"2>*a_{i}[j]**(2)*\sigma**(2)*V_{j}''}\}",
    ),
    (
        r"rV_{j}\ge {\lambda(P-V_{j})-c}\quad\Rightarrow\quad V_{j}\ge \frac{\lambda P-c}{r+\lambda}",
        r"INF[r*V_{j} \ge {\lambda*({P -V_{j}}) -c}  \Rightarrow  V_{j} \ge <{\lambda*P -c} / {r +\lambda}>]",
    ),
    (
        r"k_{i}-k_{j}=\Delta k\in(0,k_{i}^{*})",
        r"{k_{i}[i] -k_{i}[j]} = \Delta k \in L(0, k_{i}^{*}[i])",
    ),
    (
        r"s^{*}_{j}(-\Delta k)=1",
        r"s_{i}^{*}[j]@({-\Delta k}) = 1",
    ),
    (
        r"rV_{i}=\max_{a_{i}}\left\{{\lambda(P-V_{i})-c}+(a_{i}-1)\pi "
        r"V_{i}'+\frac{1}{2}(a_{i}^{2}+1)\sigma^{2}V_{i}''\right\}",
        r"r*V_{i}@@\Delta k = max[a_{i}[i]]\{{\lambda*({P -V_{i}@@\Delta k}) -c +({a_{i}[i] "
        r"-1})*\pi*V_{i}'@@\Delta k +<1 / 2>*({a_{i}[i]**(2) +1})*\sigma**(2)*V_{i}''@@\Delta k}\}",
    ),
    (
        r"rV_{i}\ge {\lambda(P-V_{i})-c}+\sigma^{2}V_{i}''\ge {\lambda(P-V_{i})-c}\quad\Rightarrow\quad "
        r"V_{i}\ge \frac{\lambda P-c}{r+\lambda}",
        r"INF[r*V_{i}@@\Delta k \ge {\lambda*({P -V_{i}@@\Delta k}) -c +\sigma**(2)*V_{i}''@@\Delta k} \ge "
        r"{\lambda*({P -V_{i}@@\Delta k}) -c}  \Rightarrow  V_{i}@@\Delta k \ge <{\lambda*P -c} / {r "
        r"+\lambda}>]",
    ),
    (
        r"rV_{i}=\left\{\begin{aligned} &{{\lambda(P-V_{i})-c}-\pi "
        r"V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''},&&0\le \Delta k<k^{*}_{j},\\ &{{\lambda(0-V_{i})-c}+\pi "
        r"V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''},&&-k^{*}_{i}<\Delta k<0, \end{aligned}\right.",
        r"r*V_{i}@@\Delta k = CASES[{\lambda*({P -V_{i}@@\Delta k}) -c -\pi*V_{i}'@@\Delta k +<1 / "
        r"2>*\sigma**(2)*V_{i}''@@\Delta k}  IF  0 \le \Delta k < k_{i}^{*}[j] ;; {\lambda*({0 -V_{i}@@\Delta "
        r"k}) -c +\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k}  IF  {-k_{i}^{*}[i]} < \Delta "
        r"k < 0]",
    ),
    (
        r"V_{i}(\Delta k)=\left\{\begin{aligned} &\frac{\lambda P-c}{r+\lambda}+C_{1i}e^{-\xi_{+}\Delta "
        r"k}+C_{2i}e^{-\xi_{-}\Delta k},&&0\le \Delta k<k^{*}_{j},\\ "
        r"&-\frac{c}{r+\lambda}+C_{3i}e^{\xi_{+}\Delta k}+C_{4i}e^{\xi_{-}\Delta k},&&-k^{*}_{i}<\Delta k<0, "
        r"\end{aligned}\right.",
        r"V_{i}@(\Delta k) = CASES[{<{\lambda*P -c} / {r +\lambda}> +C_{1i}*e**({-\xi_{+}*\Delta k}) "
        r"+C_{2i}*e**({-\xi_{-}*\Delta k})}  IF  0 \le \Delta k < k_{i}^{*}[j] ;; {-<c / {r +\lambda}> "
        r"+C_{3i}*e**(\xi_{+}*\Delta k) +C_{4i}*e**(\xi_{-}*\Delta k)}  IF  {-k_{i}^{*}[i]} < \Delta k < 0]",
    ),
    (
        r"(\xi_{+}+\xi_{-})(\xi_{+}e^{\xi_{-}k^{*}_{i}+\xi_{+}k^{*}_{j}}+\xi_{-}e^{\xi_{+}k^{*}_{i}+\xi_{-}k^"
        r"{*}_{j}})-2\xi_{+}\xi_{-}(e^{\xi_{+}(k^{*}_{i}+k^{*}_{j})}+e^{\xi_{-}(k^{*}_{i}+k^{*}_{j})})=\phi("
        r"\xi_{+}-\xi_{-})(\xi_{+}e^{\xi_{+}k^{*}_{j}}-\xi_{-}e^{\xi_{-}k^{*}_{j}})",
        r"{({\xi_{+} +\xi_{-}})*({\xi_{+}*e**({\xi_{-}*k_{i}^{*}[i] +\xi_{+}*k_{i}^{*}[j]}) "
        r"+\xi_{-}*e**({\xi_{+}*k_{i}^{*}[i] +\xi_{-}*k_{i}^{*}[j]})}) "
        r"-2*\xi_{+}*\xi_{-}*({e**(\xi_{+}*({k_{i}^{*}[i] +k_{i}^{*}[j]})) +e**(\xi_{-}*({k_{i}^{*}[i] "
        r"+k_{i}^{*}[j]}))})} = \phi*({\xi_{+} -\xi_{-}})*({\xi_{+}*e**(\xi_{+}*k_{i}^{*}[j]) "
        r"-\xi_{-}*e**(\xi_{-}*k_{i}^{*}[j])})",
    ),
    (
        r"BR'(k^{*}_{j})\in(-1,0)",
        r"BR'@(k_{i}^{*}[j]) \in L({-1}, 0)",
    ),
    (
        r"\lim_{k^{*}_{j}\downarrow 0}BR(k^{*}_{j})<\infty\quad\text{and}\quad\lim_{k^{*}_{j}\to\infty}BR(k^"
        r"{*}_{j})>0",
        r'SEN[lim[k_{i}^{*}[j] \downarrow 0]BR@(k_{i}^{*}[j]) < oo | "and" | lim[k_{i}^{*}[j] \to '
        r"oo]BR@(k_{i}^{*}[j]) > 0]",
    ),
    (
        r"g(x)=BR(BR(x))-x",
        r"g@(x) = {BR@(BR@(x)) -x}",
    ),
    (
        r"k^{*}=BR(BR(k^{*}))",
        r"k^{*} = BR@(BR@(k^{*}))",
    ),
    (
        r"\pi V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''\le 0\quad\Rightarrow\quad &\frac{V_{i}'}{-V_{i}''}\le "
        r"\frac{\frac{1}{2}\sigma^{2}}{\pi}<\frac{\pi}{\frac{1}{2}(r+\lambda)}\quad\text{at }\Delta "
        r"k=k^{**}_{i}\nonumber\\ \quad\Rightarrow\quad&\pi "
        r"V_{i}''+\frac{1}{2}(r+\lambda)V_{i}'<0\quad\text{at }\Delta k=k^{**}_{i}",
        r"INF[{\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k} \le 0  \Rightarrow  "
        r"SEN[<V_{i}'@@\Delta k / {-V_{i}''@@\Delta k}> \le <<1 / 2>*\sigma**(2) / \pi> < <\pi / <1 / 2>*({r "
        r"""+\lambda})> | "at" | \Delta k = k_{i}^{**}[i]]  \Rightarrow  SEN[{\pi*V_{i}''@@\Delta k +<1 / """
        r"""2>*({r +\lambda})*V_{i}'@@\Delta k} < 0 | "at" | \Delta k = k_{i}^{**}[i]]]""",
    ),
    (
        r"rV_{i}={\lambda(P-V_{i})-c}-\pi V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''\quad\text{for }\Delta k\text{ "
        r"within a neighborhood of }k^{**}_{i}",
        r"SEN[r*V_{i}@@\Delta k = {\lambda*({P -V_{i}@@\Delta k}) -c -\pi*V_{i}'@@\Delta k +<1 / "
        r"""2>*\sigma**(2)*V_{i}''@@\Delta k} | "for" | \Delta k | "within a neighborhood of" | k_{i}^{**}[i]]""",
    ),
    (
        r"rV_{i}'=-\lambda V_{i}'-\pi V_{i}''+\frac{1}{2}\sigma^{2}V_{i}'''\quad\Rightarrow\quad(r+\lambda)V_"
        r"{i}'=\frac{1}{2}\sigma^{2}V_{i}'''-\pi V_{i}''",
        r"INF[r*V_{i}'@@\Delta k = {-\lambda*V_{i}'@@\Delta k -\pi*V_{i}''@@\Delta k +<1 / "
        r"2>*\sigma**(2)*V_{i}'''@@\Delta k}  \Rightarrow  ({r +\lambda})*V_{i}'@@\Delta k = {<1 / "
        r"2>*\sigma**(2)*V_{i}'''@@\Delta k -\pi*V_{i}''@@\Delta k}]",
    ),
    (
        r"\pi V_{i}''+\frac{1}{4}\sigma^{2}V_{i}'''-\frac{1}{2}\pi V_{i}''<0\quad\text{at }\Delta k=k^{**}_{i}",
        r"SEN[{\pi*V_{i}''@@\Delta k +<1 / 4>*\sigma**(2)*V_{i}'''@@\Delta k -<1 / 2>*\pi*V_{i}''@@\Delta k} "
        r'< 0 | "at" | \Delta k = k_{i}^{**}[i]]',
    ),
    (
        r"\pi V_{i}''+\frac{1}{2}\sigma^{2}V_{i}'''<0\quad\text{at }\Delta k=k^{**}_{i}",
        r"""SEN[{\pi*V_{i}''@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}'''@@\Delta k} < 0 | "at" | \Delta k = """
        r"k_{i}^{**}[i]]",
    ),
    (
        r"\pi V_{i}''+\frac{1}{2}\sigma^{2}V_{i}'''<0\quad\text{whenever}\quad\pi "
        r"V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''\le 0",
        r"""SEN[{\pi*V_{i}''@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}'''@@\Delta k} < 0 | "whenever" | """
        r"{\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k} \le 0]",
    ),
    (
        r"\pi V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''<0\quad\text{for all }\Delta k>k^{**}_{i}",
        r"""SEN[{\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k} < 0 | "for all" | \Delta k > """
        r"k_{i}^{**}[i]]",
    ),
    (
        r"rV_{i}=\lambda(P-V_{i})-c-\pi V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''\text{ subject to "
        r"}V_{i}(k^{*}_{j})=\frac{\lambda P-c}{r+\lambda}",
        r"SEN[r*V_{i}@@\Delta k = {\lambda*({P -V_{i}@@\Delta k}) -c -\pi*V_{i}'@@\Delta k +<1 / "
        r"""2>*\sigma**(2)*V_{i}''@@\Delta k} | "subject to" | V_{i}@(k_{i}^{*}[j]) = <{\lambda*P -c} / {r """
        r"+\lambda}>]",
    ),
    (
        r"\lim_{\Delta k\uparrow k^{*}_{j}}(-\pi V_{i}'+\frac{1}{2}\sigma^{2}V_{i}'')=0",
        r"lim[\Delta k \uparrow k_{i}^{*}[j]]({-\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k}) "
        r"= 0",
    ),
    (
        r"\lim_{\Delta k\uparrow k^{*}_{j}}V_{i}'=\lim_{\Delta k\uparrow k^{*}_{j}}V_{i}''=0",
        r"lim[\Delta k \uparrow k_{i}^{*}[j]]V_{i}'@@\Delta k = lim[\Delta k \uparrow "
        r"k_{i}^{*}[j]]V_{i}''@@\Delta k = 0",
    ),
    (
        r"V_{i}(\Delta k)=\frac{\lambda P-c}{r+\lambda}\quad\text{ for all }\Delta k\in(k^{**}_{i},k^{*}_{j})",
        r'SEN[V_{i}@(\Delta k) = <{\lambda*P -c} / {r +\lambda}> | "for all" | \Delta k \in L(k_{i}^{**}[i], '
        r"k_{i}^{*}[j])]",
    ),
    (
        r"\pi V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''\ge 0\quad\Rightarrow\quad &\frac{V_{i}'}{-V_{i}''}\ge "
        r"\frac{\frac{1}{2}\sigma^{2}}{\pi}>\frac{\pi}{\frac{1}{2}(r+\lambda)}\quad\text{at }\Delta "
        r"k=k^{**}_{i}\nonumber\\ \quad\Rightarrow\quad&\pi "
        r"V_{i}''+\frac{1}{2}(r+\lambda)V_{i}'>0\quad\text{at }\Delta k=k^{**}_{i}",
        r"INF[{\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k} \ge 0  \Rightarrow  "
        r"SEN[<V_{i}'@@\Delta k / {-V_{i}''@@\Delta k}> \ge <<1 / 2>*\sigma**(2) / \pi> > <\pi / <1 / 2>*({r "
        r"""+\lambda})> | "at" | \Delta k = k_{i}^{**}[i]]  \Rightarrow  SEN[{\pi*V_{i}''@@\Delta k +<1 / """
        r"""2>*({r +\lambda})*V_{i}'@@\Delta k} > 0 | "at" | \Delta k = k_{i}^{**}[i]]]""",
    ),
    (
        r"rV_{i}={\lambda(P-V_{i})-c}+\sigma^{2}V_{i}''\quad\text{for }\Delta k\text{ within a neighborhood "
        r"of }k^{**}_{i}",
        r"""SEN[r*V_{i}@@\Delta k = {\lambda*({P -V_{i}@@\Delta k}) -c +\sigma**(2)*V_{i}''@@\Delta k} | "for" """
        r'| \Delta k | "within a neighborhood of" | k_{i}^{**}[i]]',
    ),
    (
        r"rV_{i}'=-\lambda V_{i}'+\sigma^{2}V_{i}'''\quad\Rightarrow\quad(r+\lambda)V_{i}'=\sigma^{2}V_{i}'''",
        r"INF[r*V_{i}'@@\Delta k = {-\lambda*V_{i}'@@\Delta k +\sigma**(2)*V_{i}'''@@\Delta k}  \Rightarrow  "
        r"({r +\lambda})*V_{i}'@@\Delta k = \sigma**(2)*V_{i}'''@@\Delta k]",
    ),
    (
        r"\pi V_{i}''+\frac{1}{2}\sigma^{2}V_{i}'''>0\quad\text{at }\Delta k=k^{**}_{i}",
        r"""SEN[{\pi*V_{i}''@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}'''@@\Delta k} > 0 | "at" | \Delta k = """
        r"k_{i}^{**}[i]]",
    ),
    (
        r"\pi V_{i}''+\frac{1}{2}\sigma^{2}V_{i}'''>0\quad\text{whenever}\quad\pi "
        r"V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''\ge 0",
        r"""SEN[{\pi*V_{i}''@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}'''@@\Delta k} > 0 | "whenever" | """
        r"{\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k} \ge 0]",
    ),
    (
        r"\pi V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''>0\quad\text{for all }\Delta k>k^{**}_{i}",
        r"""SEN[{\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k} > 0 | "for all" | \Delta k > """
        r"k_{i}^{**}[i]]",
    ),
    (
        r"k_{i}^{**}\equiv\inf\left\{\Delta k\in(0,k^{*}_{j}):s^{*}_{i}(\Delta k)=1\right\}",
        r"k_{i}^{**}[i] \equiv inf<\Delta k \in L(0, k_{i}^{*}[j]) : s_{i}^{*}[i]@(\Delta k) = 1>",
    ),
    (
        r"s_{i}^{*}(\Delta k)=\left\{\begin{aligned} &1,&&k_{i}^{**}<\Delta k<k^{*}_{j},\\ &0,&&0<\Delta "
        r"k<k_{i}^{**}, \end{aligned}\right.",
        r"s_{i}^{*}[i]@(\Delta k) = CASES[1  IF  k_{i}^{**}[i] < \Delta k < k_{i}^{*}[j] ;; 0  IF  0 < \Delta "
        r"k < k_{i}^{**}[i]]",
    ),
    (
        r"rV_{i}=\left\{\begin{aligned} &{{\lambda(P-V_{i})-c}+\sigma^{2}V_{i}''},&&k_{i}^{**}\le \Delta "
        r"k<k^{*}_{j},\\ &{{\lambda(P-V_{i})-c}-\pi V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''},&&0\le \Delta "
        r"k<k_{i}^{**},\\ &{{\lambda(0-V_{i})-c}+\pi "
        r"V_{i}'+\frac{1}{2}\sigma^{2}V_{i}''},&&-k^{**}_{j}<\Delta k<0,\\ "
        r"&{{\lambda(0-V_{i})-c}+\sigma^{2}V_{i}''},&&-k^{*}_{i}<\Delta k<-k^{**}_{j}. \end{aligned}\right.",
        r"r*V_{i}@@\Delta k = CASES[{\lambda*({P -V_{i}@@\Delta k}) -c +\sigma**(2)*V_{i}''@@\Delta k}  IF  "
        r"k_{i}^{**}[i] \le \Delta k < k_{i}^{*}[j] ;; {\lambda*({P -V_{i}@@\Delta k}) -c -\pi*V_{i}'@@\Delta "
        r"k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k}  IF  0 \le \Delta k < k_{i}^{**}[i] ;; {\lambda*({0 "
        r"-V_{i}@@\Delta k}) -c +\pi*V_{i}'@@\Delta k +<1 / 2>*\sigma**(2)*V_{i}''@@\Delta k}  IF  "
        r"{-k_{i}^{**}[j]} < \Delta k < 0 ;; {\lambda*({0 -V_{i}@@\Delta k}) -c +\sigma**(2)*V_{i}''@@\Delta "
        r"k}  IF  {-k_{i}^{*}[i]} < \Delta k < {-k_{i}^{**}[j]}]",
    ),
    (
        r"V_{i}(\Delta k)=\left\{\begin{aligned} &\frac{\lambda P-c}{r+\lambda}+C_{1i}e^{-\eta\Delta "
        r"k}+C_{2i}e^{\eta\Delta k},&&k^{**}_{i}\le \Delta k<k^{*}_{j},\\ &\frac{\lambda "
        r"P-c}{r+\lambda}+C_{3i}e^{-\xi_{+}\Delta k}+C_{4i}e^{-\xi_{-}\Delta k},&&0\le \Delta k<k^{**}_{i},\\ "
        r"&-\frac{c}{r+\lambda}+C_{5i}e^{\xi_{+}\Delta k}+C_{6i}e^{\xi_{-}\Delta k},&&-k^{**}_{j}<\Delta "
        r"k<0,\\ &-\frac{c}{r+\lambda}+C_{7i}e^{\eta\Delta k}+C_{8i}e^{-\eta\Delta k},&&-k^{*}_{i}<\Delta "
        r"k<-k^{**}_{j}, \end{aligned}\right.",
        r"V_{i}@(\Delta k) = CASES[{<{\lambda*P -c} / {r +\lambda}> +C_{1i}*e**({-\eta*\Delta k}) "
        r"+C_{2i}*e**(\eta*\Delta k)}  IF  k_{i}^{**}[i] \le \Delta k < k_{i}^{*}[j] ;; {<{\lambda*P -c} / {r "
        r"+\lambda}> +C_{3i}*e**({-\xi_{+}*\Delta k}) +C_{4i}*e**({-\xi_{-}*\Delta k})}  IF  0 \le \Delta k < "
        r"k_{i}^{**}[i] ;; {-<c / {r +\lambda}> +C_{5i}*e**(\xi_{+}*\Delta k) +C_{6i}*e**(\xi_{-}*\Delta k)}  "
        r"IF  {-k_{i}^{**}[j]} < \Delta k < 0 ;; {-<c / {r +\lambda}> +C_{7i}*e**(\eta*\Delta k) "
        r"+C_{8i}*e**({-\eta*\Delta k})}  IF  {-k_{i}^{*}[i]} < \Delta k < {-k_{i}^{**}[j]}]",
    ),
    (
        r"\frac{e^{\eta(k^{*}_{j}-k^{**}_{i})}-e^{-\eta(k^{*}_{j}-k^{**}_{i})}}{e^{\eta(k^{*}_{j}-k^{**}_"
        r"{i})}+e^{-\eta(k^{*}_{j}-k^{**}_{i})}}=\frac{2\pi}{\eta\sigma^{2}}\quad\Rightarrow\quad "
        r"k^{**}_{i}=k^{*}_{j}-\frac{1}{2\eta}\log\frac{1+\frac{2\pi}{\eta\sigma^{2}}}{1-\frac{2\pi}{\eta"
        r"\sigma^{2}}}",
        r"INF[<{e**(\eta*({k_{i}^{*}[j] -k_{i}^{**}[i]})) -e**({-\eta*({k_{i}^{*}[j] -k_{i}^{**}[i]})})} / "
        r"{e**(\eta*({k_{i}^{*}[j] -k_{i}^{**}[i]})) +e**({-\eta*({k_{i}^{*}[j] -k_{i}^{**}[i]})})}> = <2*\pi "
        r"/ \eta*\sigma**(2)>  \Rightarrow  k_{i}^{**}[i] = {k_{i}^{*}[j] -<1 / 2*\eta>*\log@(<{1 +<2*\pi / "
        r"\eta*\sigma**(2)>} / {1 -<2*\pi / \eta*\sigma**(2)>}>)}]",
    ),
    (
        r"k^{**}_{i}=\max\left\{0,\,k^{*}_{j}-\frac{1}{2\eta}\log\frac{1+\frac{2\pi}{\eta\sigma^{2}}}{1-\frac"
        r"{2\pi}{\eta\sigma^{2}}}\right\}",
        r"k_{i}^{**}[i] = max<0, {k_{i}^{*}[j] -<1 / 2*\eta>*\log@(<{1 +<2*\pi / \eta*\sigma**(2)>} / {1 "
        r"-<2*\pi / \eta*\sigma**(2)>}>)}>",
    ),
    (
        r"k^{*}=\widehat{BR}(\widehat{BR}(k^{*}))",
        r"k^{*} = \widehat{BR}@(\widehat{BR}@(k^{*}))",
    ),
    (
        r"k^{*}>\frac{1}{2\eta}\log\frac{1+\frac{2\pi}{\eta\sigma^{2}}}{1-\frac{2\pi}{\eta\sigma^{2}}}\quad"
        r"\Leftrightarrow\quad\frac{\pi}{\sigma}<\frac{\sqrt{r+\lambda}}{2}\cdot\frac{\sqrt{2\phi(\sqrt{\phi^"
        r"{2}+8}+\phi)-8}}{\sqrt{\phi^{2}+8}+\phi}=\frac{\sqrt{r+\lambda}}{2}\cdot f(\phi)",
        r"INF[k^{*} > <1 / 2*\eta>*\log@(<{1 +<2*\pi / \eta*\sigma**(2)>} / {1 -<2*\pi / \eta*\sigma**(2)>}>) "
        r" \Leftrightarrow  <\pi / \sigma> < <sqrt<{r +\lambda}> / 2>*<sqrt<{2*\phi*({sqrt<{\phi**(2) +8}> "
        r"+\phi}) -8}> / {sqrt<{\phi**(2) +8}> +\phi}> = <sqrt<{r +\lambda}> / 2>*f@(\phi)]",
    ),
    (
        r"\Psi(\theta;k^{*},k_{0})\equiv\mathbb{E}[e^{-\theta\tau_{k^{*}}}\middle|{k_{i}(0)-k_{j}(0)}=k_"
        r"{0}],\quad\theta>0",
        r"STS[\Psi@(\theta, k^{*}, k_{0}) \equiv E<e**({-\theta*\tau_{k^{*}}}) given {k_{i}[i]@(0) "
        r"-k_{i}[j]@(0)} = k_{0}> ;; \theta > 0]",
    ),
    (
        r"\mathbb{E}[\int_{0}^{\infty}\bm{1}(\tau_{k^{*}}>t\,\&\,T>t)\,dt\middle|k_{0}] "
        r"&=\mathbb{E}[\int_{0}^{\infty}\bm{1}(\tau_{k^{*}}>t)\cdot\bm{1}(T>t)\,dt\middle|k_{0}]\\ "
        r"&=\int_{0}^{\infty}\mathbb{P}(\tau_{k^{*}}>t\middle|k_{0})\cdot "
        r"e^{-(\overline{\lambda}+\underline{\lambda})t}\,dt\\ "
        r"&=\int_{0}^{\infty}\frac{1-e^{-(\overline{\lambda}+\underline{\lambda})x}}{\overline{\lambda}+"
        r"\underline{\lambda}}\,dF_{\tau_{k^{*}}}(x)\\ "
        r"&=\frac{1-\Psi(\overline{\lambda}+\underline{\lambda};k^{*},k_{0})}{\overline{\lambda}+\underline{"
        r"\lambda}}",
        r"E<int[0..oo]<1<L\tau_{k^{*}} > t, T > t> dt> given k_{0}> = E<int[0..oo]<1<\tau_{k^{*}} > t>*1<T > "
        r"t> dt> given k_{0}> = int[0..oo]<P<\tau_{k^{*}} > t given k_{0}>*e**({-({\overline{\lambda} "
        r"+\underline{\lambda}})*t}) dt> = int[0..oo]<<{1 -e**({-({\overline{\lambda} "
        r"+\underline{\lambda}})*x})} / {\overline{\lambda} +\underline{\lambda}}> dF_{\tau_{k^{*}}}(x)> = "
        r"<{1 -\Psi@({\overline{\lambda} +\underline{\lambda}}, k^{*}, k_{0})} / {\overline{\lambda} "
        r"+\underline{\lambda}}>",
    ),
    (
        r"\Psi(\theta;k^{*},k_{0})=\mathbb{E}[e^{-\theta\tau_{k^{*}}}\middle|k_{i}(0)-k_{j}(0)=k_{0}]",
        r"\Psi@(\theta, k^{*}, k_{0}) = E<e**({-\theta*\tau_{k^{*}}}) given {k_{i}[i]@(0) -k_{i}[j]@(0)} = "
        r"k_{0}>",
    ),
    (
        r"\Psi(\theta;k^{*},k_{0})=e^{\frac{(-\pi)(k^{*}-k_{0})}{\sigma^{2}}}\frac{\sqrt{\pi^{2}+2\theta"
        r"\sigma^{2}}\cosh(\frac{k_{0}\sqrt{\pi^{2}+2\theta\sigma^{2}}}{\sigma^{2}})+(-\pi)\sinh(\frac{k_{0}"
        r"\sqrt{\pi^{2}+2\theta\sigma^{2}}}{\sigma^{2}})}{\sqrt{\pi^{2}+2\theta\sigma^{2}}\cosh(\frac{k^{*}"
        r"\sqrt{\pi^{2}+2\theta\sigma^{2}}}{\sigma^{2}})+(-\pi)\sinh(\frac{k^{*}\sqrt{\pi^{2}+2\theta\sigma^"
        r"{2}}}{\sigma^{2}})}",
        r"\Psi@(\theta, k^{*}, k_{0}) = e**(<({-\pi})*({k^{*} -k_{0}}) / \sigma**(2)>)*<{sqrt<{\pi**(2) "
        r"+2*\theta*\sigma**(2)}>*\cosh@(<k_{0}*sqrt<{\pi**(2) +2*\theta*\sigma**(2)}> / \sigma**(2)>) "
        r"+({-\pi})*\sinh@(<k_{0}*sqrt<{\pi**(2) +2*\theta*\sigma**(2)}> / \sigma**(2)>)} / {sqrt<{\pi**(2) "
        r"+2*\theta*\sigma**(2)}>*\cosh@(<k^{*}*sqrt<{\pi**(2) +2*\theta*\sigma**(2)}> / \sigma**(2)>) "
        r"+({-\pi})*\sinh@(<k^{*}*sqrt<{\pi**(2) +2*\theta*\sigma**(2)}> / \sigma**(2)>)}>",
    ),
    (
        r"\mathbb{E}[\int_{0}^{\infty}\bm{1}(T>t)\,dt\middle|k_{0}] "
        r"&=\mathbb{E}[\int_{0}^{\infty}\bm{1}(\tau_{k^{*}}>t)\cdot\bm{1}(T>t)\,dt\middle|k_{0}]+\mathbb{E}["
        r"\int_{0}^{\infty}\bm{1}(\tau_{k^{*}}\le t)\cdot\bm{1}(T>t)\,dt\middle|k_{0}]\\ "
        r"&=\int_{0}^{\infty}\mathbb{P}(\tau_{k^{*}}>t\middle|k_{0})\cdot "
        r"e^{-(\overline{\lambda}+\underline{\lambda})t}\,dt+\int_{0}^{\infty}\mathbb{P}(\tau_{k^{*}}\le "
        r"t\middle|k_{0})\cdot e^{-\overline{\lambda}t}\,dt\\ "
        r"&=\int_{0}^{\infty}\frac{1-e^{-(\overline{\lambda}+\underline{\lambda})x}}{\overline{\lambda}+"
        r"\underline{\lambda}}\,dF_{\tau_{k^{*}}}(x)+\int_{0}^{\infty}\frac{e^{-\overline{\lambda}x}}{"
        r"\overline{\lambda}}\,dF_{\tau_{k^{*}}}(x)\\ "
        r"&=\frac{1-\Psi(\overline{\lambda}+\underline{\lambda};k^{*},k_{0})}{\overline{\lambda}+\underline{"
        r"\lambda}}+\frac{\Psi(\overline{\lambda};k^{*},k_{0})}{\overline{\lambda}}",
        r"E<int[0..oo]<1<T > t> dt> given k_{0}> = {E<int[0..oo]<1<\tau_{k^{*}} > t>*1<T > t> dt> given "
        r"k_{0}> +E<int[0..oo]<1<\tau_{k^{*}} \le t>*1<T > t> dt> given k_{0}>} = {int[0..oo]<P<\tau_{k^{*}} "
        r"> t given k_{0}>*e**({-({\overline{\lambda} +\underline{\lambda}})*t}) dt> "
        r"+int[0..oo]<P<\tau_{k^{*}} \le t given k_{0}>*e**({-\overline{\lambda}*t}) dt>} = {int[0..oo]<<{1 "
        r"-e**({-({\overline{\lambda} +\underline{\lambda}})*x})} / {\overline{\lambda} "
        r"+\underline{\lambda}}> dF_{\tau_{k^{*}}}(x)> +int[0..oo]<<e**({-\overline{\lambda}*x}) / "
        r"\overline{\lambda}> dF_{\tau_{k^{*}}}(x)>} = {<{1 -\Psi@({\overline{\lambda} +\underline{\lambda}}, "
        r"k^{*}, k_{0})} / {\overline{\lambda} +\underline{\lambda}}> +<\Psi@(\overline{\lambda}, k^{*}, "
        r"k_{0}) / \overline{\lambda}>}",
    ),
    (
        r"\frac{(\overline{\lambda}-\underline{\lambda})(\overline{P}-\underline{P})}{c-(\underline{\lambda}"
        r"\overline{P}+\overline{\lambda}\underline{P})}\le "
        r"\frac{(\overline{\lambda}-\underline{\lambda})B}{c-\underline{\lambda}B}\quad &\Leftrightarrow\quad "
        r"cB-c\overline{P}+(c-\overline{\lambda}B-\underline{\lambda}B)\underline{P}\ge 0\\ &\Leftarrow\quad "
        r"cB-c(B-\underline{P})+(c-\overline{\lambda}B-\underline{\lambda}B)\underline{P}\ge 0\\ "
        r"&\Leftrightarrow\quad(c-(\overline{\lambda}+\underline{\lambda})B/2)\underline{P}\ge 0",
        r"INF[<({\overline{\lambda} -\underline{\lambda}})*({\overline{P} -\underline{P}}) / {c "
        r"-({\underline{\lambda}*\overline{P} +\overline{\lambda}*\underline{P}})}> \le <({\overline{\lambda} "
        r"-\underline{\lambda}})*B / {c -\underline{\lambda}*B}>  \Leftrightarrow  {c*B -c*\overline{P} +({c "
        r"-\overline{\lambda}*B -\underline{\lambda}*B})*\underline{P}} \ge 0  \Leftarrow  {c*B -c*({B "
        r"-\underline{P}}) +({c -\overline{\lambda}*B -\underline{\lambda}*B})*\underline{P}} \ge 0  "
        r"\Leftrightarrow  ({c -<({\overline{\lambda} +\underline{\lambda}})*B / 2>})*\underline{P} \ge 0]",
    ),
    (
        r"\varepsilon\in(0,((\overline{\lambda}+\underline{\lambda})B/2-c)/(\overline{\lambda}-\underline{"
        r"\lambda}))",
        r"\varepsilon \in L(0, <({<({\overline{\lambda} +\underline{\lambda}})*B / 2> -c}) / "
        r"({\overline{\lambda} -\underline{\lambda}})>)",
    ),
    (
        r"\overline{\phi}=\infty",
        r"\overline{\phi} = oo",
    ),
)
