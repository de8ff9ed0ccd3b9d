-- table: aid_payments
WITH alone AS (
    SELECT payment_id, min(person_id) AS person_id FROM raw.people
    GROUP BY payment_id HAVING count(DISTINCT person_id) = 1
)
SELECT p.payment_id, p.execution_id AS aid_case_id, a.person_id AS payee_id,
       CASE WHEN p.clearing IS NOT NULL AND p.account_number IS NOT NULL
            THEN 'BANK:' || regexp_replace(p.clearing, '[^0-9]', '', 'g') || '-' || regexp_replace(p.account_number, '[^0-9]', '', 'g')
            ELSE p.account_number END AS account,
       CASE WHEN a.person_id IS NOT NULL THEN 'person' END AS account_kind, 'living' AS purpose, p.amount, p.pay_date,
       CASE WHEN regexp_full_match(p.month, '\d{4}-\d{2}') THEN p.month || '-01' ELSE p.month END AS period_from,
       CASE WHEN regexp_full_match(p.month, '\d{4}-\d{2}') THEN CAST(last_day(TRY_CAST(p.month || '-01' AS DATE)) AS VARCHAR) ELSE p.month END AS period_to,
       'false' AS cancelled, p.src_file, p.src_line
FROM raw.payments AS p LEFT JOIN alone AS a USING (payment_id)
