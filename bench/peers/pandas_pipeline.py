"""The weekly job with pandas and vaderSentiment: reads the exports, scores every text, counts by day and
week, and sets a two-page PDF for each case."""

import functools
import multiprocessing
import os
import unicodedata

import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

import common
import report

CHUNK = 5_000
MENTION_COLUMNS = ["mention_id", "published_at", "subject", "is_repost", "text"]
SEARCH_COLUMNS = [
    "captured_at",
    "engine",
    "search_term",
    "locale",
    "device",
    "status",
    "position",
    "title",
    "snippet",
]
CAPTURE = ["case_id", "search_term", "engine", "locale", "device", "captured_at"]


@functools.cache
def analyzer():
    """VADER, with its lexicon read once in each process."""
    return SentimentIntensityAnalyzer()


def score_chunk(texts):
    """The compound score of each text."""
    return [analyzer().polarity_scores(text)["compound"] for text in texts]


def score(texts, processes):
    """The compound score of each text, on several cores."""
    chunks = (texts.iloc[at : at + CHUNK].tolist() for at in range(0, len(texts), CHUNK))
    with multiprocessing.Pool(processes) as pool:
        return [score for scores in pool.imap(score_chunk, chunks) for score in scores]


def read(files, columns, engine):
    """The columns of all files, one below the other."""
    frames = (pd.read_csv(file, usecols=columns, engine=engine) for file in files)
    return pd.concat(frames, ignore_index=True)


def add_days(frame, instant, cases):
    """Adds the day in the case's zone and that week's Monday."""
    at = pd.to_datetime(frame[instant], utc=True, format="ISO8601")
    frame[instant] = at
    for zone in {case.time_zone for case in cases}:
        here = frame["case_id"].isin([case.id for case in cases if case.time_zone == zone])
        local = at[here].dt.tz_convert(zone).dt.tz_localize(None)
        frame.loc[here, "day"] = local.dt.normalize().astype("datetime64[s]")
    frame["week_start"] = frame["day"] - pd.to_timedelta(frame["day"].dt.day_of_week, unit="D")
    return frame


def plain(text):
    """A text without the differences that make no other text."""
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def read_mentions(job, engine):
    """Mentions of the cases up to the period's end, each once; originals are told from copies."""
    mentions = read(job.mentions, MENTION_COLUMNS, engine).drop_duplicates("mention_id")
    case_ids = {case.organization: case.id for case in job.cases}
    mentions["case_id"] = mentions["subject"].map(case_ids)
    mentions = add_days(mentions.dropna(subset=["case_id"]), "published_at", job.cases)
    mentions = mentions[mentions["day"] <= pd.Timestamp(job.last_day)]
    mentions = mentions.sort_values(["published_at", "mention_id"], ignore_index=True)
    mentions["plain"] = mentions["text"].map(plain)
    is_copy = mentions.duplicated(["case_id", "is_repost", "plain"])
    mentions["is_original"] = ~mentions["is_repost"] & ~is_copy
    return mentions


def counts(mentions, bucket):
    """Mentions, originals and labels by case and `day` or `week_start`."""
    counted = mentions.groupby(["case_id", bucket], as_index=False).agg(
        mentions=("is_original", "size"),
        originals=("is_original", "sum"),
        negative=("is_negative", "sum"),
        positive=("is_positive", "sum"),
    )
    counted[bucket] = counted[bucket].dt.date
    return common.with_intervals(counted.to_dict("records"))


def first_pages(job, engine):
    """The mean share of incident items among the first ten results, by case and week."""
    results = read(job.search_results, SEARCH_COLUMNS, engine)
    results = results[(results["status"] == "ok") & (results["position"] <= common.FIRST_PAGE)].copy()
    case_ids = {term: case.id for case in job.cases for term in case.search_terms}
    results["case_id"] = results["search_term"].map(case_ids)
    results = add_days(results.dropna(subset=["case_id"]), "captured_at", job.cases)
    results = results[results["day"] <= pd.Timestamp(job.last_day)]
    shown = results["title"].fillna("") + " " + results["snippet"].fillna("")
    for case in job.cases:
        here = results["case_id"] == case.id
        found = shown[here].str.contains(case.incident_pattern, case=False, regex=True)
        results.loc[here, "is_incident"] = found.astype(float)
    captures = results.groupby([*CAPTURE, "week_start"], as_index=False)["is_incident"].mean()
    weeks = captures.groupby(["case_id", "week_start"], as_index=False).agg(
        captures=("is_incident", "size"), incident_share=("is_incident", "mean")
    )
    weeks["week_start"] = weeks["week_start"].dt.date
    return weeks.to_dict("records")


def main():
    parser = common.parser(__doc__)
    parser.add_argument(
        "--engine",
        choices=["c", "pyarrow"],
        default="c",
        help="pandas' reader of CSV; pyarrow's is faster and refuses line breaks within a text",
    )
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count(), help="how many processes score (all cores)"
    )
    arguments = parser.parse_args()
    job = common.job(arguments)
    watch = common.Stopwatch()
    mentions = read_mentions(job, arguments.engine)
    watch.lap("read")
    compound = pd.Series(score(mentions["text"], arguments.processes))
    mentions["is_negative"] = compound <= common.NEGATIVE
    mentions["is_positive"] = compound >= common.POSITIVE
    watch.lap("score")
    weeks, days = counts(mentions, "week_start"), counts(mentions, "day")
    pages = first_pages(job, arguments.engine)
    watch.lap("measure")
    report.write(job, weeks, days, pages)
    watch.lap("report")
    watch.stop()


if __name__ == "__main__":
    main()
