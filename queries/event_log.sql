-- What the organization or the world did, up to the end of the period. `happened_minute` counts from
-- 1970-01-01T00:00Z and is absent where only the day is known;
-- of one day, such events come first.
-- grain: case_id, happened_on, kind, title
-- reads: events, period
with

log as (
    select
        case_id,
        happened_on,
        kind,
        title,
        min(happened_minute) as happened_minute,
        cast(count(*) as bigint) as source_count,
        coalesce(min(happened_minute), -1) as place
    from events
    cross join period
    where day_index <= ends_day
    group by case_id, happened_on, kind, title
)

select
    case_id,
    happened_on,
    kind,
    title,
    happened_minute,
    source_count
from log
order by case_id, happened_on, place, kind, title
