"""Newcombe's interval for a difference of shares, for src/stats/difference.rs.

statsmodels 0.14; run: python difference.py
"""

from statsmodels.stats.proportion import confint_proportions_2indep

for now, before in [((56, 70), (48, 80)), ((9, 10), (3, 10)), ((0, 10), (0, 10)), ((10, 10), (0, 20))]:
    low, high = confint_proportions_2indep(*now, *before, compare="diff", method="newcomb")
    print(now, before, round(low, 4), round(high, 4))
