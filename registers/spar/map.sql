-- table: persons
-- JA protects; anything but JA and NEJ is a missing mark; SPAR always writes both, so none is missing too.
SELECT person_id, given_name, surname, birth_date, other_number AS replaced_by,
       CASE WHEN protected = 'JA' THEN 'skyddad_folkbokforing' WHEN marked = 'JA' THEN 'sekretessmarkering'
            WHEN protected = 'NEJ' AND marked = 'NEJ' THEN 'none' END AS protection,
       CASE WHEN pax_twelve(person_id) // 10000 % 100 >= 60 THEN 'samordningsnummer' ELSE 'personnummer' END AS id_kind,
       deregistration_code, deregistration_date, src_file, src_line
FROM raw.people

-- table: residences
-- Where one is registered comes from the address; a period of registration without an address has none.
SELECT coalesce(a.person_id, h.person_id) AS person_id, coalesce(a.from_date, h.from_date) AS from_date,
       coalesce(a.to_date, h.to_date) AS to_date, a.address_dwelling_id AS dwelling_id,
       right('0' || h.county, 2) || right('0' || h.municipality, 2) AS municipality_code,
       coalesce(a.care_of, a.address_care_of) AS care_of,
       CASE WHEN a.address_dwelling_id IS NOT NULL THEN 'dwelling' ELSE 'unknown' END AS placement,
       coalesce(a.src_file, h.src_file) AS src_file, coalesce(a.src_line, h.src_line) AS src_line
FROM raw.addresses AS a
FULL JOIN raw.homes AS h ON h.person_id = a.person_id AND h.src_file = a.src_file
    AND a.from_date >= h.from_date AND a.from_date <= coalesce(h.to_date, '9999-12-31')
