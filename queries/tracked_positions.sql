-- Where a rank tracker last saw the best of the sites it follows, and how often it has looked.
-- grain: case_id, viewpoint, search_term
-- reads: captures, search_results
with

ranked as (
    select
        case_id,
        capture_id,
        min(position) as position
    from search_results
    group by case_id, capture_id
),

looks as (
    select
        captures.case_id,
        captures.viewpoint,
        captures.search_term,
        captures.captured_on,
        ranked.position,
        row_number() over (
            partition by captures.case_id, captures.viewpoint, captures.search_term
            order by captures.captured_at
        ) as look
    from captures
    left join ranked
        on captures.case_id = ranked.case_id and captures.capture_id = ranked.capture_id
    where captures.coverage = 'tracked' and captures.status = 'ok'
),

counted as (
    select
        case_id,
        viewpoint,
        search_term,
        max(look) as last_look,
        cast(count(*) as bigint) as look_count,
        min(position) as best_position
    from looks
    group by case_id, viewpoint, search_term
)

select
    counted.case_id,
    counted.viewpoint,
    counted.search_term,
    counted.look_count,
    looks.captured_on as last_captured_on,
    looks.position as latest_position,
    counted.best_position
from counted
inner join looks
    on counted.case_id = looks.case_id
    and counted.viewpoint = looks.viewpoint
    and counted.search_term = looks.search_term
    and counted.last_look = looks.look
order by case_id, viewpoint, search_term
