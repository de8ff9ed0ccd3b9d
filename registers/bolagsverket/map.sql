-- raw.names: one row per registered name of an organisation.

-- view: named
-- The last ten digits of everybody whom a register beside names as a person, a payee, a supplier or an owner.
SELECT DISTINCT right(number, 10) AS ten FROM (
    SELECT applicant_id AS number FROM aid_cases UNION ALL SELECT person_id FROM aid_members
    UNION ALL SELECT payee_id FROM aid_payments UNION ALL SELECT person_id FROM incomes UNION ALL SELECT payer_id FROM incomes
    UNION ALL SELECT holder_id FROM tenancies UNION ALL SELECT landlord_id FROM tenancies
    UNION ALL SELECT employer_id FROM lease_certificates UNION ALL SELECT supplier_id FROM supplier_invoices
    UNION ALL SELECT supplier_id FROM purchase_orders UNION ALL SELECT org_id FROM grants
    UNION ALL SELECT org_id FROM land_applications UNION ALL SELECT provider_id FROM care_grants
    UNION ALL SELECT payer_id FROM childcare_fees UNION ALL SELECT person_id FROM staff
    UNION ALL SELECT person_id FROM side_interests UNION ALL SELECT org_id FROM side_interests
    UNION ALL SELECT counterpart_id FROM decisions UNION ALL SELECT owner_id FROM beneficial_owners
    UNION ALL SELECT org_id FROM beneficial_owners
) WHERE number IS NOT NULL

-- view: kept
-- Every organisation, but of sole traders only those who are named: nobody else's number is stored.
SELECT * FROM raw.names WHERE person_id IS NULL OR right(person_id, 10) IN (SELECT ten FROM named)

-- view: doubled
SELECT org_id FROM kept WHERE regexp_full_match(org_id, '\d{10}|\d{12}') GROUP BY org_id HAVING count(*) > 1

-- view: single
-- Of several registered names under one number: one still registered, the lowest name number. Rows that are equal in both are
-- the same key twice, which is for the check of keys to judge.
SELECT k.* FROM kept AS k ANTI JOIN doubled AS d USING (org_id)
UNION ALL
SELECT k.* FROM kept AS k SEMI JOIN doubled AS d USING (org_id)
QUALIFY rank() OVER (PARTITION BY k.org_id
    ORDER BY coalesce(k.deregistered_on, '') <> '', TRY_CAST(k.name_number AS INTEGER) NULLS LAST) = 1

-- note: organisations.org_id: sole traders whom no register beside names are not stored
SELECT src_file, 0 AS src_line, '' AS named FROM raw.names
WHERE person_id IS NOT NULL AND right(person_id, 10) NOT IN (SELECT ten FROM named) GROUP BY src_file

-- note: organisations.name: several registered names under one number: the first one still registered is used
SELECT k.src_file, k.src_line, k.org_id AS named FROM kept AS k
ANTI JOIN single AS s ON s.src_file = k.src_file AND s.src_line = k.src_line ORDER BY k.src_file, k.src_line

-- table: organisations
SELECT org_id, name, legal_form, registered_on, deregistered_on, street, number, postal_code, city, care_of, proceeding,
       proceeding_date, src_file, src_line
FROM single

-- table: organisation_roles
-- The one role the file says: whoever trades under a number of their own.
SELECT org_id, person_id, 'sole_trader' AS role, registered_on AS from_date, deregistered_on AS to_date, src_file, src_line
FROM single WHERE person_id IS NOT NULL
