/*---
id: housemates
version: 1
purpose:
  sv: "Par som bara hör ihop för att de bott i just den här bostaden: i en fråga om den bostaden räknas de inte som hörande ihop."
  en: "Pairs tied only because they lived in this very dwelling: in a question about that dwelling they do not count as related."
reads: {}
uses: [lived_together, kin]
columns:
  person_id: person
  other_id: person
  dwelling_id: dwelling
key: [person_id, other_id, dwelling_id]
before_protection: true
---*/
WITH pairs AS (
    SELECT t.person_id, t.other_id, t.dwelling_id, t.days
    FROM lived_together AS t
    JOIN kin AS k ON k.person_id = t.person_id AND k.other_id = t.other_id AND k.together_only
),

totals AS (
    SELECT person_id, other_id, CAST(SUM(days) AS BIGINT) AS days FROM pairs GROUP BY person_id, other_id
)

SELECT p.person_id, p.other_id, p.dwelling_id
FROM pairs AS p
JOIN totals AS t ON t.person_id = p.person_id AND t.other_id = p.other_id
WHERE t.days - p.days < 180
