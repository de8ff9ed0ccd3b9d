/*---
id: lived_together
version: 1
purpose:
  sv: "Par som varit boende samtidigt i en bostad: antal dagar där, och om de flyttade in samma dag. Inte kollektiva bostäder, student- eller äldrebostäder, eller bostäder som fler än 40 personer bott i under 24 månader."
  en: "Pairs resident at once in a dwelling: days there, and whether they moved in on the same day. Not collective, student or elderly dwellings, nor dwellings where more than 40 people lived in 24 months."
reads:
  residences: [person_id, from_date, to_date, dwelling_id]
  dwellings: [dwelling_id, category, collective]
uses: [stays]
columns:
  person_id: person
  other_id: person
  dwelling_id: dwelling
  days: integer
  same_day: boolean
key: [person_id, other_id, dwelling_id]
before_protection: true
---*/
-- The 24 months are the year before and the year after the day the later of the two moved in (docs/decisions/0051).
-- Everybody's rows count to the 40, also theirs whom no question concerns. Busy homes go before anyone is paired.
WITH homes AS (
    SELECT s.person_id, s.dwelling_id, s.from_date, s.left_on, s.begun
    FROM stays AS s
    LEFT JOIN dwellings AS d ON d.dwelling_id = s.dwelling_id AND (d.collective OR d.category IN ('student', 'elderly_or_disabled'))
    WHERE s.dwelling_id IS NOT NULL AND d.dwelling_id IS NULL
),

many AS (
    SELECT dwelling_id FROM residences WHERE dwelling_id IN (SELECT dwelling_id FROM homes GROUP BY dwelling_id HAVING COUNT(*) > 1)
    GROUP BY dwelling_id HAVING COUNT(*) > 40
),

busy AS (
    SELECT a.dwelling_id, a.from_date
    FROM (SELECT DISTINCT dwelling_id, from_date FROM homes WHERE dwelling_id IN (SELECT dwelling_id FROM many)) AS a
    JOIN (SELECT dwelling_id, person_id, from_date, to_date FROM residences WHERE dwelling_id IN (SELECT dwelling_id FROM many)) AS b
        ON b.dwelling_id = a.dwelling_id AND DATE_DIFF('day', a.from_date, b.from_date) <= 365
        AND DATE_DIFF('day', COALESCE(b.to_date, $as_of), a.from_date) <= 365
    WHERE b.from_date <= $as_of
    GROUP BY a.dwelling_id, a.from_date
    HAVING COUNT(*) > 40 AND COUNT(DISTINCT b.person_id) > 40
),

later AS (
    SELECT h.person_id, h.dwelling_id, h.from_date, h.left_on, h.begun
    FROM homes AS h LEFT JOIN many AS m ON m.dwelling_id = h.dwelling_id
    WHERE m.dwelling_id IS NULL
    UNION ALL
    SELECT h.person_id, h.dwelling_id, h.from_date, h.left_on, h.begun
    FROM homes AS h LEFT JOIN busy AS b ON b.dwelling_id = h.dwelling_id AND b.from_date = h.from_date
    WHERE b.dwelling_id IS NULL AND h.dwelling_id IN (SELECT dwelling_id FROM many)
),

pairs AS (
    SELECT LEAST(a.person_id, b.person_id) AS person_id, GREATEST(a.person_id, b.person_id) AS other_id, b.dwelling_id,
        GREATEST(DATE_DIFF('day', b.from_date, LEAST(a.left_on, b.left_on)), 0) AS days,
        a.from_date = b.from_date AND a.begun <> 'birth' AND b.begun <> 'birth' AS same_day
    FROM later AS b
    JOIN homes AS a ON a.dwelling_id = b.dwelling_id AND a.person_id <> b.person_id
        AND (a.from_date < b.from_date AND b.from_date < a.left_on OR a.from_date = b.from_date AND a.person_id < b.person_id)
)

SELECT person_id, other_id, dwelling_id, CAST(SUM(days) AS BIGINT) AS days, BOOL_OR(same_day) AS same_day
FROM pairs
GROUP BY person_id, other_id, dwelling_id
