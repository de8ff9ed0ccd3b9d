/*---
id: "HO-01"
title: {sv: "Bor innehavaren i lägenheten?", en: "Does the holder live in the flat?"}
version: 1
maturity: ready
boards: [housing_company]
scope: own
mode: casework
subject: person
first_contact: subject_alone
in_favour: false
wildcard: true
reads:
  tenancies: [tenancy_id, holder_id, dwelling_id, kind, from_date, to_date]
  residences: [person_id, dwelling_id, municipality_code, from_date, to_date]
  dwellings: [dwelling_id, collective]
  sublet_permits: [tenancy_id, from_date, to_date]
  relations: [person_id, related_id, kind, from_date]
  persons: [person_id, birth_date, deregistration_code, deregistration_date]
uses: []
population: {table: tenancies, column: holder_id, where: "kind = 'first_hand'"}
facts: {lease: lease, home: dwelling, since: date}
parameters:
  away_days: {type: integer, default: 90, why: "a move is reported within a week, but notice and moving take up to three months"}
  youngest_silent: {type: months_back, default: 960, why: "from 80 years (960 months) a stay in care or with family is the likely reason"}
legal_basis:
  - {act: "Jordabalken", section: "12 kap. 39-40 §§", confirmed: false}
  - {act: "Jordabalken", section: "12 kap. 42 §", confirmed: false}
explain:
  sv: "{subject} har kontraktet {lease} på {home} men har varit folkbokförd på annan plats sedan åtminstone {since}. Ingen medinnehavare, make, maka, partner, barn eller förälder är folkbokförd i lägenheten, och inget tillstånd till andrahandsuthyrning gäller."
  en: "{subject} holds the lease {lease} on {home} but has been registered elsewhere since at least {since}. No co-holder, spouse, partner, child or parent is registered in the flat, and no permit to sublet is in force."
innocent_explanations:
  - {id: family_lives_there, visible: true, sv: "En medinnehavare eller en nära anhörig bor kvar i lägenheten.", en: "A co-holder or close relative lives in the flat.", clears: {sv: "Folkbokföringen.", en: "The population register."}}
  - {id: permit, visible: true, sv: "Lägenheten hyrs ut i andra hand med tillstånd.", en: "The flat is sublet with a permit.", clears: {sv: "Tillståndet.", en: "The permit."}}
  - {id: just_moved, visible: true, sv: "Flytten är ny: uppsägning, inflyttning eller flyttanmälan pågår.", en: "The move is recent: a notice, moving in or a report of the move is under way.", clears: {sv: "Uppsägningen eller flyttanmälan.", en: "The notice, or the report of the move."}}
  - {id: in_care, visible: true, sv: "Innehavaren är i hög ålder, eller är folkbokförd på ett vård-, grupp- eller skyddat boende.", en: "The holder is very old, or is registered in care, group or sheltered housing.", clears: {sv: "Beslutet om boendet; fråga inte efter skälet.", en: "The decision on the housing; do not ask why."}}
  - {id: away_by_law, visible: false, sv: "En vistelse på högst ett år som är bestämd i förväg, eller sjukhus, ungdomsvård, anstalt, missbruksvård eller skyddat boende, ändrar inte var man är folkbokförd (folkbokföringslagen 7-9 §§): den som kommit tillbaka kan stå kvar på den andra adressen.", en: "A stay of at most a year decided beforehand, hospital, youth care, prison, treatment or sheltered housing does not change registration: whoever has come back may still stand at the other address.", clears: {sv: "Hyresgästens uppgift om vistelsen och när den slutar; fråga inte efter sjukdom, vård eller hot.", en: "The tenant's word on the stay and its end; do not ask about illness, care or threats."}}
  - {id: cares_for_someone, visible: false, sv: "Innehavaren vårdar en anhörig, eller har barn växelvis, och är folkbokförd där.", en: "The holder cares for a relative, or has children alternately, and is registered there.", clears: {sv: "Hyresgästens berättelse och hur lägenheten används.", en: "The tenant's account and how the flat is used."}}
  - {id: works_or_studies, visible: false, sv: "Innehavaren arbetar eller studerar på annan ort eller utomlands och använder lägenheten regelbundet.", en: "The holder works or studies elsewhere or abroad and uses the flat regularly.", clears: {sv: "Intyg från arbetsgivaren eller skolan.", en: "A certificate from the employer or school."}}
  - {id: unregistered_family, visible: false, sv: "En sambo, ett syskon eller en inneboende bor kvar, och inget register visar bandet.", en: "A cohabitant, sibling or lodger remains, and no register shows the tie.", clears: {sv: "Samtal med den som bor i lägenheten.", en: "A talk with whoever lives in the flat."}}
  - {id: cannot_live_there, visible: false, sv: "Lägenheten går inte att bo i: renovering, vattenskada, ohyra eller hot mot hyresgästen.", en: "The flat cannot be lived in: renovation, water damage, vermin, or threats against the tenant.", clears: {sv: "Hyresvärdens egen akt.", en: "The landlord's own file."}}
misses:
  - {sv: "Innehavare som står kvar i folkbokföringen men bor någon annanstans.", en: "Holders who are still registered in the flat but live elsewhere."}
  - {sv: "Lägenheter där en anhörig är folkbokförd utan att bo där.", en: "Flats where a relative is registered without living there."}
  - {sv: "Innehavare som är äldre, saknar födelsedatum, eller har avregistrerats.", en: "Holders who are old, lack a birth date or have been deregistered."}
next_step:
  sv: "Läs den egna akten. Fråga därefter hyresgästen, enskilt och öppet, hur lägenheten används. Är skälet ett brott mot hyresgästen: erbjud stöd, gå inte vidare (JB 12 kap. 42 §)."
  en: "Read your own file. Then ask the tenant, alone and openly, how the flat is used. If the reason is a crime against the tenant: offer support, go no further (JB 12:42)."
secrecy: []
leads_to: null
retention_days: 30
---*/
WITH leases AS (
    SELECT tenancy_id, holder_id, dwelling_id, from_date, to_date, row_key
    FROM tenancies
    WHERE kind = 'first_hand' AND from_date <= $as_of AND (to_date IS NULL OR to_date >= $as_of)
),
gone AS (
    SELECT person_id FROM persons
    WHERE deregistration_code IN ('AV', 'UV', 'OB', 'FI') AND COALESCE(deregistration_date <= $as_of, TRUE)
),
holders AS (
    SELECT l.tenancy_id, l.holder_id, l.dwelling_id, l.from_date, l.to_date, l.row_key
    FROM leases AS l JOIN persons AS p ON p.person_id = l.holder_id AND p.birth_date > $youngest_silent
    WHERE l.dwelling_id IS NOT NULL AND l.holder_id NOT IN (SELECT person_id FROM gone)
        AND DATE_DIFF('day', l.from_date, $as_of) + 1 >= $away_days AND l.tenancy_id NOT IN (
            SELECT tenancy_id FROM sublet_permits WHERE from_date <= $as_of AND (to_date IS NULL OR to_date >= $as_of))
),
periods AS (
    SELECT h.tenancy_id, h.holder_id, r.from_date, r.to_date, r.row_key, r.dwelling_id = h.dwelling_id AS at_home,
        LEAST(DATE_DIFF('day', r.from_date, $as_of) + 1, $away_days) - GREATEST(DATE_DIFF('day', COALESCE(r.to_date, $as_of), $as_of), 0) AS days
    FROM holders AS h
    JOIN residences AS r ON r.person_id = h.holder_id AND r.from_date <= $as_of
        AND (r.dwelling_id IS NOT NULL OR r.municipality_code <> $municipality_code)
    LEFT JOIN dwellings AS d ON d.dwelling_id = r.dwelling_id AND d.collective
    WHERE DATE_DIFF('day', COALESCE(r.to_date, $as_of), $as_of) < $away_days AND d.dwelling_id IS NULL
),
away AS (
    SELECT p.tenancy_id, p.holder_id, MIN(p.from_date) AS since FROM periods AS p
    GROUP BY p.tenancy_id, p.holder_id
    HAVING CAST(SUM(p.days) AS BIGINT) >= $away_days AND NOT BOOL_OR(COALESCE(p.at_home, FALSE))
),
asked AS (
    SELECT l.tenancy_id, l.holder_id, h.dwelling_id
    FROM away AS a JOIN holders AS h ON h.tenancy_id = a.tenancy_id AND h.holder_id = a.holder_id
    JOIN leases AS l ON l.tenancy_id = a.tenancy_id
),
ties AS (
    SELECT person_id, related_id FROM relations
    WHERE kind IN ('M', 'P', 'B', 'MO', 'FA', 'F') AND (from_date IS NULL OR from_date <= $as_of)
        AND (person_id IN (SELECT holder_id FROM asked) OR related_id IN (SELECT holder_id FROM asked))
),
close AS (
    SELECT tenancy_id, dwelling_id, holder_id AS person_id FROM asked
    UNION
    SELECT a.tenancy_id, a.dwelling_id, t.related_id FROM asked AS a JOIN ties AS t ON t.person_id = a.holder_id
    UNION
    SELECT a.tenancy_id, a.dwelling_id, t.person_id FROM asked AS a JOIN ties AS t ON t.related_id = a.holder_id
),
lived_in AS (
    SELECT c.tenancy_id FROM close AS c
    JOIN residences AS r ON r.person_id = c.person_id AND r.dwelling_id = c.dwelling_id AND r.from_date <= $as_of
    WHERE (r.to_date IS NULL OR r.to_date >= $as_of) AND c.person_id NOT IN (SELECT person_id FROM gone)
)
SELECT h.holder_id AS subject_id, h.tenancy_id AS anchor, e.evidence_table, e.evidence_key, e.from_date, e.to_date,
    CAST(NULL AS DECIMAL(14, 2)) AS amount, h.tenancy_id AS lease, h.dwelling_id AS home, a.since
FROM away AS a JOIN holders AS h ON h.tenancy_id = a.tenancy_id AND h.holder_id = a.holder_id
JOIN (SELECT tenancy_id, holder_id, 'residences' AS evidence_table, row_key AS evidence_key, from_date, to_date FROM periods
    UNION ALL SELECT tenancy_id, holder_id, 'tenancies', row_key, from_date, to_date FROM holders) AS e
    ON e.tenancy_id = h.tenancy_id AND e.holder_id = h.holder_id
WHERE h.tenancy_id NOT IN (SELECT tenancy_id FROM lived_in)
