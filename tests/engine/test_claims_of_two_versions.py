"""Which claims of two versions are told: those of both, whose verdict, level or repair is another one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sample_run import claim_result

from verify.comparison import compare
from verify.kernel import Level, Verdict
from verify.record import ClaimResult, RunRecord

NAMES = ("algebra/squares", "algebra/sign", "limits/small", "limits/open")
versions = st.dictionaries(
    st.sampled_from(NAMES),
    st.sampled_from([(Verdict.HOLDS, Level.EXACT), (Verdict.HOLDS, Level.SAMPLED), (Verdict.FAILS, Level.EXACT)]),
)
Version = dict[str, tuple[Verdict, Level]]


def record(version: Version) -> RunRecord:
    return RunRecord(claims=[told(name, version) for name in version])


def told(name: str, version: Version) -> ClaimResult:
    return claim_result(name, *version[name])


@given(versions, versions)
def test_a_claim_of_both_versions_is_told_if_and_only_if_it_changed(old: Version, new: Version) -> None:
    found = compare(record(old), record(new)).claims
    changed = [name for name in new if name in old and old[name] != new[name]]
    assert [(one.old, one.new) for one in found] == [(told(name, old), told(name, new)) for name in changed]
