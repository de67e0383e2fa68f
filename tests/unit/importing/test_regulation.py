"""Parameters of the file's regulation: what each becomes here, and what is told to be wrong."""

import pytest

from core.importing.nodes import Node, unread
from council.importing.regulation import read_settings

GATED = ["отчёт РОИВ-координатора"]


def read(**parameters):
    node = Node(parameters, "parameters")
    return read_settings(node), [str(fault) for fault in node.ledger.faults]


@pytest.mark.parametrize(
    ("name", "value", "stored"),
    (
        ("secretary_votes", True, {"secretary_votes": "yes"}),
        ("secretary_votes", False, {"secretary_votes": "no"}),
        ("majority_rule", "простое большинство присутствующих", {"majority": "of_present"}),
        (
            "majority_rule",
            "простое большинство членов с правом решающего голоса",
            {"majority": "of_all_voting"},
        ),
        ("casting_vote", "председатель", {"casting_vote": "chair_of_the_body"}),
        (
            "absentee_quorum_rule",
            "более половины членов представили опросные листы",
            {"absentee_quorum": "more_than_half"},
        ),
        (
            "extraordinary_initiators",
            "не менее 1/3 членов, председатель",
            {"extraordinary_initiators": "by_chair by_third_of_members"},
        ),
        ("gated_report_kinds", GATED, {"gated_reports": "coordinator_report"}),
        ("ungated_report_kinds", ["промежуточный отчёт"], {}),
    ),
)
def test_a_parameter_becomes_a_setting(name, value, stored):
    assert read(**{name: value}) == (stored, [])


def test_an_unknown_initiator_is_told():
    _, faults = read(extraordinary_initiators="председатель, все желающие")

    assert len(faults) == 1
    assert faults[0].startswith("parameters.extraordinary_initiators: 'все желающие' is not one of")


def test_a_kind_cannot_be_gated_and_free_of_it():
    _, faults = read(gated_report_kinds=GATED, ungated_report_kinds=GATED)

    assert faults == ["parameters.ungated_report_kinds[0]: is among gated_report_kinds too"]


def test_no_parameter_of_the_sample_is_passed_over():
    parameters = {
        "extraordinary_initiators": "председатель",
        "secretary_votes": False,
        "gated_report_kinds": GATED,
        "ungated_report_kinds": ["промежуточный отчёт"],
    }
    node = Node(parameters)
    read_settings(node)

    assert unread(parameters, node.ledger.read) == set()
