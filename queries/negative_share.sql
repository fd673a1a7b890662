-- Share of negative items among the scored ones, by day, platform and language. A source that
-- gives counts instead of texts stands beside the others under its own basis: `counts`, or `shares`
-- where the total only says how full a feed was. `by_machine_count` of the scored texts were labeled
-- by the scorer or the vendor, and not by a person or a rule.
-- grain: case_id, basis, published_on, platform, language
-- reads: mentions, mention_counts
with

texts as (
    select
        case_id,
        published_on,
        platform,
        language,
        cast(count(*) filter (where label = 'negative') as bigint) as negative_count,
        cast(count(*) filter (where label = 'neutral') as bigint) as neutral_count,
        cast(count(*) filter (where label = 'positive') as bigint) as positive_count,
        cast(count(*) filter (where label is null) as bigint) as unscored_count,
        cast(
            count(*) filter (where label is not null and label_source in ('scorer', 'vendor'))
            as bigint
        ) as by_machine_count,
        cast(
            count(*) filter (where label = 'negative' and label_source in ('scorer', 'vendor'))
            as bigint
        ) as negative_by_machine_count
    from mentions
    where not is_owned
    group by case_id, published_on, platform, language
),

tallies as (
    select
        case_id,
        counted_on,
        source,
        is_shares_only,
        sum(negative_count) as negative_count,
        sum(neutral_count) as neutral_count,
        sum(positive_count) as positive_count
    from mention_counts
    where unlabeled_count = 0 or negative_count + neutral_count + positive_count > 0
    group by case_id, counted_on, source, is_shares_only
),

days as (
    select
        case_id,
        'texts' as basis,
        published_on,
        platform,
        language,
        negative_count,
        neutral_count,
        positive_count,
        unscored_count,
        by_machine_count,
        negative_by_machine_count
    from texts
    union all
    select
        case_id,
        case when is_shares_only then 'shares' else 'counts' end as basis,
        counted_on as published_on,
        source as platform,
        'und' as language,
        negative_count,
        neutral_count,
        positive_count,
        cast(0 as bigint) as unscored_count,
        cast(0 as bigint) as by_machine_count,
        cast(0 as bigint) as negative_by_machine_count
    from tallies
),

scored as (
    select
        case_id,
        basis,
        published_on,
        platform,
        language,
        negative_count,
        neutral_count,
        positive_count,
        unscored_count,
        by_machine_count,
        negative_by_machine_count,
        negative_count + neutral_count + positive_count as scored_count
    from days
)

select
    case_id,
    basis,
    published_on,
    platform,
    language,
    negative_count,
    neutral_count,
    positive_count,
    unscored_count,
    scored_count,
    by_machine_count,
    negative_by_machine_count,
    cast(negative_count as double) / cast(nullif(scored_count, 0) as double) as negative_share
from scored
order by case_id, basis, published_on, platform, language
