-- What was promised against recurrence, up to the end of the period. What was done after the period
-- is not known to it. `days_late` runs from the day it was due to the day it was done, or to the end
-- of the period where it is not. It is 0 where it was done in time, and absent where no day was set
-- or where it is not done and its day is the period's last or later.
-- grain: case_id, commitment_id
-- reads: commitments, period
select
    case_id,
    commitment_id,
    kind,
    title,
    made_on,
    due_on,
    case when done_day <= ends_day then done_on end as done_on,
    case when done_day is null or done_day <= ends_day then evidence end as evidence,
    case
        when done_day <= ends_day and done_day > due_day then 'kept-late'
        when done_day <= ends_day then 'kept'
        when due_day is null then 'no-date'
        when due_day < ends_day then 'overdue'
        else 'to-come'
    end as state,
    case
        when done_day <= ends_day and done_day > due_day then done_day - due_day
        when done_day <= ends_day and due_day is not null then 0
        when due_day < ends_day then ends_day - due_day
    end as days_late
from commitments
cross join period
where made_day <= ends_day
order by case_id, commitment_id
