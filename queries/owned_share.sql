-- What the first ten results of every ok capture of a whole page are made of. Each result is counted once, as the
-- first of these that it is: incident, owned, negative, neutral, positive, unlabeled. `owned_count`
-- counts all owned ones, incident or not.
-- grain: case_id, capture_id
-- reads: captures, search_results
with

shown as (
    select
        case_id,
        capture_id,
        is_owned,
        case
            when is_incident then 'incident'
            when is_owned then 'owned'
            when label is null then 'unlabeled'
            else label
        end as part
    from search_results
    where position <= 10
),

counted as (
    select
        case_id,
        capture_id,
        cast(count(*) as bigint) as result_count,
        cast(count(*) filter (where is_owned) as bigint) as owned_count,
        cast(count(*) filter (where part = 'incident') as bigint) as incident_part,
        cast(count(*) filter (where part = 'owned') as bigint) as owned_part,
        cast(count(*) filter (where part = 'negative') as bigint) as negative_part,
        cast(count(*) filter (where part = 'neutral') as bigint) as neutral_part,
        cast(count(*) filter (where part = 'positive') as bigint) as positive_part,
        cast(count(*) filter (where part = 'unlabeled') as bigint) as unlabeled_part
    from shown
    group by case_id, capture_id
)

select
    captures.case_id,
    captures.capture_id,
    captures.viewpoint,
    captures.search_term,
    captures.captured_on,
    counted.result_count,
    counted.owned_count,
    counted.incident_part,
    counted.owned_part,
    counted.negative_part,
    counted.neutral_part,
    counted.positive_part,
    counted.unlabeled_part,
    cast(counted.owned_count as double) / cast(counted.result_count as double) as owned_share
from captures
inner join counted
    on captures.case_id = counted.case_id and captures.capture_id = counted.capture_id
where captures.status = 'ok' and captures.coverage = 'page'
order by case_id, capture_id
