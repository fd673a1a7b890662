-- Texts published by others that carry each claim, by week: all of them, and the negative originals
-- among them beside all the negative originals of the week. A week without any has no row.
-- grain: case_id, claim_id, week_start
-- reads: claim_items, mentions
with

carriers as (
    select
        claim_items.case_id,
        claim_items.claim_id,
        mentions.week_start,
        cast(count(*) as bigint) as mention_count,
        cast(
            count(*) filter (
                where mentions.label = 'negative' and not mentions.is_repost
                and not mentions.is_copy
            ) as bigint
        ) as negative_original_count
    from claim_items
    inner join mentions
        on claim_items.case_id = mentions.case_id and claim_items.item_id = mentions.mention_id
    where claim_items.item_kind = 'mention' and not mentions.is_owned
    group by claim_items.case_id, claim_items.claim_id, mentions.week_start
),

weeks as (
    select
        case_id,
        week_start,
        cast(
            count(*) filter (where label = 'negative' and not is_repost and not is_copy) as bigint
        ) as all_negative_original_count
    from mentions
    where not is_owned
    group by case_id, week_start
)

select
    carriers.case_id,
    carriers.claim_id,
    carriers.week_start,
    carriers.mention_count,
    carriers.negative_original_count,
    weeks.all_negative_original_count,
    cast(carriers.negative_original_count as double)
        / cast(nullif(weeks.all_negative_original_count, 0) as double) as carried_share
from carriers
inner join weeks
    on carriers.case_id = weeks.case_id and carriers.week_start = weeks.week_start
order by case_id, claim_id, week_start
