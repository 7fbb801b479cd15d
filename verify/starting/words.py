r"""What the words right before a formula make of it: a range, a condition, a definition, an approach.

Only the sentence that the formula stands in is looked at; words that are not known make nothing of it.
"""

from __future__ import annotations

import re

from verify.sources.formula import Formula
from verify.sources.leads import OF_THEIR_OWN
from verify.starting.sentences import DISPLAY, before, range_scoped_by

END = re.compile(
    r"[.!?;:](?=\s)|[.;]\s*(?:\\\]|\$\$|\\end\s*\{[^{}]*\})|\\(?:(?:item|par)(?![A-Za-z])|begin\s*\{[^{}]*\})"
    r"|(?<!\S)#+\s|\\(?:chapter|(?:sub)*section|paragraph)\*?\s*\{[^{}]*\}"
    r"|(?:\\\]|\$\$|\\end\s*\{[^{}]*\})\s+(?=[A-Z])"
)
DISPLAY_END = re.compile(r"\\\]|\$\$|\\end\s*\{[^{}]*\}")
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)
INLINE = re.compile(r"(?<!\$)\$(?!\$)[^$]*\$(?!\$)|\\\(.*?\\\)", re.DOTALL)
COMMAND = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\[\[\]]|\$\$|\\[A-Za-z]+\*?(?:\[[^\]]*\])?|[{}~]")
QUANTIFIED = re.compile(
    r"\bfor (?:all|every|each|any|some)\b|\b(?:iff?|when|whenever|suppose|provided|unless|as long as)\b"
)
LOOKED_AT = re.compile(r"\b(?:sub)?(?:cases?|examples?|instances?|scenarios?) (?:with|where|in which|of|that|when)\b")
LOCAL = re.compile(rf"(?:{OF_THEIR_OWN})\b")
LOCAL_SECTION = re.compile(
    r"\b(?:examples?|cases?|proofs?|appendix|extensions?|illustrations?|numerical|exercises?|problems?|solutions?|"
    r"applications?|simulations?|calibration|scenarios?|counterexamples?)\b"
)
PLAIN_CASE = re.compile(
    r"(?:\b(?:if|iff|when|whenever|for(?: (?:all|every|each|any))?|(?:suppose|provided)(?: that)?|as long as)|"
    r"\b(?:sub)?(?:cases?|examples?|instances?|scenarios?) (?:with|where|in which|of|that|when))"
    r"(?: (?!if\b|when\b|for\b|in\b|at\b|some\b|not\b|i\b|we\b)[a-z]+){0,2}$"
)
ADJACENT = re.compile(
    r"\b(?:for|at|as|so|then|thus|hence|since|because|therefore|gives?|is|are|that|and|or|i\.e\.,?)\s*$"
)
ARTICLE = re.compile(r"\b(?:an?|the|each|every|of|its|their|unique|some|common)\b")
NAMED = re.compile(ARTICLE.pattern + r"(?: [a-z-]+){0,4}$")
VERBAL = re.compile(r"\b(?:is|are|was|were|be|has|have|had|to|than|whether|that|only|exactly|precisely)\b|[a-rt-z]s$")
QUANTITIES = frozenset(
    "effort price cost value prize wage rate factor parameter quantity output income capital labor labour share "
    "probability belief type demand budget stake reward return risk time tax profit rent intensity number chance "
    "weight".split()
)
SUPPOSES = re.compile(r"\b(?:let|where|with|throughout|assume|assuming|impose)\b")
REASONS = re.compile(
    r"\b(?:us(?:es?|ed|ing)|combin\w+|together|follows?|holds?|gives?|yields?|implies|inequality|equality)\b"
)
CONCLUDES = re.compile(r"\b(?:yield\w*|giv(?:es?|ing)|obtain|get|have|find|becomes?|implies|lead(?:s|ing) to)[\s:,]*$")
IFS = re.compile(r"\b(?:if|when|whenever|unless|provided(?: that)?|as long as)\b(?! and only if)")
ARGUES = re.compile(r"^(?:\W*(?:now|next|first|conversely|instead|also),?)?\W*assume(?: that)?$")
HINGES = re.compile(
    r"\b(?:iff?|when|whenever|unless|provided(?: that)?|as long as|for(?: all| every| any| each)?)[\s:]*$"
)
HANGS = re.compile(r"\b(?:iff|if and only if|only if|whenever|as long as|provided|conditions?|requires?)\b")
EQUALS = re.compile(r"\b(?:iff|if and only if|(?:only|exactly|precisely) (?:if|when))$")
GOES_ON = re.compile(r"\s*[.,:;]?\s*(?:then|in that case|hence|so|thus|it follows|therefore)\b", re.IGNORECASE)
EXCEPTS = re.compile(r"\b(?:unless|except (?:if|when|for|where|that)|other than|excluding|without)\b")
WITH = re.compile(r"[a-z].*\bwith$")
INTRODUCES = re.compile(
    r"^(?:and |now |next |first |here |hence )?(?:we |i )?"
    r"(?:let|consider|take|fix|study|have|there (?:is|are|exists?))\b"
)
CHOSEN = re.compile(r"\b(?:such|so) that\s*$")
DECLARES = re.compile(r"\b(?:let|where|with|denote|fix|given|here|parameters?|constants?|throughout|we assume)\b")
DEFINES = re.compile(
    r"\b(?:let|where|define[ds]?|denote[ds]?|write|defined (?:as|by)|is defined|given by|set(?! equal| to zero)|put)\b"
)
DEFINES_KNOWN = re.compile(r"\b(?:where|define[ds]?|denote[ds]?|defined (?:as|by)|given by)\b")
ASSUMES = re.compile(
    r"\b(?:we|i) (?:assume|normali[sz]e|impose)\b|\bassum(?:e|ing|ption)\b|\bnormali[sz](?:e|ed|ation)\b"
)
CONSTRAINS = re.compile(
    r"first[- ]order condition|optimality condition|\bconditions?\b|\bsatisf|\bsolves?\b|\brequires?\b|\bmust\b|"
    r"\bnormali[sz]|\bassum|\bconstraint|\bbinding\b|\bbudget\b|\bindifferen|\bset equal\b|\bset to zero\b|"
    r"\bequation\b|\bsubject to\b|\bs\.t\."
)
RELATED = re.compile(r"[=<>]|\\(?:leq?|geq?|neq?|in|equiv)(?![A-Za-z])")
LABEL = re.compile(r"^\((?:eq[:-]?)?[\w:.-]*\)")
ALONE = re.compile(r"(?:and|or|and also|as well as|plus|along with)?")
APPROACHES = re.compile(r"\b(?:as|when|let(?:ting)?|for)\b(?:\s+the)?\s*$")


def sentence_before(formula: Formula) -> str:
    """The text of the formula's sentence up to it, formulas kept, as far as the source reader hands it on.

    >>> one = Formula("x", "a.tex", 1, 1, 1, 1, "", False, before="It rains. Let $y>0$ and")
    >>> sentence_before(one)
    'Let $y>0$ and'
    """
    before = _from_a_whole_formula(formula.before)
    ends = [match.end() for match in END.finditer(_without_formulas(before))]
    return before[ends[-1] if ends else 0 :].strip()


def _from_a_whole_formula(text: str) -> str:
    """The text behind a formula that it begins in the middle of."""
    if text.count("$") % 2:
        return text[text.index("$") + 1 :]
    opening, closing = text.find(r"\("), text.find(r"\)")
    return text[closing + 2 :] if 0 <= closing < opening or (closing >= 0 and opening < 0) else text


def _without_formulas(text: str) -> str:
    """Inline formulas replaced by as many letters, so that their marks end no sentence."""
    return INLINE.sub(lambda match: "x" * len(match.group()), text)


def clause_before(formula: Formula) -> str:
    """The words between the last formula or comma and this formula, in lower case."""
    return _clause(sentence_before(formula))


def _clause(sentence: str) -> str:
    last = max((match.end() for match in FORMULA.finditer(sentence)), default=0)
    words = COMMAND.sub(" ", sentence[last:])
    return " ".join(re.split(r",(?=\s)|[()]", words.rstrip(" ,"))[-1].lower().split())


def sentence_words(formula: Formula) -> str:
    """The words of the sentence before the formula, behind its last display, inline formulas left out."""
    sentence = DISPLAY_END.split(sentence_before(formula))[-1]
    return " ".join(COMMAND.sub(" ", FORMULA.sub(" ", sentence)).lower().split())


def is_condition(formula: Formula) -> bool:
    """Whether the words make the formula a case that is looked at: `if`, `for every`, `when`.

    What stands behind a colon is what is said there: `profit for each firm: $\\pi=pq-c$`. A sentence that begins
    with `with` looks at a case, too: `With $r<1$, effort is small`.
    """
    words = clause_before(formula)
    if words.endswith(":"):
        return False
    if words == "with" and sentence_before(formula).lower().rstrip(" $") == "with":
        return True
    return bool(QUANTIFIED.search(words) or re.search(r"\bfor\s*$", words) or LOOKED_AT.search(words))


def is_plain_condition(formula: Formula) -> bool:
    """Whether a condition has a shape that is known: its word, and a noun at most, right before the formula."""
    words = clause_before(formula)
    return words in ("with", "and") or is_equivalence(formula) or PLAIN_CASE.search(words) is not None


def begins_clause(formula: Formula) -> bool:
    """Whether `and` may join it to the whole sentence, not to the case before it: behind a comma, or with its own case.

    `$f>0$ for $x>1$, and $f=0$`, and `$f>0$ if $x>1$ and $f=0$ if $x<1$`.
    """
    joined = re.search(r"(?P<comma>,)?\s*\band$", sentence_before(formula))
    own = re.match(r"\s*(?:if|for|when|whenever|otherwise|else)\b", formula.after)
    return joined is not None and (joined["comma"] is not None or own is not None)


def is_affirmed(formula: Formula) -> bool:
    """Whether the words right behind say whether it is true: `if and only if $a+b=b+a$, which is true`."""
    return re.match(r"\s*,?\s*which\b", formula.after) is not None


def is_exception(formula: Formula) -> bool:
    """Whether the words make the formula what a statement does not hold for: `unless $\\alpha=\\rho$`."""
    return EXCEPTS.search(clause_before(formula)) is not None


def is_local(formula: Formula) -> bool:
    """Whether a range stands in a theorem, a proof, an example or a section on a case, and may be said there alone."""
    return LOCAL.match(formula.within) is not None or LOCAL_SECTION.search(formula.section) is not None


def declares(formula: Formula) -> str:
    """The words that give a letter its range for the whole source; empty if they do not.

    `let`, `where`, `with`, or the noun that the letter stands beside, as in `a prize $V>0$`.
    """
    if _is_scoped(formula):
        return ""
    if not clause_before(formula) and _stands_beside(formula):
        return "a comma"
    words = _shared_clause(formula)
    return words if _gives_range(words, formula) and not is_of_some(formula) else ""


def let_be(formula: Formula) -> str:
    """The words behind a formula that say what its letter is: `let $R\\ge1$ be a fixed return`; empty without."""
    found = re.match(r"\s*be (?:an?|the)\b[^.;:$]*", formula.after)
    return found.group().strip() if found and not _is_scoped(formula) else ""


def _is_scoped(formula: Formula) -> bool:
    return is_condition(formula) or is_local(formula) or bool(range_scoped_by(formula))


def _stands_beside(formula: Formula) -> bool:
    """Whether only a comma stands between the formula before and this one: `a cost $cQ$, $c>0$`."""
    before = sentence_before(formula)
    return before.endswith((r"$,", r"\),")) and not QUANTIFIED.search(sentence_words(formula))


def _shared_clause(formula: Formula) -> str:
    """The words right before, or before the formula that `and` joins it to."""
    words = clause_before(formula)
    return _clause_of_the_one_before(sentence_before(formula)) if words == "and" else words


def _clause_of_the_one_before(sentence: str) -> str:
    """The words before the last formula of a sentence: `$x>0$ and $y>0$` share them."""
    found = list(FORMULA.finditer(sentence))
    words = _clause(sentence[: found[-1].start()]) if found else ""
    return "" if QUANTIFIED.search(words) else words


def _gives_range(words: str, formula: Formula) -> bool:
    found = DECLARES.search(words)
    if REASONS.search(words):
        return False
    if words in ("since", "because"):
        return r"\in" in formula.latex
    if re.search(r"\b(?:is|are)$", words):
        return True
    if ADJACENT.search(words):
        return found is not None and found.group() in ("let", "where", "with")
    return bool(found or words.split(" ")[-1].rstrip("s") in QUANTITIES or _names(words))


def _names(words: str) -> bool:
    """Whether the words end with a noun and its article, as in `a fixed return $R>1$`, no `the firm sets $p>0$`."""
    named = NAMED.search(words)
    return named is not None and VERBAL.search(ARTICLE.split(named.group())[-1]) is None


def defines(formula: Formula, *, known: bool = False) -> str:
    """The words that make an equation a definition; empty if they do not.

    Of a letter that is `known` already, `let` and `set` look at a case.
    """
    words = sentence_words(formula) if formula.display else clause_before(formula)
    return words if (DEFINES_KNOWN if known else DEFINES).search(words) else ""


def constrains(formula: Formula) -> str:
    """The words that make an equation a condition on its letters rather than a step; empty if they do not.

    A display that follows another with no words of its own, or with `and` alone, has those before both.
    """
    words = sentence_words(formula)
    if ALONE.fullmatch(LABEL.sub("", words).strip()):
        words = COMMAND.sub(" ", sentence_before(formula)).lower()
    found = CONSTRAINS.search(words)
    return found.group() if found else ""


def follows_word(formula: Formula) -> bool:
    """Whether the word right before makes the formula a consequence or a case: `so`, `hence`, `if`."""
    words = clause_before(formula)
    return bool((ADJACENT.search(words) and not says_what_it_is(formula)) or QUANTIFIED.search(words))


def says_what_it_is(formula: Formula) -> bool:
    """Whether the word right before is that of a description: `the discount factor is $\\delta=...$`."""
    return re.search(r"\b(?:is|are|equals|be)$", clause_before(formula)) is not None


def supposes(formula: Formula) -> bool:
    """Whether the words make a relation between letters a hypothesis of the whole source: `with $a>c$`."""
    words = _shared_clause(formula)
    said = SUPPOSES.search(words) is not None and not REASONS.search(words)
    if words.startswith("where") and DISPLAY not in (before(formula) or ""):
        return False
    return said and not is_condition(formula) and not is_of_some(formula) and not range_scoped_by(formula)


def is_of_some(formula: Formula) -> bool:
    """Whether `with` tells which of the things before it are meant: `buyers with $v>p$`, no `a cost $cq$ with $c>0$`.

    What a sentence introduces has it in the whole source: `let there be lines with $a>b$`.
    """
    return WITH.match(_shared_clause(formula)) is not None and INTRODUCES.match(sentence_words(formula)) is None


def is_conditional(formula: Formula) -> bool:
    """Whether the clause before a display begins with `if` or `when`, so that it holds for its sentence alone."""
    return IFS.search(clause_before(formula)) is not None


def is_beside_noun(formula: Formula) -> bool:
    """Whether an inline relation stands right behind a noun, which it may describe: `have their own ends $a<b$`."""
    words = clause_before(formula)
    said = ADJACENT.search(words) or REASONS.search(words)
    return not formula.display and said is None and NAMED.search(words) is not None


def hinges(formula: Formula) -> bool:
    """Whether a display is what something else hangs on: `it is steep if and only if`.

    Behind a whole sentence it may be the condition that the sentence speaks of.
    """
    if not formula.display:
        return False
    said = sentence_before(formula)
    ended = said.endswith((".", "!", "?")) and HANGS.search(said) is not None
    return ended or HINGES.search(clause_before(formula)) is not None


def concludes(formula: Formula) -> bool:
    """Whether the words right before a formula make it a result: `maximising the sum gives`."""
    return CONCLUDES.search(sentence_words(formula)) is not None


def is_equivalence(formula: Formula) -> bool:
    """Whether the words right before make a formula as much as what stands before it: `if and only if $x>0$`."""
    return EQUALS.search(clause_before(formula)) is not None


def is_for_argument(formula: Formula) -> bool:
    """Whether a hypothesis is made for what follows at once: `Assume $d<u$. Then`, in one direction of a proof."""
    said = ARGUES.search(clause_before(formula)) is not None
    return said and GOES_ON.match(formula.after) is not None


def is_chosen_for(formula: Formula) -> bool:
    """Whether the words right before make it what a letter is chosen for: `an integer $Q\\ge2$ such that`."""
    return CHOSEN.search(sentence_words(formula) if formula.display else clause_before(formula)) is not None


def assumes(formula: Formula) -> bool:
    """Whether the words before a display make it an assumption, or the environment that it stands in does."""
    words = sentence_words(formula)
    assumed = ASSUMES.search(words) is not None and CONCLUDES.search(words) is None
    assumed = assumed and not _assumes_another(formula) and ARGUES.search(words) is None
    return assumed or formula.within.startswith(("assumption", "condition"))


def _assumes_another(formula: Formula) -> bool:
    """Whether the words assume a relation printed before the display: `assuming $M=0$:`, no `assume $x>0$ and that`."""
    sentence = DISPLAY_END.split(sentence_before(formula))[-1]
    words = [match.end() for match in ASSUMES.finditer(_without_formulas(sentence).lower())]
    related = any(RELATED.search(match.group()) for match in INLINE.finditer(sentence[words[-1] :] if words else ""))
    return related and not clause_before(formula).endswith("that")


def approaches(formula: Formula) -> bool:
    r"""Whether the words make `q\to\infty` the way in which a limit is taken."""
    return APPROACHES.search(clause_before(formula)) is not None


def comes_right_after(formula: Formula) -> bool:
    """Whether only the word of a case stands between the formula before and this one: `..., for all $x>0$`."""
    return (
        re.fullmatch(
            r"(?:for|if|when|whenever|as|provided)(?: (?:all|every|each|any))?(?: (?!if\b|when\b)[a-z]+)?",
            clause_before(formula),
        )
        is not None
    )


def conditions_of(display: Formula, earlier: list[Formula]) -> list[Formula]:
    """The inline formulas of the display's own sentence that stand before it, nearest last."""
    sentence = "".join(sentence_before(display).split())
    found: list[Formula] = []
    for one in reversed(earlier):
        text = "".join(one.latex.split())
        if one.section != display.section or not sentence:
            break
        if one.display and text in sentence:
            sentence = sentence[: sentence.rindex(text)]
            continue
        printed = next((mark for mark in (f"${text}$", rf"\({text}\)") if mark in sentence), "")
        if not printed:
            break
        sentence = sentence[: sentence.rindex(printed)]
        found.append(one)
    return found[::-1]
