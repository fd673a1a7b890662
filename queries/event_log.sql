-- What the organization or the world did, up to the end of the period. `happened_minute` counts from
-- 1970-01-01T00:00Z and is absent where only the day is known.
-- grain: case_id, happened_on, kind, title
-- reads: events, period
select
    case_id,
    happened_on,
    kind,
    title,
    min(happened_minute) as happened_minute,
    cast(count(*) as bigint) as source_count
from events
cross join period
where day_index <= ends_day
group by case_id, happened_on, kind, title
order by case_id, happened_on, kind, title
