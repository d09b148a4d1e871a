"""Tables to take away."""

import pytest

from zcps.spreadsheet import MARK, csv_text, harmless


@pytest.mark.parametrize(
    "typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠SUM(A1)"]
)
def test_no_spreadsheet_runs_what_somebody_typed(typed):
    assert harmless(typed) == f"'{typed}"


def test_numbers_of_ours_stay_numbers_and_the_text_is_known_for_what_it_is():
    assert csv_text(["项", "值"], [["亏", -3], ["名", "某甲"]]) == f"{MARK}项,值\r\n亏,-3\r\n名,某甲\r\n"
