-- Captures of each day, by what became of them. A failed capture is a hole, not a clean page. A
-- look at tracked sites only has a coverage of its own. The depth is that of the shallowest ok
-- capture; where none is ok, of the deepest that was tried.
-- grain: case_id, viewpoint, search_term, coverage, captured_on
-- reads: captures
select
    case_id,
    viewpoint,
    search_term,
    coverage,
    captured_on,
    cast(count(*) filter (where status = 'ok') as bigint) as ok_count,
    cast(count(*) filter (where status = 'empty') as bigint) as empty_count,
    cast(count(*) filter (where status = 'failed') as bigint) as failed_count,
    coalesce(min(case when status = 'ok' then depth end), max(depth)) as depth
from captures
group by case_id, viewpoint, search_term, coverage, captured_on
order by case_id, viewpoint, search_term, coverage, captured_on
