/*---
id: "AD-05"
title: {sv: "Ett hem som inte är någon bostad?", en: "A home that is no dwelling?"}
version: 1
maturity: ready
boards: [registry]
scope: triggered
mode: casework
subject: dwelling
first_contact: authority_only
in_favour: false
wildcard: true
reads:
  residences: [person_id, dwelling_id, property_id, municipality_code, placement, from_date, to_date]
  dwellings: [dwelling_id, property_id, usage, built_on, collective]
uses: [stays]
population: {table: dwellings, column: dwelling_id}
facts: {people: integer, since: date, known: boolean}
parameters:
  resident_days: {type: integer, default: 90, why: "a new number or a corrected address reaches both registers by then"}
  built_days: {type: integer, default: 365, why: "a new house may lack its dwellings in the register for a year"}
  trigger_days: {type: integer, default: 365, why: "a cause older than a year no longer justifies a question"}
legal_basis:
  - {act: "Folkbokföringslagen (1991:481)", section: "32 c §", confirmed: false}
  - {act: "Folkbokföringslagen (1991:481)", section: "6-9 §§", confirmed: false}
explain:
  sv: "På {subject} är {people} personer folkbokförda, den första sedan {since}, men uppgifterna om byggnaden visar ingen bostad där. Numret finns i kommunens byggnadsuppgifter: {known}."
  en: "{people} people are registered at {subject}, the first since {since}, but the building data show no home there. The number is in the municipality's building data: {known}."
innocent_explanations:
  - {id: new_house, visible: true, sv: "Huset är nybyggt och lägenheterna har inte förts in.", en: "The house is new and its dwellings have not been entered.", clears: {sv: "Slutbeskedet för byggnaden.", en: "The building's final clearance."}}
  - {id: newly_registered, visible: true, sv: "Flytten är ny och adressen hinner rättas.", en: "The move is recent and the address will be corrected.", clears: {sv: "Datum för inflyttning.", en: "The date of moving in."}}
  - {id: care_home, visible: true, sv: "Lokalen är ett vård-, grupp- eller skyddat boende.", en: "The premises are a care, group or sheltered home.", clears: {sv: "Listan över kända kollektiva adresser.", en: "The list of known collective addresses."}}
  - {id: property_only, visible: true, sv: "Personen är folkbokförd på fastigheten eller i kommunen, inte i en bostad.", en: "The person is registered on the property or in the municipality, not in a dwelling.", clears: {sv: "Folkbokföringens placering.", en: "The placement in the register."}}
  - {id: lawful_use, visible: false, sv: "Lokalen får användas som bostad: ombyggd enligt bygglov, portvaktsbostad, prästgård, båt på kajplats, ateljé.", en: "The premises may be lived in: converted by permit, a caretaker's home, a vicarage, a boat at a berth, a studio.", clears: {sv: "Bygglovet eller hyresavtalet.", en: "The building permit or the lease."}}
  - {id: old_list, visible: false, sv: "Bostadslistan är gammal: lägenheter har delats, slagits ihop eller fått nya nummer.", en: "The list of dwellings is old: flats were divided, joined or renumbered.", clears: {sv: "Fastighetsägarens uppgift till lägenhetsregistret.", en: "The owner's report to the dwelling register."}}
  - {id: wrong_number, visible: false, sv: "Fel lägenhetsnummer i flyttanmälan; personen bor i grannlägenheten.", en: "A wrong apartment number in the report of the move; the person lives next door.", clears: {sv: "En rättad flyttanmälan.", en: "A corrected report of the move."}}
  - {id: away_by_law, visible: false, sv: "Några är borta på sjukhus, anstalt, i vård, behandling eller skyddat boende, eller enligt plan i högst ett år; folkbokföringen står då kvar (folkbokföringslagen 7-9 §§).", en: "Some are away in hospital, prison, care, treatment or sheltered housing, or for at most a year as planned; their registration then stays.", clears: {sv: "Den enskildes uppgift om vistelsen; fråga inte efter skälet.", en: "The person's word on the stay; do not ask why."}}
misses:
  - {sv: "Bostäder på fastigheter där inga lägenheter finns i listan.", en: "Homes on properties with no dwelling in the list."}
  - {sv: "Lokaler som listan felaktigt kallar bostad.", en: "Premises that the list wrongly calls a home."}
  - {sv: "De som bor i lokaler utan att vara folkbokförda där.", en: "Those who live in premises without being registered there."}
next_step:
  sv: "Jämför först med egna bygg- och fastighetsuppgifter; felet ligger oftast i listan. Skriv sedan till dem som är folkbokförda och hjälp dem att rätta numret. Bor någon i en farlig lokal: hjälp till en bostad."
  en: "First compare with your own building and property data; the list is the usual fault. Then write to those registered and help them correct the number. If someone lives in dangerous premises: help them to a home."
secrecy: ["OSL 22:1"]
leads_to: fol_32c
retention_days: 30
---*/
WITH rows AS (
    SELECT r.person_id, r.dwelling_id, r.property_id, s.from_date AS since, r.from_date, r.to_date, r.row_key
    FROM residences AS r
    JOIN stays AS s ON s.person_id = r.person_id AND s.dwelling_id = r.dwelling_id AND s.left_on > $as_of
        AND DATE_DIFF('day', s.from_date, $as_of) + 1 >= $resident_days
    WHERE r.placement = 'dwelling' AND r.from_date <= $as_of AND (r.to_date IS NULL OR r.to_date >= $as_of)
        AND COALESCE(r.municipality_code = $municipality_code, TRUE)
),

properties AS (
    SELECT property_id, MAX(built_on) AS youngest
    FROM dwellings
    WHERE property_id IS NOT NULL
    GROUP BY property_id
),

asked AS (
    SELECT r.person_id, r.dwelling_id, COALESCE(d.property_id, r.property_id, '') AS property_id, r.since, r.from_date, r.to_date, r.row_key,
        d.row_key AS dwelling_key, d.dwelling_id IS NOT NULL AS known
    FROM rows AS r
    LEFT JOIN dwellings AS d ON d.dwelling_id = r.dwelling_id
    LEFT JOIN properties AS p ON p.property_id = r.property_id
    WHERE d.usage = 'non_residential' AND NOT d.collective
        OR d.dwelling_id IS NULL AND p.property_id IS NOT NULL
            AND COALESCE(DATE_DIFF('day', p.youngest, $as_of) > $built_days, TRUE)
),

counted AS (
    SELECT dwelling_id, property_id, known, COUNT(DISTINCT person_id) AS people, MIN(since) AS since
    FROM asked
    GROUP BY dwelling_id, property_id, known
)

SELECT c.dwelling_id AS subject_id, c.property_id AS anchor, 'residences' AS evidence_table, a.row_key AS evidence_key,
    a.from_date, a.to_date, CAST(NULL AS DECIMAL(14, 2)) AS amount, c.people, c.since, c.known
FROM counted AS c
JOIN asked AS a ON a.dwelling_id = c.dwelling_id AND a.property_id = c.property_id
UNION ALL
SELECT DISTINCT c.dwelling_id, c.property_id, 'dwellings', a.dwelling_key, CAST(NULL AS DATE), CAST(NULL AS DATE),
    CAST(NULL AS DECIMAL(14, 2)), c.people, c.since, c.known
FROM counted AS c
JOIN asked AS a ON a.dwelling_id = c.dwelling_id AND a.property_id = c.property_id
WHERE c.known
