"""Keys of subjects, as they are stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.finding import Subject, SubjectKind
from domain.network import Network

VK, OK = Network.VK, Network.OK


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        (Subject.page(12, VK), "page:12/vk"),
        (Subject.page_of(5, OK), "page_of:5/ok"),
        (Subject.organisation(5), "org:5"),
        (Subject(SubjectKind.ADMINISTRATION), "admin"),
        (Subject(SubjectKind.NETWORK, network=VK), "network:vk"),
    ],
)
def test_a_key_is_readable_and_leads_back(subject: Subject, key: str) -> None:
    assert subject.key == key
    assert Subject.parse(key) == subject


@given(st.sampled_from(SubjectKind), st.integers(0, 10**12), st.none() | st.sampled_from(Network))
def test_any_subject_survives_its_key(kind: SubjectKind, number: int, network: Network | None) -> None:
    subject = Subject(kind, number, network)
    assert Subject.parse(subject.key) == subject


@pytest.mark.parametrize("key", ["", "house:1", "page:12/fb", "network:fb", ":5"])
def test_a_malformed_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        Subject.parse(key)
