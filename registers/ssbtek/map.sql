-- note: incomes.source: an agency did not answer, so what it pays is unknown
SELECT src_file, src_line, person_id AS named FROM raw.answers WHERE answered = 'False' AND agency IN ('CSN', 'FK', 'SO')
ORDER BY src_file, src_line, agency

-- note: vehicles.owner_id: Transportstyrelsen did not answer, so vehicles are unknown
SELECT src_file, src_line, person_id AS named FROM raw.answers WHERE answered = 'False' AND agency = 'TNS'
ORDER BY src_file, src_line

-- table: incomes
-- Two payments of one payer that begin on one day are one income of that day.
SELECT person_id, source, payer AS payer_id, left(period_from, 10) AS period_from, max(left(period_to, 10)) AS period_to,
       CAST(sum(TRY_CAST(gross AS DECIMAL(14, 2))) AS VARCHAR) AS gross,
       CAST(sum(TRY_CAST(net AS DECIMAL(14, 2))) AS VARCHAR) AS net,
       min(src_file) AS src_file, min(src_line) AS src_line
FROM raw.payments GROUP BY person_id, source, payer, left(period_from, 10)

-- table: vehicles
SELECT vehicle_id, person_id AS owner_id, make, model_year, src_file, src_line FROM raw.vehicles
