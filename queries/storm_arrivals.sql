-- Where each storm showed first: by platform the day and the minute of its first negative original
-- since the storm opened, and how many there were until it ended.
-- grain: case_id, storm, platform
-- reads: mentions, storms
select
    mentions.case_id,
    storms.storm,
    mentions.platform,
    min(mentions.published_on) as first_on,
    min(mentions.minute_index) as first_minute,
    cast(count(*) as bigint) as negative_original_count
from mentions
cross join storms
where
    not mentions.is_owned
    and not mentions.is_repost
    and not mentions.is_copy
    and mentions.label = 'negative'
    and mentions.day_index >= storms.starts_day
    and mentions.day_index <= storms.ends_day
group by mentions.case_id, storms.storm, mentions.platform
order by case_id, storm, platform
