-- Talk in the period, in the span of equal length before it, and in the baseline where one is set.
-- A row for each span and basis with any data.
-- grain: case_id, basis, span
-- reads: mentions, mention_counts, spans
with

texts as (
    select
        case_id,
        day_index,
        cast(count(*) as bigint) as mention_count,
        cast(count(*) filter (where not is_repost and not is_copy) as bigint) as original_count,
        cast(count(*) filter (where not is_repost and not is_copy and label = 'negative') as bigint)
            as negative_original_count,
        cast(count(*) filter (where is_incident) as bigint) as incident_count,
        cast(count(*) filter (where label = 'negative') as bigint) as negative_count,
        cast(count(*) filter (where label is not null) as bigint) as scored_count
    from mentions
    where not is_owned
    group by case_id, day_index
),

tallies as (
    select
        case_id,
        day_index,
        is_shares_only,
        sum(negative_count) as negative_count,
        sum(negative_count + neutral_count + positive_count) as scored_count
    from mention_counts
    where unlabeled_count = 0 or negative_count + neutral_count + positive_count > 0
    group by case_id, day_index, is_shares_only
),

days as (
    select
        case_id,
        'texts' as basis,
        day_index,
        mention_count,
        original_count,
        negative_original_count,
        incident_count,
        negative_count,
        scored_count
    from texts
    union all
    select
        case_id,
        case when is_shares_only then 'shares' else 'counts' end as basis,
        day_index,
        cast(null as bigint) as mention_count,
        cast(null as bigint) as original_count,
        cast(null as bigint) as negative_original_count,
        cast(null as bigint) as incident_count,
        negative_count,
        scored_count
    from tallies
),

summed as (
    select
        case_id,
        basis,
        span,
        cast(count(distinct day_index) as bigint) as day_count,
        sum(mention_count) as mention_count,
        sum(original_count) as original_count,
        sum(negative_original_count) as negative_original_count,
        sum(incident_count) as incident_count,
        sum(negative_count) as negative_count,
        sum(scored_count) as scored_count
    from days
    cross join spans
    where day_index >= starts_day and day_index <= ends_day
    group by case_id, basis, span
)

select
    case_id,
    basis,
    span,
    day_count,
    case when basis = 'texts' then mention_count end as mention_count,
    case when basis = 'texts' then original_count end as original_count,
    case when basis = 'texts' then negative_original_count end as negative_original_count,
    case when basis = 'texts' then incident_count end as incident_count,
    negative_count,
    scored_count,
    cast(negative_count as double) / cast(nullif(scored_count, 0) as double) as negative_share
from summed
order by case_id, basis, span
