-- How much of the attention that a result page gets falls on incident items, by week and weight
-- set: the weights of the positions they hold over all the weights of a full page, each capture
-- counting as much as its search term does.
-- grain: case_id, week_start, weight_set
-- reads: captures, search_results, search_terms, click_weights
with

pages as (
    select
        captures.case_id,
        captures.capture_id,
        captures.week_start,
        search_terms.term_weight
    from captures
    inner join search_terms
        on captures.case_id = search_terms.case_id
        and captures.search_term = search_terms.search_term
    where captures.status = 'ok' and captures.coverage = 'page'
),

held as (
    select
        case_id,
        capture_id,
        position
    from search_results
    where is_incident
    group by case_id, capture_id, position
),

weighed as (
    select
        held.case_id,
        held.capture_id,
        click_weights.weight_set,
        sum(click_weights.click_weight) as incident_weight
    from held
    inner join click_weights on held.position = click_weights.position
    group by held.case_id, held.capture_id, click_weights.weight_set
),

totals as (
    select
        weight_set,
        sum(click_weight) as full_weight
    from click_weights
    group by weight_set
),

crossed as (
    select
        case_id,
        capture_id,
        week_start,
        term_weight,
        weight_set,
        full_weight
    from pages
    cross join totals
)

select
    crossed.case_id,
    crossed.week_start,
    crossed.weight_set,
    cast(count(*) as bigint) as capture_count,
    sum(crossed.term_weight * coalesce(weighed.incident_weight, cast(0 as double)))
        / sum(crossed.term_weight * crossed.full_weight) as visibility
from crossed
left join weighed
    on crossed.case_id = weighed.case_id
    and crossed.capture_id = weighed.capture_id
    and crossed.weight_set = weighed.weight_set
group by crossed.case_id, crossed.week_start, crossed.weight_set
order by case_id, week_start, weight_set
