-- Talk by ISO week, all platforms together. `day_count` says on how many days there was any.
-- grain: case_id, basis, week_start
-- reads: mentions, mention_counts
with

texts as (
    select
        case_id,
        week_start,
        cast(count(distinct published_on) as bigint) as day_count,
        cast(count(*) as bigint) as mention_count,
        cast(count(*) filter (where not is_repost and not is_copy) as bigint) as original_count,
        cast(count(*) filter (where not is_repost and not is_copy and label = 'negative') as bigint)
            as negative_original_count,
        cast(count(*) filter (where label = 'negative') as bigint) as negative_count,
        cast(count(*) filter (where label is not null) as bigint) as scored_count
    from mentions
    where not is_owned
    group by case_id, week_start
),

tallies as (
    select
        case_id,
        week_start,
        is_shares_only,
        cast(count(distinct counted_on) as bigint) as day_count,
        sum(negative_count) as negative_count,
        sum(negative_count + neutral_count + positive_count) as scored_count
    from mention_counts
    where unlabeled_count = 0 or negative_count + neutral_count + positive_count > 0
    group by case_id, week_start, is_shares_only
),

weeks as (
    select
        case_id,
        'texts' as basis,
        week_start,
        day_count,
        mention_count,
        original_count,
        negative_original_count,
        negative_count,
        scored_count
    from texts
    union all
    select
        case_id,
        case when is_shares_only then 'shares' else 'counts' end as basis,
        week_start,
        day_count,
        cast(null as bigint) as mention_count,
        cast(null as bigint) as original_count,
        cast(null as bigint) as negative_original_count,
        negative_count,
        scored_count
    from tallies
)

select
    case_id,
    basis,
    week_start,
    day_count,
    mention_count,
    original_count,
    negative_original_count,
    negative_count,
    scored_count,
    cast(negative_count as double) / cast(nullif(scored_count, 0) as double) as negative_share
from weeks
order by case_id, basis, week_start
