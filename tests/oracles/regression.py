"""Checks stats/regression.rs: a negative-binomial regression with fixed and with estimated dispersion.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0.
Run: python tests/oracles/regression.py
"""

import warnings

import numpy as np
import statsmodels.api as sm
from scipy.optimize import brentq

warnings.filterwarnings("ignore")

counts = np.array([31, 22, 30, 17, 12, 19, 11, 14, 6, 9, 12, 5, 7, 4, 8, 2, 5, 3, 6, 1], float)
offsets = np.log(np.array([4, 5, 6, 3, 4] * 4, float))
design = np.column_stack([np.ones(20), np.arange(20)])


def fitted(alpha):
    family = sm.families.NegativeBinomial(alpha=alpha) if alpha > 0 else sm.families.Poisson()
    model = sm.GLM(counts, design, family=family, offset=offsets)
    return model.fit(tol=1e-13, maxiter=200)


def told(name, alpha):
    fit = fitted(alpha)
    null = sm.GLM(counts, np.ones((20, 1)), family=fit.model.family).fit(tol=1e-13)
    print(name, "alpha", f"{alpha:.7f}")
    print("  coefficients", [f"{value:.7f}" for value in fit.params])
    # The model's covariance at scale 1: the dispersion is in the variance already.
    errors = fit.bse / np.sqrt(fit.scale)
    print("  errors", [f"{value:.7f}" for value in errors])
    print("  r2", f"{1 - fit.deviance / null.deviance:.7f}")
    sandwich = fitted(alpha).model.fit(cov_type="HC0").bse
    print("  sandwich errors, for comparison", [f"{value:.7f}" for value in sandwich])


told("fixed", 0.3)
told("poisson", 0.0)
asked = brentq(lambda alpha: fitted(alpha).pearson_chi2 - 18, 1e-6, 5, xtol=1e-13)
told("estimated", asked)
