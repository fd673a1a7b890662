-- What captured pages show besides results, by kind: suggestions, related searches, AI overviews,
-- questions, news. How many there are and how many of them name the incident, in all and in the
-- period, and when one did so first and last.
-- grain: case_id, viewpoint, search_term, item_kind
-- reads: page_items, period
select
    case_id,
    viewpoint,
    search_term,
    item_kind,
    cast(count(*) as bigint) as item_count,
    cast(count(*) filter (where is_incident) as bigint) as incident_count,
    cast(count(*) filter (where day_index >= starts_day) as bigint) as period_count,
    cast(count(*) filter (where is_incident and day_index >= starts_day) as bigint)
        as period_incident_count,
    min(case when is_incident then captured_on end) as first_incident_on,
    max(case when is_incident then captured_on end) as last_incident_on,
    max(captured_on) as last_on
from page_items
cross join period
group by case_id, viewpoint, search_term, item_kind
order by case_id, viewpoint, search_term, item_kind
