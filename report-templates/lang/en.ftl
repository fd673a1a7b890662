# Every word of the pages. A count comes twice: `$n` decides between one and many, `$n-text` is
# what is printed.

percent = { $value }%
title = Recovery report
title-for = Recovery report: { $organization }, { $period }
description = Talk and search record of { $organization }: { $period }.
period-week = Week { $week }, { $from } to { $to }
period-span = { $from } to { $to }
as-of-line = As it was known on { $day }
page-of = Page
no-figure = No data

talk-figure-label-texts = of the scored mentions in the period were negative
talk-figure-label-counts = of the counted items in the period were negative
talk-figure-label-shares = of the items in the news feed in the period were negative
talk-share = { $negative } of { $scored } items were negative (95% interval { $low } to { $high })
talk-corrected = The share is { $share } when the errors of the labels are taken off (95% interval { $low } to { $high }; { $labeled-text } texts checked by people)
talk-not-corrected = Not corrected: the { $labeled-text } texts that people checked show labels that tell too little
talk-originals =
    { $originals ->
        [one] One original post,
       *[other] { $originals-text } original posts,
    } { $negative-text } of them negative
days-with-data = {" "}({ $days-text } of { $all-text } days with data)
talk-previous =
    { $days ->
        [one] The share was { $share } on the day before
       *[other] The share was { $share } in the { $days-text } days before
    }
talk-baseline = The share was { $share } in the baseline, { $from } to { $to }
talk-none = Nothing published and nothing counted falls in this period. That is not the same as no criticism.

record-figure-label-weighted = of the first ten results in the period show the incident, search terms weighted
record-figure-label = of the first ten results in the period show the incident
record-seen =
    { $captures ->
        [one] Seen in the one usable capture; best position { $best }
       *[other] Seen in { $seen-text } of { $captures-text } usable captures; best position { $best }
    }
record-clean =
    { $captures ->
        [one] Not seen in the one usable capture
       *[other] Not seen in any of { $captures-text } usable captures
    }
record-previous =
    { $days ->
        [one] The share was { $share } on the day before
       *[other] The share was { $share } in the { $days-text } days before
    }
record-previous-none =
    { $days ->
        [one] No usable capture on the day before
       *[other] No usable capture in the { $days-text } days before
    }
record-baseline = The share was { $share } in the baseline
record-owned = Owned pages hold { $share } of the first ten
record-none = No usable capture falls in this period. That is not the same as a clean page.
visibility-band-week = Attention on incident pages in the week from { $week }: { $low } to { $high }, depending on the click-through curve
visibility-band = Attention on incident pages: { $low } to { $high }, depending on the click-through curve

talk-chart-title-texts = Negative original posts per day
talk-chart-title-counts = Negative items counted per day
talk-chart-title-shares = Negative share of the news feed per day
talk-chart-alt-texts = Negative original posts per day from { $from } to { $to }: at most { $peak-text }, on { $peak-day }; on average { $mean } a day over the last { $days-text } days with data.
talk-chart-alt-counts = Negative items counted per day from { $from } to { $to }: at most { $peak-text }, on { $peak-day }; on average { $mean } a day over the last { $days-text } days with data.
talk-chart-alt-shares = Negative share of the news feed per day from { $from } to { $to }: at most { $peak }, on { $peak-day }; on average { $mean } over the last { $days-text } days with data.
record-chart-title = Best position of each page, week by week
record-chart-note = A row for each page and search term, a cell for each week: the darker, the higher it stood; the number is its best position, 1 the top. A dot: captured, not there. A dash: nobody looked.
record-chart-alt =
    { $pages ->
        [one] Positions over time of the one page that shows the incident
       *[other] Positions over time of { $pages-text } pages that show the incident
    }, from { $from } to { $to }, in { $rows ->
        [one] one row
       *[other] { $rows-text } rows
    } by page and search term; the best is { $best }.
record-chart-none = No page showed the incident in any usable capture.
nothing-looked-at = There is no usable capture in the last 14 days of the period, so what lingers and what is gone is not known.
nothing-captured = No search page has been captured yet, so nothing can be said of what a search shows.
talk-chart-none = There is no talk to draw: no mention and no count of this case has been read up to the end of the period.

change-lingering =
    { $count ->
        [0] No page lingers
        [one] One page lingers
       *[other] { $count-text } pages linger
    }: still seen, and first seen four weeks ago or earlier
change-new =
    { $count ->
        [one] One page is new
       *[other] { $count-text } pages are new
    } within the last four weeks
change-resurfaced =
    { $count ->
        [one] One page came back
       *[other] { $count-text } pages came back
    } in this period after an absence
change-gone =
    { $count ->
        [one] One page is gone
       *[other] { $count-text } pages are gone
    }: in no usable capture of the last 14 days
change-open-removals =
    { $count ->
        [one] One removal request is undecided, for { $days-text } days
       *[other] { $count-text } removal requests are undecided, the oldest for { $days-text } days
    }

register-heading = Pages that showed the incident
register-none = No page showed the incident in any usable capture.
register-owned = owned
register-of = { $seen-text } of { $possible-text }
state-lingering = lingering
state-intermittent = intermittent
state-resurfaced = resurfaced
state-new = new
state-gone = gone
state-below-depth = below depth
state-unobserved = unobserved

first-page-heading = The first page, at the latest capture
first-page-of = { $incident-text } of { $results-text }
tracked-line = Rank tracker, “{ $term }”: position { $position } on { $day }
tracked-line-none = Rank tracker, “{ $term }”: not ranked on { $day }

captures-period =
    { $ok ->
        [one] One usable capture in the period
       *[other] { $ok-text } usable captures in the period
    }, { $failed-text } failed, { $empty-text } empty.
captures-all =
    { $days ->
        [one] Over the whole course: one day with a usable capture.
       *[other] Over the whole course: { $days-text } days with a usable capture.
    }

events-heading = What happened
events-none = No event is recorded.
events-more =
    { $count ->
        [one] One earlier event is in the attached table event_log.csv.
       *[other] { $count-text } earlier events are in the attached table event_log.csv.
    }
event-incident = incident
event-noticed = noticed
event-statement = statement
event-apology = apology
event-withdrawal = withdrawal
event-measure = measure
event-coverage = coverage
event-relapse = relapse
event-hearing = hearing
event-takedown = takedown

channel-platform = platform
channel-search-engine = search engine
channel-publisher = publisher
outcome-undecided = undecided
outcome-removed = removed
outcome-delisted = delisted
outcome-refused = refused
outcome-withdrawn = withdrawn

notes-heading = What to keep in mind
note-no-data = No mention, no count and no usable capture falls in this period: nothing can be said of it.
note-no-talk = No mention and no count falls in this period: nothing can be said of talk.
note-no-capture = No usable capture falls in this period: nothing can be said of the record.
note-failed-captures =
    { $days ->
        [one] Captures failed on { $from } ({ $count-text }).
       *[other] Captures failed on { $days-text } days from { $from } to { $to } ({ $count-text }).
    } They are holes, not clean pages.
note-capture-holes =
    { $count ->
        [one] There is one gap between captures, of { $days-text } days in all.
       *[other] There are { $count-text } gaps between captures, of { $days-text } days in all.
    } What a search showed then is not known.
note-shares-only = The talk comes from a feed of limited length: its shares mean something, its volume does not, and none is given.
note-no-baseline = There is no baseline from before the incident, so whether talk is back to normal cannot be told.
note-uncorrected = Shares are as labeled by machine; nobody has checked a sample of the labels, so the classifier's error is in them. “recover-report audit draw” draws a sample to check.
note-stale-audit = Shares are as labeled by machine, and not corrected: people checked the labels of an earlier scorer. “recover-report audit apply” with the same sheet judges those of today.
note-rejected-rows =
    { $count ->
        [one] One row of the exports could not be used; it is listed in rejected.csv.
       *[other] { $count-text } rows of the exports could not be used; they are listed in rejected.csv.
    }
note-replaced-characters =
    { $count ->
        [one] One character of the exports could not be decoded.
       *[other] { $count-text } characters of the exports could not be decoded.
    }
note-unscored =
    { $count ->
        [one] One text of the period is in no language that the scorer knows; it is in no share.
       *[other] { $count-text } texts of the period are in no language that the scorer knows; they are in no share.
    }
note-no-scorer =
    { $count ->
        [one] One text of the period has no label, because the config has no text scored; it is in no share.
       *[other] { $count-text } texts of the period have no label, because the config has no text scored; they are in no share.
    }
note-override = The query of “{ $name }” is not the program's own.
note-override-template = The template “{ $name }” is not the program's own.
note-stale-reading =
    { $count ->
        [one] One file was read under settings that have since changed, and is no longer there to be read again.
       *[other] { $count-text } files were read under settings that have since changed, and are no longer there to be read again.
    }
note-mangled-ids =
    { $count ->
        [one] In one file the identities of posts were rounded by a spreadsheet, or are row numbers; they were passed over, and posts told apart by text, author and time.
       *[other] In { $count-text } files the identities of posts were rounded by a spreadsheet, or are row numbers; they were passed over, and posts told apart by text, author and time.
    }
note-passed-over =
    { $count ->
        [one] One table inside an archive or workbook is no export that is known, and was passed over.
       *[other] { $count-text } tables inside archives or workbooks are no exports that are known, and were passed over.
    }
note-fetch-cap = The source “{ $source }” never gives more than { $limit-text } items a day ({ $from } to { $to }): its shares mean something, its volume does not.
note-depth-change =
    { $count ->
        [one] From { $from } on, captures of one search term look { $after-text } results deep instead of { $before-text }: what stands lower is not seen, and not gone.
       *[other] From { $from } on, captures of { $count-text } search terms look { $after-text } results deep instead of { $before-text }: what stands lower is not seen, and not gone.
    }
note-renamed-term = From { $from } on, exports list the search term “{ $before }” as “{ $after }”; both are read as one.
note-vanished-items =
    { $count ->
        [one] One mention that an earlier export had is missing from a later one of the same days: a deletion looks like a recovery.
       *[other] { $count-text } mentions that earlier exports had are missing from later ones of the same days: a deletion looks like a recovery.
    }
note-changed-items =
    { $count ->
        [one] One item came again with another text, label or count; the newest is shown, and the earlier is kept.
       *[other] { $count-text } items came again with another text, label or count; the newest are shown, and the earlier are kept.
    }
note-label-words = From the file { $file } on, the vendor labels in words it did not use before: { $words }. Its shares before and after may not be comparable.
note-display =
    { $count ->
        [one] For display, one character or passage of foreign text was replaced or cut; report.json holds the original.
       *[other] For display, { $count-text } characters or passages of foreign text were replaced or cut; report.json holds the originals.
    }

sources-line =
    { $files ->
        [one] One input file
       *[other] { $files-text } input files
    }, { $rows-text } rows: { $kept-text } kept, { $folded-text } repeated, { $rejected-text } rejected. The rows behind the figures are in the attached tables, the definitions in report.json, each file's hash in manifest.json.
attachment-report = Everything the pages show, as data
attachment-manifest = What the report was made from
attachment-query = The definition of the metric { $name }
attachment-table = The rows behind a figure: { $name }

# How the clocks stand
verdict-clock-talk = Talk
verdict-clock-record = Record
verdict-recovered = recovered
verdict-recovering = recovering
verdict-not-recovering = not recovering
verdict-relapsed = relapsed
verdict-cannot-tell = cannot tell
verdict-since = since the week of { $day }
against-heading = What speaks most against it
against-heading-none = What is known
points = { $value } percentage points
verdict-talk-figures = Over the two weeks to { $to } the negative share was { $now }; usual is { $usual }. The difference is { $difference } (95% interval { $low } to { $high }); recovery takes an upper end of at most { $margin }.
verdict-talk-now = Over the two weeks to { $to } the negative share was { $now } (95% interval { $low } to { $high }).
verdict-part = { $part } of the way back from the worst week ({ $peak }) has been covered (95% interval { $low } to { $high }).
verdict-part-record = { $part } of the way back from the worst two weeks ({ $peak } of the first ten results) has been covered (95% interval { $low } to { $high }).
verdict-no-storm = No storm was seen, so there was nothing to recover from.
verdict-record-seen =
    { $looks ->
        [one] The incident was among the first ten results on the one day with a usable capture
       *[other] The incident was among the first ten results on { $days-text } of { $looks-text } days with a usable capture
    }, last on { $last }; its best position was { $best }.
verdict-record-clean = No usable capture has shown it there since { $day }.
verdict-record-never =
    { $looks ->
        [one] The one usable capture did not show the incident among the first ten results.
       *[other] None of the { $looks-text } days with a usable capture showed the incident among the first ten results.
    }
verdict-cannot = No verdict can be given: { $reason }.

needs-data = there are no data
needs-baseline = the time before the incident has too few days with data ({ $count-text } of the { $of-text } needed)
needs-onset = the config gives neither the first day of the incident nor a baseline, and no storm was found from which they would follow
needs-storm = there has been no storm
needs-scored = the week has too few scored mentions ({ $count-text } of the { $of-text } needed)
needs-captures = the last four weeks have too few usable captures ({ $count-text } of the { $of-text } needed)
needs-weeks = too few complete weeks have passed ({ $count-text } of the { $of-text } needed)
needs-one-measure = the measurement changed: “{ $about }” is on only one side of the comparison (change: { $on })
needs-past-peak = too few days past the peak have data ({ $count-text } of the { $of-text } needed)
needs-excess = there is no talk above the usual that could fade
needs-stable-half-life = the data fit any half-life from { $low } to { $high } days
needs-stable-half-life-open = the data fit any half-life of { $low } days or more
needs-volume = the source tells shares only, and no volumes
needs-comparison = there is nothing to compare with
needs-days-before = too few days lie between the last peak and the event ({ $count-text } of the { $of-text } needed)
needs-days-after = too few days have passed since the event ({ $count-text } of the { $of-text } needed)
needs-event-alone = another event is too close, on { $on }
needs-placebos = there are too few days without an event to compare with ({ $count-text } of the { $of-text } needed)
needs-outside-placebos = days on which nothing was done show changes just as large
needs-clear-change = its interval also holds no change at all
needs-control-fit = the control series do not follow the talk closely enough
needs-two-phases = talk does not fade in two phases
needs-rise = the share did not clearly rise, so there is no way back to measure
needs-gone = too few have left so far ({ $count-text } of the { $of-text } needed)
needs-forecasts = no earlier forecast has fallen due yet

fact-storm-open = A storm has been going on since { $day }.
fact-storm-pending = The last days are louder than chance makes likely; the coming days will tell whether a storm opens.
fact-last-seen = The incident was last among the first ten results on { $day }; its best position so far was { $best }.
fact-resurfaced =
    { $count ->
        [one] One page came back in this period after it had been gone.
       *[other] { $count-text } pages came back in this period after they had been gone.
    }
fact-claim-grows = A claim is spreading (fact check: { $found }): “{ $statement }” Texts that carry it: { $count-text }, in the span before { $previous-text }.
found-true = true
found-false = false
found-disputed = disputed
found-open = open
fact-lingering =
    { $count ->
        [one] One page lingers in the results, at position { $best }.
       *[other] { $count-text } pages linger in the results, the highest at position { $best }.
    }
fact-share-above = The difference from the usual share may still be as much as { $high }.
fact-count-above =
    { $count ->
        [one] One negative post in the last complete week; chance makes no more than { $bound } likely.
       *[other] { $count-text } negative posts in the last complete week; chance makes no more than { $bound } likely.
    }
fact-relapses =
    { $count ->
        [one] There has been a relapse, on { $day }.
       *[other] There have been { $count-text } relapses, the last on { $day }.
    }
fact-near-storm =
    { $count ->
        [one] On { $day } a storm was near: one negative post
       *[other] On { $day } a storm was near: { $count-text } negative posts
    }; a storm opens at more than { $bound } on two of three days.
fact-near-storm-share = On { $day } a storm was near: { $count-text } of { $total-text } items were negative; a storm opens at more than { $bound } on two of three days.
fact-suggestions = For the search term most affected, { $share } of suggestions or related searches name the incident.
fact-vanished =
    { $count ->
        [one] One text is missing from later exports: a deletion looks like a recovery.
       *[other] { $count-text } texts are missing from later exports: a deletion looks like a recovery.
    }
fact-failed-captures =
    { $count ->
        [one] One capture of the last four weeks failed.
       *[other] { $count-text } captures of the last four weeks failed.
    }
fact-below-depth =
    { $count ->
        [one] One page may stand lower than the captures reach.
       *[other] { $count-text } pages may stand lower than the captures reach.
    }
fact-shallow =
    { $depth ->
        [one] Some captures look only at the first result.
       *[other] Some captures look only at the first { $depth-text } results.
    }
fact-unchecked = Nobody has checked the labels that the shares rest on.
fact-no-volume = The source tells shares only: how much was said is not known.
fact-few-scored =
    { $count ->
        [one] The figures rest on one scored mention in two weeks.
       *[other] The figures rest on { $count-text } scored mentions in two weeks.
    }
fact-few-captures =
    { $count ->
        [one] The figures rest on one capture in two weeks.
       *[other] The figures rest on { $count-text } captures in two weeks.
    }
fact-no-earlier-capture = No capture was taken before the incident, so what the page looked like then is not known.
fact-storm-ended = The last storm ended on { $day }.
fact-share-fell = The negative share fell from { $from } in the worst week to { $to }.
fact-half-life = Talk beyond the usual halves in { $days } days.
fact-clean-since = No usable capture has shown the incident among the first ten results since { $day }.
fact-gone =
    { $count ->
        [one] One of { $of-text } pages is gone.
       *[other] { $count-text } of { $of-text } pages are gone.
    }

# What it went through
course-heading = Storms, and how they fade
course-quiet = Usual: { $usual } negative posts a day, negative share { $share } ({ $from } to { $to }, { $days-text } days with data; { $origin }).
course-quiet-share = Usual: negative share { $share } ({ $from } to { $to }, { $days-text } days with data; { $origin }).
origin-config = set in the config
origin-before-onset = eight weeks that end a week before the onset
origin-before-found-onset = eight weeks that end a week before the onset that was found
course-no-quiet = What is usual is not known: { $reason }.
course-storm =
    { $open ->
        [yes] Storm { $number }, going on since { $from }: at most { $peak-text } negative posts a day, on { $peak-day }; so far { $size } more than usual.
       *[no] Storm { $number }, { $from } to { $to }: at most { $peak-text } negative posts a day, on { $peak-day }; in all { $size } more than usual.
    }
course-storm-share =
    { $open ->
        [yes] Storm { $number }, going on since { $from }
       *[no] Storm { $number }, { $from } to { $to }
    }: at its peak { $peak-text } of { $total-text } items negative, on { $peak-day }.
course-arrival = Storm { $number } showed first on { $platform }, and in the news { $hours } hours later.
course-unconfirmed = A second method sees the level change on { $day }, not when storm { $number } opened.
course-unconfirmed-none = A second method sees no change of level when storm { $number } opened.
course-none = No storm was seen.
course-nearest =
    { $count ->
        [one] Nearest to a storm was { $day }: one negative post
       *[other] Nearest to a storm was { $day }: { $count-text } negative posts
    }; usual is { $mean }, and a storm opens at more than { $bound } on two of three days.
course-nearest-share = Nearest to a storm was { $day }: { $count-text } of { $total-text } items were negative; usual is { $mean }, and a storm opens at more than { $bound } on two of three days.
course-half-life = Talk beyond the usual halves in { $days } days (95% interval { $low } to { $high }); { $shape }.
course-no-half-life = No stable half-life yet: { $reason }.
shape-exponential = it fades evenly
shape-power-law = it fades ever more slowly
shape-two-phase = it fades in two phases
course-tattoo = { $share } of the attention passed into the slow memory (95% interval { $low } to { $high }; our reading of Candia and others, 2019).
course-weeks =
    { $weeks ->
        [0] By this model, talk is within the margin now.
        [one] By this model, talk is within the margin in one week (95% interval { $low } to { $high }).
       *[other] By this model, talk is within the margin in { $weeks-text } weeks (95% interval { $low } to { $high }).
    }
course-ahead = Forecast of negative posts next week: { $median } (80% interval { $low } to { $high }).
course-foretold =
    { $count ->
        [one] Of one earlier forecast, { $share } held: the outcome lay within its 80% interval.
       *[other] Of { $count-text } earlier forecasts, { $share } held: the outcome lay within the 80% interval.
    }
course-rates = For comparison: cases in Japan last 31 days on average (Comnico 2021); 58% of 78 firestorms hurt how the brand was seen in the short term, 40% in the long term (Hansen and others 2018).
list-separator = {", "}
course-themes = Said more than before: { $words }.
course-stay =
    { $days ->
        [one] Half of the pages stay among the first ten for one day or longer
       *[other] Half of the pages stay among the first ten for { $days-text } days or longer
    } ({ $left-text } of { $pages-text } have left; 95% interval { $low } to { $high }).
course-stay-open = Pages stay among the first ten: { $left-text } of { $pages-text } have left, too few for a median.
course-overlap = First page for “{ $term }”: { $share } the same as in the span before.
course-overlap-baseline = First page for “{ $term }”: { $share } the same as before the incident.
course-suggestions = “{ $term }”: { $share } of { $count-text } suggestions name the incident.

# What was done, and what came of it
actions-heading = What was done, and what came of it
answer-in-time = Storm { $number }, { $step }: after { $hours } hours, in time (planned: within { $planned }).
answer-late = Storm { $number }, { $step }: after { $hours } hours, late (planned: within { $planned }).
answer-unclear = Storm { $number }, { $step }: after { $hours } hours (planned: within { $planned }); only the day is known, so whether that was in time is not.
answer-missing = Storm { $number }, { $step }: planned within { $planned }, none recorded.
answer-to-come = Storm { $number }, { $step }: planned within { $planned }, still to come.
answer-unplanned = Storm { $number }, { $step }: after { $hours } hours; nothing was planned.
hours-range = { $low } to { $high }
step-notice = noticed
step-fact-check = facts checked
step-statement = first statement
step-apology = apology
step-measures = measures
effect-found = { $day }, { $kind }: negative posts { $change } over { $days-text } days against what was to be expected (95% interval { $low } to { $high }); days on which nothing was done show { $placebo-low } to { $placebo-high }.
effect-none = { $day }, { $kind }: no effect can be separated, because { $reason }. Negative posts: { $before } in the three days before, { $after } in the three days from it on.
effect-none-bare = { $day }, { $kind }: no effect can be separated, because { $reason }.
request-overdue = { $id } ({ $clock }): overdue; a decision was due by { $day }.
request-due-soon = { $id } ({ $clock }): a decision is due by { $day }.
request-decided-late = { $id } ({ $clock }): decided late; a decision was due by { $day }.
request-reappeared = { $id }: the page was shown again on { $day }, after its removal.
channel-in-time =
    { $count ->
        [one] { $channel }: { $share } decided in time, of one request with a clock that was decided or is overdue.
       *[other] { $channel }: { $share } decided in time, of { $count-text } requests with a clock that were decided or are overdue.
    }
logs-red = { $id }: posted at least { $days-text } days ago; access logs may be gone.
logs-amber = { $id }: posted at least { $days-text } days ago; access logs may soon be gone.
promise-overdue =
    { $days ->
        [one] Promised, and overdue by one day: { $title }.
       *[other] Promised, and overdue by { $days-text } days: { $title }.
    }
promise-kept-late =
    { $days ->
        [one] Promised, and kept one day late: { $title }.
       *[other] Promised, and kept { $days-text } days late: { $title }.
    }
promises-kept = Promises kept in time: { $count-text } of { $of-text }.
claim-line = Claim (fact check: { $found }): “{ $statement }” Texts in the period: { $count-text }, in the span before { $previous-text }.
event-fact-check = fact check
event-investigation = investigation
channel-host = host
verdict-talk-corrected = The difference is corrected for the errors of the labels; the shares are as labeled.
course-related = “{ $term }”: { $share } of { $count-text } related searches name the incident.
event-settlement = settlement
event-compensation = compensation
verdict-held = It met this in an earlier week, and stays recovered until two weeks in a row speak against it.
needs-horizon = it lies more than two years ahead
needs-trend = the storm does not fade evenly, so what would have come without the event cannot be told
promise-relapse = {" "}Meanwhile, on { $day }, another storm opened.
needs-peak = the storm reached its peak only on { $on }
needs-no-storm = another storm opened before the time was over, on { $on }
needs-week-days = the week has data on too few days ({ $count-text } of the { $of-text } needed)
needs-recent-capture = the last two weeks have no usable capture
needs-request = no removal request names one of the pages
needs-labels = people who checked the labels found too many wrong for them to be corrected
request-still-shown = { $id }: the page was still shown on { $day }, though its removal had been decided.
course-stay-wide =
    { $days ->
        [one] Half of the pages stay among the first ten for one day or longer
       *[other] Half of the pages stay among the first ten for { $days-text } days or longer
    } ({ $left-text } of { $pages-text } have left; too few for an interval).

# Both editions
interval = { $low } to { $high }
range = { $low } to { $high }
contents = Contents
distribution = Copies to
map-key = Pages: { $sites }.
banner-no-access = This copy is not marked up for screen readers as it should be. The numbers are the same; recover-report's log says why.
banner-no-archive = This copy is no archive document (PDF/A). The numbers are the same; recover-report's log says why.
note-withheld =
    { $count ->
        [one] One passage of foreign text could not be set and stands as ⟨…⟩; the attached report.json holds it.
       *[other] { $count-text } passages of foreign text could not be set and stand as ⟨…⟩; the attached report.json holds them.
    }
changes-heading = What changed
changed-verdict = { $clock }: { $now }, a week before { $before }.
changed-share = Negative share of talk: { $now }, before { $before }. The difference is { $change } (95% interval { $low } to { $high }).
changed-originals =
    { $now ->
        [one] Negative original posts: one, before { $before }.
       *[other] Negative original posts: { $now-text }, before { $before }.
    }
changed-record = Incident pages among the first ten results: { $now }, before { $before }. The difference is { $change }.
changed-unknown = There is nothing to compare with: the span before has no data.
decisions-heading = What needs a decision
decisions-none = Nothing is overdue, has come back or waits for a decision.
decide-resurfaced =
    { $count ->
        [one] One page that had been gone came back among the results: leave it, answer it, or ask for its removal.
       *[other] { $count-text } pages that had been gone came back among the results: leave them, answer them, or ask for their removal.
    }
decide-lingering =
    { $count ->
        [one] One lingering page is named in no removal request: leave it, answer it, or ask.
       *[other] { $count-text } lingering pages are named in no removal request: leave them, answer them, or ask.
    }
decide-audit = Nobody has checked the labels: have about 200 texts labeled by people (“recover-report audit draw”), so that shares can be corrected.
unknowns-heading = What we cannot tell, and why
unknown-line = { $what }: { $reason }.
unknown-half-life = How fast talk fades
unknown-weeks = When talk will be back
unknown-stay = How long pages stay
unknown-effects =
    { $of ->
        [one] Whether the one thing that was done mattered: no effect can be separated.
       *[other] Whether what was done mattered: for { $count-text } of { $of-text } events no effect can be separated.
    }
unknown-always = What is said in private, and what people think who say nothing: no export holds it.
more-for-counsel =
    { $count ->
        [one] One more in counsel's edition.
       *[other] { $count-text } more in counsel's edition.
    }
panels-heading = The same by platform or language
panels-note =
    { $weeks ->
        [one] Negative share of scored items by week
       *[other] Negative share of scored items, { $weeks-text } weeks taken together
    }, all on one scale from 0 to 100%; the band is the 95% interval.
panel-alt =
    { $weeks ->
        [one] Negative share by week for { $name }; in the week from { $week } it was { $share }
       *[other] Negative share by { $weeks-text } weeks for { $name }; in those from { $week } on it was { $share }
    } (95% interval { $low } to { $high }).
language-en = English
language-ja = Japanese
language-nl = Dutch

# Counsel's edition
section-findings = Findings
section-charts = The two clocks
section-register = Register of lingering pages
section-search = What a search shows
section-removals = Removal docket
section-logs = Access logs: time that is left
section-storms = Storms, and how they fade
section-answers = Answers against the plan
section-effects = What followed each event
section-claims = Claims and fact checks
section-promises = Promises against recurrence
section-themes = What people say
section-measurement = Did the measurement change?
section-sensitivity = What the verdicts hang on
section-methods = Methods
section-blind = What the numbers cannot see
section-passports = Files and settings
section-glossary = Glossary
section-queries = Queries
rows-source = Rows: { $tables }.
rows-more =
    { $count ->
        [one] One more row is in the attached table { $name }.
       *[other] { $count-text } more rows are in the attached table { $name }.
    }
table-none = None.
notes-none = Nothing was noticed that makes a number doubtful.
yes = yes
not-yet = not yet
going-on = going on
register-note = Positions: best, middle, latest. Seen: first and last capture. The small chart has 1 at the top and a line at position 10. States are defined under Methods.
register-capture = Capture { $id }
register-label = { $label } ({ $source })
register-requests = Requests: { $ids }
register-recent = { $of } in 4 weeks
register-path-alt = Positions over time: best { $best }, latest { $latest }.
label-negative = negative
label-neutral = neutral
label-positive = positive
label-source-human = a person
label-source-rule = a rule
label-source-vendor = the vendor
label-source-scorer = the scorer
label-source-unknown = unknown
visibility-heading = Attention by click-through curve
stability-heading = How much of the page is the same
suggestions-heading = Suggestions and related searches
stay-heading = How long pages stay among the first ten
stay-note = Stay: median days, with pages that left between two captures taken as gone halfway, and as gone at any time between. Requests: the p value of a log-rank test of pages with a removal request against those without. Nobody drew lots over which pages were asked about.
against-previous = the span before
against-baseline = before the incident
item-suggestion = suggestion
item-related = related search
removal-acknowledged = acknowledged { $day }
clock-within = within its time
clock-due-soon = due soon
clock-overdue = overdue
clock-decided-in-time = decided in time
clock-decided-late = decided late
clock-no-clock = no clock applies
clock-undated = decided, day unknown
channels-heading = How each channel decides
streisand-heading = Talk and rank around each request
streisand-note = Negative items in the 14 days before and after a request was filed, and the best position in them. That something followed does not show that the request caused it.
logs-first-seen = first seen; posted then or earlier
logs-state-green = time is left
logs-state-amber = running out
logs-state-red = may be gone
logs-state-unknown = day unknown
logs-note = Access providers delete logs some months after a post; without them its author can hardly be found. Running out from { $amber-text } days, perhaps gone from { $red-text } days after posting.
answer-before-peak = before the peak or on its day
answer-after-peak = after the peak
kept-in-time = in time
kept-late = late
kept-unclear = unclear
kept-missing = none recorded
kept-to-come = still to come
kept-unplanned = nothing planned
effects-note = Change of negative posts against what was to be expected, and in how large a range the same calculation falls on dates on which nothing was done. A change is printed only where it lies outside that range and its interval leaves out zero. Three days: negative posts in the three days before, and from the day on.
placebo-dates =
    { $count ->
        [one] one date
       *[other] { $count-text } dates
    }
claims-note = Period: texts that carry the claim, and below in the span before. Carried: its share of the negative originals of the last week. Results: search results that carry it, and the last day one did.
promise-state-kept = kept
promise-state-kept-late = kept late
promise-state-overdue = overdue
promise-state-to-come = to come
promise-state-no-date = no day set
items-heading = First and most copied items
role-first = first
role-most-repeated = most copied
forecast-heading = Forecast of negative posts by week
quotes-heading = Representative quotes
themes-note = Words and word pairs that negative originals of the period use more than those compared with, by their z score. Quotes are those nearest to the middle of the theme, each by another author.
finding-fetch-cap = a source at its ceiling
finding-depth-change = other depth of captures
finding-collector-outage = failed captures
finding-hole = days without captures
finding-renamed-term = renamed search term
finding-vanished-items = items missing from later exports
finding-label-words = other label words
finding-changed-items = items that changed later
choice-margin = Margin of { $share } percentage points
choice-quiet = Quiet time { $from } to { $to }
choice-uncorrected = Shares as labeled, not corrected
choice-results =
    { $count ->
        [one] Only the first result counts
       *[other] The first { $count-text } results count
    }
choice-same = the same verdict
choice-other = another verdict
method-source = After { $source }
rejected-heading = Rejected rows by reason
provenance-heading = What the numbers depend on
provenance-tool = Program
provenance-config = Config, SHA-256
provenance-scorer = Scorer
provenance-weights = Click-through curves, SHA-256
provenance-clocks = Decision times, SHA-256
provenance-zone = Time zone
provenance-manifest = Manifest inside this document, SHA-256
queries-note = The definition of every metric, as it was run. The files are attached.

# Headings of columns
column-number = #
column-page = Page
column-seen = Seen
column-presence = Captures
column-positions = Positions
column-path = Path
column-state = State
column-term = Search term
column-captured = Captured
column-top-3 = Top 3
column-top-10 = Top 10
column-top-20 = Top 20
column-best = Best
column-owned = Owned
column-weight-set = Curve
column-week-from = Week from
column-attention = Attention
column-most = Most so far
column-against = Against
column-depth = Depth
column-overlap = The same
column-item = Kind
column-carry = With incident
column-of = Of
column-first = First seen
column-last = Last seen
column-pages = Pages
column-left = Left
column-stay = Median days
column-stay-between = Median days, between captures
column-request-p = Requests (p)
column-id = Id
column-filed = Filed
column-outcome = Outcome
column-days = Days
column-clock = Clock
column-channel = Channel
column-requests = Requests
column-decided = Decided
column-in-time = In time
column-days-to-decision = Median days
column-talk-before = Talk before
column-talk-after = Talk after
column-best-before = Best before
column-best-after = Best after
column-complete = 14 days over
column-posted = Posted
column-storm = Storm
column-step = Step
column-done = Done
column-hours = Hours
column-planned = Planned
column-day = Day
column-kind = Kind
column-title = What
column-horizon = Days
column-change = Change
column-placebo = Without event
column-fit = R²
column-three-days = Three days
column-claim = Claim
column-fact-check = Fact check
column-period-before = Period
column-texts = Texts
column-carried = Carried
column-results = Results
column-promise = Promise
column-made = Made
column-due = Due
column-days-late = Days late
column-opened = Opened
column-peak = Peak
column-ended = Ended
column-size = Beyond usual
column-arrivals = Platforms, in order
column-news-lag = Hours to news
column-second-method = Second method
column-role = Role
column-text = Text
column-copies = Copies
column-expected = Expected
column-in-80 = 80% interval
column-in-95 = 95% interval
column-words = Words
column-z = z
column-now = Now
column-before = Before
column-days-of = Days
column-was = Was
column-is = Is
column-clock-of = Clock
column-choice = Had it been chosen otherwise
column-difference = Difference
column-verdict = Verdict
column-file = File
column-form = Form
column-read = Read
column-kept = Kept
column-folded = Repeated
column-rejected = Rejected
column-reason = Reason
column-rows = Rows
column-site = Site
column-latest = Latest

# Methods
method-negative-share-name = Negative share
method-negative-share = The negative texts, or counted items, k of a day, week or period are divided by all its scored texts n, reposts and copies included; pages of the organization itself are left out. The result is a share from 0 to 1. Its 95% interval is Wilson's score interval. Texts in no language that the scorer knows are in neither number, and where nothing was scored there is no share.
method-label-correction-name = Correction for errors of labels
method-label-correction = People label a sample drawn by language, platform, label and week; each text counts for as many as it stands for. From it come the sensitivity s and the specificity c of the negative label, apart for each language and platform with at least 60 labeled texts of which 20 are negative and 20 are not, and otherwise for all. The share q that machines labeled negative is corrected in each group of n of the N texts, while labels given by a person or a rule stand as they are; the 95% interval is the middle of 4,000 draws that carry the error of the sample as well. It is refused with fewer than 50 labels, with labels of another scorer, or where the lower end of s + c − 1 is not above 0.
method-baseline-name = Usual level
method-baseline = The quiet time is the baseline set in the config, else the 56 days that end 7 days before the onset. The values y of its n days with data (negative original posts, or the negative share) are clipped at three robust deviations s around their median m and averaged; e is the mean number of scored items a day for shares, and 1 for counts. From 28 days on each weekday has a factor of its own, drawn toward 1 as if four usual days had been seen besides. The 95% interval of a count is 1.96 standard errors to both sides, that of a share is Wilson's; with fewer than 14 days with data there is no baseline.
method-storms-name = Storms
method-storms = A storm opens on the first day after the quiet time whose count x of negative original posts is above the bound b that chance exceeds once in a thousand days, if one of the next two days with data, within four days, is above its own bound too. The bound comes from a negative binomial law with the usual mean μ of that weekday and a variance v that holds the scatter φ of the quiet days and the error ε of the usual level μ₀; for shares of a feed it comes from a beta-binomial law out of N items. A storm is over when seven days in a row with data stay at or below the bound that chance exceeds once in twenty days, or when, 14 days or more past its peak, the rule for opening also holds against the 14 days before. Its size is what was counted beyond the usual; without a baseline no storm is looked for.
method-changepoint-name = Second opinion on storms
method-changepoint = The daily counts x, by their roots y, or the daily shares are cut into levels of at least two days, so that the squared distances from the means m of the levels and a penalty for each level come to the least. σ is the scatter, estimated from differences between neighboring days. The method does not know the baseline; where its change of level nearest to a storm's opening lies more than 7 days away, the page says so. It has no interval and opens or closes no storm.
method-decay-name = How talk fades
method-decay = The negative original posts x of each day after the last storm's peak, up to 120 days past it, are held against the usual count μ of that weekday, whose factor is f. Three shapes g are fitted by the likelihood of the negative binomial law: exponential, power law, and fast talk that feeds a slow record. The shape with the least AICc is told, from its log-likelihood ℓ, its number of parameters r (3, 3 or 5) and n days; the peak's own day is left out, because it was chosen for being the largest. It takes 10 days with data past the peak and a fit that is clearly better than the baseline alone; sources that tell shares only have none.
method-half-life-name = Half-life
method-half-life = The half-life h is the number of days until talk beyond the usual is half of what it was at the peak, in the chosen shape. Its 95% interval holds every half-life whose profile likelihood is near enough to the best; how near follows from Student's t with Satterthwaite's degrees of freedom ν. The two other shapes widen it as far as their AICc allows. Half-lives from 0.2 to 730 days are looked at, and where the ends of the interval differ by more than a factor of 4, or one is not found, no half-life is given.
method-forecast-name = Forecast
method-forecast = Some 2,000 sets of parameters that the days leave likely are drawn from the three shapes, each as often as its weight ω. In each the first week to come is found in which the mean excess a day is at most M, the margin δ of the share put as posts a day by the usual count μ₀ and the usual share p₀; s is the number of days from the peak to the first day to come, and 0 is the week that just ended. The median is told with its 80% and 95% intervals; counts of the next four weeks add the scatter of the days. It is refused without a half-life and beyond 104 weeks; earlier forecasts are made again from what was known then, and the share that held has Wilson's interval.
method-tattoo-fraction-name = Tattoo fraction
method-tattoo-fraction = Where talk fades in two phases, F is the share of the attention leaving talk that passes into the slow memory. It follows from the fitted rates a (fast) and b (slow) per day and the share c of the fast phase at the peak; p is the rate at which talk fades and r the rate at which it passes on. The 95% interval is the middle of 2,000 draws of these parameters. It is refused where another shape was chosen or no half-life is given; that this share is a tattoo is our reading of Candia and others.
method-verdict-talk-name = Verdict on talk
method-verdict-talk = Talk is back when the upper end of the 95% interval of the difference between the negative share p of the last two complete weeks and the usual share p₀ is at most the margin δ, when the difference in each of the two weeks by itself is too, and when the negative original posts x of each are within the bound b of a week. u and l₀ are ends of Wilson's intervals, of counts divided by the scatter φ of the baseline's shares; with a checked sample both shares are pooled, corrected, and their difference has an interval by draws. Recovered then stays until two weeks in a row are away or a storm opens; a second storm that is open is a relapse, and a first storm never is. No verdict is given without a baseline, with data on fewer than 4 days or fewer than 30 scored mentions in the week, where no storm ever was and the share is neither close nor clearly away, or when a source is on one side of the comparison only.
method-verdict-record-name = Verdict on the record
method-verdict-record = The record is recovered when none of the usable captures C of the 28 days to the end T of the period showed the incident among the first ten results, and C is at least 4; k is the number of such results on a page. It is relapsed when the incident was seen in the last 14 days and had ever come back after 28 days or more without it, with at least 4 captures in them. Otherwise the part covered decides between recovering and not recovering. A capture that does not show the incident and did not look as deep as it last stood is left out; with fewer than 4 captures in 28 days, or none in the last 14, no verdict is given.
method-part-covered-name = Part of the way back
method-part-covered = R is 0 at the worst and 1 at the usual. For talk, p is the negative share of the last week, p₁ that of the worst week with 30 scored mentions since the last storm opened, and p₀ the usual share; the 95% interval is the middle of 2,000 draws, of counts divided by the scatter φ. For the record, p is the share of incident results in the last two weeks, p₁ that of the worst two weeks and p₀ that of the quiet time, or 0 where nobody looked then; its interval is by resampling captures 1,000 times. It is refused where the worst is not above the usual, or for talk not clearly so, and not corrected for errors of labels, which bear on all three shares alike.
method-first-page-name = Incident share of the first page
method-first-page = In each usable capture of a whole result page, k of the n organic results among the first ten show the incident: the result names an incident term, or a person labeled it so. S is the mean over captures, each with the weight w of its search term: the one in the config, else how often the term is searched for by Search Console, else all alike. It is a share from 0 to 1 and has no interval. Failed captures and captures of tracked sites only are left out; the verdict on the record pools the same results without weights.
method-visibility-name = Attention on incident pages
method-visibility = Each position i of the first ten has a weight a, the share of readers' attention that a click-through curve gives it; I is 1 where a result at that position shows the incident and 0 elsewhere. V adds the weights held by the incident over the captures of a week and divides them by the weights of full pages, each capture with the weight w of its search term. Curves disagree, so the least and the most over the named sets (go-fish, sistrix-2020, rbp-0.9, dcg and any of the user's own) are told; that range is no confidence interval. Without a usable capture in the week there is none.
method-register-states-name = States of a page
method-register-states = For each address, search term and viewpoint (engine, language, device), f and l are the first and the last day on which a usable capture showed the incident there, and T is the period's last day. A page not seen in the last 14 days is gone, or below depth where no capture of those days reached its last position, or unobserved where there was no capture. A page seen in them is resurfaced when it came back in the period after two or more captures without it, new when first seen less than 28 days ago, intermittent when k of the n captures of the last 28 days are fewer than half, and otherwise lingering. The number of pages that linger counts those seen in the period and in its last 14 days, and first seen 28 days or more before its end; a page that came back in the period is told as resurfaced instead.
method-page-stay-name = Stay among the first ten
method-page-stay = A page is followed from the capture that first showed it among the first ten results; it has left when two captures in a row lack it, and Kaplan and Meier's curve S puts its departure half-way between the last capture a that showed it and the first b that did not. At each age d of the n pages still followed leave; pages there at the first capture after the onset are as old as the incident and enter late, pages still there are censored. The median in days has Brookmeyer and Crowley's 95% interval; Turnbull's median takes only that the page left between a and b, with an interval by resampling pages 400 times. Where fewer than half have left there is no median.
method-log-rank-name = Stay with and without a request
method-log-rank = At each age at which d of the n pages followed leave, and m of the n have a removal request, the departures O of pages with a request are held against the number E to be expected if both groups left alike. The result is a p-value from χ² with one degree of freedom. Until its request a page counts as one without. It takes five departures and pages in both groups at the same ages; nobody drew lots over requests, so the test compares and shows no effect.
method-page-overlap-name = Sameness of two result pages
method-page-overlap = The last page of the period is compared with that of the span before, and with that of the quiet time, both cut to one depth. X(d) is the number of addresses that both show among their first d, s and l are the lengths of the shorter and the longer page, and upper places weigh more. The result runs from 0 (nothing in common) to 1 (the same); its range goes from what is certain to what is possible below that depth and is no confidence interval. An empty page cannot be compared.
method-suggestions-name = Share of suggestions
method-suggestions = Of the n suggestions, or related searches, captured for a search term in the period, k name the incident. Each is counted in every capture that shows it. The share has Wilson's 95% interval, which is too narrow where captures repeat one another. Where none was captured there is no share.
method-event-effect-name = What followed an event
method-event-effect = The negative original posts x of the 14 and of the 28 days from an event on are held against those to be expected, E: the course from the last peak to the event, in six ways of fading s and each as likely as it makes those days, carried on from the usual count μ and with control series c where given. The change Δ is told with a 95% interval from its standard error σ. It is printed as an effect only if the interval does not hold 0 and θ/σ lies outside the range from q₁ to q₂ in which 90% of the placebo dates lie, earlier days on which nothing was done; that range is never narrower than Student's t. It also takes 14 days with data before and 7 after, no other event within 3 days, 20 placebo dates of which 5 since the peak, inside a storm an even decay, and with controls half of the deviance explained; what followed need not have been caused.
method-themes-name = Words said more than before
method-themes = In each language y of the people who wrote negative original posts in the period use a word, or a pair of neighboring words, and y′ of those in the quiet time or the span before; n and n′ are the sums over all words. α is the word's share of all counts times α₀, a quarter of the smaller side, and z says in standard deviations how far the word sets the two sides apart. A word is a theme when Fisher's exact test holds with false discoveries kept at 5%, z is at least 1.96 and five people say it. It takes 30 texts of the language; incident terms and the names of the organization are left out.
method-originals-name = Originals, copies and repeated rows
method-originals = A row that an export gives again, known by the vendor's identity, else by address, author and text, else by text, author and time between exports, is folded and counted once. An original is neither a bare repost nor a copy; a copy has w words, at least 8, and a SimHash fingerprint s that differs in at most 3 of 64 bits from that of an original published up to 30 days before. Storms, decay and forecast rest on originals; shares rest on all texts. A text too short for a fingerprint is never a copy.
method-addresses-name = One address per page
method-addresses = Addresses are made alike before pages are counted: https, the host in lower case without www., m., mobile. or amp., no fragment, no /amp and no slash at the end. Parameters that only say how a reader came are dropped: those that begin with utm_ or gaa_, and fbclid, gclid, dclid, gbraid, wbraid, msclkid, igshid, mc_cid, mc_eid, srsltid, ref_src, ref_url, si, _hsenc, _hsmi and spm. All other parameters stay. What is no web address is left as it is.
method-removal-clocks-name = Clocks of removal requests
method-removal-clocks = F is the day a request was filed, D the last day in time, C the day of the decision and T the period's last day. For designated operators in Japan D is 7 days after filing, for requests filed since 1 April 2025; for erasure under the GDPR it is one calendar month, for natural persons only; a contract's own clock stands in the config, and a notice under the Digital Services Act has none. Day D itself is in time. A is the age in days of a post whose author is sought, from the day P it was posted or first seen; its access logs are marked amber from 60 and red from 90 days on, unless the config says otherwise.
method-time-to-decision-name = Time to decision
method-time-to-decision = For each channel the days from filing to the decision are told by their median m, with d decisions among n open requests at each age; requests not yet decided are still waiting, and those decided on an unknown day are left out. Its 95% interval is Brookmeyer and Crowley's. Of the N requests with a clock that are decided or overdue, k were decided in time: that share has Wilson's interval and is printed from three requests on. Where fewer than half are decided there is no median.
method-answer-times-name = Answers against the plan
method-answer-times = The hours from the start of a storm to the first notice, fact check, statement, apology and measure are held against the plan's hours H. A storm starts with the incident recorded on the day it opened or the two days before, else with its first text. Where only days are known, start and answer run from the first to the last minute of the day (o₁ to o₂, a₁ to a₂) and the hours are a range. An answer is in time when the whole range is, late when none of it is, and otherwise unclear.
method-scorer-name = How texts are scored
method-scorer = Two logistic models for each of English, Japanese and Dutch read runs of words and characters and a word list: P₁ is the probability that a text feels anything, P₂ that it is positive if it does. Their polarity s runs from −1 to 1; closer to 0 than β it is neutral, below it negative, above it positive. The band β is 0.35 unless the config or a check by people sets another. A person's label goes before a rule of the case, a rule before a vendor's label that the config trusts, and all of them before the scorer; a text in another language is not scored.

# Glossary
glossary-case-word = case
glossary-case = One incident of one organization, with all that is measured of it.
glossary-mention-word = mention
glossary-mention = One published text that names the organization.
glossary-original-word = original
glossary-original = A text that is neither a bare repost nor a copy of an earlier one.
glossary-amplified-word = amplified
glossary-amplified = All texts together, reposts and copies included.
glossary-folded-word = folded
glossary-folded = Counted once, because the same row had been read before; the account of rows calls it repeated.
glossary-scored-word = scored
glossary-scored = Given a label: negative, neutral or positive.
glossary-polarity-word = polarity
glossary-polarity = A number from −1 to 1 for how a text feels, from negative to positive.
glossary-label-word = label
glossary-label = The word negative, neutral or positive, given by a person, a rule, the vendor or the scorer.
glossary-negative-share-word = negative share
glossary-negative-share = The negative texts among all scored ones, from 0% to 100%.
glossary-interval-word = interval (95%)
glossary-interval = A range made so that it holds the true value in about 95 of 100 such cases.
glossary-talk-word = talk
glossary-talk = What people publish about the incident: posts, news, forums, videos.
glossary-record-word = record
glossary-record = What a search for the organization still shows of the incident.
glossary-baseline-word = baseline
glossary-baseline = The quiet time before the incident, against which everything after it is compared.
glossary-storm-word = storm
glossary-storm = One burst of negative talk that chance does not explain.
glossary-relapse-word = relapse
glossary-relapse = A later storm, or the return of the incident to the first ten results after it had been away.
glossary-half-life-word = half-life
glossary-half-life = The days until talk beyond the usual is half of what it was at the peak.
glossary-event-word = event
glossary-event = Something that the organization or the world did, with its date.
glossary-placebo-date-word = placebo date
glossary-placebo-date = An earlier day on which nothing was done, looked at as if it had been an event.
glossary-search-term-word = search term
glossary-search-term = The words that are searched for.
glossary-capture-word = capture
glossary-capture = One result page, taken at one moment for one engine, search term, language and device.
glossary-search-result-word = search result
glossary-search-result = One line of a captured result page.
glossary-position-word = position
glossary-position = The place of a search result on its page; 1 is the top.
glossary-depth-word = depth
glossary-depth = How far down a capture looked.
glossary-incident-item-word = incident item
glossary-incident-item = A mention or a search result that names an incident term, or that a person labeled so.
glossary-visibility-word = visibility
glossary-visibility = The part of readers' attention on a result page that falls on incident items, by a click-through curve.
glossary-lingering-word = lingering
glossary-lingering = Still seen in the last 14 days, and first seen 28 days or more before the period's end.
glossary-owned-word = owned
glossary-owned = On a page of the organization itself.
glossary-removal-word = removal
glossary-removal = A request to remove or delist a page, and what came of it.
glossary-export-word = export
glossary-export = A file of rows as a tool or a vendor gives it out.
glossary-passport-word = passport
glossary-passport = What a file turned out to be: its format, its columns, its rows, its time span and its hash.
glossary-rejected-word = rejected
glossary-rejected = A row that could not be used, listed in rejected.csv with the reason.
glossary-note-word = note
glossary-note = A doubt about a number, printed with the report.
glossary-period-word = period
glossary-period = The days that a report is about, mostly one week.
glossary-edition-word = edition
glossary-edition = One of the two forms of a report, for executives or for counsel, with the same numbers.
glossary-section-word = section
glossary-section = One part of a report under its own heading.

# What the numbers cannot see
blind-private-channels = What is said in private channels, closed groups and spoken words is in no number.
blind-deleted-early = A text that was deleted before the first export was made was never counted.
blind-personalized-results = Search results differ from person to person and from place to place; a capture shows what one viewpoint was shown.
blind-sincerity = Irony and sarcasm are often read as what they pretend to say.
blind-other-engines = Search engines, devices and days that were not captured may show something else.
blind-silence = When talk ends, the numbers do not say whether people forgave, forgot or gave up.
blind-accounts = Accounts are counted, not people: one person with two accounts is two, and a bot is one.
blind-images = Images and videos without text count only by the words around them.
blind-vendors = What a vendor leaves out of an export, by contract, limit or error, is mostly not noticed here.
blind-languages = Texts in languages that are not scored are in no share, however many there are.
blind-causes = That something followed an event does not show that the event caused it.
blind-consequences = Sales, job applications and trust are not measured here.

# Words of tables
kind-mentions = mentions
kind-mention-counts = mention counts
kind-search-results = search results
kind-search-demand = search demand
kind-events = events
kind-removals = removals
kind-labels = labels
kind-claims = claims
kind-commitments = commitments
kind-controls = control series
reason-too-few-cells = too few cells
reason-too-many-cells = too many cells
reason-unclosed-quote = quote never closed
reason-stray-quote = stray quote
reason-blank-row = blank row
reason-missing-value = a needed value is missing
reason-unreadable-date = unreadable date
reason-implausible-date = implausible date
reason-future-date = date in the future
reason-broken-document = broken document
reason-repeated-header = repeated header
reason-skipped = skipped as the config says
reason-unreadable-number = unreadable number
reason-unknown-word = unknown word
answers-missing = Storm { $number }: planned, and none recorded: { $steps }.
verdict-part-all = All of the way back from the worst week ({ $peak }) has been covered (95% interval { $low } to { $high }).
verdict-part-record-all = All of the way back from the worst two weeks ({ $peak } of the first ten results) has been covered (95% interval { $low } to { $high }).
languages = Languages
language-name = English
decided-by = Read as negative by: { $words }
footer-as-of = as of { $day }
period-day = { $from }
talk-note-days = Lightly shaded: the period reported on.
talk-note-quiet = Lightly shaded: the quiet time and the period reported on.
talk-note-usual = Dark band: what is usual; dashed: what opens a storm.
talk-note-storms = Bars below: storms.
talk-note-ahead = Right of the period: what is to be expected.
talk-note-events = Numbers: what happened.
talk-note-latest-events = Numbers: the latest { $count-text } things that happened.
talk-note-gaps = Where the line breaks, nothing was counted.
record-chart-note-bare = A row for each page and search term, a cell for each week: dark, among the first three; medium, among the first ten; pale, below. A dot: captured, not there. A dash: nobody looked.
talk-chart-title-none = Negative talk per day
verdict-since-days = since the seven days from { $day }
needs-texts = fewer than { $of-text } negative original posts of one language fall in the period ({ $count-text })
needs-decided = too few have been decided so far ({ $count-text } of the { $of-text } needed)
decide-resurfaced-again =
    { $count ->
        [one] One page whose removal had been asked for came back among the results: ask again, or say why not.
       *[other] { $count-text } pages whose removal had been asked for came back among the results: ask again, or say why not.
    }
decide-capture = No search page has been captured: have the search terms of this case captured at least weekly, so that the record can be judged.
decide-talk = No talk has been read: add the exports of a listening tool, or counts, so that talk can be judged.
unknown-fading = How fast talk fades, and when it will be back
unknown-effects-all = Whether what was done mattered: for none of the { $of-text } events can an effect be separated.
unknown-panels = Whether platforms or languages differ: none, or only one, has enough scored items over time.
hours-count =
    { $hours ->
        [one] one hour
       *[other] { $hours-text } hours
    }
hours-decimal = { $hours } hours
footer-manifest = attached manifest { $hash }
rows-more-manifest =
    { $count ->
        [one] One more file is in the attached manifest.json.
       *[other] { $count-text } more files are in the attached manifest.json.
    }
map-term = { $site } (“{ $term }”)
clock-line = { $clock }. { $text }
forecast-none = There is no forecast: { $reason }.
themes-unknown = No words can be compared: { $reason }.
themes-none = No word is said clearly more than before.
quotes-note = Texts nearest to the middle of the negative original posts of the period, each by another author.
suggestions-none = No capture of the period holds suggestions or related searches.
stability-none = No two pages of one search term and viewpoint can be compared.
column-language = Language
late-line = Generated late: after the week in which it was due.
revision-line = Revision { $number }. It takes the place of { $id }, whose report.json has the SHA-256 { $hash }….
reason-forgotten = of somebody to be kept no more
mail-edition-executive = executive edition
mail-edition-counsel = counsel's edition
mail-subject = Recovery report: { $organization }, { $period } ({ $edition })
mail-attached = The recovery report on { $organization } is attached: { $period } ({ $edition }).
mail-kept = The recovery report on { $organization } is ready: { $period } ({ $edition }). It does not go by mail and lies here: { $path }
mail-supersedes = It takes the place of { $id }.
mail-check = To check it: `recover-report verify { $document }`, or compare its SHA-256 with { $hash }
mail-end = This mail was sent automatically. The findings are in the document only.
