-- table: triggers
SELECT 'dwelling' AS subject_kind, address_dwelling_id AS subject_id, 'returned_mail' AS kind, arrived_on,
       min(reference) AS reference, min(src_file) AS src_file, min(src_line) AS src_line
FROM raw.letters
WHERE address_dwelling_id IS NOT NULL
GROUP BY address_dwelling_id, arrived_on
