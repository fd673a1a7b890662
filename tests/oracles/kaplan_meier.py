"""Checks src/stats/kaplan_meier.rs and src/stats/log_rank.rs against lifelines 0.30.3 and statsmodels 0.15.0.

Run: python tests/oracles/kaplan_meier.py (pip install lifelines==0.30.3 statsmodels==0.15.0)

Two small invented sets, one followed from birth and one with late entry. lifelines counts what
enters at an age as at risk at that age, statsmodels and we do not; in these sets no entry falls on
an event. The intervals are lifelines' (log-log, its default); the risk sets of the late entries are
confirmed with statsmodels.
"""
import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test
from lifelines.utils import median_survival_times
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

# (entered, left, is_event)
BIRTH = [(0, 3, 1), (0, 5, 1), (0, 5, 1), (0, 6, 0), (0, 8, 1), (0, 11, 0), (0, 12, 1), (0, 15, 1),
         (0, 20, 0), (0, 21, 1)]
LATE = [(0, 4, 1), (0, 9, 1), (0, 13, 0), (0, 16, 1), (0, 22, 1), (0, 30, 0), (2, 7, 1), (5, 18, 1),
        (6, 25, 1), (8, 33, 1), (10, 12, 1), (14, 40, 0), (17, 28, 1)]
# A second group, which stays longer.
OTHER = [(0, 10, 1), (0, 24, 1), (0, 35, 0), (3, 29, 1), (7, 45, 1), (11, 50, 0), (15, 38, 1), (19, 52, 1)]


def survival(name, spells):
    entered, left, event = (np.array(column, float) for column in zip(*spells))
    fitted = KaplanMeierFitter().fit(left, event, entry=entered)
    band = fitted.confidence_interval_
    print(name)
    for time in sorted(set(left[event == 1])):
        low, high = band.loc[time]
        at_risk = int(fitted.event_table.loc[time, "at_risk"])
        print(f"    ({time}, {at_risk}, {fitted.predict(time):.10f}, {low:.10f}, {high:.10f}),")
    low, high = median_survival_times(band).iloc[0]
    print("  median", fitted.median_survival_time_, "from", low, "to", high)
    other = SurvfuncRight(left, event, entry=entered)
    print("  statsmodels at risk", [int(n) for n in other.n_risk])
    print("  statsmodels survival", [round(float(s), 10) for s in other.surv_prob])


def compare(name, first, second):
    both = [(*spell, 0) for spell in first] + [(*spell, 1) for spell in second]
    entered, left, event, group = (np.array(column, float) for column in zip(*both))
    chi, p = survdiff(left, event, group, entry=entered)
    print(f"{name}: statsmodels chi {chi:.10f} p {p:.10f}")
    if not entered.any():
        one, other = group == 0, group == 1
        test = logrank_test(left[one], left[other], event[one], event[other])
        print(f"{name}: lifelines chi {test.test_statistic:.10f} p {test.p_value:.10f}")
    # The expected events of the first group, by hand.
    expected = 0.0
    for time in sorted(set(left[event == 1])):
        risk = (entered < time) & (time <= left)
        expected += (event[left == time]).sum() * (risk & (group == 0)).sum() / risk.sum()
    print(f"  expected {expected:.10f} of observed {int(event[group == 0].sum())}")


survival("from birth", BIRTH)
survival("late entry", LATE)
compare("late entry", LATE, OTHER)
compare("from birth", [(0, l, e) for _, l, e in LATE], [(0, l, e) for _, l, e in OTHER])
