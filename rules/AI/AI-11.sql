/*---
id: "AI-11"
title: {sv: "Till personens fördel: ett barn som inte räknas med", en: "In the person's favour: a child who is not counted"}
version: 1
maturity: ready
boards: [social_services]
scope: own
mode: both
subject: person
first_contact: subject_alone
in_favour: true
wildcard: true
reads:
  aid_cases: [aid_case_id, applicant_id, opened_on, closed_on, declared_dwelling_id]
  aid_members: [aid_case_id, person_id, from_date, to_date]
  relations: [person_id, related_id, kind, from_date]
  residences: [person_id, dwelling_id, from_date, to_date]
  persons: [person_id, birth_date]
uses: [stays]
population: {table: aid_cases, column: applicant_id, where: "declared_dwelling_id IS NOT NULL"}
facts: {children: integer, home: dwelling}
parameters:
  resident_days: {type: integer, default: 60, why: "a move takes up to two months to reach the case"}
  adult_since: {type: months_back, default: 216, why: "a child is under 18 years, 216 months (föräldrabalken 9 kap. 1 §)"}
legal_basis:
  - {act: "Socialtjänstlagen (2025:400)", section: "ekonomiskt bistånd (paragraferna bekräftas av jurist)", confirmed: false}
  - {act: "Förvaltningslagen (2017:900)", section: "23 §, nämndens ansvar att utreda", confirmed: false}
  - {act: "Förordning (2001:637) om behandling av personuppgifter inom socialtjänsten", section: "12 och 15 §§", confirmed: false}
explain:
  sv: "{children} barn till en vuxen i ärendet för {subject} är folkbokförda på {home} men räknas inte med i något öppet ärende. Hushållet kan ha fått för lite."
  en: "{children} child or children of an adult in the case of {subject} are registered at {home} but counted in no open case. The household may have received too little."
innocent_explanations:
  - id: counted_elsewhere
    visible: true
    sv: "Barnet räknas med i den andra förälderns ärende."
    en: "The child is counted in the other parent's case."
    clears: {sv: "Det andra ärendet.", en: "The other case."}
  - id: just_moved_in
    visible: true
    sv: "Barnet har nyligen flyttat in, och ärendet hinner ändras vid nästa ansökan."
    en: "The child has just moved in, and the case will be changed at the next application."
    clears: {sv: "Folkbokföringens datum.", en: "The date in the population register."}
  - id: lives_elsewhere
    visible: false
    sv: "Barnet bor i praktiken hos den andra föräldern eller är placerat, fast folkbokföringen är oförändrad."
    en: "The child in practice lives with the other parent or is placed, though the registration is unchanged."
    clears: {sv: "Föräldrarnas uppgift om var barnet bor.", en: "The parents' word on where the child lives."}
  - id: own_means
    visible: false
    sv: "Barnet har egna tillgångar eller inkomster som räcker, så att det med rätta inte räknas med."
    en: "The child has means or income of its own that suffice, so that it is rightly left out."
    clears: {sv: "Beräkningen i beslutet.", en: "The calculation in the decision."}
misses:
  - {sv: "Barn som inte är folkbokförda på den adress som hushållet uppgett.", en: "Children not registered at the address the household declared."}
  - {sv: "Barn till en sambo som inte är med i ärendet, och barn vars föräldrar saknas i registret.", en: "Children of a partner who is not in the case, and children whose parents are not in the register."}
next_step:
  sv: "Läs beslutet. Räknas barnet inte med av misstag: rätta, betala det som fattas och förklara för familjen hur det blev fel."
  en: "Read the decision. If the child was left out by mistake: correct it, pay what is missing and explain to the family what went wrong."
secrecy: ["OSL 26:1"]
leads_to: null
retention_days: 30
---*/
WITH cases AS (
  SELECT aid_case_id, applicant_id, opened_on, declared_dwelling_id, row_key FROM aid_cases
  WHERE opened_on <= $as_of AND (closed_on IS NULL OR closed_on >= $as_of)
),
members AS (
  SELECT DISTINCT c.aid_case_id, m.person_id FROM cases AS c JOIN aid_members AS m ON m.aid_case_id = c.aid_case_id
  WHERE m.from_date <= $as_of AND (m.to_date IS NULL OR m.to_date >= $as_of)
),
parents AS (
  SELECT m.aid_case_id, m.person_id FROM members AS m JOIN persons AS p ON p.person_id = m.person_id
  WHERE p.birth_date <= $adult_since
),
children AS (
  SELECT f.aid_case_id, r.related_id AS child_id, r.row_key AS tie FROM parents AS f
  JOIN relations AS r ON r.person_id = f.person_id AND r.kind = 'B'
  WHERE r.from_date IS NULL OR r.from_date <= $as_of
  UNION
  SELECT f.aid_case_id, r.person_id, r.row_key FROM parents AS f
  JOIN relations AS r ON r.related_id = f.person_id AND r.kind IN ('MO', 'FA', 'F')
  WHERE r.from_date IS NULL OR r.from_date <= $as_of
),
left_out AS (
  SELECT k.aid_case_id, k.child_id, k.tie, c.applicant_id, c.declared_dwelling_id, c.row_key AS case_key, s.from_date
  FROM children AS k
  JOIN cases AS c ON c.aid_case_id = k.aid_case_id
  JOIN persons AS p ON p.person_id = k.child_id AND p.birth_date > $adult_since
  JOIN stays AS s ON s.person_id = k.child_id AND s.dwelling_id = c.declared_dwelling_id
  WHERE s.left_on > $as_of AND DATE_DIFF('day', s.from_date, $as_of) + 1 >= $resident_days
    AND k.child_id NOT IN (SELECT person_id FROM members)
),
counted AS (
  SELECT aid_case_id, COUNT(DISTINCT child_id) AS children, MIN(from_date) AS since FROM left_out GROUP BY aid_case_id
),
evidence AS (
  SELECT aid_case_id, applicant_id, declared_dwelling_id, 'aid_cases' AS evidence_table, case_key AS evidence_key FROM left_out
  UNION SELECT aid_case_id, applicant_id, declared_dwelling_id, 'relations', tie FROM left_out
  UNION SELECT l.aid_case_id, l.applicant_id, l.declared_dwelling_id, 'residences', r.row_key FROM left_out AS l
  JOIN residences AS r ON r.person_id = l.child_id AND r.dwelling_id = l.declared_dwelling_id
    AND r.from_date <= $as_of AND (r.to_date IS NULL OR r.to_date >= $as_of)
)
SELECT e.applicant_id AS subject_id, e.aid_case_id AS anchor, e.evidence_table, e.evidence_key,
  n.since AS from_date, CAST(NULL AS DATE) AS to_date, CAST(NULL AS DECIMAL(14,2)) AS amount,
  n.children, e.declared_dwelling_id AS home
FROM evidence AS e JOIN counted AS n ON n.aid_case_id = e.aid_case_id
