# Elk woord van de pagina's. Een aantal komt twee keer: `$n` kiest tussen een en meer, `$n-text`
# wordt gedrukt.

percent = { $value }%
title = Herstelrapport
title-for = Herstelrapport: { $organization }, { $period }
description = Gesprek en zoekresultaten over { $organization } van { $from } tot en met { $to }.
period-week = Week { $week }, { $from } tot en met { $to }
period-span = { $from } tot en met { $to }
as-of-line = Zoals bekend op { $day }
page-of = Pagina
no-figure = Geen gegevens

talk-heading = Gesprek: wat mensen zeggen
talk-figure-label-texts = van de beoordeelde vermeldingen was negatief
talk-figure-label-counts = van de getelde berichten was negatief
talk-figure-label-shares = van de berichten in de nieuwsstroom was negatief
talk-share = { $negative } van { $scored } (95%-interval { $low } tot { $high })
talk-corrected = { $share } na correctie voor beoordelingsfouten (95%-interval { $low } tot { $high }; { $labeled-text } teksten door mensen beoordeeld)
talk-not-corrected = Niet gecorrigeerd: de { $labeled-text } door mensen beoordeelde teksten laten zien dat de labels te weinig zeggen
talk-originals =
    { $originals ->
        [one] Eén oorspronkelijk bericht,
       *[other] { $originals-text } oorspronkelijke berichten,
    } waarvan { $negative-text } negatief
days-with-data = {" "}(gegevens op { $days-text } van { $all-text } dagen)
talk-previous =
    { $days ->
        [one] { $share } op de dag ervoor
       *[other] { $share } in de { $days-text } dagen ervoor
    }
talk-baseline = { $share } in de referentieperiode, { $from } tot en met { $to }
talk-none = In deze periode is niets gepubliceerd of geteld. Dat is iets anders dan geen kritiek.

record-heading = Zoekresultaten: wat blijft staan
record-figure-label-weighted = van de eerste tien resultaten toont het incident, zoektermen gewogen
record-figure-label = van de eerste tien resultaten toont het incident
record-seen =
    { $captures ->
        [one] Gezien in de ene bruikbare opname; hoogste positie { $best }
       *[other] Gezien in { $seen-text } van { $captures-text } bruikbare opnamen; hoogste positie { $best }
    }
record-clean =
    { $captures ->
        [one] Niet gezien in de ene bruikbare opname
       *[other] Niet gezien in een van de { $captures-text } bruikbare opnamen
    }
record-previous =
    { $days ->
        [one] { $share } op de dag ervoor
       *[other] { $share } in de { $days-text } dagen ervoor
    }
record-previous-none =
    { $days ->
        [one] Geen bruikbare opname op de dag ervoor
       *[other] Geen bruikbare opname in de { $days-text } dagen ervoor
    }
record-baseline = { $share } in de referentieperiode
record-owned = Eigen pagina's vormen { $share } van de eerste tien
record-none = In deze periode is er geen bruikbare opname. Dat is iets anders dan een schone pagina.
visibility-band-week = Aandacht voor incidentpagina's in de week vanaf { $week }: { $low } tot { $high }, afhankelijk van de klikcurve
visibility-band = Aandacht voor incidentpagina's: { $low } tot { $high }, afhankelijk van de klikcurve

talk-chart-title-texts = Negatieve oorspronkelijke berichten per dag
talk-chart-title-counts = Getelde negatieve berichten per dag
talk-chart-title-shares = Negatief aandeel van de nieuwsstroom per dag
talk-chart-note = Grijs: de referentieperiode en de rapportperiode. Cijfers: wat er gebeurde, zie pagina 2. Waar de lijn breekt, is niets geteld.
talk-chart-alt-texts = Negatieve oorspronkelijke berichten per dag van { $from } tot en met { $to }: hoogstens { $peak-text }, op { $peak-day }; over de laatste { $days-text } dagen met gegevens gemiddeld { $mean } per dag.
talk-chart-alt-counts = Getelde negatieve berichten per dag van { $from } tot en met { $to }: hoogstens { $peak-text }, op { $peak-day }; over de laatste { $days-text } dagen met gegevens gemiddeld { $mean } per dag.
talk-chart-alt-shares = Negatief aandeel van de nieuwsstroom per dag van { $from } tot en met { $to }: hoogstens { $peak }, op { $peak-day }; over de laatste { $days-text } dagen met gegevens gemiddeld { $mean }.
record-chart-title = Posities van de pagina's die het incident tonen
record-chart-note = 1 is bovenaan. Cijfers zijn die van de tabel op pagina 2. Een lijn eindigt waar een opname de pagina mist; een kruis is een mislukte opname.
record-chart-alt =
    { $pages ->
        [one] Posities in de tijd van de ene pagina die het incident toont, van { $from } tot en met { $to }; de hoogste is { $best }.
       *[other] Posities in de tijd van { $pages-text } pagina's die het incident tonen, van { $from } tot en met { $to }; de hoogste is { $best }.
    }
record-chart-none = Geen pagina toonde het incident in een bruikbare opname.
nothing-looked-at = In de laatste 14 dagen van de periode is er geen bruikbare opname, dus wat blijft hangen en wat weg is, is niet bekend.
nothing-captured = Er is nog geen zoekpagina opgenomen, dus over wat een zoekopdracht toont is niets te zeggen.
talk-chart-none = Er zijn geen gegevens over het gesprek.

changes-heading = De digitale tatoeage nu
change-lingering =
    { $count ->
        [0] Geen pagina blijft hangen
        [one] Eén pagina blijft hangen
       *[other] { $count-text } pagina's blijven hangen
    }: nog te zien, en vier weken geleden of eerder voor het eerst gezien
change-new =
    { $count ->
        [one] Eén pagina is nieuw
       *[other] { $count-text } pagina's zijn nieuw
    } in de laatste vier weken
change-resurfaced =
    { $count ->
        [one] Eén pagina kwam terug
       *[other] { $count-text } pagina's kwamen terug
    } in deze periode na weg te zijn geweest
change-gone =
    { $count ->
        [one] Eén pagina is weg
       *[other] { $count-text } pagina's zijn weg
    }: in geen bruikbare opname van de laatste 14 dagen
change-open-removals =
    { $count ->
        [one] Over één verwijderverzoek is nog niet beslist, al { $days-text } dagen
       *[other] Over { $count-text } verwijderverzoeken is nog niet beslist, over het oudste al { $days-text } dagen
    }

register-heading = Pagina's die het incident toonden
register-none = Geen pagina toonde het incident in een bruikbare opname.
register-page = Pagina
register-term = Zoekterm
register-first = Eerst gezien
register-last = Laatst gezien
register-seen = Gezien in
register-best = Hoogste
register-latest = Laatste
register-state = Toestand
register-owned = eigen
register-more =
    { $count ->
        [one] Nog één staat in de bijgevoegde tabel lingering_register.csv.
       *[other] Nog { $count-text } staan in de bijgevoegde tabel lingering_register.csv.
    }
register-of = { $seen-text } van { $possible-text }
state-lingering = blijvend
state-intermittent = met tussenpozen
state-resurfaced = teruggekeerd
state-new = nieuw
state-gone = weg
state-below-depth = buiten bereik
state-unobserved = niet waargenomen

first-page-heading = De eerste pagina, bij de laatste opname
first-page-none = In deze periode is geen eerste pagina opgenomen.
first-page-captured = Opname
first-page-top = Top { $top }
first-page-best = Hoogste
first-page-owned = Eigen
first-page-of = { $incident-text } van { $results-text }
tracked-line = Positiemeting, “{ $term }”: positie { $position } op { $day }
tracked-line-none = Positiemeting, “{ $term }”: geen positie op { $day }

captures-period =
    { $ok ->
        [one] Eén bruikbare opname in de periode
       *[other] { $ok-text } bruikbare opnamen in de periode
    }, { $failed-text } mislukt, { $empty-text } leeg.
captures-all =
    { $days ->
        [one] Over het hele verloop: één dag met een bruikbare opname.
       *[other] Over het hele verloop: { $days-text } dagen met een bruikbare opname.
    }

events-heading = Wat er gebeurde
events-none = Er is geen gebeurtenis vastgelegd.
events-more =
    { $count ->
        [one] Eén eerdere gebeurtenis staat in de bijgevoegde tabel event_log.csv.
       *[other] { $count-text } eerdere gebeurtenissen staan in de bijgevoegde tabel event_log.csv.
    }
event-incident = incident
event-noticed = opgemerkt
event-statement = verklaring
event-apology = excuses
event-withdrawal = intrekking
event-measure = maatregel
event-coverage = berichtgeving
event-relapse = terugval
event-hearing = zitting
event-takedown = verwijdering

removals-heading = Verwijderverzoeken
removals-none = Er is geen verwijderverzoek vastgelegd.
removals-channel = Aan
removals-filed = Ingediend
removals-outcome = Uitkomst
removals-open = Dagen
removals-more =
    { $count ->
        [one] Nog één staat in de bijgevoegde tabel removal_docket.csv.
       *[other] Nog { $count-text } staan in de bijgevoegde tabel removal_docket.csv.
    }
channel-platform = platform
channel-search-engine = zoekmachine
channel-publisher = uitgever
outcome-undecided = onbeslist
outcome-removed = verwijderd
outcome-delisted = uit de index
outcome-refused = geweigerd
outcome-withdrawn = ingetrokken

notes-heading = Kanttekeningen
note-no-data = In deze periode valt geen vermelding, geen telling en geen bruikbare opname: er is niets over te zeggen.
note-no-talk = In deze periode valt geen vermelding en geen telling: over het gesprek is niets te zeggen.
note-no-capture = In deze periode valt geen bruikbare opname: over de zoekresultaten is niets te zeggen.
note-failed-captures =
    { $days ->
        [one] Opnamen mislukten op { $from } ({ $count-text }).
       *[other] Opnamen mislukten op { $days-text } dagen van { $from } tot en met { $to } ({ $count-text }).
    } Dat zijn gaten, geen schone pagina's.
note-capture-holes =
    { $count ->
        [one] Er is één gat tussen de opnamen, van { $days-text } dagen.
       *[other] Er zijn { $count-text } gaten tussen de opnamen, samen { $days-text } dagen.
    } Wat een zoekopdracht toen toonde, is niet bekend.
note-shares-only = Het gesprek komt uit een stroom van beperkte lengte: het aandeel zegt iets, de omvang niet, en die wordt niet gegeven.
note-no-baseline = Er is geen referentieperiode van voor het incident, dus of het gesprek weer normaal is, valt niet te zeggen.
note-uncorrected = De percentages berusten op automatische beoordeling; niemand heeft een steekproef gecontroleerd, dus ze bevatten beoordelingsfouten. `recover-report audit draw` trekt een steekproef om te controleren.
note-stale-audit = De percentages berusten op automatische beoordeling en zijn niet gecorrigeerd: mensen hebben de labels van een eerdere beoordelaar gecontroleerd. `recover-report audit apply` met hetzelfde blad beoordeelt die van nu.
note-rejected-rows =
    { $count ->
        [one] Eén rij van de exports was niet bruikbaar; zij staat in rejected.csv.
       *[other] { $count-text } rijen van de exports waren niet bruikbaar; zij staan in rejected.csv.
    }
note-replaced-characters =
    { $count ->
        [one] Eén teken van de exports was niet te ontcijferen.
       *[other] { $count-text } tekens van de exports waren niet te ontcijferen.
    }
note-unscored =
    { $count ->
        [one] Eén tekst van de periode is in geen taal die de beoordelaar kent; die zit in geen aandeel.
       *[other] { $count-text } teksten van de periode zijn in geen taal die de beoordelaar kent; zij zitten in geen aandeel.
    }
note-override = De query van “{ $name }” is niet die van het programma.
note-override-template = Het sjabloon “{ $name }” is niet dat van het programma.
note-stale-reading =
    { $count ->
        [one] Eén bestand is gelezen met instellingen die sindsdien zijn veranderd, en is er niet meer om opnieuw te lezen.
       *[other] { $count-text } bestanden zijn gelezen met instellingen die sindsdien zijn veranderd, en zijn er niet meer om opnieuw te lezen.
    }
note-mangled-ids =
    { $count ->
        [one] In één bestand zijn de id's van berichten door een rekenblad afgerond of zijn het rijnummers; ze zijn overgeslagen, en berichten zijn onderscheiden naar tekst, auteur en tijdstip.
       *[other] In { $count-text } bestanden zijn de id's van berichten door een rekenblad afgerond of zijn het rijnummers; ze zijn overgeslagen, en berichten zijn onderscheiden naar tekst, auteur en tijdstip.
    }
note-passed-over =
    { $count ->
        [one] Eén tabel in een archief of werkmap is geen bekende export en is overgeslagen.
       *[other] { $count-text } tabellen in archieven of werkmappen zijn geen bekende exports en zijn overgeslagen.
    }
note-fetch-cap = De bron “{ $source }” geeft nooit meer dan { $limit-text } items per dag ({ $from } tot { $to }): de aandelen zeggen iets, het volume niet.
note-depth-change =
    { $count ->
        [one] Vanaf { $from } kijken opnamen van één zoekterm { $after-text } resultaten diep in plaats van { $before-text }: wat lager staat, is niet te zien maar niet verdwenen.
       *[other] Vanaf { $from } kijken opnamen van { $count-text } zoektermen { $after-text } resultaten diep in plaats van { $before-text }: wat lager staat, is niet te zien maar niet verdwenen.
    }
note-renamed-term = Vanaf { $from } noemen exports de zoekterm “{ $before }” “{ $after }”; beide worden als één gelezen.
note-vanished-items =
    { $count ->
        [one] Eén vermelding uit een eerdere export ontbreekt in een latere van dezelfde dagen: verwijderen lijkt op herstel.
       *[other] { $count-text } vermeldingen uit eerdere exports ontbreken in latere van dezelfde dagen: verwijderen lijkt op herstel.
    }
note-changed-items =
    { $count ->
        [one] Eén item kwam terug met een andere tekst, een ander label of een andere telling; het nieuwste wordt getoond, het eerdere bewaard.
       *[other] { $count-text } items kwamen terug met een andere tekst, een ander label of een andere telling; de nieuwste worden getoond, de eerdere bewaard.
    }
note-label-words = Vanaf het bestand { $file } gebruikt de leverancier woorden voor labels die er eerder niet waren: { $words }. De aandelen ervoor en erna zijn misschien niet vergelijkbaar.
note-display =
    { $count ->
        [one] Voor de weergave is één teken of passage van vreemde tekst vervangen of ingekort; report.json bevat het origineel.
       *[other] Voor de weergave zijn { $count-text } tekens of passages van vreemde tekst vervangen of ingekort; report.json bevat het origineel.
    }

sources-line =
    { $files ->
        [one] Eén invoerbestand
       *[other] { $files-text } invoerbestanden
    }, { $rows-text } rijen: { $kept-text } gebruikt, { $folded-text } dubbel, { $rejected-text } afgewezen. De rijen achter de cijfers staan in de bijgevoegde tabellen, de definities in report.json, de hash van elk bestand in manifest.json.
attachment-report = Alles wat de pagina's tonen, als gegevens
attachment-manifest = Waaruit het rapport is gemaakt
attachment-table = De rijen achter een figuur: { $name }

# How the clocks stand
verdict-clock-talk = Gesprek
verdict-clock-record = Zoekresultaten
verdict-recovered = hersteld
verdict-recovering = in herstel
verdict-not-recovering = niet in herstel
verdict-relapsed = teruggevallen
verdict-cannot-tell = niet te zeggen
verdict-since = sinds de week van { $day }
against-heading = Wat er het meest tegen pleit
against-heading-none = Wat bekend is
points = { $value } procentpunt
verdict-talk-figures = In de twee weken tot en met { $to } was het negatieve aandeel { $now }; gebruikelijk is { $usual }. Het verschil is { $difference } (95%-interval { $low } tot { $high }); herstel vereist een bovengrens van hoogstens { $margin }.
verdict-talk-now = In de twee weken tot en met { $to } was het negatieve aandeel { $now } (95%-interval { $low } tot { $high }).
verdict-part = Van de weg terug vanaf de slechtste week ({ $peak }) is { $part } afgelegd (95%-interval { $low } tot { $high }).
verdict-part-record = Van de weg terug vanaf de slechtste twee weken ({ $peak } van de eerste tien resultaten) is { $part } afgelegd (95%-interval { $low } tot { $high }).
verdict-no-storm = Er is geen storm waargenomen, dus er was niets om van te herstellen.
verdict-record-seen =
    { $looks ->
        [one] Het incident stond bij de eerste tien resultaten op de ene dag met een bruikbare opname
       *[other] Het incident stond bij de eerste tien resultaten op { $days-text } van { $looks-text } dagen met een bruikbare opname
    }, het laatst op { $last }; de hoogste positie was { $best }.
verdict-record-clean = Sinds { $day } heeft geen bruikbare opname het daar nog getoond.
verdict-record-never =
    { $looks ->
        [one] De ene bruikbare opname toonde het incident niet bij de eerste tien resultaten.
       *[other] Op geen van de { $looks-text } dagen met een bruikbare opname stond het incident bij de eerste tien resultaten.
    }
verdict-cannot = Een oordeel is niet mogelijk: { $reason }.

needs-data = er zijn geen gegevens
needs-baseline = uit de tijd voor het incident zijn er te weinig dagen met gegevens ({ $count-text } van de benodigde { $of-text })
needs-onset = de configuratie geeft noch de eerste dag van het incident noch een referentieperiode, en er is geen storm gevonden waaruit die zouden volgen
needs-storm = er is geen storm geweest
needs-scored = de week telt te weinig beoordeelde vermeldingen ({ $count-text } van de benodigde { $of-text })
needs-captures = uit de laatste vier weken zijn er te weinig bruikbare opnamen ({ $count-text } van de benodigde { $of-text })
needs-weeks = er zijn te weinig volledige weken verstreken ({ $count-text } van de benodigde { $of-text })
needs-one-measure = de meting is veranderd: “{ $about }” komt maar aan één kant van de vergelijking voor (wijziging: { $on })
needs-past-peak = na de piek zijn er te weinig dagen met gegevens ({ $count-text } van de benodigde { $of-text })
needs-excess = er is niet meer gesprek dan gebruikelijk, dus niets wat kan wegebben
needs-stable-half-life = de gegevens passen bij elke halveringstijd van { $low } tot { $high } dagen
needs-stable-half-life-open = de gegevens passen bij elke halveringstijd van { $low } dagen of langer
needs-volume = de bron geeft alleen aandelen, geen omvang
needs-comparison = er is niets om mee te vergelijken
needs-days-before = tussen de laatste piek en de gebeurtenis liggen te weinig dagen ({ $count-text } van de benodigde { $of-text })
needs-days-after = sinds de gebeurtenis zijn te weinig dagen verstreken ({ $count-text } van de benodigde { $of-text })
needs-event-alone = een andere gebeurtenis ligt te dichtbij, op { $on }
needs-placebos = er zijn te weinig dagen zonder gebeurtenis om mee te vergelijken ({ $count-text } van de benodigde { $of-text })
needs-outside-placebos = dagen waarop niets is gedaan, tonen even grote veranderingen
needs-clear-change = het interval bevat ook geen enkele verandering
needs-control-fit = de controlereeksen volgen het gesprek niet nauw genoeg
needs-two-phases = het gesprek ebt niet in twee fasen weg
needs-rise = het aandeel is niet duidelijk gestegen, dus er is geen weg terug om te meten
needs-gone = tot nu toe zijn er te weinig verdwenen ({ $count-text } van de benodigde { $of-text })
needs-forecasts = van geen eerdere voorspelling is de termijn al verstreken

fact-storm-open = Sinds { $day } is er een storm gaande.
fact-storm-pending = De laatste dagen tellen meer dan bij toeval te verwachten is; of er een storm begint, zullen de komende dagen uitwijzen.
fact-last-seen = Het incident stond het laatst op { $day } bij de eerste tien resultaten; de hoogste positie tot nu toe was { $best }.
fact-resurfaced =
    { $count ->
        [one] Eén pagina kwam in deze periode terug na weg te zijn geweest.
       *[other] { $count-text } pagina's kwamen in deze periode terug na weg te zijn geweest.
    }
fact-claim-grows = Een bewering verspreidt zich (feitencontrole: { $found }): “{ $statement }” Teksten met deze bewering: { $count-text }, in de periode ervoor { $previous-text }.
found-true = juist
found-false = onjuist
found-disputed = betwist
found-open = nog open
fact-lingering =
    { $count ->
        [one] Eén pagina blijft hangen in de resultaten, op positie { $best }.
       *[other] { $count-text } pagina's blijven hangen in de resultaten, de hoogste op positie { $best }.
    }
fact-share-above = Het verschil met het gebruikelijke aandeel kan nog oplopen tot { $high }.
fact-count-above =
    { $count ->
        [one] Eén negatief bericht in de laatste volledige week; bij toeval zijn er niet meer dan { $bound } te verwachten.
       *[other] { $count-text } negatieve berichten in de laatste volledige week; bij toeval zijn er niet meer dan { $bound } te verwachten.
    }
fact-relapses =
    { $count ->
        [one] Er is een terugval geweest, op { $day }.
       *[other] Er zijn { $count-text } terugvallen geweest, de laatste op { $day }.
    }
fact-near-storm =
    { $count ->
        [one] Op { $day } was een storm nabij: één negatief bericht
       *[other] Op { $day } was een storm nabij: { $count-text } negatieve berichten
    }; een storm begint bij meer dan { $bound } op twee van drie dagen.
fact-near-storm-share = Op { $day } was een storm nabij: { $count-text } van { $total-text } items negatief; een storm begint bij meer dan { $bound } op twee van drie dagen.
fact-suggestions = Bij de zwaarst getroffen zoekterm noemt { $share } van de suggesties of gerelateerde zoekopdrachten het incident.
fact-vanished =
    { $count ->
        [one] Eén tekst ontbreekt in latere exports: verwijderen lijkt op herstel.
       *[other] { $count-text } teksten ontbreken in latere exports: verwijderen lijkt op herstel.
    }
fact-failed-captures =
    { $count ->
        [one] Eén opname van de laatste vier weken is mislukt.
       *[other] { $count-text } opnamen van de laatste vier weken zijn mislukt.
    }
fact-below-depth =
    { $count ->
        [one] Eén pagina staat mogelijk lager dan de opnamen reiken.
       *[other] { $count-text } pagina's staan mogelijk lager dan de opnamen reiken.
    }
fact-shallow =
    { $depth ->
        [one] Sommige opnamen kijken alleen naar het eerste resultaat.
       *[other] Sommige opnamen kijken alleen naar de eerste { $depth-text } resultaten.
    }
fact-unchecked = Niemand heeft de labels gecontroleerd waarop de aandelen berusten.
fact-no-volume = De bron geeft alleen aandelen: hoeveel er is gezegd, is niet bekend.
fact-few-scored =
    { $count ->
        [one] De cijfers berusten op één beoordeelde vermelding in twee weken.
       *[other] De cijfers berusten op { $count-text } beoordeelde vermeldingen in twee weken.
    }
fact-few-captures =
    { $count ->
        [one] De cijfers berusten op één opname in twee weken.
       *[other] De cijfers berusten op { $count-text } opnamen in twee weken.
    }
fact-no-earlier-capture = Van voor het incident is er geen opname, dus hoe de pagina er toen uitzag, is niet bekend.
fact-storm-ended = De laatste storm eindigde op { $day }.
fact-share-fell = Het negatieve aandeel daalde van { $from } in de slechtste week naar { $to }.
fact-half-life = Het gesprek boven het gebruikelijke niveau halveert in { $days } dagen.
fact-clean-since = Sinds { $day } heeft geen bruikbare opname het incident nog bij de eerste tien resultaten getoond.
fact-gone =
    { $count ->
        [one] Eén van { $of-text } pagina's is weg.
       *[other] { $count-text } van { $of-text } pagina's zijn weg.
    }

# What it went through
course-heading = Stormen, en hoe ze wegebben
course-quiet = Gebruikelijk: { $usual } negatieve berichten per dag, negatief aandeel { $share } ({ $from } tot en met { $to }, { $days-text } dagen met gegevens; { $origin }).
course-quiet-share = Gebruikelijk: negatief aandeel { $share } ({ $from } tot en met { $to }, { $days-text } dagen met gegevens; { $origin }).
origin-config = vastgelegd in de configuratie
origin-before-onset = acht weken, tot een week voor het begin
origin-before-found-onset = acht weken, tot een week voor het gevonden begin
course-no-quiet = Wat gebruikelijk is, is niet bekend: { $reason }.
course-storm =
    { $open ->
        [yes] Storm { $number }, gaande sinds { $from }: hoogstens { $peak-text } negatieve berichten per dag, op { $peak-day }; tot nu toe { $size } meer dan gebruikelijk.
       *[no] Storm { $number }, { $from } tot en met { $to }: hoogstens { $peak-text } negatieve berichten per dag, op { $peak-day }; in totaal { $size } meer dan gebruikelijk.
    }
course-storm-share =
    { $open ->
        [yes] Storm { $number }, gaande sinds { $from }
       *[no] Storm { $number }, { $from } tot en met { $to }
    }: op de piek { $peak-text } van { $total-text } items negatief, op { $peak-day }.
course-arrival = Storm { $number } verscheen eerst op { $platform }, en { $hours } uur later in het nieuws.
course-unconfirmed = Een tweede methode ziet het niveau veranderen op { $day }, niet bij het begin van storm { $number }.
course-unconfirmed-none = Een tweede methode ziet geen verandering van niveau bij het begin van storm { $number }.
course-none = Er is geen storm waargenomen.
course-nearest =
    { $count ->
        [one] Het dichtst bij een storm kwam { $day }: één negatief bericht
       *[other] Het dichtst bij een storm kwam { $day }: { $count-text } negatieve berichten
    }; gebruikelijk is { $mean }, en een storm begint bij meer dan { $bound } op twee van drie dagen.
course-nearest-share = Het dichtst bij een storm kwam { $day }: { $count-text } van { $total-text } items negatief; gebruikelijk is { $mean }, en een storm begint bij meer dan { $bound } op twee van drie dagen.
course-half-life = Het gesprek boven het gebruikelijke niveau halveert in { $days } dagen (95%-interval { $low } tot { $high }); { $shape }.
course-no-half-life = Nog geen stabiele halveringstijd: { $reason }.
shape-exponential = het ebt gelijkmatig weg
shape-power-law = het ebt steeds langzamer weg
shape-two-phase = het ebt in twee fasen weg
course-tattoo = { $share } van de aandacht ging over in het trage geheugen (95%-interval { $low } tot { $high }; onze lezing van Candia e.a., 2019).
course-weeks =
    { $weeks ->
        [0] Volgens dit model ligt het gesprek nu binnen de marge.
        [one] Volgens dit model ligt het gesprek over één week binnen de marge (95%-interval { $low } tot { $high }).
       *[other] Volgens dit model ligt het gesprek over { $weeks-text } weken binnen de marge (95%-interval { $low } tot { $high }).
    }
course-ahead = Voorspelling van negatieve berichten in de komende week: { $median } (80%-interval { $low } tot { $high }).
course-foretold =
    { $count ->
        [one] Van één eerdere voorspelling kwam { $share } uit: de uitkomst lag binnen het 80%-interval.
       *[other] Van { $count-text } eerdere voorspellingen kwam { $share } uit: de uitkomst lag binnen het 80%-interval.
    }
course-rates = Ter vergelijking: zaken in Japan duren gemiddeld 31 dagen (Comnico 2021); 58% van 78 onlinestormen schaadde het beeld van het merk op korte termijn, 40% op lange termijn (Hansen e.a. 2018).
list-separator = {", "}
course-themes = Meer gezegd dan voorheen: { $words }.
course-stay = De helft van de pagina's blijft { $days } dagen of langer bij de eerste tien ({ $left-text } van { $pages-text } verdwenen; 95%-interval { $low } tot { $high }).
course-stay-open = Verblijf bij de eerste tien: { $left-text } van { $pages-text } pagina's verdwenen, te weinig voor een mediaan.
course-overlap = Eerste pagina voor “{ $term }”: { $share } hetzelfde als in de periode ervoor.
course-overlap-baseline = Eerste pagina voor “{ $term }”: { $share } hetzelfde als voor het incident.
course-suggestions = “{ $term }”: { $share } van { $count-text } suggesties noemt het incident.

# What was done, and what came of it
actions-heading = Wat is gedaan, en wat ervan kwam
answer-in-time = Storm { $number }, { $step }: na { $hours } uur, op tijd (gepland: binnen { $planned } uur).
answer-late = Storm { $number }, { $step }: na { $hours } uur, te laat (gepland: binnen { $planned } uur).
answer-unclear = Storm { $number }, { $step }: na { $hours } uur (gepland: binnen { $planned } uur); alleen de dag is bekend; of dat op tijd was, is dus niet te zeggen.
answer-missing = Storm { $number }, { $step }: gepland binnen { $planned } uur, niets vastgelegd.
answer-to-come = Storm { $number }, { $step }: gepland binnen { $planned } uur, moet nog komen.
answer-unplanned = Storm { $number }, { $step }: na { $hours } uur; er was niets gepland.
hours-range = { $low } tot { $high }
step-notice = opgemerkt
step-fact-check = feiten gecontroleerd
step-statement = eerste verklaring
step-apology = excuses
step-measures = maatregelen
effect-found = { $day }, { $kind }: negatieve berichten { $change } over { $days-text } dagen ten opzichte van wat te verwachten was (95%-interval { $low } tot { $high }); dagen waarop niets is gedaan, tonen { $placebo-low } tot { $placebo-high }.
effect-none = { $day }, { $kind }. Geen effect te onderscheiden: { $reason }. Negatieve berichten: { $before } in de drie dagen ervoor, { $after } in de drie dagen vanaf die dag.
effect-none-bare = { $day }, { $kind }. Geen effect te onderscheiden: { $reason }.
request-overdue = { $id } ({ $clock }): nog niet beslist; de termijn is verstreken op { $day }.
request-due-soon = { $id } ({ $clock }): beslissing uiterlijk op { $day }.
request-decided-late = { $id } ({ $clock }): te laat beslist; de termijn is verstreken op { $day }.
request-reappeared = { $id }: de pagina was op { $day } opnieuw te zien, na de verwijdering.
channel-in-time =
    { $count ->
        [one] { $channel }: { $share } op tijd beslist, van één verzoek met een termijn waarover is beslist of dat over tijd is.
       *[other] { $channel }: { $share } op tijd beslist, van { $count-text } verzoeken met een termijn waarover is beslist of die over tijd zijn.
    }
logs-red = { $id }: minstens { $days-text } dagen geleden geplaatst; de toegangslogs zijn mogelijk al gewist.
logs-amber = { $id }: minstens { $days-text } dagen geleden geplaatst; de toegangslogs zijn mogelijk binnenkort gewist.
promise-overdue =
    { $days ->
        [one] Toegezegd, en één dag over tijd: { $title }.
       *[other] Toegezegd, en { $days-text } dagen over tijd: { $title }.
    }
promise-kept-late =
    { $days ->
        [one] Toegezegd, en één dag te laat nagekomen: { $title }.
       *[other] Toegezegd, en { $days-text } dagen te laat nagekomen: { $title }.
    }
promises-kept = Op tijd nagekomen toezeggingen: { $count-text } van { $of-text }.
claim-line = Bewering (feitencontrole: { $found }): “{ $statement }” Teksten in de periode: { $count-text }, in de periode ervoor { $previous-text }.
event-fact-check = feitencontrole
event-investigation = onderzoek
channel-host = hostingprovider
verdict-talk-corrected = Het verschil is gecorrigeerd voor de fouten van de labels; de aandelen zijn zoals gelabeld.
course-related = “{ $term }”: { $share } van { $count-text } gerelateerde zoekopdrachten noemt het incident.
event-settlement = schikking
event-compensation = schadevergoeding
verdict-held = Daaraan was in een eerdere week voldaan; het blijft hersteld totdat twee weken op rij ertegen spreken.
needs-horizon = het ligt meer dan twee jaar vooruit
needs-trend = de storm dooft niet gelijkmatig uit, zodat niet te zeggen is wat er zonder de gebeurtenis was gekomen
promise-relapse = {" "}Intussen begon op { $day } een nieuwe storm.
