"""The weekly job with DuckDB and the `vader_sentiment` crate: reads the exports, scores every text, counts
by day and week, and sets a two-page PDF for each case."""

import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

import common
import report

SCORER = Path(sys.prefix) / "bin" / "vader_score"

MENTIONS = """
create table mentions as
select distinct on (mention_id)
    case_id,
    mention_id,
    published_at,
    cast(timezone(time_zone, published_at) as date) as day,
    is_repost,
    text
from read_csv($files, all_varchar = true, types = {
    'published_at': 'timestamptz', 'is_repost': 'boolean'
})
inner join cases on subject = organization
where cast(timezone(time_zone, published_at) as date) <= $last_day
"""

TEXTS = "copy (select rowid as id, text from mentions) to '{}' (header)"

LABELED = """
create table labeled as
select
    case_id,
    day,
    cast(date_trunc('week', day) as date) as week_start,
    not is_repost and row_number() over (
        partition by
            case_id,
            is_repost,
            hash(trim(regexp_replace(lower(nfc_normalize(text)), '[\\s\\p{Z}]+', ' ', 'g')))
        order by published_at, mention_id
    ) = 1 as is_original,
    compound <= $negative as is_negative,
    compound >= $positive as is_positive
from mentions
inner join read_csv($scores, types = {'id': 'bigint', 'compound': 'double'}) as scores
    on mentions.rowid = scores.id
"""

COUNTS = """
select
    case_id,
    {bucket},
    count(*) as mentions,
    count(*) filter (where is_original) as originals,
    count(*) filter (where is_negative) as negative,
    count(*) filter (where is_positive) as positive
from labeled
group by case_id, {bucket}
order by case_id, {bucket}
"""

RESULTS = """
create table results as
select
    case_id,
    search_term,
    engine,
    locale,
    device,
    captured_at,
    coalesce(title, '') || ' ' || coalesce(snippet, '') as shown
from read_csv($files, all_varchar = true, types = {
    'captured_at': 'timestamptz', 'position': 'integer'
})
inner join terms using (search_term)
where status = 'ok' and position <= $first_page
"""

# One case at a time: a pattern that is the same for every row is compiled once.
FIRST_PAGES = """
with

captures as (
    select
        cast(timezone($time_zone, captured_at) as date) as day,
        avg(cast(regexp_matches(shown, $incident_pattern, 'i') as integer)) as incident_share
    from results
    where case_id = $case_id
    group by search_term, engine, locale, device, captured_at
)

select
    $case_id as case_id,
    cast(date_trunc('week', day) as date) as week_start,
    count(*) as captures,
    avg(incident_share) as incident_share
from captures
where day <= $last_day
group by week_start
order by week_start
"""


def rows(result):
    """The rows of a result, as dictionaries."""
    names = [column[0] for column in result.description]
    return [dict(zip(names, row)) for row in result.fetchall()]


def add_cases(database, cases):
    """Makes the tables that say which rows are whose."""
    database.execute("create table cases (case_id text, organization text, time_zone text)")
    database.execute("create table terms (case_id text, search_term text)")
    for case in cases:
        row = [case.id, case.organization, case.time_zone]
        database.execute("insert into cases values (?, ?, ?)", row)
        for term in case.search_terms:
            database.execute("insert into terms values (?, ?)", [case.id, term])


def score(database, scorer):
    """Scores every text, and makes the table of labels."""
    with tempfile.TemporaryDirectory() as folder:
        texts, scores = Path(folder, "texts.csv"), Path(folder, "scores.csv")
        database.execute(TEXTS.format(texts))
        with texts.open("rb") as given, scores.open("wb") as taken:
            subprocess.run([scorer.resolve()], stdin=given, stdout=taken, check=True)
        limits = {"negative": common.NEGATIVE, "positive": common.POSITIVE}
        database.execute(LABELED, {"scores": str(scores), **limits})


def first_pages(database, job):
    """The mean share of incident items among the first ten results, by case and week."""
    database.execute(RESULTS, {"files": job.search_results, "first_page": common.FIRST_PAGE})
    weeks = []
    for case in sorted(job.cases, key=lambda case: case.id):
        given = {
            "case_id": case.id,
            "time_zone": case.time_zone,
            "incident_pattern": case.incident_pattern,
            "last_day": job.last_day,
        }
        weeks += rows(database.execute(FIRST_PAGES, given))
    return weeks


def main():
    parser = common.parser(__doc__)
    parser.add_argument(
        "--scorer", type=Path, default=SCORER, help="the program vader_score, as setup.sh builds it"
    )
    arguments = parser.parse_args()
    job = common.job(arguments)
    watch = common.Stopwatch()
    database = duckdb.connect()
    database.execute("set preserve_insertion_order = false")
    add_cases(database, job.cases)
    database.execute(MENTIONS, {"files": job.mentions, "last_day": job.last_day})
    watch.lap("read")
    score(database, arguments.scorer)
    watch.lap("score")
    weeks, days = (
        common.with_intervals(rows(database.execute(COUNTS.format(bucket=bucket))))
        for bucket in ("week_start", "day")
    )
    pages = first_pages(database, job)
    watch.lap("measure")
    report.write(job, weeks, days, pages)
    watch.lap("report")
    watch.stop()


if __name__ == "__main__":
    main()
