"""Checks src/stats/turnbull/ against lifelines 0.30.3, and with late entry against a plain optimizer of scipy 1.17.1.

Run: python tests/oracles/turnbull.py (pip install lifelines==0.30.3 scipy==1.17.1)

Two small invented sets of things looked at once a week, one followed from birth and one with late
entry. lifelines takes intervals as closed, so the ages of last sight are moved by a millionth. For
late entry the likelihood of the hazards between all distinct ages (not only Turnbull's innermost
intervals) is maximized from several beginnings; that the answers agree shows that it is unique.
"""
import numpy as np
from lifelines import KaplanMeierFitter
from scipy.optimize import minimize

# (entered, after, by); None: still there.
BIRTH = [(0, 3, 10), (0, 0, 6), (0, 12, 19), (0, 8, 15), (0, 5, 12), (0, 21, 28), (0, 30, None),
         (0, 16, 23), (0, 10, None), (0, 26, 33), (0, 13, 20), (0, 35, None)]
LATE = [(0, 3, 10), (0, 0, 6), (0, 12, 19), (0, 8, 15), (0, 5, 12), (0, 21, 28), (0, 30, None),
        (4, 18, 25), (2, 9, 16), (7, 14, None), (11, 25, 32), (9, 30, 37), (16, 23, 30), (5, 40, None)]


def optimum(things, begin):
    ends = sorted({0} | {age for thing in things for age in thing if age is not None})
    place = {age: at for at, age in enumerate(ends)}

    def log_survival(x):
        return np.concatenate([[0.0], -np.cumsum(np.logaddexp(0, x))])

    def minus_likelihood(x):
        log_s = log_survival(x)
        total, slope = 0.0, np.zeros(len(ends))
        for entered, after, by in things:
            v, a = place[entered], place[after]
            total += log_s[a] - log_s[v]
            slope[a] += 1
            slope[v] -= 1
            if by is not None:
                b = place[by]
                goes = max(-np.expm1(log_s[b] - log_s[a]), 1e-300)
                total += np.log(goes)
                slope[a] += (1 - goes) / goes
                slope[b] -= (1 - goes) / goes
        # A hazard lowers the survival at all later ages.
        later = np.cumsum(slope[::-1])[::-1][1:]
        return -total, later / (1 + np.exp(-x))

    start = np.random.default_rng(begin).normal(-2, 1, len(ends) - 1)
    found = minimize(minus_likelihood, start, jac=True, method="L-BFGS-B",
                     bounds=[(-25, 25)] * len(start),
                     options=dict(maxiter=20000, maxfun=50000, ftol=1e-15, gtol=1e-10))
    return found.fun, dict(zip(ends, np.exp(log_survival(found.x))))


print("from birth, lifelines: age, share still there")
fitted = KaplanMeierFitter().fit_interval_censoring(
    [after + 1e-6 for _, after, _ in BIRTH],
    [np.inf if by is None else by for *_, by in BIRTH], tol=1e-14)
for age in sorted({by for *_, by in BIRTH if by is not None}):
    print(f"    ({age}, {float(fitted.survival_function_.loc[age].iloc[-1]):.6f}),")

for name, things in (("from birth", BIRTH), ("late entry", LATE)):
    answers = sorted((optimum(things, begin) for begin in range(10)), key=lambda answer: answer[0])
    print(f"{name}, optimizer: log-likelihood {-answers[0][0]:.9f}")
    near = [answer for answer in answers if answer[0] - answers[0][0] < 1e-7]
    for age in answers[0][1]:
        shares = [answer[1][age] for answer in near]
        print(f"    ({age}, {shares[0]:.6f}),  # spread over {len(near)} answers {max(shares) - min(shares):.1e}")
