-- Texts published by others, by day and platform: all of them, and the originals among them. An
-- original is neither a bare repost nor a copy. A copy has eight words or more, and its SimHash (64
-- bits, over runs of three words) differs in at most 3 bits from that of a text published up to thirty
-- days before.
-- grain: case_id, published_on, platform
-- reads: mentions
select
    case_id,
    published_on,
    platform,
    cast(count(*) as bigint) as mention_count,
    cast(count(*) filter (where not is_repost and not is_copy) as bigint) as original_count,
    cast(count(*) filter (where not is_repost and not is_copy and label = 'negative') as bigint)
        as negative_original_count,
    cast(count(*) filter (where is_incident) as bigint) as incident_count,
    cast(count(distinct author) as bigint) as author_count
from mentions
where not is_owned
group by case_id, published_on, platform
order by case_id, published_on, platform
