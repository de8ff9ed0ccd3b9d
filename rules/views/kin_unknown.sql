/*---
id: kin_unknown
version: 1
purpose:
  sv: "Personer, av dem en fråga kan gälla, som inte står på någon sida av någon relation: deras släkt är okänd, inte obefintlig."
  en: "Persons, of those a question can concern, on neither side of any relation: their kin are unknown, not absent."
reads:
  relations: [person_id, related_id, from_date]
uses: [concerned]
columns:
  person_id: person
key: [person_id]
before_protection: true
---*/
WITH known AS (
    SELECT person_id FROM relations
    WHERE (from_date IS NULL OR from_date <= $as_of) AND person_id IN (SELECT person_id FROM concerned)
    UNION
    SELECT related_id FROM relations
    WHERE (from_date IS NULL OR from_date <= $as_of) AND related_id IN (SELECT person_id FROM concerned)
)

SELECT c.person_id
FROM concerned AS c
LEFT JOIN known AS k ON k.person_id = c.person_id
WHERE k.person_id IS NULL
