"""Checks stats/effect.rs: the change after an event, by the same recipe written anew with scipy.

Each course is fitted by a general optimizer, its covariance taken from slopes by differences, its
dispersion from Pearson's equation by root finding, its evidence from scipy's own negative binomial.
The last line sets a structural time series beside the example with a control series.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0.
Run: python tests/oracles/effect.py
"""

import warnings

import numpy as np
import statsmodels.api as sm
from scipy.optimize import brentq, minimize
from scipy.stats import nbinom, t as student

warnings.filterwarnings("ignore")

COURSES = [  # shape, standard deviation of the level, weight
    (None, 1.5, 1.0),
    (0.0, 0.2, 1.0),
    (0.5, 0.2, 1.0),
    (1.0, 0.2, 2.0),
    (1.0, 1.5, 0.5),
    (1.5, 0.2, 0.5),
]


def fallen(age, shape):
    far = (lambda a: np.log1p(a)) if shape == 0 else (lambda a: ((1 + a) ** shape - 1) / shape)
    return 7 * far(age) / far(7.0)


def log_means(theta, shape, age, expected, x):
    if shape is None:
        return np.log(expected) + theta[0] + x @ theta[1:]
    excess = np.exp(theta[1] - np.exp(theta[2]) * fallen(age, shape))
    return np.log(expected) + np.log(np.exp(theta[0]) + excess) + x @ theta[3:]


def slopes(theta, *rest):
    columns = []
    for i in range(len(theta)):
        step = np.zeros(len(theta))
        step[i] = 1e-5
        columns.append((log_means(theta + step, *rest) - log_means(theta - step, *rest)) / 2e-5)
    return np.column_stack(columns)


def fit(counts, shape, level, age, expected, x):
    means, deviations = [0.0], [level]
    if shape is not None:
        jump = max(counts[:3].sum() / expected[:3].sum() - 1, 0.1)
        means += [np.log(jump), np.log(np.log(2) / 10)]
        deviations += [2.0, 1.2]
    means = np.array(means + [0.0] * x.shape[1])
    precision = np.diag(np.array(deviations + [1.0] * x.shape[1]) ** -2.0)
    rest = (shape, age, expected, x)

    def likelihood(mu, alpha):
        return nbinom.logpmf(counts, 1 / alpha, 1 / (1 + alpha * mu)).sum()

    def climbed(alpha, start):
        def cost(theta):
            lag = theta - means
            return -likelihood(np.exp(log_means(theta, *rest)), alpha) + lag @ precision @ lag / 2
        for method in ["Nelder-Mead", "BFGS", "Nelder-Mead", "BFGS"]:
            options = {"maxiter": 20000, "xatol": 1e-10, "fatol": 1e-12} if method == "Nelder-Mead" else {}
            start = minimize(cost, start, method=method, options=options).x
        return start, -cost(start)

    def curve(theta, alpha):
        mu = np.exp(log_means(theta, *rest))
        j = slopes(theta, *rest)
        informed = j.T @ (j * (mu / (1 + alpha * mu))[:, None])
        total = informed + precision
        return mu, total, np.trace(np.linalg.solve(total, informed))

    alpha, theta = 0.1, means
    for _ in range(12):
        theta, height = climbed(alpha, theta)
        mu, total, freedom = curve(theta, alpha)
        excess = lambda a: ((counts - mu) ** 2 / (mu + a * mu * mu)).sum() - (len(counts) - freedom)
        asked = brentq(excess, 0, 50, xtol=1e-12) if excess(0) > 0 else 1e-7
        if abs(asked - alpha) < 1e-7:
            break
        alpha = asked
    evidence = height + np.log(np.diag(precision)).sum() / 2 - np.linalg.slogdet(total)[1] / 2
    return theta, mu, np.linalg.inv(total), alpha, freedom, evidence


def forecast(data, start, at, until):
    index, counts, expected, controls = data
    b, a = (start <= index) & (index < at), (at <= index) & (index < until)
    x = np.log(controls) - np.log(controls[b]).mean(axis=0) if controls.size else controls
    observed = counts[a].sum()
    rows = []
    for shape, level, weight in COURSES:
        theta, mu, covariance, alpha, freedom, evidence = fit(
            counts[b], shape, level, index[b] - start, expected[b], x[b]
        )
        rest = (shape, index[a] - start, expected[a], x[a])
        after = np.exp(log_means(theta, *rest))
        lean = slopes(theta, *rest).T @ after / after.sum()
        seen = after * max(observed, 0.5) / after.sum()
        variance = lean @ covariance @ lean + (seen + alpha * seen**2).sum() / seen.sum() ** 2
        residuals = (counts[b] - mu) / np.sqrt(mu + alpha * mu**2)
        n = b.sum()
        correlation = (residuals[1:] * residuals[:-1]).sum() / (residuals**2).sum()
        correlation = min(max(correlation + freedom / n - n**-0.5, 0), 1)
        family = sm.families.NegativeBinomial(alpha=max(alpha, 1e-7))
        null = np.full(n, counts[b].mean())
        r2 = 1 - family.deviance(counts[b], mu) / family.deviance(counts[b], null)
        rows.append((evidence + np.log(weight), np.log(after.sum()), variance, 1 + 2 * correlation / 0.3, r2))
    logs, totals, variances, inflations, r2s = map(np.array, zip(*rows))
    w = np.exp(logs - logs.max())
    w /= w.sum()
    total = w @ totals
    error = np.sqrt(w @ inflations * (w @ (variances + (totals - total) ** 2)))
    return observed, np.exp(total), np.log(max(observed, 0.5)) - total, error, w @ r2s


def change(data, onset, event, horizon):
    observed, expected, ratio, error, r2 = forecast(data, onset, event, event + horizon)
    print(f"observed {observed} counterfactual {expected:.4f} change {observed / expected - 1:.4f}")
    z = 1.959963984540054
    low, high = (np.exp(ratio + sign * z * error) - 1 for sign in (-1, 1))
    print(f"interval {low:.4f} {high:.4f} r2 {r2:.4f}")
    return error


def placebos(data, onset, event, horizon, error):
    first, found = data[0][0], []
    for on in range(first, event):
        in_trend = onset <= on
        start, end, least = (onset, event, 7) if in_trend else (first, onset - 7, 14)
        until = min(on + horizon, end)
        if on - start >= least and until - on >= 7:
            _, _, r, e, _ = forecast(data, start, on, until)
            found.append((on, until, in_trend, r / e))
    scatter, clear = [], 0
    for part in (True, False):
        squares = [f[3] ** 2 for f in found if f[2] == part]
        scatter.append(np.sqrt(np.mean(squares)) if squares else 0.0)
        edge = -1
        for on, until, in_trend, _ in found:
            if in_trend == part and edge <= on:
                clear, edge = clear + 1, until
    reach = student.ppf(0.95, clear) * max(scatter)
    errors = sorted(f[3] for f in found)
    at = lambda share: errors[int(np.floor((len(errors) - 1) * share + 0.5))]
    low, high = min(at(0.05), -reach), max(at(0.95), reach)
    low, high = np.exp(low * error) - 1, np.exp(high * error) - 1
    print(f"placebos {len(found)} clear {clear} range {low:.4f} {high:.4f}")


def storm():
    """A made-up storm, by a formula that the test repeats: peak at day 50, event at day 74."""
    index = np.arange(88)
    factor = np.array([1.1, 1.15, 1.1, 1.05, 1.0, 0.75, 0.85])[index % 7]
    age = index - 50
    excess = np.where(age >= 0, 200 * 0.5 ** (age / 7), np.where(age >= -3, 50.0 * (age + 4), 0))
    wave = 1 + 0.35 * ((index * index * 7) % 13 - 6) / 6
    drop = np.where(index >= 74, 0.4, 1.0)
    expected = 5 * factor
    counts = np.floor((expected + excess * factor) * wave * drop + 0.5)
    return index, counts, expected, np.empty((88, 0))


def shared():
    """A made-up plateau and a control that shares its ups and downs; a fall of 30 % from day 60 on."""
    index = np.arange(74)
    swing = np.exp(0.6 * np.sin(index / 3) + 0.3 * np.cos(index / 1.7))
    wave = 1 + 0.3 * ((index * index * 7) % 13 - 6) / 6
    drop = np.where(index >= 60, 0.7, 1.0)
    counts = np.floor(20 * swing * wave * drop + 0.5)
    return index, counts, np.full(74, 20.0), (200 * swing * (1 + 0.1 * ((index * 5) % 11 - 5) / 5))[:, None]


if __name__ == "__main__":
    print("storm")
    placebos(storm(), 50, 74, 14, change(storm(), 50, 74, 14))
    print("control")
    index, counts, expected, controls = shared()
    change((index, counts, expected, controls + controls.min() / 2), 0, 60, 14)
    # What CausalImpact fits, a local level and a regression, here on logs and by maximum likelihood.
    y, x = np.log(counts), np.log(controls)
    fitted = sm.tsa.UnobservedComponents(y[:60], "llevel", exog=x[:60]).fit(disp=False)
    drawn = fitted.simulate(14, repetitions=4000, anchor="end", exog=x[60:], rng=1)
    changes = np.exp(y[60:].mean() - np.asarray(drawn).reshape(14, -1).mean(axis=0)) - 1
    low, middle, high = np.quantile(changes, [0.025, 0.5, 0.975])
    print(f"structural time series: change {middle:.4f} interval {low:.4f} {high:.4f}")
