-- Mentions that a later export of the same days has no more, by the file that lacks them: a deletion
-- looks like a recovery.
-- grain: case_id, missing_from
-- reads: vanished
select
    case_id,
    missing_from,
    cast(count(distinct mention_id) as bigint) as vanished_count,
    min(published_on) as first_on,
    max(published_on) as last_on
from vanished
group by case_id, missing_from
order by case_id, missing_from
