-- The tables of a case without a row, as `src/model/table.rs` has them: what stands for those that a
-- case has no file of, and for `claim_items` and `storms`, which the program makes itself.

create table mentions (
    case_id text, mention_id text, platform text, author text, url text, domain text, language text,
    title text, text text, published_at timestamp, published_on date, week_start date,
    day_index bigint, week_index bigint, minute_index bigint, label text, label_source text,
    polarity double, vendor_label text, vendor_polarity double, is_incident boolean,
    is_owned boolean, is_repost boolean, is_copy boolean, simhash bigint, reach bigint,
    content_hash bigint, file_id text, line bigint, first_seen_at timestamp
);

create table mention_counts (
    case_id text, source text, counted_on date, week_start date, day_index bigint,
    week_index bigint, negative_count bigint, neutral_count bigint, positive_count bigint,
    unlabeled_count bigint, is_shares_only boolean, content_hash bigint, file_id text, line bigint,
    first_seen_at timestamp
);

create table captures (
    case_id text, capture_id text, viewpoint text, search_term text, named_as text, coverage text,
    captured_at timestamp, captured_on date, week_start date, day_index bigint, week_index bigint,
    status text, depth bigint, result_count bigint, file_id text, first_seen_at timestamp
);

create table search_results (
    case_id text, capture_id text, viewpoint text, search_term text, captured_at timestamp,
    captured_on date, week_start date, day_index bigint, week_index bigint, position bigint,
    url text, domain text, title text, snippet text, label text, label_source text,
    polarity double, is_incident boolean, is_owned boolean, content_hash bigint, file_id text,
    line bigint, first_seen_at timestamp
);

create table page_items (
    case_id text, capture_id text, viewpoint text, search_term text, captured_at timestamp,
    captured_on date, week_start date, day_index bigint, week_index bigint, item_kind text,
    item_position bigint, text text, url text, domain text, is_incident boolean, is_owned boolean,
    file_id text, line bigint, first_seen_at timestamp
);

create table vanished (
    case_id text, mention_id text, published_on date, missing_from text, first_seen_at timestamp
);

create table events (
    case_id text, happened_on date, day_index bigint, happened_minute bigint, kind text,
    title text, url text, file_id text, line bigint, first_seen_at timestamp
);

create table removals (
    case_id text, removal_id text, url text, channel text, basis text, filed_on date,
    filed_day bigint, acknowledged_on date, decided_on date, decided_day bigint, outcome text,
    posted_on date, is_poster_sought boolean, file_id text, line bigint, first_seen_at timestamp
);

create table claims (
    case_id text, claim_id text, statement text, terms text, fact_check text, checked_on date,
    url text, file_id text, line bigint, first_seen_at timestamp
);

create table claim_items (case_id text, claim_id text, item_kind text, item_id text);

create table commitments (
    case_id text, commitment_id text, kind text, title text, made_on date, made_day bigint,
    due_on date, due_day bigint, done_on date, done_day bigint, evidence text, file_id text,
    line bigint, first_seen_at timestamp
);

create table controls (
    case_id text, series text, observed_on date, day_index bigint, value double, file_id text,
    line bigint, first_seen_at timestamp
);

create table storms (storm bigint, starts_day bigint, ends_day bigint);
