"""Checks `src/stats/log_odds.rs`: log-odds with an informative Dirichlet prior, Fisher's exact test, false discoveries.

Versions: numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0. Run: `python tests/oracles/log_odds.py`.

The log-odds are written out from Monroe, Colaresi and Quinn (2008), equations 15, 16 and 18 to 22, over whole
vectors; the exact p is `scipy.stats.fisher_exact`, the discoveries are statsmodels' `multipletests`.
"""

import numpy as np
from scipy.stats import fisher_exact
from statsmodels.stats.multitest import multipletests

# here, there, elsewhere: a small vocabulary with a new word, a lost one and a common one.
ROWS = [(40, 12, 100), (9, 0, 0), (0, 7, 3), (300, 310, 2000), (151, 171, 897), (5, 3, 0), (1, 1, 7)]


def log_odds(rows, prior_total):
    y = np.array(rows, dtype=float)
    alpha = prior_total * y.sum(axis=1) / y.sum()
    n = y.sum(axis=0)
    a0 = alpha.sum()

    def omega(side):
        return np.log((y[:, side] + alpha) / (n[side] + a0 - y[:, side] - alpha))

    delta = omega(0) - omega(1)
    variance = 1 / (y[:, 0] + alpha) + 1 / (y[:, 1] + alpha)
    return delta, variance, delta / np.sqrt(variance)


def exact(rows):
    y = np.array(rows)
    n = y.sum(axis=0)
    return [
        fisher_exact([[a, n[0] - a], [b, n[1] - b]], alternative="greater").pvalue for a, b, _ in rows
    ]


for prior_total in (125.0, 10.0):
    print(f"# prior_total = {prior_total}")
    for row in zip(*log_odds(ROWS, prior_total), exact(ROWS)):
        print("(" + ", ".join(f"{value:.12e}" for value in row) + "),")

print("# large counts")
for table in ([[900, 99_100], [5200, 894_800]], [[10, 99_990], [900, 899_100]], [[7, 293], [60, 19_940]]):
    print(table, f"{fisher_exact(table, alternative='greater').pvalue:.12e}")

CHANCES = [0.001, 0.008, 0.039, 0.041, 0.042, 0.059, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34]
print("# Benjamini and Hochberg, 5 % and 15 %")
for rate in (0.05, 0.15):
    print(multipletests(CHANCES, alpha=rate, method="fdr_bh")[0].tolist())
