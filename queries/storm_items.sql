-- The first negative original of each storm, and the negative text that was repeated most in it:
-- the earliest of those that have one fingerprint, reposts and copies counted as repeats. Of two
-- repeated equally often it is the one that began earlier, then the first by mention_id. Texts too
-- short for a fingerprint are not compared, and a text that nobody repeated is none.
-- grain: case_id, storm, role
-- reads: mentions, storms
with

-- The texts are looked up last, for the few rows that are wanted.
inside as (
    select
        mentions.case_id,
        storms.storm,
        mentions.mention_id,
        mentions.minute_index,
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

first_minutes as (
    select
        case_id,
        storm,
        min(minute_index) as minute_index
    from inside
    where not is_repost and not is_copy
    group by case_id, storm
),

firsts as (
    select
        inside.case_id,
        inside.storm,
        min(inside.mention_id) as mention_id
    from inside
    inner join first_minutes
        on inside.case_id = first_minutes.case_id
        and inside.storm = first_minutes.storm
        and inside.minute_index = first_minutes.minute_index
    where not inside.is_repost and not inside.is_copy
    group by inside.case_id, inside.storm
),

repeated as (
    select
        case_id,
        storm,
        simhash,
        cast(count(*) as bigint) as item_count,
        min(minute_index) as minute_index
    from inside
    where simhash is not null
    group by case_id, storm, simhash
    having cast(count(*) as bigint) > 1
),

most as (
    select
        case_id,
        storm,
        max(item_count) as item_count
    from repeated
    group by case_id, storm
),

loudest as (
    select
        inside.case_id,
        inside.storm,
        inside.mention_id,
        repeated.item_count,
        row_number() over (
            partition by inside.case_id, inside.storm
            order by inside.minute_index, inside.mention_id
        ) as place
    from repeated
    inner join most
        on repeated.case_id = most.case_id
        and repeated.storm = most.storm
        and repeated.item_count = most.item_count
    inner join inside
        on repeated.case_id = inside.case_id
        and repeated.storm = inside.storm
        and repeated.simhash = inside.simhash
        and repeated.minute_index = inside.minute_index
),

chosen as (
    select
        case_id,
        storm,
        'first' as role,
        mention_id,
        cast(1 as bigint) as item_count
    from firsts
    union all
    select
        case_id,
        storm,
        'most-repeated' as role,
        mention_id,
        item_count
    from loudest
    where place = 1
)

select
    chosen.case_id,
    chosen.storm,
    chosen.role,
    chosen.mention_id,
    mentions.platform,
    mentions.published_on,
    mentions.text,
    mentions.url,
    chosen.item_count
from chosen
inner join mentions
    on chosen.case_id = mentions.case_id and chosen.mention_id = mentions.mention_id
where not mentions.is_owned and mentions.label = 'negative'
order by chosen.case_id, chosen.storm, chosen.role
