-- The first negative original of each storm, and the negative text that was repeated most in it:
-- the earliest of those that have one fingerprint, reposts and copies counted as repeats. Of two
-- repeated equally often it is the one that began earlier, then the first by mention_id. Texts too
-- short for a fingerprint are not compared, and a text that nobody repeated is none.
-- grain: case_id, storm, role
-- reads: mentions, storms
with

inside as (
    select
        mentions.case_id,
        storms.storm,
        mentions.mention_id,
        mentions.platform,
        mentions.published_on,
        mentions.minute_index,
        mentions.text,
        mentions.url,
        mentions.simhash,
        mentions.is_repost,
        mentions.is_copy
    from mentions
    cross join storms
    where
        not mentions.is_owned
        and mentions.label = 'negative'
        and mentions.day_index >= storms.starts_day
        and mentions.day_index <= storms.ends_day
),

firsts as (
    select
        case_id,
        storm,
        mention_id,
        platform,
        published_on,
        text,
        url,
        row_number() over (
            partition by case_id, storm order by minute_index, mention_id
        ) as place
    from inside
    where not is_repost and not is_copy
),

repeated as (
    select
        case_id,
        storm,
        simhash,
        cast(count(*) as bigint) as item_count
    from inside
    where simhash is not null
    group by case_id, storm, simhash
    having cast(count(*) as bigint) > 1
),

placed as (
    select
        inside.case_id,
        inside.storm,
        inside.mention_id,
        inside.platform,
        inside.published_on,
        inside.text,
        inside.url,
        repeated.item_count,
        0 - repeated.item_count as rank_key,
        inside.minute_index
    from inside
    inner join repeated
        on inside.case_id = repeated.case_id
        and inside.storm = repeated.storm
        and inside.simhash = repeated.simhash
),

loudest as (
    select
        case_id,
        storm,
        mention_id,
        platform,
        published_on,
        text,
        url,
        item_count,
        row_number() over (
            partition by case_id, storm order by rank_key, minute_index, mention_id
        ) as place
    from placed
)

select
    case_id,
    storm,
    'first' as role,
    mention_id,
    platform,
    published_on,
    text,
    url,
    cast(1 as bigint) as item_count
from firsts
where place = 1
union all
select
    case_id,
    storm,
    'most-repeated' as role,
    mention_id,
    platform,
    published_on,
    text,
    url,
    item_count
from loudest
where place = 1
order by case_id, storm, role
