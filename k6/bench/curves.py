"""Draws what growth measured: docs/runbook/capacity/<name>.csv -> <name>.svg. By itself: curves.py FOLDER NAME..."""
import csv
import pathlib
import sys

import matplotlib
matplotlib.use("Agg")
matplotlib.rcParams["svg.hashsalt"] = "lumira"  # the same data give the same file
import matplotlib.pyplot as plot  # noqa: E402

# what is drawn beside what: (title, unit of the height, columns with their names)
PANELS = {
    "orders": [("one caller", "ms", {"p50_ms": "p50", "p99_ms": "p99"}),
               ("50 callers", "ms", {"crowd_p50_ms": "p50", "crowd_p99_ms": "p99"}),
               ("CPU a request", "ms", {"api_cpu_ms": "API", "store_cpu_ms": "store (stand-in)"})],
    "connections": [("latency, machine saturated", "ms", {"p50_ms": "p50", "p99_ms": "p99"}),
                    ("CPU a request", "ms", {"api_cpu_ms": "API"}),
                    ("answers a second", "", {"rate": "products"})],
    "replicas": [("CPU a request, all replicas", "ms", {"order_cpu_ms": "order by id", "sign_in_cpu_ms": "sign-in, shared limits"}),
                 ("p99", "ms", {"order_p99_ms": "order by id", "sign_in_p99_ms": "sign-in, shared limits"}),
                 ("answers a second, two cores for all", "", {"order_rate": "order by id", "sign_in_rate": "sign-in"})]}
ON_A_LINE = {"replicas"}


def rows_of(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8") as file:
        return [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]


def draw(folder, name):
    rows = rows_of(pathlib.Path(folder), name)
    across = next(iter(rows[0]))
    figure, axes = plot.subplots(1, len(PANELS[name]), figsize=(12, 3.4), layout="constrained")
    for axis, (title, unit, columns) in zip(axes, PANELS[name]):
        for column, label in columns.items():
            axis.plot([row[across] for row in rows], [row[column] for row in rows], marker="o", label=label)
        axis.set(title=title, xlabel=across, ylabel=unit, xscale="linear" if name in ON_A_LINE else "log")
        axis.set_ylim(bottom=0)
        if name in ON_A_LINE:
            axis.set_xticks([row[across] for row in rows])
        axis.grid(alpha=0.3)
        axis.legend()
    figure.savefig(pathlib.Path(folder) / f"{name}.svg", metadata={"Date": None})
    plot.close(figure)


if __name__ == "__main__":
    for wanted in sys.argv[2:]:
        draw(pathlib.Path(sys.argv[1]), wanted)
