r"""The sentence around a formula, its formulas as marks, and whether all that scopes in it is understood.

Prose has endless ways to say that something holds only somewhere; the words that can do it are a closed class:
prepositions, conjunctions, negations and a few nouns. A phrase with such a word settles nothing unless its shape is
one of those that are known to scope nothing.
"""

from __future__ import annotations

import re

from verify.sources.formula import Formula

NAME, RELATION, DISPLAY = "▪", "●", "■"
LENGTH = 140  # text around a formula that is as long as this may be cut
BLOCKS = r"(?:equation|align|gather|multline|eqnarray|displaymath|flalign|alignat|aligned|split)\*?"
SHOWN = re.compile(
    r"\$\$(?P<dollars>.*?)\$\$|\\\[(?P<brackets>.*?)\\\]|"
    rf"\\begin\s*\{{(?P<kind>{BLOCKS})\}}(?P<block>.*?)\\end\s*\{{(?P=kind)\}}",
    re.DOTALL,
)
BEGUN = re.compile(rf"^(?P<inside>.*?)(?:\\\]|\\end\s*\{{{BLOCKS}\}})", re.DOTALL)
GOES_ON = re.compile(rf"(?:\\\[|\$\$|\\begin\s*\{{{BLOCKS}\}}).*$", re.DOTALL)
INLINE = re.compile(r"\$(?P<dollar>[^$]*)\$|\\\((?P<round>.*?)\\\)", re.DOTALL)
RELATED = re.compile(
    r"[=<>]|\\(?:leq?|geq?|lt|gt|neq?|in|notin|equiv|to|sim|approx|leqslant|geqslant|ll|gg|rightarrow)(?![A-Za-z])"
)
REFERENCE = re.compile(
    r"\\(?:eqref|ref|autoref|[cC]ref|cite[tp]?|label)\*?(?:\[[^\]]*\])*\{[^{}]*\}|\[[^\]]*\]\([^)]*\)"
)
COMMAND = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}(?:\[[^\]]*\])?|\\[A-Za-z]+\*?|[{}~*_`>\"“”]|\\.")
HEADING = re.compile(r"(?:^|(?<=\s))#{1,6}\s|\\(?:chapter|(?:sub)*section|paragraph)\*?(?:\s*\{[^{}]*\})?")
LAYOUT = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}(?:\[[^\]]*\])?|\\item(?:\[[^\]]*\])?|\\(?:par|noindent)(?![A-Za-z])")
END = re.compile(rf"[.!?][\])\"'’”]*(?=\s+[A-Z(\[{NAME}{RELATION}{DISPLAY}]|\s*$)")
SHORT = re.compile(
    r"(?:\b(?:i\.e|e\.g|cf|s\.t|w\.r\.t|resp|vs|viz|eqs?|figs?|secs?|chs?|thms?|props?|lem|al|p|approx))$",
    re.IGNORECASE,
)

SCOPING = frozenset(
    "if iff when whenever whether unless until while whereas as because since at near around except only otherwise "
    "else under without given giving provided providing assuming assume assumes assumed suppose supposing supposed "
    "conditional conditionally conditioning subject for in with within between among amongst during after before once "
    "not no never neither nor or either sometimes often usually typically approximately approximate approx roughly "
    "nearly almost locally small large big high low higher lower sufficiently enough extreme limit limits limiting "
    "special case cases example examples instance scenario scenarios regime regimes steady eventually asymptotically "
    "interior boundary corner instead rather hypothetical benchmark particular fails fail violated cannot unlike "
    "contrast versus vs were would could might may should must need needs require requires required satisfies "
    "satisfy satisfied satisfying solve solves solving binding binds e.g consider considering imagine "
    "say restrict restricted restricting focus excluding ignoring neglecting omitting fixing holding setting "
    "taking letting such conjecture guess wish wishes wished want wants wanted "
    "section sections subsection chapter appendix "
    "true false wrong incorrect claim tempting naive naively fallacy".split()
)
SUBSTITUTED = re.compile(
    r"\b(?:writ(?:e|ing)|replac(?:e|ing)|substitut(?:e|ing)|plug(?:ging)?) ▪ (?:as|by|with|for|into|in)\b"
)
LONGEST_NAME = 4  # words in a row without any that every English sentence has
ENGLISH = frozenset(
    "a an the of to and is are be was we i it its their his her our this that these those which who where then so thus "
    "hence therefore by on from into against has have had let denote define all each every any some more less than as "
    "for in with at if when one two three both".split()
)
ACCENTED = frozenset("àáâäåçèéêëíîïñóôöøúüæšžćčłńőÀÁÂÄÅÇÈÉÊËÍÎÏÑÓÔÖØÚÜŠŽ")
KNOWN = re.compile(
    r"(?<![a-z])(?:"
    r"(?:is|are|be|was|then|and|can be|may be) (?:then |thus |therefore |hence |now |simply |also )?"
    r"(?:given|denoted|defined|written|expressed|represented|described) (?:by|as|to be)(?! (?:if|when))"
    r"|(?:define|denote|write) (?:▪ )?as|(?:defined|denoted|written|expressed) as|in terms of|with (?:the )?probability"
    r"|as follows|as (?:before|above|usual)|as well as"
    r"|in (?:the |a |an |any )?(?:(?:unique|symmetric|nash|competitive|general) )*equilibrium"
    r"|for (?:the )?(?:first|second|third|last) (?:part|claim|statement|inequality|equality|direction)"
    r"|(?:at|in) (?:each |every |any )?(?:time|date|instant|moment|period|round|stage|step|year)(?: ▪|$)"
    r"|for (?:(?:all|any|every|each) )?▪"
    r"|with respect to|for sure|for (?:brevity|short|convenience|simplicity|ease)"
    r"|in (?:the )?(?:model|game|economy|market|contest|paper|equation|eq)"
    r")(?![a-z])"
)
NEXT_CLAUSE = re.compile(
    rf",?\s*(?:and |or )?(?:so|hence|thus|therefore|it follows|which (?:is|are) "
    rf"(?:positive|negative|increasing|decreasing|concave|convex))\b.*$|{DISPLAY}.*$|;.*$"
)
ON = re.compile(rf"^,? ?(?:up)?on(?= (?:(?:the )?(?:unit )?(?:interval|set|range|domain) )?[{NAME}{RELATION}])")
CASES = re.compile(
    r"(?<![a-z])(?:if|when|whenever|for(?: all| every| each| any)?|suppose(?: that)?|assume(?: that)?|given|since|"
    r"because|provided(?: that)?)"
    rf"(?P<noun>(?: [a-z]+){{0,3}}) {RELATION}(?:(?:,| and|, and) {RELATION})*,?"
)
DECLARED = re.compile(
    rf"(?<![a-z])(?:with|where|here|given|since|because|throughout,?|(?:we )?assum(?:e|ing)(?: that)?|taking|take|fix)"
    rf"(?P<noun>(?: [a-z]+){{0,5}})(?: {RELATION}(?:,| and|, and)(?: that)?)*$"
)
BESIDE = re.compile(
    rf"(?<![a-z])(?:let|where|define|set|put|write|denote)(?P<noun>(?: [a-z]+){{0,4}}) {RELATION}"
    rf"(?:(?:,| and|, and)(?: [a-z]+){{0,4}} {RELATION})*(?:,| and|, and)"
)


def before(formula: Formula) -> str | None:
    r"""The formula's sentence up to it, in lower case, formulas as marks; None if its beginning is not known.

    >>> one = Formula("x", "a.tex", 1, 1, 1, 1, "", False, before="It rains. Let $y>0$ and the sum $z$ be")
    >>> before(one)
    'let ● and the sum ▪ be'
    """
    text = _marked(formula.before)
    ends = [match.end() for match in (*END.finditer(text), *HEADING.finditer(text)) if not _is_short(text, match)]
    if not ends and len(formula.before) >= LENGTH:
        return None
    return _plain(text[max(ends, default=0) :])


def behind(formula: Formula) -> str:
    """The rest of the formula's sentence, in the same form; empty where the formula ends it.

    >>> one = Formula("x", "a.tex", 1, 1, 1, 1, "", False, after=", for all $y>0$. It rains.")
    >>> behind(one)
    ', for all ●'
    """
    if formula.latex.rstrip().endswith((".", "!", "?")):
        return ""
    text = HEADING.split(_marked(formula.after))[0]
    if formula.display and re.match(r"\s*[A-Z]", text):
        return ""
    ends = [match.start() for match in END.finditer(text) if not _is_short(text, match)]
    return _plain(text[: min(ends, default=len(text))])


def _is_short(text: str, end: re.Match[str]) -> bool:
    """Whether a point belongs to an abbreviation."""
    return text[end.start()] == "." and SHORT.search(text[: end.start()]) is not None


def _marked(text: str) -> str:
    """A text with its formulas as marks; one that it begins or ends in the middle of is one, too."""
    text = SHOWN.sub(_display_mark, text)
    text = BEGUN.sub(lambda match: _ending(match["inside"]), text)
    text = GOES_ON.sub(f" {DISPLAY} ", text)
    if text.count("$") % 2:
        text = text[text.index("$") + 1 :]
    return INLINE.sub(_inline_mark, LAYOUT.sub(" ", REFERENCE.sub(" ", text)))


def _display_mark(match: re.Match[str]) -> str:
    return _ending(match["dollars"] or match["brackets"] or match["block"] or "")


def _ending(inside: str) -> str:
    return f" {DISPLAY}. " if inside.rstrip().endswith((".", "!", "?")) else f" {DISPLAY} "


def _inline_mark(match: re.Match[str]) -> str:
    inside = match["dollar"] if match["dollar"] is not None else match["round"]
    mark = RELATION if RELATED.search(inside) else NAME
    return f" {mark}{'.' if inside.rstrip().endswith('.') else ''} "


def _plain(text: str) -> str:
    words = re.sub(r"\s+([,;:.])", r"\1", " ".join(COMMAND.sub(" ", text).split()))
    return words.lower().strip()


def scoping_word(words: str) -> str:
    """The first word that may scope what is said, outside the phrases that are known to scope nothing; empty without.

    >>> scoping_word("the payoff of ▪ is given by"), scoping_word("at the optimum, the payoff is")
    ('', 'at')
    """
    rest = KNOWN.sub(" ", words)
    if RELATION in rest:
        return "a relation"
    if _is_foreign(words):
        return "words of another language"
    return next((word for word in re.findall(r"[a-z][a-z.-]*[a-z]|[a-z]", rest) if word in SCOPING), "")


def _is_foreign(words: str) -> bool:
    """Whether several words stand there of which none is a common one, or letters of another script."""
    said = re.findall(r"[^\W\d_]+", words)
    strange = any(not letter.isascii() for word in said for letter in word if letter not in ACCENTED)
    return strange or (len(said) > LONGEST_NAME and ENGLISH.isdisjoint(said))


def scoped_by(formula: Formula, said: str | None = None) -> str:
    """What in the formula's sentence may scope it; `said` is what stands before it if not all of that counts."""
    said = before(formula) if said is None else said
    if said is None:
        return "the beginning of its sentence"
    return scoping_word(said) or scoping_word(_own_clause(behind(formula)))


def range_scoped_by(formula: Formula) -> str:
    """What may scope a range: all but the words right before it that give it, and ranges of others beside it.

    >>> scoped = Formula("c>0", "a.tex", 1, 1, 1, 1, "", False, before="In the second model, there are costs")
    >>> range_scoped_by(scoped)
    'in'
    """
    said = before(formula)
    if said is None:
        return "the beginning of its sentence"
    said = DECLARED.sub(lambda match: match["noun"], said).replace(RELATION, NAME)
    return scoping_word(said) or scoping_word(_own_clause(behind(formula)).replace(RELATION, NAME))


def definition_scoped_by(formula: Formula) -> str:
    """What may scope a definition: all but the definitions and ranges beside it.

    >>> one = Formula("S=a+b", "a.tex", 1, 1, 1, 1, "", True, before="At the optimum, the sum is")
    >>> definition_scoped_by(one)
    'at'
    """
    said = before(formula)
    return scoped_by(formula, said if said is None else BESIDE.sub(lambda match: match["noun"], said))


def step_scoped_by(formula: Formula) -> str:
    """What may scope a step: all but the cases that its sentence names in plain words.

    >>> plain = Formula("y>1", "a.tex", 1, 1, 1, 1, "", True, before="If $x>0$, then")
    >>> step_scoped_by(plain)
    ''
    """
    said = before(formula)
    if said is None:
        return "the beginning of its sentence"
    found = scoping_word(CASES.sub(_noun, said)) or "".join(SUBSTITUTED.findall(said)[:1])
    return found or scoping_word(CASES.sub(_noun, _own_clause(behind(formula))))


def _noun(case: re.Match[str]) -> str:
    """The words between `if` and what is supposed, which have to be plain themselves."""
    return case["noun"]


def _own_clause(words: str) -> str:
    """What stands behind a formula up to a clause that says something else; `on $[0,1]$` is said under it."""
    return ON.sub("under", NEXT_CLAUSE.sub("", words))
