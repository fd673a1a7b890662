# Elk woord van de pagina's. Een aantal komt twee keer: `$n` kiest tussen een en meer, `$n-text`
# wordt gedrukt.

percent = { $value }%
title = Herstelrapport
title-for = Herstelrapport: { $organization }, { $period }
description = Gesprek en zoekresultaten over { $organization }: { $period }.
period-week = Week { $week }, { $from } tot en met { $to }
period-span = { $from } tot en met { $to }
as-of-line = Zoals bekend op { $day }
page-of = Pagina
no-figure = Geen gegevens

talk-figure-label-texts = van de beoordeelde vermeldingen in de periode was negatief
talk-figure-label-counts = van de getelde berichten in de periode was negatief
talk-figure-label-shares = van de berichten in de nieuwsstroom in de periode was negatief
talk-share = { $negative } van { $scored } berichten waren negatief (95%-interval { $low } tot { $high })
talk-corrected = Het aandeel is { $share } na correctie voor beoordelingsfouten (95%-interval { $low } tot { $high }; { $labeled-text } teksten door mensen beoordeeld)
talk-not-corrected = Niet gecorrigeerd: de { $labeled-text } door mensen beoordeelde teksten laten zien dat de labels te weinig zeggen
talk-originals =
    { $originals ->
        [one] Eén oorspronkelijk bericht,
       *[other] { $originals-text } oorspronkelijke berichten,
    } waarvan { $negative-text } negatief
days-with-data = {" "}(gegevens op { $days-text } van { $all-text } dagen)
talk-previous =
    { $days ->
        [one] Het aandeel was { $share } op de dag ervoor
       *[other] Het aandeel was { $share } in de { $days-text } dagen ervoor
    }
talk-baseline = Het aandeel was { $share } in de referentieperiode, { $from } tot en met { $to }
talk-none = In deze periode is niets gepubliceerd of geteld. Dat is iets anders dan geen kritiek.

record-figure-label-weighted = van de eerste tien resultaten in de periode toont het incident, zoektermen gewogen
record-figure-label = van de eerste tien resultaten in de periode toont het incident
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
        [one] Het aandeel was { $share } op de dag ervoor
       *[other] Het aandeel was { $share } in de { $days-text } dagen ervoor
    }
record-previous-none =
    { $days ->
        [one] Geen bruikbare opname op de dag ervoor
       *[other] Geen bruikbare opname in de { $days-text } dagen ervoor
    }
record-baseline = Het aandeel was { $share } in de referentieperiode
record-owned = Eigen pagina's vormen { $share } van de eerste tien
record-none = In deze periode is er geen bruikbare opname. Dat is iets anders dan een schone pagina.
visibility-band-week = Aandacht voor incidentpagina's in de week vanaf { $week }: { $low } tot { $high }, afhankelijk van de klikcurve
visibility-band = Aandacht voor incidentpagina's: { $low } tot { $high }, afhankelijk van de klikcurve

talk-chart-title-texts = Negatieve oorspronkelijke berichten per dag
talk-chart-title-counts = Getelde negatieve berichten per dag
talk-chart-title-shares = Negatief aandeel van de nieuwsstroom per dag
talk-chart-alt-texts = Negatieve oorspronkelijke berichten per dag van { $from } tot en met { $to }: hoogstens { $peak-text }, op { $peak-day }; over de laatste { $days-text } dagen met gegevens gemiddeld { $mean } per dag.
talk-chart-alt-counts = Getelde negatieve berichten per dag van { $from } tot en met { $to }: hoogstens { $peak-text }, op { $peak-day }; over de laatste { $days-text } dagen met gegevens gemiddeld { $mean } per dag.
talk-chart-alt-shares = Negatief aandeel van de nieuwsstroom per dag van { $from } tot en met { $to }: hoogstens { $peak }, op { $peak-day }; over de laatste { $days-text } dagen met gegevens gemiddeld { $mean }.
record-chart-title = Hoogste positie van elke pagina, week voor week
record-chart-note = Een rij per pagina en zoekterm, een vak per week: hoe donkerder, hoe hoger zij stond; het cijfer is haar hoogste positie, 1 is bovenaan. Een punt: opgenomen, niet aanwezig. Een streepje: niemand keek.
record-chart-alt =
    { $pages ->
        [one] Posities in de tijd van de ene pagina die het incident toont
       *[other] Posities in de tijd van { $pages-text } pagina's die het incident tonen
    }, van { $from } tot en met { $to }, in { $rows ->
        [one] één rij
       *[other] { $rows-text } rijen
    } per pagina en zoekterm; de hoogste is { $best }.
record-chart-none = Geen pagina toonde het incident in een bruikbare opname.
nothing-looked-at = In de laatste 14 dagen van de periode is er geen bruikbare opname, dus wat blijft hangen en wat weg is, is niet bekend.
nothing-captured = Er is nog geen zoekpagina opgenomen, dus over wat een zoekopdracht toont is niets te zeggen.
talk-chart-none = Er is geen gesprek om te tekenen: tot het einde van de periode is voor deze zaak geen vermelding en geen telling ingelezen.

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
register-owned = eigen
register-of = { $seen-text } van { $possible-text }
state-lingering = blijvend
state-intermittent = met tussenpozen
state-resurfaced = teruggekeerd
state-new = nieuw
state-gone = weg
state-below-depth = buiten bereik
state-unobserved = niet waargenomen

first-page-heading = De eerste pagina, bij de laatste opname
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
note-uncorrected = De percentages berusten op automatische beoordeling; niemand heeft een steekproef gecontroleerd, dus ze bevatten beoordelingsfouten. “recover-report audit draw” trekt een steekproef om te controleren.
note-stale-audit = De percentages berusten op automatische beoordeling en zijn niet gecorrigeerd: mensen hebben de labels van een eerdere beoordelaar gecontroleerd. “recover-report audit apply” met hetzelfde blad beoordeelt die van nu.
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
note-no-scorer =
    { $count ->
        [one] Eén tekst van de periode heeft geen label, omdat volgens de configuratie niets wordt beoordeeld; die zit in geen aandeel.
       *[other] { $count-text } teksten van de periode hebben geen label, omdat volgens de configuratie niets wordt beoordeeld; zij zitten in geen aandeel.
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
attachment-query = De definitie van de maat { $name }
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
course-stay = De helft van de pagina's blijft { $days-text } dagen of langer bij de eerste tien ({ $left-text } van { $pages-text } verdwenen; 95%-interval { $low } tot { $high }).
course-stay-open = Verblijf bij de eerste tien: { $left-text } van { $pages-text } pagina's verdwenen, te weinig voor een mediaan.
course-overlap = Eerste pagina voor “{ $term }”: { $share } hetzelfde als in de periode ervoor.
course-overlap-baseline = Eerste pagina voor “{ $term }”: { $share } hetzelfde als voor het incident.
course-suggestions = “{ $term }”: { $share } van { $count-text } suggesties noemt het incident.

# What was done, and what came of it
actions-heading = Wat is gedaan, en wat ervan kwam
answer-in-time = Storm { $number }, { $step }: na { $hours } uur, op tijd (gepland: binnen { $planned }).
answer-late = Storm { $number }, { $step }: na { $hours } uur, te laat (gepland: binnen { $planned }).
answer-unclear = Storm { $number }, { $step }: na { $hours } uur (gepland: binnen { $planned }); alleen de dag is bekend; of dat op tijd was, is dus niet te zeggen.
answer-missing = Storm { $number }, { $step }: gepland binnen { $planned }, niets vastgelegd.
answer-to-come = Storm { $number }, { $step }: gepland binnen { $planned }, moet nog komen.
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
needs-peak = de storm bereikte zijn piek pas op { $on }
needs-no-storm = er brak een andere storm los voordat de tijd om was, op { $on }
needs-week-days = de week heeft op te weinig dagen gegevens ({ $count-text } van de { $of-text } die nodig zijn)
needs-recent-capture = de laatste twee weken hebben geen bruikbare opname
needs-request = geen verwijderverzoek noemt een van de pagina's
needs-labels = wie de labels nakeek, vond er te veel fout om ze te kunnen corrigeren
request-still-shown = { $id }: de pagina was op { $day } nog te zien, hoewel tot verwijdering was besloten.
course-stay-wide = De helft van de pagina's staat { $days-text } dagen of langer bij de eerste tien ({ $left-text } van { $pages-text } zijn weg; te weinig voor een interval).

# Methods
method-negative-share-name = Negatief aandeel
method-negative-share = De negatieve teksten, of getelde berichten, k van een dag, week of periode worden gedeeld door alle beoordeelde n, reposts en kopieën inbegrepen; pagina's van de organisatie zelf tellen niet mee. De uitkomst is een aandeel van 0 tot 1. Het 95%-interval is het score-interval van Wilson. Teksten in een taal die de beoordelaar niet kent, zitten in geen van beide getallen, en waar niets is beoordeeld, is er geen aandeel.
method-label-correction-name = Correctie voor beoordelingsfouten
method-label-correction = Mensen labelen een steekproef, getrokken naar taal, platform, label en week; elke tekst telt voor zoveel teksten als hij vertegenwoordigt. Daaruit volgen de sensitiviteit s en de specificiteit c van het negatieve label, apart voor elke taal en elk platform met minstens 60 gelabelde teksten waarvan 20 negatief en 20 niet, en anders voor alle samen. Het aandeel q dat machines negatief noemden, wordt gecorrigeerd in elke groep van n van de N teksten, terwijl labels van een mens of een regel blijven staan; het 95%-interval is het midden van 4.000 trekkingen waarin ook de fout van de steekproef zit. De correctie wordt geweigerd bij minder dan 50 labels, bij labels van een andere beoordelaar, of waar de ondergrens van s + c − 1 niet boven 0 ligt.
method-baseline-name = Gebruikelijk niveau
method-baseline = De referentieperiode is die van de configuratie, en anders de 56 dagen tot 7 dagen voor het begin. De waarden y van de n dagen met gegevens (negatieve oorspronkelijke berichten, of het negatieve aandeel) worden afgekapt op drie robuuste afwijkingen s rond hun mediaan m en dan gemiddeld; e is bij aandelen het gemiddelde aantal beoordeelde items per dag, en bij aantallen 1. Vanaf 28 dagen heeft elke weekdag een eigen factor, naar 1 getrokken alsof er nog vier gewone dagen bij waren. Het 95%-interval van een aantal is 1,96 standaardfouten naar beide kanten, dat van een aandeel is van Wilson; met minder dan 14 dagen met gegevens is er geen gebruikelijk niveau.
method-storms-name = Stormen
method-storms = Een storm begint op de eerste dag na de referentieperiode waarop het aantal x van negatieve oorspronkelijke berichten boven de grens b ligt die het toeval eens in de duizend dagen overschrijdt, als een van de volgende twee dagen met gegevens, binnen vier dagen, ook boven zijn grens ligt. De grens komt uit een negatief-binomiale verdeling met het gebruikelijke gemiddelde μ van die weekdag en een variantie v waarin de spreiding φ van de gewone dagen en de fout ε van het gebruikelijke niveau μ₀ zitten; bij aandelen van een nieuwsstroom uit een bèta-binomiale verdeling van N items. Een storm is voorbij als zeven dagen met gegevens op rij niet boven de grens komen die het toeval eens in de twintig dagen overschrijdt, of als 14 dagen of meer na de piek de beginregel ook geldt tegenover de 14 dagen ervoor. De omvang is wat boven het gebruikelijke is geteld; zonder gebruikelijk niveau wordt naar geen storm gezocht.
method-changepoint-name = Tweede oordeel over stormen
method-changepoint = De dagelijkse aantallen x, als wortel y, of de dagelijkse aandelen worden verdeeld in niveaus van minstens twee dagen, zodat de gekwadrateerde afstanden tot de gemiddelden m van de niveaus en een straf per niveau samen zo klein mogelijk zijn. σ is de spreiding, geschat uit de verschillen tussen opeenvolgende dagen. De methode kent de referentieperiode niet; ligt de dichtstbijzijnde niveauverandering meer dan 7 dagen van het begin van een storm, dan zegt de pagina dat. Zij heeft geen interval en laat geen storm beginnen of eindigen.
method-decay-name = Hoe het gesprek wegebt
method-decay = De negatieve oorspronkelijke berichten x van elke dag na de piek van de laatste storm, tot 120 dagen erna, worden vergeleken met het gebruikelijke aantal μ van die weekdag, waarvan f de factor is. Drie vormen g worden aangepast met de aannemelijkheid van de negatief-binomiale verdeling: exponentieel, machtswet, en snel gesprek dat een traag geheugen voedt. Genoemd wordt de vorm met de kleinste AICc, uit de log-aannemelijkheid ℓ, het aantal parameters r (3, 3 of 5) en n dagen; de dag van de piek zelf telt niet mee, omdat die als de grootste is gekozen. Nodig zijn 10 dagen met gegevens na de piek en een duidelijk betere aanpassing dan het gebruikelijke niveau alleen; bronnen die alleen aandelen geven, hebben er geen.
method-half-life-name = Halveringstijd
method-half-life = De halveringstijd h is het aantal dagen tot het gesprek boven het gebruikelijke niveau half zo groot is als op de piek, in de gekozen vorm. Het 95%-interval bevat elke halveringstijd waarvan de profielaannemelijkheid dicht genoeg bij de beste ligt; hoe dicht, volgt uit de t-verdeling met Satterthwaites vrijheidsgraden ν. De twee andere vormen verbreden het voor zover hun AICc dat toelaat. Er wordt gezocht van 0,2 tot 730 dagen, en waar de einden van het interval meer dan een factor 4 verschillen of een einde ontbreekt, wordt geen halveringstijd gegeven.
method-forecast-name = Voorspelling
method-forecast = Ongeveer 2.000 stellen parameters die de dagen aannemelijk laten, worden getrokken uit de drie vormen, elk zo vaak als zijn gewicht ω. In elk stel wordt de eerste komende week gezocht waarin het gemiddelde overschot per dag hoogstens M is, de marge δ van het aandeel omgerekend in berichten per dag met het gebruikelijke aantal μ₀ en het gebruikelijke aandeel p₀; s is het aantal dagen van de piek tot de eerste komende dag, en 0 is de week die net is geëindigd. Gegeven wordt de mediaan met het 80%- en het 95%-interval; bij de aantallen van de komende vier weken komt de spreiding van de dagen erbij. De voorspelling wordt geweigerd zonder halveringstijd en voorbij 104 weken; eerdere voorspellingen worden opnieuw gemaakt uit wat toen bekend was, en het aandeel dat uitkwam heeft het interval van Wilson.
method-tattoo-fraction-name = Tatoeageaandeel
method-tattoo-fraction = Waar het gesprek in twee fasen wegebt, is F het deel van de aandacht die het gesprek verlaat dat overgaat in het trage geheugen. Het volgt uit de geschatte snelheden a (snel) en b (traag) per dag en het aandeel c van de snelle fase op de piek; p is de snelheid waarmee het gesprek vervaagt en r die waarmee het overgaat. Het 95%-interval is het midden van 2.000 trekkingen van deze parameters. Het wordt geweigerd waar een andere vorm is gekozen of geen halveringstijd wordt gegeven; dat dit aandeel een tatoeage is, is onze lezing van Candia e.a.
method-verdict-talk-name = Oordeel over het gesprek
method-verdict-talk = Het gesprek is terug als de bovengrens van het 95%-interval van het verschil tussen het negatieve aandeel p van de laatste twee volledige weken en het gebruikelijke aandeel p₀ hoogstens de marge δ is, als dat ook geldt voor het verschil van elk van de twee weken afzonderlijk, en als de negatieve oorspronkelijke berichten x van elke week binnen de weekgrens b liggen. u en l₀ zijn einden van Wilsons intervallen, van aantallen gedeeld door de spreiding φ van de aandelen in de referentieperiode; met een gecontroleerde steekproef worden beide aandelen samengeteld en gecorrigeerd, en heeft hun verschil een interval door trekkingen. Hersteld blijft het dan totdat twee weken op rij ervan afwijken of een storm begint; een tweede storm die gaande is, is een terugval, een eerste nooit. Er is geen oordeel zonder referentieperiode, met gegevens op minder dan 4 dagen of minder dan 30 beoordeelde vermeldingen in de week, als er nooit een storm was en het aandeel niet dichtbij en niet duidelijk ver weg is, of als een bron maar aan één kant van de vergelijking voorkomt.
method-verdict-record-name = Oordeel over de zoekresultaten
method-verdict-record = De zoekresultaten zijn hersteld als geen van de bruikbare opnamen C van de 28 dagen tot en met het einde T van de periode het incident bij de eerste tien resultaten toonde, en C minstens 4 is; k is het aantal zulke resultaten op een pagina. Zij zijn teruggevallen als het incident in de laatste 14 dagen is gezien en ooit is teruggekomen na 28 dagen of meer zonder, met minstens 4 opnamen daarin. Anders beslist het afgelegde deel van de weg terug tussen in herstel en niet in herstel. Een opname die het incident niet toont en niet zo diep keek als het laatst stond, telt niet mee; met minder dan 4 opnamen in 28 dagen, of geen in de laatste 14, is er geen oordeel.
method-part-covered-name = Afgelegd deel van de weg terug
method-part-covered = R is 0 op het slechtste punt en 1 op het gebruikelijke niveau. Bij het gesprek is p het negatieve aandeel van de laatste week, p₁ dat van de slechtste week met 30 beoordeelde vermeldingen sinds de laatste storm begon, en p₀ het gebruikelijke aandeel; het 95%-interval is het midden van 2.000 trekkingen, van aantallen gedeeld door de spreiding φ. Bij de zoekresultaten is p het aandeel incidentresultaten in de laatste twee weken, p₁ dat van de slechtste twee weken en p₀ dat van de referentieperiode, of 0 waar toen niemand keek; het interval komt van 1.000 keer opnieuw trekken van opnamen. Het wordt geweigerd waar het slechtste punt niet boven het gebruikelijke ligt, of bij het gesprek niet duidelijk, en niet gecorrigeerd voor beoordelingsfouten, die op alle drie de aandelen gelijk drukken.
method-first-page-name = Incidentaandeel van de eerste pagina
method-first-page = In elke bruikbare opname van een hele resultatenpagina tonen k van de n organische resultaten bij de eerste tien het incident: het resultaat noemt een incidentterm, of een mens gaf het dat label. S is het gemiddelde over de opnamen, elk met het gewicht w van zijn zoekterm: dat van de configuratie, anders hoe vaak de term volgens Search Console wordt gezocht, anders alle gelijk. Het is een aandeel van 0 tot 1 en heeft geen interval. Mislukte opnamen en opnamen van alleen gevolgde sites tellen niet mee; het oordeel over de zoekresultaten telt dezelfde resultaten zonder gewichten samen.
method-visibility-name = Aandacht voor incidentpagina's
method-visibility = Elke positie i van de eerste tien heeft een gewicht a, het deel van de aandacht van lezers dat een klikcurve haar geeft; I is 1 waar een resultaat op die positie het incident toont, en anders 0. V telt over de opnamen van een week de gewichten op die het incident bezet, en deelt ze door de gewichten van volle pagina's, elke opname met het gewicht w van haar zoekterm. De curven verschillen, daarom worden de laagste en de hoogste uitkomst over de genoemde sets (go-fish, sistrix-2020, rbp-0.9, dcg en eventuele eigen sets) gegeven; dat bereik is geen betrouwbaarheidsinterval. Zonder bruikbare opname in de week is er geen.
method-register-states-name = Toestanden van een pagina
method-register-states = Voor elk adres, elke zoekterm en elk gezichtspunt (zoekmachine, taal, apparaat) zijn f en l de eerste en de laatste dag waarop een bruikbare opname er het incident toonde, en is T de laatste dag van de periode. Een pagina die in de laatste 14 dagen niet is gezien, is weg, of buiten bereik waar geen opname van die dagen tot haar laatste positie reikte, of niet waargenomen waar er geen opname was. Een pagina die toen wel is gezien, is teruggekeerd als zij in de periode terugkwam na twee of meer opnamen zonder haar, nieuw als zij minder dan 28 dagen geleden voor het eerst is gezien, met tussenpozen als k van de n opnamen van de laatste 28 dagen minder dan de helft is, en anders blijvend. Het aantal pagina's dat blijft hangen, telt die welke in de periode en in haar laatste 14 dagen zijn gezien, en voor het eerst 28 dagen of meer voor haar einde; een pagina die in de periode terugkwam, wordt in plaats daarvan als teruggekeerd geteld.
method-page-stay-name = Verblijf bij de eerste tien
method-page-stay = Een pagina wordt gevolgd vanaf de opname die haar voor het eerst bij de eerste tien resultaten toonde; zij is verdwenen als twee opnamen op rij haar missen, en de curve S van Kaplan en Meier legt haar vertrek halverwege de laatste opname a met en de eerste b zonder haar. Op elke leeftijd vertrekken d van de n pagina's die nog worden gevolgd; pagina's die er bij de eerste opname na het begin al waren, zijn zo oud als het incident en komen later binnen, pagina's die er nog zijn, worden gecensureerd. De mediaan in dagen heeft het 95%-interval van Brookmeyer en Crowley; die van Turnbull gaat er alleen van uit dat de pagina tussen a en b vertrok, met een interval door de pagina's 400 keer opnieuw te trekken. Waar minder dan de helft is verdwenen, is er geen mediaan.
method-log-rank-name = Verblijf met en zonder verzoek
method-log-rank = Op elke leeftijd waarop d van de n gevolgde pagina's vertrekken, en m van de n een verwijderverzoek hebben, wordt het aantal vertrekken O van pagina's met een verzoek vergeleken met het aantal E dat te verwachten was als beide groepen gelijk vertrokken. De uitkomst is een p-waarde uit χ² met één vrijheidsgraad. Tot aan het verzoek telt een pagina als een zonder. Nodig zijn vijf vertrekken en pagina's van beide groepen op dezelfde leeftijden; niemand heeft om de verzoeken geloot, dus de toets vergelijkt en toont geen effect.
method-page-overlap-name = Overeenkomst van twee resultatenpagina's
method-page-overlap = De laatste pagina van de periode wordt vergeleken met die van de periode ervoor en met die van de referentieperiode, beide tot dezelfde diepte. X(d) is het aantal adressen dat beide bij hun eerste d tonen, s en l zijn de lengten van de kortere en de langere pagina, en hogere posities wegen zwaarder. De uitkomst loopt van 0 (niets gemeen) tot 1 (hetzelfde); het bereik loopt van wat zeker is tot wat onder die diepte mogelijk is, en is geen betrouwbaarheidsinterval. Met een lege pagina valt niet te vergelijken.
method-suggestions-name = Aandeel van de suggesties
method-suggestions = Van de n suggesties, of gerelateerde zoekopdrachten, die in de periode voor een zoekterm zijn opgenomen, noemen k het incident. Elke telt mee in elke opname die haar toont. Het aandeel heeft het 95%-interval van Wilson, dat te smal is waar opnamen elkaar herhalen. Waar niets is opgenomen, is er geen aandeel.
method-event-effect-name = Wat op een gebeurtenis volgde
method-event-effect = De negatieve oorspronkelijke berichten x van de 14 en van de 28 dagen vanaf een gebeurtenis worden vergeleken met die welke te verwachten waren, E: het verloop van de laatste piek tot de gebeurtenis, op zes manieren van wegebben s die elk zo zwaar wegen als zij die dagen aannemelijk maken, doorgetrokken vanaf het gebruikelijke aantal μ en, waar gegeven, met controlereeksen c. De verandering Δ wordt gegeven met een 95%-interval uit haar standaardfout σ. Zij wordt alleen als effect gedrukt als het interval 0 niet bevat en θ/σ buiten het bereik van q₁ tot q₂ ligt waarin 90% van de placebodata ligt, eerdere dagen waarop niets is gedaan; dat bereik is nooit smaller dan volgens de t-verdeling. Verder zijn nodig: 14 dagen met gegevens ervoor en 7 erna, geen andere gebeurtenis binnen 3 dagen, 20 placebodata waarvan 5 sinds de piek, in een storm gelijkmatig wegebben, en met controlereeksen de helft van de deviantie verklaard; wat volgde, hoeft niet te zijn veroorzaakt.
method-themes-name = Woorden die vaker klinken
method-themes = In elke taal gebruiken y van de mensen die in de periode negatieve oorspronkelijke berichten schreven een woord of een paar naburige woorden, en y′ van die in de referentieperiode of de periode ervoor; n en n′ zijn de sommen over alle woorden. α is het aandeel van het woord in alle tellingen maal α₀, een kwart van de kleinste kant, en z zegt in standaardafwijkingen hoe ver het woord de twee kanten scheidt. Een woord is een thema als de exacte toets van Fisher standhoudt met 5% valse ontdekkingen, z minstens 1,96 is en vijf mensen het zeggen. Er zijn 30 teksten van de taal nodig; incidenttermen en namen van de organisatie tellen niet mee.
method-originals-name = Origineel, kopie en dubbele rij
method-originals = Een rij die een export opnieuw geeft, herkend aan de identiteit van de leverancier, anders aan adres, auteur en tekst, anders aan tekst, auteur en tijdstip tussen exports, wordt samengevoegd en telt één keer. Een oorspronkelijk bericht is geen kale repost en geen kopie; een kopie heeft w woorden, minstens 8, en een SimHash-vingerafdruk s die in hoogstens 3 van 64 bits afwijkt van die van een oorspronkelijk bericht van hoogstens 30 dagen eerder. Stormen, wegebben en voorspelling berusten op oorspronkelijke berichten; aandelen berusten op alle teksten. Een tekst die te kort is voor een vingerafdruk, is nooit een kopie.
method-addresses-name = Eén adres per pagina
method-addresses = Adressen worden gelijkgemaakt voordat pagina's worden geteld: https, de host in kleine letters zonder www., m., mobile. of amp., geen fragment, geen /amp en geen schuine streep aan het eind. Parameters die alleen zeggen hoe een lezer kwam, vervallen: die met utm_ of gaa_ beginnen, en fbclid, gclid, dclid, gbraid, wbraid, msclkid, igshid, mc_cid, mc_eid, srsltid, ref_src, ref_url, si, _hsenc, _hsmi en spm. Alle andere parameters blijven. Wat geen webadres is, blijft zoals het is.
method-removal-clocks-name = Termijnen van verwijderverzoeken
method-removal-clocks = F is de dag waarop een verzoek is ingediend, D de laatste dag op tijd, C de dag van de beslissing en T de laatste dag van de periode. Voor aangewezen aanbieders in Japan is D 7 dagen na indiening, voor verzoeken sinds 1 april 2025; voor wissing onder de AVG is het één kalendermaand, alleen voor natuurlijke personen; een termijn uit een contract staat in de configuratie, en een melding onder de digitaledienstenverordening heeft er geen. Dag D zelf is op tijd. A is de ouderdom in dagen van een bericht waarvan de auteur wordt gezocht, vanaf de dag P waarop het is geplaatst of voor het eerst gezien; de toegangslogs staan vanaf 60 dagen op oranje en vanaf 90 op rood, tenzij de configuratie anders zegt.
method-time-to-decision-name = Tijd tot de beslissing
method-time-to-decision = Voor elk kanaal worden de dagen van indiening tot beslissing samengevat in hun mediaan m, met d beslissingen onder n open verzoeken op elke leeftijd; verzoeken waarover niet is beslist, wachten nog, en die waarover op een onbekende dag is beslist, tellen niet mee. Het 95%-interval is dat van Brookmeyer en Crowley. Van de N verzoeken met een termijn waarover is beslist of die over tijd zijn, is over k op tijd beslist: dat aandeel heeft het interval van Wilson en wordt vanaf drie verzoeken gedrukt. Waar over minder dan de helft is beslist, is er geen mediaan.
method-answer-times-name = Reacties tegenover het plan
method-answer-times = De uren van het begin van een storm tot het eerste opmerken, de eerste feitencontrole, verklaring, excuses en maatregel worden vergeleken met de uren H van het plan. Een storm begint met het incident dat is vastgelegd op de dag van het begin of de twee dagen ervoor, en anders met zijn eerste tekst. Waar alleen dagen bekend zijn, lopen begin en reactie van de eerste tot de laatste minuut van de dag (o₁ tot o₂, a₁ tot a₂) en zijn de uren een bereik. Een reactie is op tijd als het hele bereik dat is, te laat als niets ervan dat is, en anders onduidelijk.
method-scorer-name = Hoe teksten worden beoordeeld
method-scorer = Voor Engels, Japans en Nederlands lezen telkens twee logistische modellen reeksen van woorden en tekens en een woordenlijst: P₁ is de kans dat een tekst een gevoel uitdrukt, P₂ de kans dat dit positief is als het er is. Hun polariteit s loopt van −1 tot 1; dichter bij 0 dan β is een tekst neutraal, daaronder negatief, daarboven positief. De band β is 0,35, tenzij de configuratie of een controle door mensen een andere geeft. Het label van een mens gaat voor een regel van de zaak, een regel voor het label van een leverancier dat de configuratie vertrouwt, en alle voor de beoordelaar; een tekst in een andere taal wordt niet beoordeeld.

# Glossary
glossary-case-word = zaak
glossary-case = Eén incident van één organisatie, met alles wat daarover wordt gemeten.
glossary-mention-word = vermelding
glossary-mention = Eén gepubliceerde tekst die de organisatie noemt.
glossary-original-word = oorspronkelijk
glossary-original = Een tekst die geen kale repost is en geen kopie van een eerdere.
glossary-amplified-word = versterkt
glossary-amplified = Alle teksten samen, reposts en kopieën inbegrepen.
glossary-folded-word = samengevoegd
glossary-folded = Eén keer geteld, omdat dezelfde rij al eerder is gelezen; de telling van de rijen noemt dat dubbel.
glossary-scored-word = beoordeeld
glossary-scored = Voorzien van een label: negatief, neutraal of positief.
glossary-polarity-word = polariteit
glossary-polarity = Een getal van −1 tot 1 voor het gevoel van een tekst, van negatief tot positief.
glossary-label-word = label
glossary-label = Het woord negatief, neutraal of positief, gegeven door een mens, een regel, de leverancier of de beoordelaar.
glossary-negative-share-word = negatief aandeel
glossary-negative-share = De negatieve teksten onder alle beoordeelde, van 0% tot 100%.
glossary-interval-word = interval (95%)
glossary-interval = Een bereik dat zo is gemaakt dat het in ongeveer 95 van 100 zulke gevallen de ware waarde bevat.
glossary-talk-word = gesprek
glossary-talk = Wat mensen over het incident publiceren: berichten, nieuws, fora, video's.
glossary-record-word = zoekresultaten
glossary-record = Wat een zoekopdracht naar de organisatie nog van het incident toont.
glossary-baseline-word = referentieperiode
glossary-baseline = De rustige tijd voor het incident, waarmee alles erna wordt vergeleken.
glossary-storm-word = storm
glossary-storm = Eén uitbarsting van negatief gesprek die het toeval niet verklaart.
glossary-relapse-word = terugval
glossary-relapse = Een latere storm, of de terugkeer van het incident bij de eerste tien resultaten nadat het weg was.
glossary-half-life-word = halveringstijd
glossary-half-life = De dagen tot het gesprek boven het gebruikelijke niveau half zo groot is als op de piek.
glossary-event-word = gebeurtenis
glossary-event = Iets wat de organisatie of de wereld deed, met de datum ervan.
glossary-placebo-date-word = placebodatum
glossary-placebo-date = Een eerdere dag waarop niets is gedaan, bekeken alsof er een gebeurtenis was.
glossary-search-term-word = zoekterm
glossary-search-term = De woorden waarop wordt gezocht.
glossary-capture-word = opname
glossary-capture = Eén resultatenpagina, vastgelegd op één moment voor één zoekmachine, zoekterm, taal en apparaat.
glossary-search-result-word = zoekresultaat
glossary-search-result = Eén regel van een opgenomen resultatenpagina.
glossary-position-word = positie
glossary-position = De plaats van een zoekresultaat op zijn pagina; 1 is bovenaan.
glossary-depth-word = diepte
glossary-depth = Hoe ver naar beneden een opname keek.
glossary-incident-item-word = incidentitem
glossary-incident-item = Een vermelding of zoekresultaat dat een incidentterm noemt, of door een mens zo is gelabeld.
glossary-visibility-word = zichtbaarheid
glossary-visibility = Het deel van de aandacht van lezers op een resultatenpagina dat volgens een klikcurve naar incidentitems gaat.
glossary-lingering-word = blijvend
glossary-lingering = In de laatste 14 dagen nog gezien, en voor het eerst 28 dagen of meer voor het einde van de periode.
glossary-owned-word = eigen
glossary-owned = Op een pagina van de organisatie zelf.
glossary-removal-word = verwijderverzoek
glossary-removal = Een verzoek om een pagina te verwijderen of uit de index te halen, en wat ervan kwam.
glossary-export-word = export
glossary-export = Een bestand met rijen zoals een programma of een leverancier het uitgeeft.
glossary-passport-word = paspoort
glossary-passport = Wat een bestand bleek te zijn: zijn vorm, kolommen, rijen, tijdspanne en hash.
glossary-rejected-word = afgewezen
glossary-rejected = Een rij die niet bruikbaar was, met de reden in rejected.csv.
glossary-note-word = kanttekening
glossary-note = Een twijfel over een cijfer, bij het rapport gedrukt.
glossary-period-word = periode
glossary-period = De dagen waarover een rapport gaat, meestal één week.
glossary-edition-word = editie
glossary-edition = Een van de twee vormen van een rapport, voor de directie of voor juristen, met dezelfde cijfers.
glossary-section-word = onderdeel
glossary-section = Een deel van een rapport met een eigen kop.

# What the numbers cannot see
blind-private-channels = Wat in besloten kanalen, gesloten groepen en mondeling wordt gezegd, zit in geen enkel cijfer.
blind-deleted-early = Een tekst die voor de eerste export is verwijderd, is nooit geteld.
blind-personalized-results = Zoekresultaten verschillen per persoon en plaats; een opname toont wat vanuit één gezichtspunt te zien was.
blind-sincerity = Ironie en sarcasme worden vaak gelezen als wat ze voorgeven te zeggen.
blind-other-engines = Zoekmachines, apparaten en dagen die niet zijn opgenomen, kunnen iets anders tonen.
blind-silence = Als het gesprek ophoudt, zeggen de cijfers niet of mensen vergaven, vergaten of opgaven.
blind-accounts = Accounts worden geteld, geen mensen: één persoon met twee accounts is er twee, en een bot is er één.
blind-images = Beelden en video's zonder tekst tellen alleen mee door de woorden eromheen.
blind-vendors = Wat een leverancier door contract, limiet of fout uit een export weglaat, wordt hier meestal niet opgemerkt.
blind-languages = Teksten in talen die niet worden beoordeeld, zitten in geen enkel aandeel, hoeveel het er ook zijn.
blind-causes = Dat iets op een gebeurtenis volgde, laat niet zien dat de gebeurtenis de oorzaak was.
blind-consequences = Verkoop, sollicitaties en vertrouwen worden hier niet gemeten.
answers-missing = Storm { $number }: gepland en niet vastgelegd: { $steps }.
verdict-part-all = De hele weg terug vanaf de slechtste week ({ $peak }) is afgelegd (95%-interval { $low } tot { $high }).
verdict-part-record-all = De hele weg terug vanaf de slechtste twee weken ({ $peak } van de eerste tien resultaten) is afgelegd (95%-interval { $low } tot { $high }).

# Words of tables
kind-mentions = berichten
kind-mention-counts = aantallen
kind-search-results = zoekresultaten
kind-search-demand = zoekvraag
kind-events = gebeurtenissen
kind-removals = verwijderverzoeken
kind-labels = labels
kind-claims = beweringen
kind-commitments = toezeggingen
kind-controls = controlereeksen
reason-too-few-cells = te weinig cellen
reason-too-many-cells = te veel cellen
reason-unclosed-quote = aanhalingsteken niet gesloten
reason-stray-quote = los aanhalingsteken
reason-blank-row = lege rij
reason-missing-value = een nodige waarde ontbreekt
reason-unreadable-date = onleesbare datum
reason-implausible-date = onwaarschijnlijke datum
reason-future-date = datum in de toekomst
reason-broken-document = beschadigd document
reason-repeated-header = herhaalde kop
reason-skipped = overgeslagen volgens de instellingen
reason-unreadable-number = onleesbaar getal
reason-unknown-word = onbekend woord

# Both editions
interval = { $low } tot { $high }
range = { $low } tot { $high }
contents = Inhoud
distribution = Kopieën aan
map-key = Pagina's: { $sites }.
banner-no-access = Dit exemplaar is voor schermlezers niet opgemaakt zoals het hoort. De cijfers zijn dezelfde; het log van recover-report zegt waarom.
banner-no-archive = Dit exemplaar is geen archiefdocument (PDF/A). De cijfers zijn dezelfde; het log van recover-report zegt waarom.
note-withheld =
    { $count ->
        [one] Eén passage van vreemde tekst kon niet worden gezet en staat er als ⟨…⟩; het bijgevoegde report.json bevat haar.
       *[other] { $count-text } passages van vreemde tekst konden niet worden gezet en staan er als ⟨…⟩; het bijgevoegde report.json bevat ze.
    }
changes-heading = Wat er veranderde
changed-verdict = { $clock }: { $now }, een week eerder { $before }.
changed-share = Negatief aandeel van het gesprek: { $now }, ervoor { $before }. Het verschil is { $change } (95%-interval { $low } tot { $high }).
changed-originals =
    { $now ->
        [one] Negatieve oorspronkelijke berichten: één, ervoor { $before }.
       *[other] Negatieve oorspronkelijke berichten: { $now-text }, ervoor { $before }.
    }
changed-record = Incidentpagina's bij de eerste tien resultaten: { $now }, ervoor { $before }. Het verschil is { $change }.
changed-unknown = Er is niets om mee te vergelijken: de periode ervoor heeft geen gegevens.
decisions-heading = Wat om een beslissing vraagt
decisions-none = Er is niets over tijd, niets teruggekomen en niets wat op een beslissing wacht.
decide-resurfaced =
    { $count ->
        [one] Eén pagina die weg was, kwam terug in de resultaten: laat haar staan, reageer erop of vraag om verwijdering.
       *[other] { $count-text } pagina's die weg waren, kwamen terug in de resultaten: laat ze staan, reageer erop of vraag om verwijdering.
    }
decide-lingering =
    { $count ->
        [one] Eén pagina die blijft hangen, staat in geen verwijderverzoek: laat haar staan, reageer erop of vraag om verwijdering.
       *[other] { $count-text } pagina's die blijven hangen, staan in geen verwijderverzoek: laat ze staan, reageer erop of vraag om verwijdering.
    }
decide-audit = Niemand heeft de labels gecontroleerd: laat ongeveer 200 teksten door mensen labelen (“recover-report audit draw”), zodat de aandelen te corrigeren zijn.
unknowns-heading = Wat niet te zeggen is, en waarom
unknown-line = { $what }: { $reason }.
unknown-half-life = Hoe snel het gesprek wegebt
unknown-weeks = Wanneer het gesprek terug is
unknown-stay = Hoe lang pagina's blijven
unknown-effects =
    { $of ->
        [one] Of het ene wat is gedaan, ertoe deed: geen effect te onderscheiden.
       *[other] Of wat is gedaan, ertoe deed: bij { $count-text } van { $of-text } gebeurtenissen is geen effect te onderscheiden.
    }
unknown-always = Wat besloten wordt gezegd, en wat mensen denken die niets zeggen: geen export bevat het.
more-for-counsel =
    { $count ->
        [one] Nog één in de editie voor juristen.
       *[other] Nog { $count-text } in de editie voor juristen.
    }
panels-heading = Hetzelfde per platform of taal
panels-note =
    { $weeks ->
        [one] Negatief aandeel van de beoordeelde items per week
       *[other] Negatief aandeel van de beoordeelde items, { $weeks-text } weken samengenomen
    }, alle op één schaal van 0 tot 100%; de band is het 95%-interval.
panel-alt =
    { $weeks ->
        [one] Negatief aandeel per week voor { $name }; in de week vanaf { $week } was het { $share }
       *[other] Negatief aandeel per { $weeks-text } weken voor { $name }; in die vanaf { $week } was het { $share }
    } (95%-interval { $low } tot { $high }).
language-en = Engels
language-ja = Japans
language-nl = Nederlands

# Counsel's edition
section-findings = Bevindingen
section-charts = Gesprek en zoekresultaten in de tijd
section-register = Register van pagina's die blijven hangen
section-search = Wat een zoekopdracht toont
section-removals = Overzicht van verwijderverzoeken
section-logs = Toegangslogs: de tijd die rest
section-storms = Stormen, en hoe ze wegebben
section-answers = Reacties tegenover het plan
section-effects = Wat op elke gebeurtenis volgde
section-claims = Beweringen en feitencontroles
section-promises = Toezeggingen tegen herhaling
section-themes = Wat mensen zeggen
section-measurement = Is de meting veranderd?
section-sensitivity = Waar de oordelen van afhangen
section-methods = Methoden
section-blind = Wat de cijfers niet kunnen zien
section-passports = Bestanden en instellingen
section-glossary = Begrippen
section-queries = Query's
rows-source = Rijen: { $tables }.
rows-more =
    { $count ->
        [one] Nog één rij staat in de bijgevoegde tabel { $name }.
       *[other] Nog { $count-text } rijen staan in de bijgevoegde tabel { $name }.
    }
table-none = Geen.
notes-none = Er is niets opgemerkt wat een cijfer twijfelachtig maakt.
yes = ja
not-yet = nog niet
going-on = gaande
register-note = Posities: hoogste, middelste, laatste. Gezien: eerste en laatste opname. De kleine grafiek heeft 1 bovenaan en een lijn bij positie 10. De toestanden zijn omschreven onder Methoden.
register-capture = Opname { $id }
register-label = { $label } ({ $source })
register-requests = Verzoeken: { $ids }
register-recent = { $of } in 4 weken
register-path-alt = Posities in de tijd: hoogste { $best }, laatste { $latest }.
label-negative = negatief
label-neutral = neutraal
label-positive = positief
label-source-human = een mens
label-source-rule = een regel
label-source-vendor = de leverancier
label-source-scorer = de beoordelaar
label-source-unknown = onbekend
visibility-heading = Aandacht per klikcurve
stability-heading = Hoeveel van de pagina hetzelfde is
suggestions-heading = Suggesties en gerelateerde zoekopdrachten
stay-heading = Hoe lang pagina's bij de eerste tien blijven
stay-note = Mediaan: dagen van verblijf, waarbij een pagina die tussen twee opnamen verdween, geldt als halverwege verdwenen, en als op enig moment ertussen verdwenen. Verzoeken: de p-waarde van een logranktoets van pagina's met een verwijderverzoek tegenover die zonder. Niemand heeft geloot voor welke pagina's een verzoek werd ingediend.
against-previous = de periode ervoor
against-baseline = voor het incident
item-suggestion = suggestie
item-related = gerelateerde zoekopdracht
removal-acknowledged = ontvangst bevestigd { $day }
clock-within = binnen de termijn
clock-due-soon = termijn loopt bijna af
clock-overdue = over tijd
clock-decided-in-time = op tijd beslist
clock-decided-late = te laat beslist
clock-no-clock = geen termijn van toepassing
clock-undated = beslist, dag onbekend
channels-heading = Hoe elk kanaal beslist
streisand-heading = Gesprek en positie rond elk verzoek
streisand-note = Negatieve items in de 14 dagen voor en na de indiening van een verzoek, en de hoogste positie in die dagen. Dat iets erop volgde, laat niet zien dat het verzoek de oorzaak was.
logs-first-seen = eerst gezien; toen of eerder geplaatst
logs-state-green = er is nog tijd
logs-state-amber = raakt op
logs-state-red = mogelijk gewist
logs-state-unknown = dag onbekend
logs-note = Internetaanbieders wissen logs enkele maanden na een bericht; zonder logs is de auteur nauwelijks te vinden. De tijd raakt op vanaf { $amber-text } dagen na plaatsing; vanaf { $red-text } dagen zijn de logs mogelijk gewist.
answer-before-peak = voor of op de dag van de piek
answer-after-peak = na de piek
kept-in-time = op tijd
kept-late = te laat
kept-unclear = onduidelijk
kept-missing = niets vastgelegd
kept-to-come = moet nog komen
kept-unplanned = niets gepland
effects-note = Verandering van de negatieve berichten ten opzichte van wat te verwachten was, en het bereik waarin dezelfde berekening uitkomt op dagen waarop niets is gedaan. Een verandering wordt alleen gedrukt als zij buiten dat bereik ligt en haar interval nul niet bevat. Drie dagen: negatieve berichten in de drie dagen ervoor, en in de drie dagen vanaf die dag.
placebo-dates =
    { $count ->
        [one] één dag
       *[other] { $count-text } dagen
    }
claims-note = Periode: teksten met de bewering, en daaronder in de periode ervoor. Aandeel: haar aandeel in de negatieve oorspronkelijke berichten van de laatste week. Resultaten: zoekresultaten met de bewering, en de laatste dag waarop er een was.
promise-state-kept = nagekomen
promise-state-kept-late = te laat nagekomen
promise-state-overdue = over tijd
promise-state-to-come = moet nog komen
promise-state-no-date = geen dag bepaald
items-heading = Eerste en meest gekopieerde items
role-first = eerste
role-most-repeated = meest gekopieerd
forecast-heading = Voorspelling van negatieve berichten per week
quotes-heading = Representatieve citaten
themes-note = Woorden en woordparen die de negatieve oorspronkelijke berichten van de periode vaker gebruiken dan die waarmee wordt vergeleken, naar hun z-score. De citaten liggen het dichtst bij het midden van het thema, elk van een andere auteur.
finding-fetch-cap = een bron op haar maximum
finding-depth-change = andere diepte van opnamen
finding-collector-outage = mislukte opnamen
finding-hole = dagen zonder opnamen
finding-renamed-term = hernoemde zoekterm
finding-vanished-items = items die in latere exports ontbreken
finding-label-words = andere woorden voor labels
finding-changed-items = items die later veranderden
choice-margin = Marge van { $share } procentpunt
choice-quiet = Referentieperiode { $from } tot en met { $to }
choice-uncorrected = Aandelen zoals gelabeld, niet gecorrigeerd
choice-results =
    { $count ->
        [one] Alleen het eerste resultaat telt
       *[other] De eerste { $count-text } resultaten tellen
    }
choice-same = hetzelfde oordeel
choice-other = een ander oordeel
method-source = Naar { $source }
rejected-heading = Afgewezen rijen naar reden
provenance-heading = Waar de cijfers van afhangen
provenance-tool = Programma
provenance-config = Configuratie, SHA-256
provenance-scorer = Beoordelaar
provenance-weights = Klikcurven, SHA-256
provenance-clocks = Beslistermijnen, SHA-256
provenance-zone = Tijdzone
provenance-manifest = Manifest in dit document, SHA-256
queries-note = De definitie van elke maat, zoals zij is uitgevoerd. De bestanden zijn bijgevoegd.

# Headings of columns
column-number = #
column-page = Pagina
column-seen = Gezien
column-presence = Opnamen
column-positions = Posities
column-path = Verloop
column-state = Toestand
column-term = Zoekterm
column-captured = Opgenomen
column-top-3 = Top 3
column-top-10 = Top 10
column-top-20 = Top 20
column-best = Hoogste
column-owned = Eigen
column-weight-set = Curve
column-week-from = Week vanaf
column-attention = Aandacht
column-most = Hoogste ooit
column-against = Tegenover
column-depth = Diepte
column-overlap = Hetzelfde
column-item = Soort
column-carry = Met incident
column-of = Van
column-first = Eerst gezien
column-last = Laatst gezien
column-pages = Pagina's
column-left = Verdwenen
column-stay = Mediaan dagen
column-stay-between = Mediaan tussen opnamen
column-request-p = Verzoeken (p)
column-id = Id
column-filed = Ingediend
column-outcome = Uitkomst
column-days = Dagen
column-clock = Termijn
column-channel = Kanaal
column-requests = Verzoeken
column-decided = Beslist
column-in-time = Op tijd
column-days-to-decision = Mediaan dagen
column-talk-before = Gesprek ervoor
column-talk-after = Gesprek erna
column-best-before = Hoogste ervoor
column-best-after = Hoogste erna
column-complete = 14 dagen om
column-posted = Geplaatst
column-storm = Storm
column-step = Stap
column-done = Gedaan
column-hours = Uren
column-planned = Gepland
column-day = Dag
column-kind = Soort
column-title = Wat
column-horizon = Dagen
column-change = Verandering
column-placebo = Zonder gebeurtenis
column-fit = R²
column-three-days = Drie dagen
column-claim = Bewering
column-fact-check = Feitencontrole
column-period-before = Periode
column-texts = Teksten
column-carried = Aandeel
column-results = Resultaten
column-promise = Toezegging
column-made = Toegezegd
column-due = Uiterlijk
column-days-late = Dagen te laat
column-opened = Begin
column-peak = Piek
column-ended = Einde
column-size = Boven gebruikelijk
column-arrivals = Platforms, volgorde
column-news-lag = Uren tot nieuws
column-second-method = Tweede methode
column-role = Rol
column-text = Tekst
column-copies = Kopieën
column-expected = Verwacht
column-in-80 = 80%-interval
column-in-95 = 95%-interval
column-words = Woorden
column-z = z
column-now = Nu
column-before = Ervoor
column-days-of = Dagen
column-was = Was
column-is = Is
column-clock-of = Betreft
column-choice = Andere keuze
column-difference = Verschil
column-verdict = Oordeel
column-file = Bestand
column-form = Vorm
column-read = Gelezen
column-kept = Gebruikt
column-folded = Dubbel
column-rejected = Afgewezen
column-reason = Reden
column-rows = Rijen
column-site = Site
column-latest = Laatste
languages = Talen
language-name = Nederlands
decided-by = Als negatief gelezen door: { $words }
footer-as-of = stand { $day }
period-day = { $from }
talk-note-days = Lichtgrijs: de rapportperiode.
talk-note-quiet = Lichtgrijs: de referentieperiode en de rapportperiode.
talk-note-usual = Donkere band: wat gebruikelijk is; streeplijn: waarboven een storm begint.
talk-note-storms = Balken eronder: stormen.
talk-note-ahead = Rechts van de periode: wat te verwachten is.
talk-note-events = Cijfers: wat er gebeurde.
talk-note-latest-events = Cijfers: de laatste { $count-text } gebeurtenissen.
talk-note-gaps = Waar de lijn breekt, is niets geteld.
record-chart-note-bare = Een rij per pagina en zoekterm, een vak per week: donker, bij de eerste drie; middeltint, bij de eerste tien; licht, lager. Een punt: opgenomen, niet aanwezig. Een streepje: niemand keek.
talk-chart-title-none = Negatief gesprek per dag
verdict-since-days = sinds de zeven dagen vanaf { $day }
needs-texts = er zijn in de periode minder dan { $of-text } negatieve oorspronkelijke berichten in één taal ({ $count-text })
needs-decided = tot nu toe is over te weinig beslist ({ $count-text } van de benodigde { $of-text })
decide-resurfaced-again =
    { $count ->
        [one] Eén pagina waarvan verwijdering was gevraagd, kwam terug in de resultaten: vraag er opnieuw om, of zeg waarom niet.
       *[other] { $count-text } pagina's waarvan verwijdering was gevraagd, kwamen terug in de resultaten: vraag er opnieuw om, of zeg waarom niet.
    }
decide-capture = Er is geen zoekpagina opgenomen: laat de zoektermen van deze zaak minstens wekelijks opnemen, zodat over de zoekresultaten te oordelen is.
decide-talk = Er is geen gesprek ingelezen: voeg de exports van een luisterprogramma toe, of tellingen, zodat over het gesprek te oordelen is.
unknown-fading = Hoe snel het gesprek wegebt en wanneer het terug is
unknown-effects-all = Of wat is gedaan, ertoe deed: bij geen van de { $of-text } gebeurtenissen is een effect te onderscheiden.
unknown-panels = Of platforms of talen verschillen: geen of maar één ervan heeft in de tijd genoeg beoordeelde berichten.
hours-count =
    { $hours ->
        [one] één uur
       *[other] { $hours-text } uur
    }
hours-decimal = { $hours } uur
footer-manifest = bijgevoegd manifest { $hash }
rows-more-manifest =
    { $count ->
        [one] Nog één bestand staat in het bijgevoegde manifest.json.
       *[other] Nog { $count-text } bestanden staan in het bijgevoegde manifest.json.
    }
map-term = { $site } (“{ $term }”)
clock-line = { $clock }. { $text }
forecast-none = Er is geen voorspelling: { $reason }.
themes-unknown = Woorden zijn niet te vergelijken: { $reason }.
themes-none = Geen woord wordt duidelijk vaker gezegd dan voorheen.
quotes-note = Teksten die het dichtst bij het midden van de negatieve oorspronkelijke berichten van de periode liggen, elk van een andere auteur.
suggestions-none = Geen opname van de periode bevat suggesties of verwante zoekopdrachten.
stability-none = Geen twee pagina's van één zoekterm en gezichtspunt zijn te vergelijken.
column-language = Taal
late-line = Te laat gemaakt: na de week waarin het rapport had moeten verschijnen.
revision-line = Herziening { $number }. Zij vervangt { $id }, waarvan report.json de SHA-256 { $hash }… heeft.
reason-forgotten = van iemand die niet meer wordt bewaard
mail-edition-executive = editie voor de directie
mail-edition-counsel = editie voor de jurist
mail-subject = Herstelrapport: { $organization }, { $period } ({ $edition })
mail-attached = Bijgevoegd is het herstelrapport over { $organization }: { $period } ({ $edition }).
mail-kept = Het herstelrapport over { $organization } is klaar: { $period } ({ $edition }). Het gaat niet per mail en staat hier: { $path }
mail-supersedes = Het komt in de plaats van { $id }.
mail-check = U kunt het controleren met `recover-report verify { $document }`, of door de SHA-256 te vergelijken met { $hash }
mail-end = Deze mail is automatisch verstuurd. De bevindingen staan alleen in het document.
