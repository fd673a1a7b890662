"""The outlook of src/stats/forecast.rs for the first storm of decay.py, by a grid instead of a walk.

numpy 2.4, scipy 1.17; run: python forecast.py. The posterior of an exponential decay is tabulated over
the logarithms of amplitude and half-life and over 1 / sqrt(k), flat in all three, and drawn from.
"""

import numpy as np
from scipy.special import gammaln

WEEK = np.array([1.15, 1.1, 1.05, 1.05, 1.0, 0.85, 0.8])
ONE = {1: 129, 2: 96, 3: 101, 4: 125, 5: 73, 6: 59, 7: 72, 8: 98, 11: 34, 12: 36, 13: 42, 14: 42, 15: 33,
       16: 45, 17: 46, 18: 43, 19: 11, 20: 8, 21: 10, 22: 20, 24: 13, 25: 18, 26: 20, 27: 8, 28: 20,
       29: 24, 30: 15, 31: 6, 32: 4, 33: 8, 34: 3, 35: 15, 36: 13, 37: 12, 38: 10, 39: 4, 40: 1}

t = np.array([t for t in ONE if t > 0], float)
y = np.array([y for t, y in ONE.items() if t > 0], float)
w = WEEK[t.astype(int) % 7]
A = np.exp(np.linspace(np.log(70), np.log(260), 60))
H = np.exp(np.linspace(np.log(4.5), np.log(14), 60))
V = np.linspace(0.02, 0.9, 50)
k = V[:, None, None, None] ** -2.0
mean = 3 * w + w * A[None, :, None, None] * 2 ** (-t / H[None, None, :, None])
height = (gammaln(y + k) - gammaln(k) - gammaln(y + 1) + y * np.log(mean / k) - (y + k) * np.log1p(mean / k)).sum(-1)
weight = np.exp(height - height.max())
rng = np.random.default_rng(1)
cells = rng.choice(weight.size, 200_000, p=(weight / weight.sum()).ravel())
v, a, h = (values[index] for values, index in zip((V, A, H), np.unravel_index(cells, weight.shape)))


def show(name, values):
    print(name, [round(float(q), 4) for q in np.quantile(values, [0.025, 0.1, 0.5, 0.9, 0.975])])


show("half-life", h)
show("amplitude", a)
show("size", v**-2)
# The mean excess per day of the week that begins 41 + 7 (n - 1) days after the peak.
first = lambda n: 41 + 7 * (n - 1)
excess = lambda n: a * np.mean([2 ** (-(first(n) + d) / h) for d in range(7)], axis=0)
for margin in (0.5, 2.0):
    reached = np.full(len(a), 105)
    for n in range(104, -1, -1):
        reached[excess(n) <= margin] = n
    show(f"weeks to {margin}", reached)
for week in range(4):
    total = 0
    for d in range(7):
        day = 41 + 7 * week + d
        mu = WEEK[day % 7] * (3 + a * 2 ** (-day / h))
        total = total + rng.poisson(rng.gamma(v**-2, mu * v**2))
    show(f"week {week + 1}", total)
