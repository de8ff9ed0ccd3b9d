-- raw.companies and raw.officers: one row per answer, and per role in it. Of several answers about one company the latest stands.

-- view: latest
-- Two answers of one moment are the same key twice, which is for the check of keys to judge.
SELECT * FROM raw.companies
QUALIFY rank() OVER (PARTITION BY org_id ORDER BY asked_at DESC NULLS LAST, TRY_CAST(name_number AS INTEGER) NULLS LAST) = 1

-- note: organisations.org_id: an older answer about the same company: the latest is used
SELECT c.src_file, c.src_line, c.org_id AS named FROM raw.companies AS c
ANTI JOIN latest AS l ON l.src_file = c.src_file AND l.src_line = c.src_line ORDER BY c.src_file, c.src_line

-- table: organisations
SELECT org_id, name, legal_form, registered_on, deregistered_on, sni, street, number, replace(postal_code, ' ', '') AS postal_code,
       city, care_of, f_tax, vat, employer, proceeding, proceeding_date, src_file, src_line
FROM latest

-- table: organisation_roles
-- A role has no dates: it was held on the day of the answer. A sole trader's own number is the role too.
SELECT DISTINCT o.org_id, o.person_id, o.role, o.src_file, o.src_line
FROM raw.officers AS o JOIN latest AS l ON l.org_id = o.org_id AND l.src_file = o.src_file
UNION ALL
SELECT org_id, org_id, 'sole_trader', src_file, src_line FROM latest AS l WHERE regexp_full_match(org_id, '\d{12}') AND NOT EXISTS (
    SELECT 1 FROM raw.officers AS o WHERE o.org_id = l.org_id AND o.src_file = l.src_file AND o.role = 'sole_trader')
