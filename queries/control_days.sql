-- Other series to hold the talk against, by day; rows of one day are added up.
-- grain: case_id, series, observed_on
-- reads: controls
select
    case_id,
    series,
    observed_on,
    sum(value) as value
from controls
group by case_id, series, observed_on
order by case_id, series, observed_on
