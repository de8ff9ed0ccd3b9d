/*---
id: kin
version: 1
purpose:
  sv: "Par, av de personer en fråga kan gälla, som hör ihop: genom relation, gemensamt barn, förälder, mor- eller farförälder eller vårdnadshavare, inflyttning samma dag, eller minst 180 dagar i samma bostad."
  en: "Pairs, of the persons a question can concern, that are related: by relation, by a common child, parent, grandparent or guardian, by moving in on the same day, or by at least 180 days in one home."
reads:
  relations: [person_id, related_id, kind, from_date]
uses: [concerned, lived_together]
columns:
  person_id: person
  other_id: person
  together_only: boolean
key: [person_id, other_id]
before_protection: true
---*/
-- Each pair once, the lesser id first. together_only: nothing ties them but the 180 days, so for a question about a dwelling
-- see housemates. A common relative with more than 200 rows is an error in the data, not a family (docs/decisions/0052).
WITH ties AS (
    SELECT person_id, related_id, kind FROM relations
    WHERE (from_date IS NULL OR from_date <= $as_of) AND person_id <> related_id
        AND (person_id IN (SELECT person_id FROM concerned) OR related_id IN (SELECT person_id FROM concerned))
),

parents AS (
    SELECT person_id AS child_id, related_id AS parent_id FROM ties WHERE kind IN ('MO', 'FA', 'F')
    UNION
    SELECT related_id, person_id FROM ties WHERE kind = 'B'
),

elders AS (
    SELECT person_id AS child_id, related_id AS parent_id FROM relations
    WHERE kind IN ('MO', 'FA', 'F') AND (from_date IS NULL OR from_date <= $as_of) AND person_id IN (SELECT parent_id FROM parents)
    UNION
    SELECT related_id, person_id FROM relations
    WHERE kind = 'B' AND (from_date IS NULL OR from_date <= $as_of) AND related_id IN (SELECT parent_id FROM parents)
),

relatives AS (
    SELECT child_id AS person_id, parent_id AS relative_id FROM parents
    UNION ALL
    SELECT parent_id, child_id FROM parents
    UNION ALL
    SELECT p.child_id, e.parent_id FROM parents AS p JOIN elders AS e ON e.child_id = p.parent_id
    UNION ALL
    SELECT person_id, related_id FROM ties WHERE kind IN ('V', 'VF')
    UNION ALL
    SELECT related_id, person_id FROM ties WHERE kind IN ('V', 'VF')
),

close AS (
    SELECT r.person_id, r.relative_id FROM relatives AS r WHERE r.person_id IN (SELECT person_id FROM concerned)
),

families AS (
    SELECT relative_id FROM close GROUP BY relative_id HAVING COUNT(*) BETWEEN 2 AND 200
),

shared AS (
    SELECT c.person_id, c.relative_id FROM close AS c WHERE c.relative_id IN (SELECT relative_id FROM families)
),

pairs AS (
    SELECT LEAST(person_id, related_id) AS person_id, GREATEST(person_id, related_id) AS other_id, FALSE AS together_only FROM ties
    UNION ALL
    SELECT a.person_id, b.person_id, FALSE FROM shared AS a JOIN shared AS b ON b.relative_id = a.relative_id AND a.person_id < b.person_id
    UNION ALL
    SELECT person_id, other_id, NOT BOOL_OR(same_day) FROM lived_together
    GROUP BY person_id, other_id HAVING BOOL_OR(same_day) OR CAST(SUM(days) AS BIGINT) >= 180
)

SELECT person_id, other_id, BOOL_AND(together_only) AS together_only
FROM pairs
GROUP BY person_id, other_id
