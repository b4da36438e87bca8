"""Straight lines whose answers are certified or known: what they were measured on, as decimals, x before y.

Sources: NIST, Statistical Reference Datasets, Linear Regression, in the public domain (of Wampler1, a polynomial, x and
y; of NoInt1 the ordinary line); Anscombe, Graphs in Statistical Analysis, The American Statistician 27 (1973).
"""

from __future__ import annotations

NORRIS = """
0.2 0.1  337.4 338.8  118.2 118.1  884.6 888.0  10.1 9.2  226.5 228.1  666.3 668.5  996.3 998.5  448.6 449.1
777.0 778.9  558.2 559.2  0.4 0.3  0.6 0.1  775.5 778.1  666.9 668.8  338.0 339.3  447.5 448.9  11.6 10.8
556.0 557.7  228.1 228.3  995.8 998.0  887.6 888.8  120.2 119.6  0.3 0.3  0.3 0.6  556.8 557.6  339.1 339.3
887.2 888.0  999.0 998.5  779.0 778.9  11.1 10.2  118.3 117.6  229.2 228.9  669.1 668.4  448.9 449.2  0.5 0.2
"""

WAMPLER1 = " ".join(f"{x} {sum(x**power for power in range(6))}" for x in range(21))
NOINT1 = " ".join(f"{x} {x + 70}" for x in range(60, 71))

SHARED = (10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5)
ANSCOMBE = tuple(
    " ".join(f"{x} {y}" for x, y in zip(xs, ys.split(), strict=True))
    for xs, ys in (
        (SHARED, "8.04 6.95 7.58 8.81 8.33 9.96 7.24 4.26 10.84 4.82 5.68"),
        (SHARED, "9.14 8.14 8.74 8.77 9.26 8.10 6.13 3.10 9.13 7.26 4.74"),
        (SHARED, "7.46 6.77 12.74 7.11 7.81 8.84 6.08 5.39 8.15 6.42 5.73"),
        ((8,) * 7 + (19,) + (8,) * 3, "6.58 5.76 7.71 8.84 8.47 7.04 5.25 12.50 5.56 7.91 6.89"),
    )
)


def columns(text: str) -> tuple[list[str], list[str]]:
    """X and y, as they are written."""
    words = text.split()
    return words[::2], words[1::2]
