-- Statements that circulate about the incident: what a fact check found, and how often texts
-- published by others and results of ok captures carry one. A text carries a claim when one of the
-- claim's terms occurs in it; a page that did so in one capture counts wherever its address stands.
-- A fact check made after the period leaves the claim open. `page_count` counts distinct addresses
-- in ok captures of the period; `last_result_on` looks at all time.
-- grain: case_id, claim_id
-- reads: claims, claim_items, mentions, captures, search_results, period
with

carriers as (
    select
        claim_items.case_id,
        claim_items.claim_id,
        mentions.published_on,
        mentions.day_index
    from claim_items
    inner join mentions
        on claim_items.case_id = mentions.case_id and claim_items.item_id = mentions.mention_id
    where claim_items.item_kind = 'mention' and not mentions.is_owned
),

talk as (
    select
        case_id,
        claim_id,
        cast(count(*) as bigint) as mention_count,
        cast(count(*) filter (where day_index >= starts_day) as bigint) as period_count,
        cast(
            count(*) filter (
                where day_index < starts_day and day_index >= starts_day + starts_day - ends_day - 1
            ) as bigint
        ) as previous_count,
        min(published_on) as first_seen_on,
        max(published_on) as last_seen_on
    from carriers
    cross join period
    group by case_id, claim_id
),

shown as (
    select
        claim_items.case_id,
        claim_items.claim_id,
        claim_items.item_id as url,
        captures.captured_on,
        captures.day_index
    from claim_items
    inner join search_results
        on claim_items.case_id = search_results.case_id
        and claim_items.item_id = search_results.url
    inner join captures
        on search_results.case_id = captures.case_id
        and search_results.capture_id = captures.capture_id
    where claim_items.item_kind = 'result' and captures.status = 'ok'
),

pages as (
    select
        case_id,
        claim_id,
        cast(count(distinct case when day_index >= starts_day then url end) as bigint)
            as page_count,
        max(captured_on) as last_result_on
    from shown
    cross join period
    group by case_id, claim_id
)

select
    claims.case_id,
    claims.claim_id,
    claims.statement,
    case when claims.checked_on > period.ends_on then 'open' else claims.fact_check end
        as fact_check,
    case when claims.checked_on <= period.ends_on then claims.checked_on end as checked_on,
    case when claims.checked_on is null or claims.checked_on <= period.ends_on then claims.url end
        as url,
    coalesce(talk.mention_count, 0) as mention_count,
    coalesce(talk.period_count, 0) as period_count,
    coalesce(talk.previous_count, 0) as previous_count,
    talk.first_seen_on,
    talk.last_seen_on,
    coalesce(pages.page_count, 0) as page_count,
    pages.last_result_on
from claims
left join talk on claims.case_id = talk.case_id and claims.claim_id = talk.claim_id
left join pages on claims.case_id = pages.case_id and claims.claim_id = pages.claim_id
cross join period
order by case_id, claim_id
