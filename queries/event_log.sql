-- What the organization or the world did, up to the end of the period.
-- grain: case_id, happened_on, kind, title
-- reads: events, period
select
    case_id,
    happened_on,
    kind,
    title,
    cast(count(*) as bigint) as source_count
from events
cross join period
where day_index <= ends_day
group by case_id, happened_on, kind, title
order by case_id, happened_on, kind, title
