"""A paper of a few claims and the record of a run of it, made by hand, for tests of reports and gates."""

from __future__ import annotations

from verify.claims import Paper, display
from verify.kernel import Evidence, Level, Outcome, Verdict
from verify.reading.notation import Letter, Notation
from verify.record import ClaimResult, FormulaResult, PaperResult, RepairResult, RunRecord

NAME = "sample"
HOSTILE = r"</script><script>alert(1)</script><img src=x onerror=alert(2)>\href{javascript:alert(3)}{x}"


def proof(detail: str = "the difference is zero") -> Evidence:
    return Evidence("prove", Outcome.PROVED, Level.SYMBOLIC, detail, seconds=0.25)


def support() -> Evidence:
    return Evidence("break", Outcome.SUPPORTED, Level.SAMPLED, "200 exact draws, none against", seconds=0.05)


def refutation(**witness: str) -> Evidence:
    detail = "left is 2, right is 1"
    return Evidence("break", Outcome.REFUTED, Level.EXACT, detail, witness, seconds=0.125, rechecked=True)


def claim_result(
    name: str, verdict: Verdict = Verdict.HOLDS, level: Level | None = Level.SYMBOLIC, **facts: object
) -> ClaimResult:
    """A result of the sample paper; `facts` replace what it says otherwise."""
    section, _, _ = name.partition("/")
    said: dict[str, object] = {
        "where": section.capitalize(),
        "statement": "x^2-y^2=(x-y)(x+y)",
        "expected": Verdict.HOLDS,
        "reason": "the difference is zero",
        "legs": (proof(), support()),
    }
    return ClaimResult(f"{NAME}/{name}", NAME, verdict=verdict, level=level, **{**said, **facts})  # type: ignore[arg-type]


def erratum(repair_verdict: Verdict = Verdict.HOLDS) -> ClaimResult:
    """A mistake on record: the sign is wrong, and the repair corrects it."""
    return claim_result(
        "algebra/sign",
        Verdict.FAILS,
        Level.EXACT,
        statement=r"(x-y)^2=x^2+2xy+y^2",
        expected=Verdict.FAILS,
        reason="left is 0, right is 4",
        legs=(Evidence("prove", Outcome.UNKNOWN, Level.SYMBOLIC), refutation(x="1", y="1")),
        repair=RepairResult(
            "typo", "(x-y)^2=x^2-2xy+y^2", "the sign of the cross term", repair_verdict, Level.SYMBOLIC
        ),
        lines=(7,),
    )


def admitted() -> ClaimResult:
    return claim_result(
        "limits/outside", Verdict.ADMITTED, None, expected=Verdict.ADMITTED, reason="needs taste", legs=()
    )


def undecided() -> ClaimResult:
    return claim_result("limits/open", Verdict.UNDECIDED, None, reason="no leg decided it", legs=(support(),))


def expected_record() -> RunRecord:
    """All as expected: two claims hold, one erratum, one admitted."""
    claims = [
        claim_result("algebra/squares"),
        erratum(),
        claim_result("limits/small", uses=(f"{NAME}/algebra/squares",), trusts=("monotone convergence",)),
        admitted(),
    ]
    return RunRecord([PaperResult(NAME, "", "", 0, "A Sample Paper")], claims)


def unexpected_record() -> RunRecord:
    """The same with an undecided claim, a claim that rests on it, and a source with a refuted line."""
    record = expected_record()
    record.claims += [undecided(), claim_result("limits/later", uses=(f"{NAME}/limits/open",))]
    record.papers = [PaperResult(NAME, "draft.md", "0" * 64, 2, "A Sample Paper")]
    squares, sign = f"{NAME}/algebra/squares", f"{NAME}/algebra/sign"
    record.formulas = [
        FormulaResult(3, 5, "x^2-y^2=(x-y)(x+y)", "verified", (squares,), file="draft.md", label="eq:squares"),
        FormulaResult(7, 7, "(x-y)^2=x^2+2xy+y^2", "refuted", (sign,), "x = 1, y = 1", "draft.md", 3),
    ]
    return record


def sample_paper() -> Paper:
    """The paper of the record, with the same ids."""
    paper = Paper(NAME, "A Sample Paper", Notation((Letter("x"), Letter("y"))))
    for claim in expected_record().claims:
        section = paper.section(claim.where.lower(), claim.where)
        section.claim(claim.id.partition("/")[2], display(claim.statement), expected=claim.expected)
    return paper
