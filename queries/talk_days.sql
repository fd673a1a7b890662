-- Talk by day, all platforms together: originals, negative originals, and the negative share. A
-- source of counts stands apart: under `counts`, or under `shares` where its total only says how
-- full a feed was; of neither can originals be told.
-- grain: case_id, basis, published_on
-- reads: mentions, mention_counts
with

texts as (
    select
        case_id,
        published_on,
        cast(count(*) filter (where not is_repost and not is_copy) as bigint) as original_count,
        cast(count(*) filter (where not is_repost and not is_copy and label = 'negative') as bigint)
            as negative_original_count,
        cast(count(*) filter (where label = 'negative') as bigint) as negative_count,
        cast(count(*) filter (where label is not null) as bigint) as scored_count
    from mentions
    where not is_owned
    group by case_id, published_on
),

tallies as (
    select
        case_id,
        counted_on,
        is_shares_only,
        sum(negative_count) as negative_count,
        sum(negative_count + neutral_count + positive_count) as scored_count
    from mention_counts
    where unlabeled_count = 0 or negative_count + neutral_count + positive_count > 0
    group by case_id, counted_on, is_shares_only
),

days as (
    select
        case_id,
        'texts' as basis,
        published_on,
        original_count,
        negative_original_count,
        negative_count,
        scored_count
    from texts
    union all
    select
        case_id,
        case when is_shares_only then 'shares' else 'counts' end as basis,
        counted_on as published_on,
        cast(null as bigint) as original_count,
        cast(null as bigint) as negative_original_count,
        negative_count,
        scored_count
    from tallies
)

select
    case_id,
    basis,
    published_on,
    original_count,
    negative_original_count,
    negative_count,
    scored_count,
    cast(negative_count as double) / cast(nullif(scored_count, 0) as double) as negative_share
from days
order by case_id, basis, published_on
