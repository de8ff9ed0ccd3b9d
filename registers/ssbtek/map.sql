-- note: incomes.source: an agency did not answer, so what it pays is unknown
SELECT src_file, src_line, person_id AS named FROM raw.answers WHERE answered = 'False' AND agency IN ('CSN', 'FK', 'SO')
ORDER BY src_file, src_line, agency

-- note: vehicles.owner_id: Transportstyrelsen did not answer, so vehicles are unknown
SELECT src_file, src_line, person_id AS named FROM raw.answers WHERE answered = 'False' AND agency = 'TNS'
ORDER BY src_file, src_line

-- step: paid
-- A person is asked about again and again, and each answer tells of the same payments: those of the answer that has
-- most of a kind count. Equal ones within one answer are several.
WITH told AS (
    SELECT person_id, source, payer, left(period_from, 10) AS period_from, left(period_to, 10) AS period_to, gross, net, src_file,
           min(src_line) AS src_line, count(*) AS times
    FROM raw.payments GROUP BY ALL
)
SELECT person_id, source, payer, period_from, period_to, gross, net, max(times) AS times, min(src_file) AS src_file,
       min_by(src_line, src_file) AS src_line, max(src_file) AS last_file, max_by(src_line, src_file) AS last_line,
       count(*) AS answers
FROM told GROUP BY person_id, source, payer, period_from, period_to, gross, net

-- note: incomes.net: a payment that several answers tell of: counted once
SELECT last_file AS src_file, last_line AS src_line, person_id AS named FROM paid WHERE answers > 1
ORDER BY src_file, src_line, source, period_from

-- table: incomes
-- Two payments of one payer that begin on one day are one income of that day.
SELECT person_id, source, payer AS payer_id, period_from, max(period_to) AS period_to,
       CAST(sum(TRY_CAST(gross AS DECIMAL(14, 2)) * times) AS VARCHAR) AS gross,
       CAST(sum(TRY_CAST(net AS DECIMAL(14, 2)) * times) AS VARCHAR) AS net,
       min(src_file) AS src_file, min(src_line) AS src_line
FROM paid GROUP BY person_id, source, payer, period_from

-- table: vehicles
SELECT vehicle_id, person_id AS owner_id, make, model_year, src_file, src_line FROM raw.vehicles
