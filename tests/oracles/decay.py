"""The likeliest decays and the half-life's interval of src/stats/decay/, found by other means.

scipy 1.17, statsmodels 0.15, numpy 2.4; run: python decay.py. The three shapes are maximized in their
own parameters by scipy.optimize, the ends of the interval are roots of the profile deviance, and the
exponential without a baseline is a negative binomial regression of statsmodels.
"""

import numpy as np
import statsmodels.api as sm
from scipy.optimize import brentq, differential_evolution, minimize
from scipy.stats import nbinom, t as student

WEEK = np.array([1.15, 1.1, 1.05, 1.05, 1.0, 0.85, 0.8])
ONE = {1: 129, 2: 96, 3: 101, 4: 125, 5: 73, 6: 59, 7: 72, 8: 98, 11: 34, 12: 36, 13: 42, 14: 42, 15: 33,
       16: 45, 17: 46, 18: 43, 19: 11, 20: 8, 21: 10, 22: 20, 24: 13, 25: 18, 26: 20, 27: 8, 28: 20,
       29: 24, 30: 15, 31: 6, 32: 4, 33: 8, 34: 3, 35: 15, 36: 13, 37: 12, 38: 10, 39: 4, 40: 1}
TWO = dict(enumerate([
    317, 216, 303, 275, 183, 139, 108, 108, 113, 173, 136, 120, 70, 95, 117, 123, 82, 119, 78, 70, 76, 114,
    99, 86, 113, 80, 45, 68, 111, 61, 97, 65, 80, 48, 55, 46, 75, 45, 97, 47, 45, 52, 66, 49, 60, 62, 65,
    25, 32, 48, 35, 28, 44, 18, 35, 23, 51, 47, 56, 27, 37]))


class Storm:
    def __init__(self, counts, expected):
        self.t = np.array([t for t in counts if t > 0], float)
        self.y = np.array([y for t, y in counts.items() if t > 0], float)
        self.w = WEEK[self.t.astype(int) % 7]
        self.e = expected * self.w

    def log_likelihood(self, amplitude, left, size):
        mean = self.e + self.w * amplitude * left
        return nbinom.logpmf(self.y, size, size / (size + mean)).sum()


def exponential(t, h):
    return 2 ** (-t / h)


def power(t, h):
    return (1 + t) ** (-np.log(2) / np.log1p(h))


def best_at(storm, shape, h):
    """The likeliest amplitude and size at a half-life."""
    left = shape(storm.t, h)
    lost = lambda x: -storm.log_likelihood(np.exp(x[0]), left, np.exp(x[1]))
    options = {"xatol": 1e-10, "fatol": 1e-12, "maxiter": 20000, "maxfev": 20000}
    found = minimize(lost, [np.log(100), np.log(5)], method="Nelder-Mead", options=options)
    return -found.fun, np.exp(found.x)


def freedom(storm, amplitude, left, size, parameters):
    mean = storm.e + storm.w * amplitude * left
    f = mean / (mean + size)
    weight = (mean - storm.e) ** 2 / (mean + mean**2 / size)
    days = (f**2).sum() / ((weight * f).sum() / weight.sum()) ** 2
    return min(days, len(storm.t)) - parameters


def aicc(height, parameters, count):
    return 2 * (parameters - height) + 2 * parameters * (parameters + 1) / (count - parameters - 1)


def one_rate(name, storm, shape, low, high):
    profile = lambda x: -best_at(storm, shape, np.exp(x))[0]
    found = minimize(lambda x: profile(x[0]), [np.log((low * high) ** 0.5)], method="Nelder-Mead",
                     options={"xatol": 1e-9, "fatol": 1e-12})
    h, height = np.exp(found.x[0]), -found.fun
    _, (amplitude, size) = best_at(storm, shape, h)
    print(f"{name}: half-life {h:.6f} amplitude {amplitude:.4f} size {size:.4f} "
          f"log-likelihood {height:.6f} aicc {aicc(height, 3, len(storm.t)):.6f}")
    degrees = freedom(storm, amplitude, shape(storm.t, h), size, 3)
    cutoff = student.ppf(0.975, degrees) ** 2 / 2
    end = lambda to: np.exp(brentq(lambda x: height - cutoff + profile(x), np.log(h), np.log(to)))
    print(f"  degrees of freedom {degrees:.5f} interval {end(low):.5f} {end(high):.5f}")
    return height


def two_phase(storm):
    def mixture(fast, slow, share):
        return lambda t: share * np.exp(-fast * t) + (1 - share) * np.exp(-slow * t)

    def lost(x):
        fast, slow = np.exp(x[1]), np.exp(x[2])
        if not slow < fast:
            return 1e9
        return -storm.log_likelihood(np.exp(x[0]), mixture(fast, slow, x[3])(storm.t), np.exp(x[4]))

    # The fast phase halves in a day at the least, the slow in ten years at the most.
    bounds = [(1, 12), (np.log(0.01), np.log(np.log(2))), (np.log(np.log(2) / 3650), 0), (0, 1), (0, 12)]
    found = differential_evolution(lost, bounds, seed=1, tol=1e-9, maxiter=1500, popsize=15)
    found = minimize(lost, found.x, method="Nelder-Mead", bounds=bounds,
                     options={"xatol": 1e-11, "fatol": 1e-13, "maxiter": 40000, "maxfev": 40000})
    x = found.x
    fast, slow, share = np.exp(x[1]), np.exp(x[2]), x[3]
    h = brentq(lambda t: mixture(fast, slow, share)(t) - 0.5, 0.01, 2000)
    print(f"two-phase: half-life {h:.5f} fast {fast:.6f} slow {slow:.6f} share {share:.6f} "
          f"amplitude {np.exp(x[0]):.4f} size {np.exp(x[4]):.4f} log-likelihood {-found.fun:.6f} "
          f"aicc {aicc(-found.fun, 5, len(storm.t)):.6f}")
    # Candia's own parameters, from a = p + r, b = q and the weight of the slow part r / (a - b).
    r = (1 - share) * (fast - slow)
    p = fast - r
    print(f"  p {p:.6f} r {r:.6f} q {slow:.6f} r/(p+r) {r / (p + r):.6f}")
    again = lambda t: ((p - slow) * np.exp(-(p + r) * t) + r * np.exp(-slow * t)) / (p + r - slow)
    assert np.allclose(again(storm.t), mixture(fast, slow, share)(storm.t))
    degrees = freedom(storm, np.exp(x[0]), mixture(fast, slow, share)(storm.t), np.exp(x[4]), 5)
    cutoff = student.ppf(0.975, degrees) ** 2 / 2

    def held(h):
        """The likelihood at a half-life: the share follows from the rates."""
        def lost_at(z):
            fast, slow = np.exp(z[1]), np.exp(z[2])
            below, above = np.exp(-fast * h), np.exp(-slow * h)
            if not below <= 0.5 <= above:
                return 1e9
            return lost([z[0], z[1], z[2], (above - 0.5) / (above - below), z[3]])
        within = [(1, 12), (np.log(np.log(2) / h), bounds[1][1]), (bounds[2][0], np.log(np.log(2) / h)), (0, 12)]
        if within[1][0] >= within[1][1]:
            return -1e9
        starts = [[x[0], x[1], x[2], x[4]], [x[0] + 1, within[1][1] - 0.1, x[2] - 0.5, x[4]]]
        starts = [[np.clip(v, *bound) for v, bound in zip(start, within)] for start in starts]
        options = {"xatol": 1e-7, "fatol": 1e-9, "maxiter": 4000, "maxfev": 4000}
        tries = [minimize(lost_at, start, method="Nelder-Mead", bounds=within, options=options) for start in starts]
        return -min(found.fun for found in tries)

    least = -found.fun - cutoff
    print(f"  degrees of freedom {degrees:.5f}")
    for to in (1.0, 60.0):
        inside, outside = h, to
        while abs(inside - outside) > 2e-3:
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if held(middle) >= least else (inside, middle)
        print(f"  end {(inside + outside) / 2:.3f}")


storm = Storm(ONE, 3.0)
baseline = lambda k: storm.log_likelihood(0, 0, np.exp(k))
print("without excess", max(baseline(k) for k in np.linspace(-6, 6, 20001)))
one_rate("exponential", storm, exponential, 3, 20)
one_rate("power law", storm, power, 0.3, 40)

alone = Storm(ONE, 0.0)
height = one_rate("without a baseline", alone, exponential, 3, 30)
model = sm.NegativeBinomial(alone.y, sm.add_constant(-alone.t), offset=np.log(alone.w), loglike_method="nb2")
fit = model.fit(disp=0, maxiter=500)
print(f"  statsmodels: half-life {np.log(2) / fit.params[1]:.6f} amplitude {np.exp(fit.params[0]):.4f} "
      f"size {1 / fit.params[2]:.4f} log-likelihood {fit.llf:.6f}")

two = Storm(TWO, 3.0)
one_rate("exponential of the second storm", two, exponential, 5, 60)
one_rate("power law of the second storm", two, power, 0.5, 60)
two_phase(two)
