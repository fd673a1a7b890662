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
