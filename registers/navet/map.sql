-- From Navet's posts to the canonical tables, as text; dates and numbers are checked afterwards, by the schema.
-- raw.posts: one row per post · raw.relations · raw.homes: Folkbokforing now (is_now = 1) and each of Historik.
-- "0" and "00000000" are Navet's way to say that a date is unknown.

-- step: superseded
-- Of several posts about one number the latest stands; posts that say nothing of when, or the same, are a doubled key.
SELECT p.src_file, p.src_line, pax_person(pax_text(p.person_id)) AS person_id
FROM raw.posts AS p
JOIN (SELECT person_id, max(coalesce(moment, '') || '|' || lpad(coalesce(post_id, ''), 16, '0')) AS latest FROM raw.posts
      GROUP BY person_id HAVING count(*) > 1) AS l USING (person_id)
WHERE coalesce(p.moment, '') || '|' || lpad(coalesce(p.post_id, ''), 16, '0') < l.latest

-- view: posts
SELECT p.* FROM raw.posts AS p ANTI JOIN superseded AS s ON s.src_file = p.src_file AND s.src_line = p.src_line

-- view: homes
SELECT h.* FROM raw.homes AS h ANTI JOIN superseded AS s ON s.src_file = h.src_file AND s.src_line = h.src_line

-- note: persons.person_id: an older post about the same number: the latest is used
SELECT src_file, src_line, person_id AS named FROM superseded ORDER BY src_file, src_line

-- table: persons
-- A mark of its own: J anywhere in the post protects. A value that is neither J nor N, or none at all in a file that
-- writes N for others, is a missing mark and left empty (so: protected). A file that never writes N uses the schema's
-- default, N. An old number without a post of its own (a newer post points at it) gets a row that is replaced by it.
WITH conventions AS (
    SELECT coalesce(bool_or(marked = 'N'), FALSE) AS writes_marked, coalesce(bool_or(protected = 'N'), FALSE) AS writes_protected
    FROM posts
), own AS NOT MATERIALIZED (
    SELECT p.src_file, p.src_line, pax_person(pax_text(p.person_id)) AS person_id, p.given_name, p.surname,
           CASE WHEN p.protected = 'J' THEN 'skyddad_folkbokforing'
                WHEN p.marked = 'J' THEN 'sekretessmarkering'
                WHEN p.marked = '?' OR p.protected = '?' THEN NULL
                WHEN p.marked IS NULL AND c.writes_marked THEN NULL
                WHEN p.protected IS NULL AND c.writes_protected THEN NULL
                ELSE 'none' END AS protection,
           upper(p.deregistration_code) AS deregistration_code, nullif(p.deregistration_date, '0') AS deregistration_date,
           p.civil_status, nullif(p.civil_status_date, '0') AS civil_status_date,
           pax_person(pax_text(p.other_number)) AS other_number,
           coalesce(upper(p.deregistration_code) IN ('GN', 'GS'), FALSE) AS is_old
    FROM posts AS p CROSS JOIN conventions AS c
), pointed AS (
    SELECT other_number AS old_number, min(person_id) AS new_number FROM own
    WHERE NOT is_old AND other_number IS NOT NULL AND other_number <> person_id
    GROUP BY other_number HAVING count(DISTINCT person_id) = 1
), every AS (
    SELECT o.src_file, o.src_line, o.person_id, CASE WHEN o.is_old THEN coalesce(o.other_number, t.new_number)
               ELSE t.new_number END AS replaced_by, o.given_name, o.surname, o.protection, o.deregistration_code,
           o.deregistration_date, o.civil_status, o.civil_status_date
    FROM own AS o LEFT JOIN pointed AS t ON t.old_number = o.person_id
    UNION ALL
    SELECT o.src_file, o.src_line, t.old_number, t.new_number, o.given_name, o.surname, o.protection,
           NULL, NULL, NULL, NULL
    FROM pointed AS t JOIN own AS o ON o.person_id = t.new_number AND o.other_number = t.old_number
    WHERE t.old_number NOT IN (SELECT person_id FROM own WHERE person_id IS NOT NULL)
)
SELECT person_id, CASE WHEN pax_twelve(person_id) // 10000 % 100 >= 60 THEN 'samordningsnummer' ELSE 'personnummer' END AS id_kind,
       replaced_by, given_name, surname,
       TRY_CAST(substr(person_id, 1, 4) || '-' || substr(person_id, 5, 2) || '-' || right('0' || (pax_twelve(person_id) // 10000 % 100 % 60), 2)
           AS DATE) AS birth_date,
       protection, deregistration_code, deregistration_date, civil_status, civil_status_date, src_file, src_line
FROM every

-- table: relations
-- A relative who never had a number (FodelsetidNr) has an empty related_id.
SELECT r.person_id, r.related_id, r.kind, nullif(r.from_date, '0') AS from_date, nullif(r.to_date, '0') AS to_date, r.src_file,
       r.src_line
FROM raw.relations AS r ANTI JOIN superseded AS s ON s.src_file = r.src_file AND s.src_line = r.src_line

-- table: residences
-- Each home begins on its own date and ends the day before the next one begins; gone abroad (UV) or missing (OB) are
-- no homes, but end the one before on their own day, as a deregistration does. Two on one day: the present one stands.
WITH dated AS (
    SELECT *, pax_date(nullif(pax_text(from_date), '0')) AS begins,
           coalesce(upper(kind) IN ('UV', 'OB'), FALSE) AS away, pax_person(pax_text(person_id)) AS person
    FROM homes
), single AS (
    SELECT * FROM dated
    QUALIFY begins IS NULL OR row_number() OVER (
        PARTITION BY src_file, src_line, begins ORDER BY away, is_now DESC, CAST(seq AS INTEGER)) = 1
), following AS (
    SELECT *, lead(begins) OVER walk AS next_begins, lead(away) OVER walk AS next_away FROM single
    WINDOW walk AS (PARTITION BY src_file, src_line ORDER BY begins NULLS LAST)
), placed AS (
    SELECT dwelling_id, pax_place(property_id) AS place, pax_place(staircase) AS stairs, pax_place(apartment_number) AS door
    FROM dwellings
), unique_places AS (
    SELECT place, stairs, door, min(dwelling_id) AS dwelling_id FROM placed
    WHERE place IS NOT NULL GROUP BY place, stairs, door HAVING count(*) = 1
)
SELECT f.person AS person_id, nullif(f.from_date, '0') AS from_date,
       CASE WHEN f.next_away THEN f.next_begins ELSE CAST(f.next_begins - INTERVAL 1 DAY AS DATE) END AS to_date,
       coalesce(k.dwelling_id, u.dwelling_id, f.dwelling_key) AS dwelling_id, coalesce(g.property_id, f.property) AS property_id,
       right('0' || f.county, 2) || right('0' || f.municipality, 2) AS municipality_code, f.care_of,
       CASE WHEN coalesce(k.dwelling_id, u.dwelling_id, f.dwelling_key, f.apartment) IS NOT NULL THEN 'dwelling'
            WHEN f.property IS NOT NULL THEN 'property'
            WHEN coalesce(TRY_CAST(f.without_home AS INTEGER), 0) > 0 THEN 'municipality'
            ELSE 'unknown' END AS placement,
       f.src_file, f.src_line
FROM following AS f
LEFT JOIN (SELECT DISTINCT dwelling_id FROM dwellings) AS k ON k.dwelling_id = f.dwelling_key
LEFT JOIN unique_places AS u ON u.place = pax_place(f.property)
    AND u.stairs IS NOT DISTINCT FROM pax_place(f.staircase) AND u.door IS NOT DISTINCT FROM pax_place(f.apartment)
LEFT JOIN (SELECT pax_place(property_id) AS place, min(property_id) AS property_id FROM dwellings GROUP BY ALL) AS g
    ON g.place = pax_place(f.property)
WHERE NOT f.away

-- note: residences.from_date: another home of the same post begins on the same day: the present one is used, else the first listed
SELECT src_file, src_line, person_id AS named FROM homes
WHERE pax_date(nullif(pax_text(from_date), '0')) IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY src_file, src_line, pax_date(nullif(pax_text(from_date), '0'))
    ORDER BY coalesce(upper(kind) IN ('UV', 'OB'), FALSE), is_now DESC, CAST(seq AS INTEGER)) > 1
ORDER BY src_file, src_line

-- note: residences.dwelling_id: the dwelling is not found exactly among the dwellings delivered beside
SELECT h.src_file, h.src_line, h.person_id AS named
FROM homes AS h
LEFT JOIN dwellings AS k ON k.dwelling_id = h.dwelling_key
LEFT JOIN (
    SELECT pax_place(property_id) AS place, pax_place(staircase) AS stairs, pax_place(apartment_number) AS door
    FROM dwellings WHERE pax_place(property_id) IS NOT NULL GROUP BY ALL HAVING count(*) = 1
) AS u ON u.place = pax_place(h.property)
    AND u.stairs IS NOT DISTINCT FROM pax_place(h.staircase) AND u.door IS NOT DISTINCT FROM pax_place(h.apartment)
WHERE coalesce(upper(h.kind), '') NOT IN ('UV', 'OB') AND coalesce(h.property, h.apartment, h.dwelling_key) IS NOT NULL
  AND right('0' || h.county, 2) || right('0' || h.municipality, 2) = pax_own_municipality()
  AND k.dwelling_id IS NULL AND u.place IS NULL
ORDER BY h.src_file, h.src_line
