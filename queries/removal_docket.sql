-- Removal requests and their fate. `days_open` runs to the decision, or to the end of the period
-- where there is none yet; a decision after the period is not known to it, and one without a day is.
-- grain: case_id, removal_id
-- reads: removals, period
select
    case_id,
    removal_id,
    url,
    channel,
    basis,
    filed_on,
    case when acknowledged_on <= ends_on then acknowledged_on end as acknowledged_on,
    case when decided_day <= ends_day then decided_on end as decided_on,
    case when decided_day is null or decided_day <= ends_day then outcome end as outcome,
    case when decided_day <= ends_day then decided_day else ends_day end - filed_day as days_open,
    posted_on,
    is_poster_sought
from removals
cross join period
where filed_day <= ends_day
order by case_id, removal_id
