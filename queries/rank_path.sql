-- Where each page stood in every ok capture in which it showed the incident.
-- grain: case_id, viewpoint, search_term, url, capture_id
-- reads: captures, search_results
with

showings as (
    select
        case_id,
        capture_id,
        url,
        min(position) as position
    from search_results
    where is_incident
    group by case_id, capture_id, url
)

select
    captures.case_id,
    captures.viewpoint,
    captures.search_term,
    showings.url,
    captures.capture_id,
    captures.captured_on,
    showings.position
from captures
inner join showings
    on captures.case_id = showings.case_id and captures.capture_id = showings.capture_id
where captures.status = 'ok'
order by case_id, viewpoint, search_term, url, capture_id
