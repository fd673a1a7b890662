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
