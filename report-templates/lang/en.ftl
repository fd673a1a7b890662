# Every word of the pages. A count comes twice: `$n` decides between one and many, `$n-text` is
# what is printed.

percent = { $value }%
title = Recovery report
title-for = Recovery report: { $organization }, { $period }
description = Talk and search record of { $organization } from { $from } to { $to }.
period-week = Week { $week }, { $from } to { $to }
period-span = { $from } to { $to }
as-of-line = As it was known on { $day }
page-of = Page
no-figure = No data

talk-heading = Talk: what people say
talk-figure-label-texts = of the scored mentions were negative
talk-figure-label-counts = of the counted items were negative
talk-figure-label-shares = of the items in the news feed were negative
talk-share = { $negative } of { $scored } (95% interval { $low } to { $high })
talk-corrected = { $share } when the errors of the labels are taken off (95% interval { $low } to { $high }; { $labeled-text } texts checked by people)
talk-not-corrected = Not corrected: the { $labeled-text } texts that people checked show labels that tell too little
talk-originals =
    { $originals ->
        [one] One original post,
       *[other] { $originals-text } original posts,
    } { $negative-text } of them negative
days-with-data = {" "}({ $days-text } of { $all-text } days with data)
talk-previous =
    { $days ->
        [one] { $share } on the day before
       *[other] { $share } in the { $days-text } days before
    }
talk-baseline = { $share } in the baseline, { $from } to { $to }
talk-none = Nothing published and nothing counted falls in this period. That is not the same as no criticism.

record-heading = Record: what a search shows
record-figure-label-weighted = of the first ten results show the incident, search terms weighted
record-figure-label = of the first ten results show the incident
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
        [one] { $share } on the day before
       *[other] { $share } in the { $days-text } days before
    }
record-previous-none =
    { $days ->
        [one] No usable capture on the day before
       *[other] No usable capture in the { $days-text } days before
    }
record-baseline = { $share } in the baseline
record-owned = Owned pages hold { $share } of the first ten
record-none = No usable capture falls in this period. That is not the same as a clean page.
visibility-band-week = Attention on incident pages in the week from { $week }: { $low } to { $high }, depending on the click-through curve
visibility-band = Attention on incident pages: { $low } to { $high }, depending on the click-through curve

talk-chart-title-texts = Negative original posts per day
talk-chart-title-counts = Negative items counted per day
talk-chart-title-shares = Negative share of the news feed per day
talk-chart-note = Shaded: the baseline and the period reported on. Numbers: what happened, listed on page 2. Where the line breaks, nothing was counted.
talk-chart-alt-texts = Negative original posts per day from { $from } to { $to }: at most { $peak-text }, on { $peak-day }; on average { $mean } a day over the last { $days-text } days with data.
talk-chart-alt-counts = Negative items counted per day from { $from } to { $to }: at most { $peak-text }, on { $peak-day }; on average { $mean } a day over the last { $days-text } days with data.
talk-chart-alt-shares = Negative share of the news feed per day from { $from } to { $to }: at most { $peak }, on { $peak-day }; on average { $mean } over the last { $days-text } days with data.
record-chart-title = Positions of the pages that show the incident
record-chart-note = 1 is the top of the result page. Numbers are those of the table on page 2. A line ends where a capture lacks the page; a cross marks a failed capture.
record-chart-alt =
    { $pages ->
        [one] Positions over time of the one page that shows the incident, from { $from } to { $to }; the best is { $best }.
       *[other] Positions over time of { $pages-text } pages that show the incident, from { $from } to { $to }; the best is { $best }.
    }
record-chart-none = No page showed the incident in any usable capture.
nothing-looked-at = There is no usable capture in the last 14 days of the period, so what lingers and what is gone is not known.
nothing-captured = No search page has been captured yet, so nothing can be said of what a search shows.
talk-chart-none = There is no talk to draw.

changes-heading = The tattoo now
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
register-page = Page
register-term = Search term
register-first = First seen
register-last = Last seen
register-seen = Seen in
register-best = Best
register-latest = Latest
register-state = State
register-owned = owned
register-more =
    { $count ->
        [one] One more is in the attached table lingering_register.csv.
       *[other] { $count-text } more are in the attached table lingering_register.csv.
    }
register-of = { $seen-text } of { $possible-text }
state-lingering = lingering
state-intermittent = intermittent
state-resurfaced = resurfaced
state-new = new
state-gone = gone
state-below-depth = below depth
state-unobserved = unobserved

first-page-heading = The first page, at the latest capture
first-page-none = No first page was captured in this period.
first-page-captured = Captured
first-page-top = Top { $top }
first-page-best = Best
first-page-owned = Owned
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

removals-heading = Removal requests
removals-none = No removal request is recorded.
removals-channel = To
removals-filed = Filed
removals-outcome = Outcome
removals-open = Days
removals-more =
    { $count ->
        [one] One more is in the attached table removal_docket.csv.
       *[other] { $count-text } more are in the attached table removal_docket.csv.
    }
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
note-uncorrected = Shares are as labeled by machine; nobody has checked a sample of the labels, so the classifier's error is in them. `recover-report audit draw` draws a sample to check.
note-stale-audit = Shares are as labeled by machine, and not corrected: people checked the labels of an earlier scorer. `recover-report audit apply` with the same sheet judges those of today.
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
course-stay = Half of the pages stay among the first ten for { $days } days or longer ({ $left-text } of { $pages-text } have left; 95% interval { $low } to { $high }).
course-stay-open = Pages stay among the first ten: { $left-text } of { $pages-text } have left, too few for a median.
course-overlap = First page for “{ $term }”: { $share } the same as in the span before.
course-overlap-baseline = First page for “{ $term }”: { $share } the same as before the incident.
course-suggestions = “{ $term }”: { $share } of { $count-text } suggestions name the incident.

# What was done, and what came of it
actions-heading = What was done, and what came of it
answer-in-time = Storm { $number }, { $step }: after { $hours } hours, in time (planned: within { $planned } hours).
answer-late = Storm { $number }, { $step }: after { $hours } hours, late (planned: within { $planned } hours).
answer-unclear = Storm { $number }, { $step }: after { $hours } hours (planned: within { $planned } hours); only the day is known, so whether that was in time is not.
answer-missing = Storm { $number }, { $step }: planned within { $planned } hours, none recorded.
answer-to-come = Storm { $number }, { $step }: planned within { $planned } hours, still to come.
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
