"""Upper predictive bounds, for src/stats/predictive.rs.

scipy 1.17; run: python predictive.py
"""

from scipy import stats


def negative_binomial(mean, variance, level):
    if variance <= mean:
        return stats.poisson.ppf(level, mean)
    size = mean**2 / (variance - mean)
    return stats.nbinom.ppf(level, size, size / (size + mean))


def beta_binomial(mean, variance, total, level):
    share = mean / total
    rho = (variance / (total * share * (1 - share)) - 1) / (total - 1)
    if rho <= 1e-9:
        return stats.binom.ppf(level, total, share)
    return stats.betabinom.ppf(level, total, share * (1 / rho - 1), (1 - share) * (1 / rho - 1))


print(negative_binomial(3, 3, 0.999), negative_binomial(3, 6, 0.999), negative_binomial(120, 900, 0.95))
print(beta_binomial(8, 8 * 0.84, 50, 0.999), beta_binomial(8, 12, 50, 0.999), beta_binomial(8, 12, 50, 0.95))
print(beta_binomial(900, 40000, 6000, 0.999))
