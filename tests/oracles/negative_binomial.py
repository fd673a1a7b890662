"""Log probabilities of the negative binomial distribution (NB2), checked with scipy 1.x.

Run: python negative_binomial.py. The values are in src/stats/negative_binomial.rs.
"""

import scipy
from scipy.stats import nbinom, poisson

print("scipy", scipy.__version__)
for count, mean, size in [(0, 3.0, 2.0), (7, 3.5, 0.8), (150, 90.0, 20.0), (1000, 1000.0, 5000.0)]:
    print(count, mean, size, f"{nbinom.logpmf(count, size, size / (size + mean)):.9f}")
print("poisson", 12, 9.5, f"{poisson.logpmf(12, 9.5):.9f}")
