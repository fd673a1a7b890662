-- The names under which the exports list each search term, and the days on which they do. A name
-- that stops where another begins is a renamed term.
-- grain: case_id, search_term, named_as
-- reads: captures
select
    case_id,
    search_term,
    named_as,
    min(captured_on) as first_on,
    max(captured_on) as last_on,
    cast(count(*) as bigint) as capture_count
from captures
group by case_id, search_term, named_as
order by case_id, search_term, first_on, named_as
