"""Checks src/stats/overlap.rs: rank-biased overlap from the equations of the paper, and by brute force.

Python 3 alone, no packages. Run: python tests/oracles/overlap.py

Equations 11 (least), 30 (residual) and 32 (extrapolated) of Webber, Moffat and Zobel 2010 are
written out, and the least and the most are computed a second time from the definition: both lists
are continued to depth 400, once with nothing in common, once with as much as can be, and equation 4
is summed. Over 2000 random pairs the two ways agree.
"""
import math
import random

P = 0.9
DEPTH = 400


def shared(a, b, depth):
    """X_d: how many of the first d of one are among the first d of the other."""
    return len(set(a[:depth]) & set(b[:depth]))


def least(a, b):
    """Equation 11 at the end of the longer list: what is unseen agrees with nothing."""
    k = max(len(a), len(b))
    x_k = shared(a, b, k)
    total = sum((shared(a, b, d) - x_k) / d * P**d for d in range(1, k + 1))
    return (1 - P) / P * (total - x_k * math.log(1 - P))


def residual(a, b):
    """Equation 30."""
    s, l = sorted((len(a), len(b)))
    x_l = shared(a, b, l)
    f = l + s - x_l
    part = lambda first: sum(P**d / d for d in range(first, f + 1))
    inner = s * part(s + 1) + l * part(l + 1) + x_l * (math.log(1 / (1 - P)) - part(1))
    return P**s + P**l - P**f - (1 - P) / P * inner


def extrapolated(a, b):
    """Equation 32."""
    s, l = sorted((len(a), len(b)))
    x_s, x_l = shared(a, b, s), shared(a, b, l)
    first = sum(shared(a, b, d) / d * P**d for d in range(1, l + 1))
    second = sum(x_s * (d - s) / (s * d) * P**d for d in range(s + 1, l + 1))
    return (1 - P) / P * (first + second) + ((x_l - x_s) / l + x_s / s) * P**l


def summed(overlaps):
    """Equation 4 over overlaps X_1, X_2, …"""
    return (1 - P) * sum(x / d * P ** (d - 1) for d, x in enumerate(overlaps, 1))


def least_by_force(a, b):
    return summed(shared(a, b, d) for d in range(1, DEPTH + 1))


def most_by_force(a, b):
    """Every unseen place is taken by something the other list has and this one has not, or by
    something new on both at once; more than d of d are never shared."""
    unseen = lambda page, d: max(0, d - len(page))
    at = lambda d: min(d, shared(a, b, d) + unseen(a, d) + unseen(b, d))
    return summed(at(d) for d in range(1, DEPTH + 1))


def compare(trials=2000):
    draw = random.Random(2010)
    worst_least = worst_most = 0.0
    for _ in range(trials):
        a = draw.sample("abcdefghijklmnopqrst", draw.randint(1, 12))
        b = draw.sample("abcdefghijklmnopqrst", draw.randint(1, 12))
        low = least(a, b)
        worst_least = max(worst_least, abs(low - least_by_force(a, b)))
        worst_most = max(worst_most, abs(low + residual(a, b) - most_by_force(a, b)))
        assert low - 1e-9 <= extrapolated(a, b) <= low + residual(a, b) + 1e-9, (a, b)
    print(f"largest difference over {trials} pairs: least {worst_least:.1e}, most {worst_most:.1e}")


if __name__ == "__main__":
    pairs = [
        ("abcdefghij", "abcdefghij"),
        ("abcdefghij", "bacdefxyzw"),
        ("abcde", "bcdaf"),
        ("abcdefg", "abcdefghijklmnopqrstuvwxyz"),
        ("xaybz", "abcdefghij"),
        ("abc", "xyz"),
        ("a", "abcdefghij"),
        ("j", "abcdefghij"),
    ]
    for now, before in pairs:
        print(
            f'("{now}", "{before}", '
            f"[{extrapolated(now, before):.12f}, {least(now, before):.12f}, {residual(now, before):.12f}]),"
        )
    compare()
