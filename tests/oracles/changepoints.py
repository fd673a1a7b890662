"""Changes of level by PELT with a squared cost, for src/stats/changepoints.rs.

ruptures 1.1; run: python changepoints.py
"""

import numpy as np
import ruptures

values = np.array([2, 3, 1, 2, 4, 2, 1, 3, 2, 30, 42, 38, 35, 41, 8, 6, 7, 9, 5, 7], float)
steps = np.sort(np.abs(np.diff(values)))
scatter = 1.4826 * steps[len(steps) // 2] / np.sqrt(2)
penalty = 3 * scatter**2 * np.log(len(values))
found = ruptures.Pelt(model="l2", min_size=2, jump=1).fit(values).predict(pen=penalty)
print([place for place in found if place < len(values)])
