-- raw.names: one row per registered name of an organisation.

-- view: doubled
SELECT org_id FROM raw.names WHERE regexp_full_match(org_id, '\d{10}|\d{12}') GROUP BY org_id HAVING count(*) > 1

-- view: single
-- Of several registered names under one number: one still registered, the lowest name number. Rows that are equal in both are
-- the same key twice, which is for the check of keys to judge.
SELECT k.* FROM raw.names AS k ANTI JOIN doubled AS d USING (org_id)
UNION ALL
SELECT k.* FROM raw.names AS k SEMI JOIN doubled AS d USING (org_id)
QUALIFY rank() OVER (PARTITION BY k.org_id
    ORDER BY coalesce(k.deregistered_on, '') <> '', TRY_CAST(k.name_number AS INTEGER) NULLS LAST) = 1

-- note: organisations.name: several registered names under one number: the first one still registered is used
SELECT k.src_file, k.src_line, k.org_id AS named FROM raw.names AS k
ANTI JOIN single AS s ON s.src_file = k.src_file AND s.src_line = k.src_line ORDER BY k.src_file, k.src_line

-- table: organisations
SELECT org_id, name, legal_form, registered_on, deregistered_on, street, number, postal_code, city, care_of, proceeding,
       proceeding_date, src_file, src_line
FROM single

-- table: organisation_roles
-- The one role the file says: whoever trades under a number of their own.
SELECT org_id, person_id, 'sole_trader' AS role, registered_on AS from_date, deregistered_on AS to_date, src_file, src_line
FROM single WHERE person_id IS NOT NULL
