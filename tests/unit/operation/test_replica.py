import pytest

from core.operation.replica import Standing, may_serve


@pytest.mark.parametrize(
    ("standing", "primary_answers", "serves"),
    (
        (Standing(follows=True, is_fed=True, lag=0), True, True),
        (Standing(follows=True, is_fed=True, lag=5), True, True),
        (Standing(follows=True, is_fed=True, lag=5.1), True, False),
        (Standing(follows=True, is_fed=True, lag=None), True, False),
        (Standing(follows=True, is_fed=False, lag=0), True, False),
        (Standing(follows=True, is_fed=False, lag=900), False, True),
        (Standing(follows=False, is_fed=False, lag=0), True, False),
        (Standing(follows=False, is_fed=False, lag=0), False, False),
    ),
)
def test_when_visitors_may_read_from_the_replica(standing, primary_answers, serves):
    assert may_serve(standing, most_lag=5, primary_answers=primary_answers) is serves
