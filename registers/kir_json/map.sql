-- A mark as in Navet (docs/decisions/0012): J protects; neither J nor N, or nothing in a file that writes N for others, is
-- a missing mark.

-- table: persons
WITH conventions AS (
    SELECT coalesce(bool_or(upper(classified) = 'N'), FALSE) AS writes_classified,
           coalesce(bool_or(upper(protected) IN ('N', 'FALSE')), FALSE) AS writes_protected FROM raw.people
)
SELECT p.person_id, p.given_name, p.surname,
       CASE WHEN upper(p.protected) IN ('J', 'TRUE') THEN 'skyddad_folkbokforing'
            WHEN upper(p.classified) = 'J' THEN 'sekretessmarkering'
            WHEN coalesce(upper(p.protected), 'N') NOT IN ('N', 'FALSE') OR coalesce(upper(p.classified), 'N') <> 'N' THEN NULL
            WHEN p.classified IS NULL AND c.writes_classified OR p.protected IS NULL AND c.writes_protected THEN NULL
            ELSE 'none' END AS protection,
       TRY_CAST(substr(pax_person(p.person_id), 1, 4) || '-' || substr(pax_person(p.person_id), 5, 2) || '-'
           || right('0' || (pax_twelve(p.person_id) // 10000 % 100 % 60), 2) AS DATE) AS birth_date,
       CASE WHEN pax_twelve(p.person_id) // 10000 % 100 >= 60 THEN 'samordningsnummer' ELSE 'personnummer' END AS id_kind,
       upper(p.deregistration_code) AS deregistration_code, left(p.deregistration_date, 10) AS deregistration_date,
       p.civil_status, p.src_file, p.src_line
FROM raw.people AS p CROSS JOIN conventions AS c

-- table: relations
SELECT person_id, related_id, 'V' AS kind, src_file, src_line FROM raw.children

-- table: residences
-- Each registered address begins on its nrDate and ends the day before the next one.
WITH registered AS (
    SELECT *, TRY_CAST(left(from_date, 10) AS DATE) AS begins FROM raw.homes
    WHERE address_type = 'POPULATION_REGISTRATION_ADDRESS' AND coalesce(lower(emigrated), 'false') <> 'true'
)
SELECT person_id, left(from_date, 10) AS from_date,
       CAST(lead(begins) OVER (PARTITION BY person_id ORDER BY begins NULLS LAST) - INTERVAL 1 DAY AS DATE) AS to_date,
       address_dwelling_id AS dwelling_id, property AS property_id,
       right('0' || county, 2) || right('0' || municipality, 2) AS municipality_code,
       coalesce(care_of, address_care_of) AS care_of,
       CASE WHEN coalesce(address_dwelling_id, apartment) IS NOT NULL THEN 'dwelling'
            WHEN property IS NOT NULL THEN 'property' ELSE 'unknown' END AS placement,
       src_file, src_line
FROM registered

-- note: residences.address_type: an address of another kind than the registered one is not read
SELECT src_file, src_line, person_id AS named FROM raw.homes
WHERE address_type IS DISTINCT FROM 'POPULATION_REGISTRATION_ADDRESS' ORDER BY src_file, src_line
