-- The record in the period, in the span of equal length before it, and in the baseline where one
-- is set: captures by status, and the mean incident and owned shares of the first ten results over
-- ok captures, each counting as much as its search term does.
-- grain: case_id, span
-- reads: captures, search_results, search_terms, spans
with

counted as (
    select
        case_id,
        capture_id,
        cast(count(*) as bigint) as result_count,
        cast(count(*) filter (where is_incident) as bigint) as incident_count,
        cast(count(*) filter (where is_owned) as bigint) as owned_count,
        min(case when is_incident then position end) as best_position
    from search_results
    where position <= 10
    group by case_id, capture_id
),

pages as (
    select
        captures.case_id,
        captures.capture_id,
        captures.search_term,
        captures.day_index,
        captures.status,
        search_terms.term_weight,
        coalesce(counted.incident_count, 0) as incident_count,
        counted.best_position,
        cast(counted.incident_count as double) / cast(counted.result_count as double)
            as incident_share,
        cast(counted.owned_count as double) / cast(counted.result_count as double) as owned_share,
        case when counted.result_count > 0 then search_terms.term_weight end as shown_weight
    from captures
    inner join search_terms
        on captures.case_id = search_terms.case_id
        and captures.search_term = search_terms.search_term
    left join counted
        on captures.case_id = counted.case_id and captures.capture_id = counted.capture_id
    where captures.coverage = 'page'
),

spanned as (
    select
        case_id,
        capture_id,
        search_term,
        day_index,
        status,
        incident_count,
        best_position,
        incident_share * shown_weight as weighed_incident,
        owned_share * shown_weight as weighed_owned,
        shown_weight,
        span
    from pages
    cross join spans
    where day_index >= starts_day and day_index <= ends_day
),

summed as (
    select
        case_id,
        span,
        cast(count(*) filter (where status = 'ok') as bigint) as ok_capture_count,
        cast(count(*) filter (where status = 'empty') as bigint) as empty_capture_count,
        cast(count(*) filter (where status = 'failed') as bigint) as failed_capture_count,
        cast(count(*) filter (where incident_count > 0) as bigint) as incident_capture_count,
        cast(count(distinct case when incident_count > 0 then search_term end) as bigint)
            as incident_term_count,
        min(best_position) as best_position,
        sum(weighed_incident) as weighed_incident,
        sum(weighed_owned) as weighed_owned,
        sum(shown_weight) as shown_weight
    from spanned
    group by case_id, span
)

select
    case_id,
    span,
    ok_capture_count,
    empty_capture_count,
    failed_capture_count,
    incident_capture_count,
    incident_term_count,
    best_position,
    weighed_incident / nullif(shown_weight, cast(0 as double)) as incident_share,
    weighed_owned / nullif(shown_weight, cast(0 as double)) as owned_share
from summed
order by case_id, span
