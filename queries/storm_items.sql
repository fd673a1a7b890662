-- The first negative original of each storm, and the negative text that was repeated most in it:
-- the earliest of those that have one fingerprint, reposts and copies counted as repeats. Of two
-- repeated equally often it is the one that began earlier, then the first by mention_id. Texts too
-- short for a fingerprint are not compared, and a text that nobody repeated is none.
-- grain: case_id, storm, role
-- reads: mentions, storms
with

first_minutes as (
    select
        mentions.case_id,
        storms.storm,
        min(mentions.minute_index) as minute_index
    from mentions
    cross join storms
    where
        not mentions.is_owned
        and mentions.label = 'negative'
        and not mentions.is_repost
        and not mentions.is_copy
        and mentions.day_index >= storms.starts_day
        and mentions.day_index <= storms.ends_day
    group by mentions.case_id, storms.storm
),

repeated as (
    select
        mentions.case_id,
        storms.storm,
        mentions.simhash,
        cast(count(*) as bigint) as item_count,
        min(mentions.minute_index) as minute_index
    from mentions
    cross join storms
    where
        not mentions.is_owned
        and mentions.label = 'negative'
        and mentions.simhash is not null
        and mentions.day_index >= storms.starts_day
        and mentions.day_index <= storms.ends_day
    group by mentions.case_id, storms.storm, mentions.simhash
    having cast(count(*) as bigint) > 1
),

compared as (
    select
        case_id,
        storm,
        simhash,
        item_count,
        minute_index,
        max(item_count) over (partition by case_id, storm) as most_items
    from repeated
),

loudest as (
    select
        case_id,
        storm,
        simhash,
        item_count,
        minute_index,
        min(minute_index) over (partition by case_id, storm) as first_minute
    from compared
    where item_count = most_items
),

wanted as (
    select
        case_id,
        storm,
        'first' as role,
        cast(0 as bigint) as simhash,
        minute_index,
        cast(1 as bigint) as item_count
    from first_minutes
    union all
    select
        case_id,
        storm,
        'most-repeated' as role,
        simhash,
        minute_index,
        item_count
    from loudest
    where minute_index = first_minute
),

found as (
    select
        wanted.case_id,
        wanted.storm,
        wanted.role,
        mentions.mention_id,
        mentions.platform,
        mentions.published_on,
        mentions.text,
        mentions.url,
        wanted.item_count,
        row_number() over (
            partition by wanted.case_id, wanted.storm, wanted.role order by mentions.mention_id
        ) as place
    from wanted
    inner join mentions
        on wanted.case_id = mentions.case_id and wanted.minute_index = mentions.minute_index
    where
        not mentions.is_owned
        and mentions.label = 'negative'
        and (
            (wanted.role = 'first' and not mentions.is_repost and not mentions.is_copy)
            or (wanted.role = 'most-repeated' and mentions.simhash = wanted.simhash)
        )
)

select
    case_id,
    storm,
    role,
    mention_id,
    platform,
    published_on,
    text,
    url,
    item_count
from found
where place = 1
order by case_id, storm, role
