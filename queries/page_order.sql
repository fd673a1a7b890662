-- Whole result pages to compare: for each viewpoint and search term the addresses, in their order, of
-- the last ok capture of the period, of the span before it, and of the baseline. Of two addresses at
-- one position the first by name stands. A last page that is bare gives no rows.
-- grain: case_id, viewpoint, search_term, span, position
-- reads: captures, search_results, spans
with

taken as (
    select
        captures.case_id,
        captures.viewpoint,
        captures.search_term,
        captures.capture_id,
        captures.captured_at,
        captures.captured_on,
        captures.depth,
        spans.span
    from captures
    cross join spans
    where
        captures.status = 'ok'
        and captures.coverage = 'page'
        and captures.day_index >= spans.starts_day
        and captures.day_index <= spans.ends_day
),

lasts as (
    select
        case_id,
        viewpoint,
        search_term,
        span,
        max(captured_at) as captured_at
    from taken
    group by case_id, viewpoint, search_term, span
),

placed as (
    select
        case_id,
        capture_id,
        position,
        min(url) as url
    from search_results
    group by case_id, capture_id, position
)

select
    taken.case_id,
    taken.viewpoint,
    taken.search_term,
    taken.span,
    placed.position,
    placed.url,
    taken.captured_on,
    taken.depth
from taken
inner join lasts
    on taken.case_id = lasts.case_id
    and taken.viewpoint = lasts.viewpoint
    and taken.search_term = lasts.search_term
    and taken.span = lasts.span
    and taken.captured_at = lasts.captured_at
inner join placed
    on taken.case_id = placed.case_id and taken.capture_id = placed.capture_id
order by case_id, viewpoint, search_term, span, position
