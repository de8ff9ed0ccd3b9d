-- raw.companies: one row per company that an agency names for the person; the same company may be named by two agencies.

-- table: organisations
SELECT org_id, name, legal_form, src_file, src_line FROM raw.companies
QUALIFY row_number() OVER (PARTITION BY org_id
    ORDER BY asked_at DESC NULLS LAST, src_file DESC, TRY_CAST(name_number AS INTEGER) NULLS LAST, src_line) = 1

-- table: organisation_roles
SELECT org_id, person_id, role, arg_min(src_file, (src_file, src_line)) AS src_file,
       arg_min(src_line, (src_file, src_line)) AS src_line
FROM raw.officers GROUP BY org_id, person_id, role
