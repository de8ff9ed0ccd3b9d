/*---
id: "AI-09"
title: {sv: "Vuxna i hemmet som inte ingår i ärendet", en: "Adults in the home who are not in the case"}
version: 1
maturity: ready
boards: [social_services]
scope: own
mode: both
subject: person
first_contact: subject_alone
in_favour: false
wildcard: true
reads:
  aid_cases: [aid_case_id, applicant_id, opened_on, closed_on, declared_dwelling_id, placement]
  aid_members: [aid_case_id, person_id, from_date, to_date]
  residences: [person_id, dwelling_id, from_date, to_date]
  persons: [person_id, birth_date]
  tenancies: [tenancy_id, holder_id, dwelling_id, from_date, to_date]
uses: [stays]
population: {table: aid_cases, column: applicant_id, where: "declared_dwelling_id IS NOT NULL"}
facts: {adults: integer, home: dwelling}
parameters:
  resident_days: {type: integer, default: 90, why: "a guest or a late report of a move; after three months the household should have said so"}
  adult_since: {type: months_back, default: 216, why: "an adult is 18 years or more, 216 months (föräldrabalken 9 kap. 1 §)"}
legal_basis:
  - {act: "Socialtjänstlagen (2025:400)", section: "ekonomiskt bistånd (paragraferna bekräftas av jurist)", confirmed: false}
  - {act: "Lag (2001:454) om behandling av personuppgifter inom socialtjänsten", section: "6 §", confirmed: false}
  - {act: "Förordning (2001:637) om behandling av personuppgifter inom socialtjänsten", section: "12 och 15 §§", confirmed: false}
explain:
  sv: "{adults} vuxna är sedan en längre tid folkbokförda på {home}, som {subject} uppger som hushållets bostad. De ingår inte i något öppet ärende och har inget eget kontrakt där."
  en: "{adults} adult or adults have long been registered at {home}, which {subject} declares as the household's home. They are in no open case and hold no lease of their own there."
innocent_explanations:
  - id: own_lease
    visible: true
    sv: "Den andra vuxna har ett eget kontrakt på lägenheten och betalar sin del."
    en: "The other adult holds a lease on the flat and pays a share."
    clears: {sv: "Kontraktet.", en: "The lease."}
  - id: own_case
    visible: true
    sv: "Den andra vuxna har ett eget ärende hos nämnden, som räknar med delad bostad."
    en: "The other adult has a case of their own with the board, which counts with a shared home."
    clears: {sv: "Det andra ärendet.", en: "The other case."}
  - id: guest
    visible: true
    sv: "Den andra vuxna har bara bott där en kort tid."
    en: "The other adult has lived there only for a short while."
    clears: {sv: "Folkbokföringens datum.", en: "The date in the population register."}
  - id: lodger
    visible: false
    sv: "Den andra vuxna är inneboende, hushållet har berättat det och hyran är inräknad."
    en: "The other adult is a lodger, the household has said so and the rent is counted."
    clears: {sv: "Beslutet och avtalet med den inneboende.", en: "The decision and the agreement with the lodger."}
  - id: grown_up_child
    visible: false
    sv: "Ett vuxet barn eller en förälder bor hemma, försörjer sig och betalar sin del av hyran."
    en: "A grown-up child or a parent lives at home, earns a living and pays a share of the rent."
    clears: {sv: "Beräkningen av boendekostnaden i beslutet.", en: "The housing cost in the decision."}
  - id: separated
    visible: false
    sv: "Ett par har separerat, men den ena har inte fått någon egen bostad eller har inte anmält flytten."
    en: "A couple has separated, but one has found no home or has not reported the move."
    clears: {sv: "Sökandens egen berättelse; tala enskilt, och fråga hur sökanden har det.", en: "The applicant's own account; talk alone, and ask how the applicant is."}
  - id: away_by_law
    visible: false
    sv: "Den andra vuxna är borta högst ett år, eller på sjukhus, anstalt, behandling eller skyddat boende, och är ändå folkbokförd kvar."
    en: "The other adult is away for at most a year, or in hospital, prison, treatment or sheltered housing, and stays registered."
    clears: {sv: "Sökandens uppgift; fråga inte efter sjukdom, vård eller hot.", en: "The applicant's word; do not ask about illness, care or threats."}
misses:
  - {sv: "Vuxna som bor i hemmet utan att vara folkbokförda där.", en: "Adults who live in the home without being registered there."}
  - {sv: "Hem som saknar lägenhetsnummer i folkbokföringen.", en: "Homes without a flat number in the population register."}
next_step:
  sv: "Läs beslutet: kan de andra vuxna redan vara inräknade? Fråga annars sökanden, enskilt, vid nästa ansökan."
  en: "Read the decision: are the other adults already counted? If not, ask the applicant, alone, at the next application."
secrecy: ["OSL 26:1"]
leads_to: null
retention_days: 30
---*/
-- A household placed in a shelter, in care or in another municipality is not asked who lives in the home it left.
WITH open_cases AS (
  SELECT aid_case_id, applicant_id, declared_dwelling_id, opened_on, placement, row_key FROM aid_cases
  WHERE opened_on <= $as_of AND (closed_on IS NULL OR closed_on >= $as_of)
),
others AS (
  SELECT c.aid_case_id, c.applicant_id, c.declared_dwelling_id, c.row_key AS case_key, s.person_id, s.from_date
  FROM open_cases AS c
  JOIN stays AS s ON s.dwelling_id = c.declared_dwelling_id
  JOIN persons AS p ON p.person_id = s.person_id AND p.birth_date <= $adult_since
  WHERE COALESCE(c.placement, 'none') = 'none'
    AND s.left_on > $as_of AND DATE_DIFF('day', s.from_date, $as_of) + 1 >= $resident_days
    AND s.person_id NOT IN (SELECT o.applicant_id FROM open_cases AS o WHERE o.applicant_id IS NOT NULL)
    AND s.person_id NOT IN (
      SELECT m.person_id FROM aid_members AS m JOIN open_cases AS o ON o.aid_case_id = m.aid_case_id
      WHERE m.from_date <= $as_of AND (m.to_date IS NULL OR m.to_date >= $as_of))
    AND NOT EXISTS (
      SELECT t.tenancy_id FROM tenancies AS t
      WHERE t.holder_id = s.person_id AND t.dwelling_id = s.dwelling_id
        AND t.from_date <= $as_of AND (t.to_date IS NULL OR t.to_date >= $as_of))
),
counted AS (
  SELECT aid_case_id, COUNT(DISTINCT person_id) AS adults, MIN(from_date) AS since FROM others GROUP BY aid_case_id
),
evidence AS (
  SELECT aid_case_id, applicant_id, declared_dwelling_id, 'aid_cases' AS evidence_table, case_key AS evidence_key FROM others
  UNION SELECT o.aid_case_id, o.applicant_id, o.declared_dwelling_id, 'residences', r.row_key FROM others AS o
  JOIN residences AS r ON r.person_id = o.person_id AND r.dwelling_id = o.declared_dwelling_id
    AND r.from_date <= $as_of AND (r.to_date IS NULL OR r.to_date >= $as_of)
)
SELECT e.applicant_id AS subject_id, e.aid_case_id AS anchor, e.evidence_table, e.evidence_key,
  n.since AS from_date, CAST(NULL AS DATE) AS to_date, CAST(NULL AS DECIMAL(14,2)) AS amount,
  n.adults, e.declared_dwelling_id AS home
FROM evidence AS e JOIN counted AS n ON n.aid_case_id = e.aid_case_id
