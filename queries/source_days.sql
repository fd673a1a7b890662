-- Items by day and source, whatever they are labeled: texts by platform, and what sources of counts
-- tell. Where the totals of a source sit at one value, its volume is no measurement.
-- grain: case_id, basis, source, counted_on
-- reads: mentions, mention_counts
with

days as (
    select
        case_id,
        'texts' as basis,
        platform as source,
        published_on as counted_on,
        cast(count(*) as bigint) as item_count
    from mentions
    where not is_owned
    group by case_id, platform, published_on
    union all
    select
        case_id,
        case when is_shares_only then 'shares' else 'counts' end as basis,
        source,
        counted_on,
        sum(negative_count + neutral_count + positive_count + unlabeled_count) as item_count
    from mention_counts
    group by case_id, is_shares_only, source, counted_on
)

select
    case_id,
    basis,
    source,
    counted_on,
    item_count
from days
order by case_id, basis, source, counted_on
