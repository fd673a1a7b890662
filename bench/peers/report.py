"""The end of both pipelines: tables, charts with matplotlib, and a PDF of two pages with typst."""

import datetime
import json
from pathlib import Path

import matplotlib
import typst

import common

matplotlib.use("svg")
from matplotlib import dates, pyplot  # noqa: E402

TEMPLATE = Path(__file__).with_name("report.typ")
INK, ALARM, ACCENT = "#56616e", "#b3470a", "#0b4f7d"
DAILY = datetime.timedelta(weeks=8)


def write(job, weeks, days, pages):
    """Writes the tables of all cases, and charts and a PDF for each."""
    common.write_csv(job.output / "weeks.csv", weeks)
    common.write_csv(job.output / "days.csv", days)
    common.write_csv(job.output / "first_pages.csv", pages)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(job.fonts)])
    summary = {}
    for case in job.cases:
        of_case = [[row for row in rows if row["case_id"] == case.id] for rows in (weeks, days, pages)]
        summary[case.id] = write_case(job, case, *of_case, fonts)
    text = json.dumps(summary, ensure_ascii=False, indent=2)
    (job.output / "summary.json").write_text(text + "\n", encoding="utf-8")


def write_case(job, case, weeks, days, pages, fonts):
    """Writes the charts and the PDF of one case, and gives its figures."""
    folder = job.output / case.id
    folder.mkdir(exist_ok=True)
    share_chart(folder / "weeks.svg", weeks, "week_start", width=5)
    late = [row for row in days if job.last_day - row["day"] < DAILY]
    share_chart(folder / "days.svg", late, "day", width=0.8)
    page_chart(folder / "first_pages.svg", pages)
    figures = {
        "mentions": sum(row["mentions"] for row in weeks),
        "negative": sum(row["negative"] for row in weeks),
        "period": span(days, job.first_day, job.last_day),
        "baseline": span(days, case.baseline["from"], case.baseline["to"]),
        "first_page": round(pages[-1]["incident_share"], 6) if pages else None,
    }
    data = {
        "organization": case.organization,
        "first_day": job.first_day,
        "last_day": job.last_day,
        "figures": figures,
        "weeks": weeks[-12:],
        "pages": {str(row["week_start"]): row["incident_share"] for row in pages},
    }
    typst.compile(
        TEMPLATE.read_bytes(),
        output=str(folder / "report.pdf"),
        root=str(folder),
        font_paths=fonts,
        sys_inputs={"data": json.dumps(data, default=str)},
    )
    return figures


def span(days, first, last):
    """The counts of a span of days, and its negative share."""
    rows = [row for row in days if first <= row["day"] <= last]
    counts = {name: sum(row[name] for row in rows) for name in ("mentions", "originals", "negative")}
    return common.with_intervals([counts])[0] if rows else None


def share_chart(path, rows, bucket, width):
    """Volume as bars, and the negative share with its interval as a line."""
    figure, volume = pyplot.subplots(figsize=(7, 2.7), layout="constrained")
    at = [row[bucket] for row in rows]
    volume.bar(at, [row["mentions"] for row in rows], width=width, color=INK, alpha=0.35)
    volume.set_ylabel("mentions")
    share = volume.twinx()
    low, high = [row["low"] for row in rows], [row["high"] for row in rows]
    share.fill_between(at, low, high, color=ALARM, alpha=0.2, linewidth=0)
    share.plot(at, [row["negative_share"] for row in rows], color=ALARM)
    share.set_ylabel("negative share")
    share.set_ylim(0, 1)
    save(figure, path)


def page_chart(path, rows):
    """The incident's share of first pages, a step for each week."""
    figure, axes = pyplot.subplots(figsize=(7, 2.2), layout="constrained")
    at, shares = [row["week_start"] for row in rows], [row["incident_share"] for row in rows]
    axes.step(at, shares, where="mid", color=ACCENT, clip_on=False)
    axes.set_ylabel("share of first page")
    axes.set_ylim(0, 1)
    save(figure, path)


def save(figure, path):
    """Writes a chart, its days named as briefly as can be."""
    axes = figure.axes[0]
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(axes.xaxis.get_major_locator()))
    figure.savefig(path)
    pyplot.close(figure)
