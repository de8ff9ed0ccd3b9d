/*---
id: "AI-07"
title: {sv: "Biståndstagare med ett nytt fordon eller flera fordon",
  en: "Someone on aid with a new vehicle or several vehicles"}
version: 1
maturity: ready
boards: [social_services]
scope: own
mode: casework
subject: person
first_contact: subject_alone
in_favour: false
wildcard: true
reads:
  aid_cases: [aid_case_id, opened_on, closed_on]
  aid_members: [aid_case_id, person_id, from_date, to_date, role]
  persons: [person_id, birth_date]
  vehicles: [vehicle_id, from_date, to_date, owner_id, model_year]
uses: []
population: {table: aid_members, column: person_id, where: "role IN ('applicant', 'co_applicant')"}
facts: {vehicles: integer, newest_year: text, ask_about_pressure: boolean}
parameters:
  new_years: {type: integer, default: 5, why: "older cars seldom have a value that matters for the right to aid"}
  many: {type: integer, default: 3, why: "two old vehicles in a household are ordinary, such as a car and a moped"}
  pressure: {type: integer, default: 10, why: "so many are seldom one's own: somebody may be using the person as a front"}
legal_basis:
  - {act: "Socialtjänstlagen (2025:400)", section: "rätten till ekonomiskt bistånd och tillgångar (paragrafen bekräftas av jurist)", confirmed: false}
  - {act: "Förordning (2001:637) om behandling av personuppgifter inom socialtjänsten", section: "12 §", confirmed: false}
explain: {sv: "{subject} får bistånd och står som ägare till fordon. Antal: {vehicles}. Nyaste årsmodell: {newest_year}. Fråga om någon pressar personen att stå som ägare: {ask_about_pressure}.",
  en: "{subject} is on aid and is the registered owner of vehicles. Number: {vehicles}. Newest model year: {newest_year}. Ask whether somebody makes the person stand as owner: {ask_about_pressure}."}
innocent_explanations:
  - id: old_vehicle
    visible: true
    sv: "Fordonen är få och gamla, och saknar betydelse för rätten till bistånd."
    en: "The vehicles are few and old, and of no weight for the right to aid."
    clears: {sv: "Antal och årsmodell i vägtrafikregistret.", en: "The number and model years in the vehicle register."}
  - id: sold
    visible: true
    sv: "Fordonet är sålt och ägarbytet är registrerat."
    en: "The vehicle has been sold and the change of owner is registered."
    clears: {sv: "Slutdatum för ägandet.", en: "The last day of ownership."}
  - id: disability
    visible: false
    sv: "Bilen behövs för en funktionsnedsättning, eller köptes med bilstöd."
    en: "The car is needed because of a disability, or was bought with a car grant."
    clears: {sv: "Beslutet om bilstöd eller ett läkarintyg.", en: "The decision on the car grant, or a medical certificate."}
  - id: work
    visible: false
    sv: "Bilen behövs för arbete eller för att lämna barn, och nämnden har godtagit det."
    en: "The car is needed for work or to take children to school, and the board has accepted it."
    clears: {sv: "Beslutet i ärendet.", en: "The decision in the case."}
  - id: not_theirs
    visible: false
    sv: "Fordonet används av någon annan, är sålt utan anmälan, stulet eller skrotat, eller personen står som ägare under tvång."
    en: "The vehicle is used by somebody else, was sold without report, stolen or scrapped, or the person stands as owner under duress."
    clears: {sv: "Samtal med personen ensam, och köpehandling eller polisanmälan.", en: "A talk with the person alone, and a bill of sale or police report."}
  - id: leased
    visible: false
    sv: "Fordonet är köpt på avbetalning eller leasat, och har inget värde att sälja."
    en: "The vehicle is bought on instalments or leased, with no value to sell."
    clears: {sv: "Kreditavtalet.", en: "The credit agreement."}
misses:
  - {sv: "Fordon som står på någon annan eller på ett företag, och fordon registrerade utomlands.", en: "Vehicles in somebody else's name or a company's, and vehicles registered abroad."}
  - {sv: "Dyra äldre fordon, och värdet av ett fordon.", en: "Costly older vehicles, and what a vehicle is worth."}
next_step: {sv: "Fråga personen, ensam, vem som använder fordonen. Vid många fordon: fråga först om någon pressar personen, och erbjud hjälp.",
  en: "Ask the person, alone, who uses the vehicles. If they are many, ask first whether somebody puts pressure on the person, and offer help."}
secrecy: ["OSL 26:1"]
leads_to: bidragsbrottslagen_6
retention_days: 30
---*/
WITH members AS (
  SELECT DISTINCT m.person_id
  FROM aid_cases AS c
  JOIN aid_members AS m ON m.aid_case_id = c.aid_case_id
  JOIN persons AS p ON p.person_id = m.person_id
  WHERE c.opened_on <= $as_of AND COALESCE(c.closed_on, $as_of) >= $as_of
    AND m.from_date <= $as_of AND COALESCE(m.to_date, $as_of) >= $as_of AND m.role IN ('applicant', 'co_applicant')
    AND CAST(p.birth_date + INTERVAL 18 YEAR AS DATE) <= $as_of
), owned AS (
  SELECT m.person_id, v.vehicle_id, v.row_key, v.from_date, v.to_date, v.model_year
  FROM members AS m JOIN vehicles AS v ON v.owner_id = m.person_id
  WHERE COALESCE(v.from_date, $as_of) <= $as_of AND COALESCE(v.to_date, $as_of) >= $as_of
), found AS (
  SELECT person_id, COUNT(DISTINCT vehicle_id) AS vehicles, CAST(MAX(model_year) AS VARCHAR) AS newest_year
  FROM owned GROUP BY person_id
  HAVING COUNT(DISTINCT vehicle_id) >= $many OR EXTRACT(YEAR FROM $as_of) - MAX(model_year) <= $new_years
)
SELECT f.person_id AS subject_id, '' AS anchor, 'vehicles' AS evidence_table, o.row_key AS evidence_key, o.from_date, o.to_date,
  CAST(NULL AS DECIMAL(14,2)) AS amount, f.vehicles, f.newest_year, f.vehicles >= $pressure AS ask_about_pressure
FROM found AS f JOIN owned AS o ON o.person_id = f.person_id
