/*---
id: kin_unknown
version: 1
purpose:
  sv: "Personer som inte står på någon sida av någon relation: deras släkt är okänd, inte obefintlig."
  en: "Persons on neither side of any relation: their kin are unknown, not absent."
reads:
  persons: [person_id]
  residences: [person_id, from_date]
  relations: [person_id, related_id, from_date]
uses: []
columns:
  person_id: person
key: [person_id]
before_protection: true
---*/
WITH known AS (
    SELECT person_id FROM relations WHERE from_date IS NULL OR from_date <= $as_of
    UNION
    SELECT related_id FROM relations WHERE from_date IS NULL OR from_date <= $as_of
),

everyone AS (
    SELECT person_id FROM persons
    UNION
    SELECT person_id FROM residences WHERE from_date <= $as_of
)

SELECT e.person_id
FROM everyone AS e
LEFT JOIN known AS k ON k.person_id = e.person_id
WHERE k.person_id IS NULL
