/*---
id: concerned
version: 1
purpose:
  sv: "De personer som någon fråga om hushåll kan gälla. De andra vyerna ser bara dem, så att ingen annans släkt eller boende kartläggs."
  en: "The persons some question about households can concern. The other views see them alone, so that nobody else's kin or homes are mapped."
reads:
  residences: [person_id, from_date, to_date, dwelling_id, care_of]
  persons: [person_id, birth_date]
  dwellings: [dwelling_id, category, collective, usage]
  tenancies: [holder_id, dwelling_id, acquired_by]
  aid_cases: [applicant_id, declared_dwelling_id]
  aid_members: [person_id]
optional: [tenancies, aid_cases, aid_members]
uses: []
columns:
  person_id: person
key: [person_id]
before_protection: true
---*/
-- Rows of the last 36 months. No question can be asked of fewer than three people, nor of people who all moved in on one
-- day, for those are related; but where more than 40 have passed, moving in together ties nobody (docs/decisions/0053).
WITH recent AS (
    SELECT person_id, from_date, to_date, dwelling_id, care_of, from_date >= CAST($as_of - INTERVAL 36 MONTH AS DATE) AS new,
        to_date IS NULL OR to_date >= $as_of AS present
    FROM residences
    WHERE from_date <= $as_of AND (to_date IS NULL OR to_date >= CAST($as_of - INTERVAL 36 MONTH AS DATE)) AND dwelling_id IS NOT NULL
),

shared AS (
    SELECT d.dwelling_id FROM dwellings AS d WHERE d.collective OR d.category IN ('student', 'elderly_or_disabled')
),

crowded AS (
    SELECT r.dwelling_id FROM recent AS r JOIN persons AS p ON p.person_id = r.person_id
    WHERE r.present AND p.birth_date <= CAST($as_of - INTERVAL 18 YEAR AS DATE)
    GROUP BY r.dwelling_id HAVING COUNT(*) >= 3
    UNION
    SELECT dwelling_id FROM recent WHERE new GROUP BY dwelling_id
    HAVING COUNT(*) >= 3 AND (MIN(from_date) < MAX(from_date) OR COUNT(*) > 40)
    UNION
    SELECT dwelling_id FROM recent WHERE present AND care_of IS NOT NULL GROUP BY dwelling_id HAVING COUNT(*) >= 2
),

homes AS (
    SELECT c.dwelling_id FROM crowded AS c LEFT JOIN shared AS s ON s.dwelling_id = c.dwelling_id WHERE s.dwelling_id IS NULL
    UNION
    SELECT declared_dwelling_id FROM aid_cases
)

SELECT r.person_id FROM recent AS r JOIN homes AS h ON h.dwelling_id = r.dwelling_id
UNION
SELECT r.person_id FROM recent AS r LEFT JOIN dwellings AS d ON d.dwelling_id = r.dwelling_id
WHERE r.present AND (d.dwelling_id IS NULL OR d.usage = 'non_residential')
UNION
SELECT person_id FROM residences WHERE from_date BETWEEN CAST($as_of - INTERVAL 12 MONTH AS DATE) AND $as_of
GROUP BY person_id HAVING COUNT(*) >= 2
UNION
SELECT t.holder_id FROM tenancies AS t
WHERE t.dwelling_id IN (SELECT dwelling_id FROM homes) OR t.dwelling_id IN (SELECT dwelling_id FROM tenancies WHERE acquired_by = 'exchange')
UNION
SELECT person_id FROM aid_members
UNION
SELECT applicant_id FROM aid_cases
