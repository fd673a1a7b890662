-- The digital tattoo: every page that showed the incident in an ok capture, by viewpoint and search
-- term. Sightings are those in which it did show it. `gone` means absent from every ok capture of
-- the last 14 days that looked as deep as the page last stood; `below depth`, that none of those
-- captures looked so far; `unobserved`, that there was none. Of the pages seen in the last 14 days,
-- one that came back in the period after two or more captures without it is `resurfaced`, one first
-- seen less than 28 days ago is `new`, one present in fewer than half of the ok captures of the
-- last 28 days is `intermittent`, and the rest are `lingering`. `is_lingering` is the wider fact:
-- seen in the period and in its last 14 days, and first seen 28 days or more before its end. The
-- middle position is one where the page did stand: of two in the middle, the higher on the page.
-- grain: case_id, viewpoint, search_term, url
-- reads: captures, search_results, period
with

looks as (
    select
        case_id,
        viewpoint,
        search_term,
        capture_id,
        captured_on,
        day_index,
        depth,
        row_number() over (
            partition by case_id, viewpoint, search_term order by captured_at
        ) as look
    from captures
    where status = 'ok'
),

showings as (
    select
        case_id,
        capture_id,
        url,
        min(position) as position,
        max(title) as title,
        max(domain) as domain,
        max(case when is_owned then 1 else 0 end) as owned_mark,
        max(label) as label,
        max(label_source) as label_source
    from search_results
    where is_incident
    group by case_id, capture_id, url
),

sightings as (
    select
        looks.case_id,
        looks.viewpoint,
        looks.search_term,
        showings.url,
        looks.captured_on,
        looks.day_index,
        looks.look,
        showings.position,
        showings.title,
        showings.domain,
        showings.owned_mark,
        showings.label,
        showings.label_source
    from looks
    inner join showings
        on looks.case_id = showings.case_id and looks.capture_id = showings.capture_id
),

followed as (
    select
        case_id,
        viewpoint,
        search_term,
        url,
        captured_on,
        day_index,
        look,
        position,
        owned_mark,
        lag(look, 1) over (
            partition by case_id, viewpoint, search_term, url order by look
        ) as previous_look,
        row_number() over (
            partition by case_id, viewpoint, search_term, url order by position, look
        ) as place
    from sightings
),

pages as (
    select
        case_id,
        viewpoint,
        search_term,
        url,
        min(captured_on) as first_seen_on,
        max(captured_on) as last_seen_on,
        min(day_index) as first_day,
        max(day_index) as last_day,
        max(look) as last_look,
        cast(count(*) as bigint) as seen_count,
        min(position) as best_position,
        max(owned_mark) as owned_mark,
        max(case when look - previous_look > 2 then day_index end) as returned_day
    from followed
    group by case_id, viewpoint, search_term, url
),

middle as (
    select
        followed.case_id,
        followed.viewpoint,
        followed.search_term,
        followed.url,
        followed.position as middle_position
    from followed
    inner join pages
        on followed.case_id = pages.case_id
        and followed.viewpoint = pages.viewpoint
        and followed.search_term = pages.search_term
        and followed.url = pages.url
    where followed.place * 2 = pages.seen_count or followed.place * 2 = pages.seen_count + 1
),

latest as (
    select
        pages.case_id,
        pages.viewpoint,
        pages.search_term,
        pages.url,
        sightings.position as latest_position,
        sightings.title,
        sightings.domain,
        sightings.label,
        sightings.label_source
    from pages
    inner join sightings
        on pages.case_id = sightings.case_id
        and pages.viewpoint = sightings.viewpoint
        and pages.search_term = sightings.search_term
        and pages.url = sightings.url
        and pages.last_look = sightings.look
),

chances as (
    select
        pages.case_id,
        pages.viewpoint,
        pages.search_term,
        pages.url,
        latest.latest_position,
        looks.day_index as look_day,
        looks.depth as look_depth,
        pages.first_day
    from pages
    inner join latest
        on pages.case_id = latest.case_id
        and pages.viewpoint = latest.viewpoint
        and pages.search_term = latest.search_term
        and pages.url = latest.url
    inner join looks
        on pages.case_id = looks.case_id
        and pages.viewpoint = looks.viewpoint
        and pages.search_term = looks.search_term
),

possible as (
    select
        case_id,
        viewpoint,
        search_term,
        url,
        cast(count(*) filter (where look_day >= first_day) as bigint) as possible_count,
        cast(count(*) filter (where look_day >= recent_day) as bigint) as recent_possible_count,
        cast(count(*) filter (where look_day >= gone_day) as bigint) as late_look_count,
        cast(
            count(*) filter (where look_day >= gone_day and look_depth >= latest_position) as bigint
        ) as deep_look_count
    from chances
    cross join period
    group by case_id, viewpoint, search_term, url
),

recent as (
    select
        case_id,
        viewpoint,
        search_term,
        url,
        cast(count(*) as bigint) as recent_seen_count
    from sightings
    cross join period
    where day_index >= recent_day
    group by case_id, viewpoint, search_term, url
),

joined as (
    select
        pages.case_id,
        pages.viewpoint,
        pages.search_term,
        pages.url,
        latest.title,
        latest.domain,
        pages.first_seen_on,
        pages.last_seen_on,
        pages.first_day,
        pages.last_day,
        pages.returned_day,
        pages.seen_count,
        possible.possible_count,
        coalesce(recent.recent_seen_count, 0) as recent_seen_count,
        possible.recent_possible_count,
        possible.late_look_count,
        possible.deep_look_count,
        pages.best_position,
        middle.middle_position,
        latest.latest_position,
        latest.label,
        latest.label_source,
        pages.owned_mark
    from pages
    inner join latest
        on pages.case_id = latest.case_id
        and pages.viewpoint = latest.viewpoint
        and pages.search_term = latest.search_term
        and pages.url = latest.url
    inner join middle
        on pages.case_id = middle.case_id
        and pages.viewpoint = middle.viewpoint
        and pages.search_term = middle.search_term
        and pages.url = middle.url
    inner join possible
        on pages.case_id = possible.case_id
        and pages.viewpoint = possible.viewpoint
        and pages.search_term = possible.search_term
        and pages.url = possible.url
    left join recent
        on pages.case_id = recent.case_id
        and pages.viewpoint = recent.viewpoint
        and pages.search_term = recent.search_term
        and pages.url = recent.url
)

select
    case_id,
    viewpoint,
    search_term,
    url,
    title,
    domain,
    first_seen_on,
    last_seen_on,
    seen_count,
    possible_count,
    recent_seen_count,
    recent_possible_count,
    best_position,
    middle_position,
    latest_position,
    label,
    label_source,
    owned_mark = 1 as is_owned,
    last_day >= starts_day and last_day >= gone_day and first_day <= lingering_day as is_lingering,
    case
        when late_look_count = 0 then 'unobserved'
        when last_day < gone_day and deep_look_count = 0 then 'below depth'
        when last_day < gone_day then 'gone'
        when returned_day >= starts_day then 'resurfaced'
        when first_day > lingering_day then 'new'
        when recent_seen_count * 2 < recent_possible_count then 'intermittent'
        else 'lingering'
    end as state
from joined
cross join period
order by case_id, viewpoint, search_term, url
