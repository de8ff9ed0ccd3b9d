-- table: persons
-- The marks as in Navet's XML (docs/decisions/0012).
WITH conventions AS (
    SELECT coalesce(bool_or(marked = 'N'), FALSE) AS writes_marked, coalesce(bool_or(protected = 'N'), FALSE) AS writes_protected
    FROM raw.posts
), numbered AS (
    SELECT *, pax_person(coalesce(pax_text(person_id), pax_text(assigned_id))) AS number FROM raw.posts
)
SELECT p.number AS person_id, p.given_name, p.surname,
       CASE WHEN pax_twelve(p.number) // 10000 % 100 >= 60 THEN 'samordningsnummer' ELSE 'personnummer' END AS id_kind,
       TRY_CAST(substr(p.number, 1, 4) || '-' || substr(p.number, 5, 2) || '-'
           || right('0' || (pax_twelve(p.number) // 10000 % 100 % 60), 2) AS DATE) AS birth_date,
       CASE WHEN p.protected = 'J' THEN 'skyddad_folkbokforing'
            WHEN p.marked = 'J' THEN 'sekretessmarkering'
            WHEN p.marked = '?' OR p.protected = '?' THEN NULL
            WHEN p.marked IS NULL AND c.writes_marked THEN NULL
            WHEN p.protected IS NULL AND c.writes_protected THEN NULL
            ELSE 'none' END AS protection, p.src_file, p.src_line
FROM numbered AS p CROSS JOIN conventions AS c
