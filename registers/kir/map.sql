-- table: persons
SELECT person_id, given_name, surname,
       CASE WHEN lower(mark) IN ('n', 'nej') THEN 'none'
            WHEN lower(mark) IN ('j', 's', 'ja', 'sekretess') THEN 'sekretessmarkering'
            WHEN lower(mark) IN ('f', 'skyddad folkbokföring') THEN 'skyddad_folkbokforing'
            ELSE mark END AS protection,
       TRY_CAST(substr(pax_person(person_id), 1, 4) || '-' || substr(pax_person(person_id), 5, 2) || '-'
           || right('0' || (pax_twelve(person_id) // 10000 % 100 % 60), 2) AS DATE) AS birth_date,
       CASE WHEN pax_twelve(person_id) // 10000 % 100 >= 60 THEN 'samordningsnummer' ELSE 'personnummer' END AS id_kind,
       upper(deregistration_code) AS deregistration_code, deregistration_date, civil_status, civil_status_date,
       src_file, src_line
FROM raw.people

-- table: relations
WITH listed AS (
    SELECT person_id, spouse AS numbers, 'M' AS kind, civil_status_date AS from_date, src_file, src_line FROM raw.people
    UNION ALL SELECT person_id, children, 'B', NULL, src_file, src_line FROM raw.people
    UNION ALL SELECT person_id, guardians, 'VF', NULL, src_file, src_line FROM raw.people
), single AS (
    SELECT person_id, unnest(regexp_split_to_array(numbers, '[,; ]+')) AS related_id, kind, from_date, src_file, src_line
    FROM listed WHERE numbers IS NOT NULL
)
SELECT person_id, related_id, kind, from_date, src_file, src_line FROM single WHERE related_id <> ''

-- table: residences
SELECT person_id, from_date, address_dwelling_id AS dwelling_id, property AS property_id,
       right('000' || municipality_code, 4) AS municipality_code, coalesce(pax_text(care_of), address_care_of) AS care_of,
       CASE WHEN address_dwelling_id IS NOT NULL THEN 'dwelling' WHEN pax_text(property) IS NOT NULL THEN 'property'
            ELSE 'unknown' END AS placement, src_file, src_line
FROM raw.people
WHERE pax_text(from_date) IS NOT NULL

-- note: residences.from_date: a home without its first day is not used
SELECT src_file, src_line, person_id AS named FROM raw.people
WHERE pax_text(from_date) IS NULL AND coalesce(pax_text(street_address), pax_text(property)) IS NOT NULL
ORDER BY src_file, src_line
