/*---
id: stays
version: 1
purpose:
  sv: "En rad per sammanhängande boende för de personer som en fråga kan gälla: rader på samma bostad, ihopfogade över glapp på högst en dag."
  en: "One row per stay of the persons a question can concern: rows at one dwelling, joined over gaps of at most one day."
reads:
  residences: [person_id, from_date, to_date, dwelling_id, municipality_code]
  persons: [person_id, birth_date, deregistration_code, deregistration_date]
uses: [concerned]
columns:
  person_id: person
  dwelling_id: dwelling
  municipality_code: text
  from_date: date
  to_date: date
  left_on: date
  begun: text
  ended_by_death: boolean
  adult: boolean
key: [person_id, from_date]
before_protection: true
---*/
-- Rows without dwelling_id form a stay per municipality; a row with neither says nothing (docs/decisions/0050).
-- left_on: the first day the person is no longer resident there, at most the day after the as-of date.
-- begun: 'birth' within 30 days of it and first of all; 'move' from another place left at most 90 days before; else 'other'.
WITH periods AS (
    SELECT r.person_id, r.dwelling_id, r.municipality_code, r.from_date, r.to_date,
        CASE WHEN r.dwelling_id IS NULL THEN r.municipality_code END AS code_alone
    FROM residences AS r JOIN concerned AS c ON c.person_id = r.person_id
    WHERE r.from_date <= $as_of AND (r.dwelling_id IS NOT NULL OR r.municipality_code IS NOT NULL)
),

followed AS (
    SELECT person_id, dwelling_id, municipality_code, from_date, to_date, code_alone,
        DATE_DIFF('day', MAX(COALESCE(to_date, $as_of)) OVER (PARTITION BY person_id, dwelling_id, code_alone
            ORDER BY from_date NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), from_date) <= 2 AS goes_on
    FROM periods
),

numbered AS (
    SELECT person_id, dwelling_id, municipality_code, from_date, to_date, code_alone,
        COUNT(*) FILTER (WHERE COALESCE(NOT goes_on, TRUE)) OVER (PARTITION BY person_id, dwelling_id, code_alone
            ORDER BY from_date NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS number
    FROM followed
),

joined AS (
    SELECT person_id, dwelling_id, MIN(municipality_code) AS municipality_code, MIN(from_date) AS from_date,
        CASE WHEN COUNT(*) = COUNT(to_date) THEN MAX(to_date) END AS to_date
    FROM numbered
    GROUP BY person_id, dwelling_id, code_alone, number
),

ordered AS (
    SELECT person_id, dwelling_id, municipality_code, from_date, to_date,
        LAG(dwelling_id) OVER (PARTITION BY person_id ORDER BY from_date NULLS LAST) AS earlier_dwelling,
        LAG(municipality_code) OVER (PARTITION BY person_id ORDER BY from_date NULLS LAST) AS earlier_code,
        LAG(COALESCE(to_date, $as_of)) OVER (PARTITION BY person_id ORDER BY from_date NULLS LAST) AS earlier_end,
        LEAD(from_date) OVER (PARTITION BY person_id ORDER BY from_date NULLS LAST) AS later_start
    FROM joined
)

SELECT o.person_id, o.dwelling_id, o.municipality_code, o.from_date, o.to_date,
    LEAST(CAST(COALESCE(o.to_date, $as_of) + 1 AS DATE), CAST($as_of + 1 AS DATE),
        CASE WHEN p.deregistration_code IN ('AV', 'UV', 'OB', 'FI') THEN COALESCE(p.deregistration_date, $as_of) END) AS left_on,
    CASE
        WHEN o.earlier_end IS NULL AND DATE_DIFF('day', p.birth_date, o.from_date) <= 30 THEN 'birth'
        WHEN DATE_DIFF('day', o.earlier_end, o.from_date) <= 90 AND (COALESCE(o.earlier_dwelling, '') <> COALESCE(o.dwelling_id, '')
            OR o.dwelling_id IS NULL AND o.earlier_code <> o.municipality_code) THEN 'move'
        ELSE 'other'
    END AS begun,
    o.later_start IS NULL AND COALESCE(p.deregistration_code = 'AV' AND COALESCE(p.deregistration_date, $as_of) <= $as_of, FALSE)
        AS ended_by_death,
    COALESCE(p.birth_date <= CAST($as_of - INTERVAL 18 YEAR AS DATE), FALSE) AS adult
FROM ordered AS o LEFT JOIN persons AS p ON p.person_id = o.person_id
