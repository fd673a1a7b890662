-- Incident items among the first 3, 10 and 20 positions of every ok capture of a whole page. The
-- first twenty are left out of a page that was not looked at so far down.
-- grain: case_id, capture_id, cutoff
-- reads: captures, search_results, first_pages
with

pages as (
    select
        case_id,
        capture_id,
        viewpoint,
        search_term,
        captured_on,
        depth,
        cutoff
    from captures
    cross join first_pages
    where status = 'ok' and coverage = 'page' and (cutoff <= 10 or depth >= cutoff)
),

counted as (
    select
        case_id,
        capture_id,
        cutoff,
        cast(count(*) as bigint) as result_count,
        cast(count(*) filter (where is_incident) as bigint) as incident_count,
        min(case when is_incident then position end) as best_position
    from search_results
    cross join first_pages
    where position <= cutoff
    group by case_id, capture_id, cutoff
)

select
    pages.case_id,
    pages.capture_id,
    pages.cutoff,
    pages.viewpoint,
    pages.search_term,
    pages.captured_on,
    coalesce(counted.result_count, 0) as result_count,
    coalesce(counted.incident_count, 0) as incident_count,
    counted.best_position,
    cast(counted.incident_count as double) / cast(nullif(counted.result_count, 0) as double)
        as incident_share
from pages
left join counted
    on pages.case_id = counted.case_id
    and pages.capture_id = counted.capture_id
    and pages.cutoff = counted.cutoff
order by case_id, capture_id, cutoff
