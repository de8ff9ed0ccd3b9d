-- step: ledger_texts
-- Every cell trimmed; identity numbers without spaces and dashes; a masked supplier is unknown, not one supplier.
WITH trimmed AS (
    SELECT pax_text(row_id) AS row_id, pax_text(voucher) AS voucher, pax_text(row_number) AS row_number,
           pax_text(invoice_number) AS invoice_number, pax_text(buyer_unit) AS buyer_unit,
           upper(regexp_replace(supplier_org, '[\s\x{00A0}\x{2010}-\x{2013}-]', '', 'g')) AS org,
           upper(regexp_replace(vat_number, '[\s\x{00A0}-]', '', 'g')) AS vat,
           pax_text(supplier_number) AS number, pax_text(supplier_name) AS name,
           CASE WHEN regexp_full_match(invoice_date, '[34]\d{4}') THEN CAST(DATE '1899-12-30' + CAST(invoice_date AS INTEGER) AS VARCHAR)
                WHEN regexp_full_match(invoice_date, '\d{6}') THEN '20' || invoice_date ELSE pax_text(invoice_date) END AS invoice_date,
           CASE WHEN regexp_full_match(booked_on, '[34]\d{4}') THEN CAST(DATE '1899-12-30' + CAST(booked_on AS INTEGER) AS VARCHAR)
                WHEN regexp_full_match(booked_on, '\d{6}') THEN '20' || booked_on ELSE pax_text(booked_on) END AS booked_on,
           pax_text(net_amount) AS net, pax_text(amount) AS amount, pax_text(gross_amount) AS gross,
           TRY_CAST(pax_plain(vat_amount) AS DECIMAL(14, 2)) AS vat_amount,
           TRY_CAST(pax_plain(gross_amount) AS DECIMAL(14, 2)) AS gross_number, pax_text(debit) AS debit,
           TRY_CAST(pax_plain(debit) AS DECIMAL(14, 2)) AS debit_number,
           TRY_CAST(pax_plain(credit) AS DECIMAL(14, 2)) AS credit_number,
           lower(pax_text(side)) AS side, upper(pax_text(currency)) AS currency,
           lower(concat_ws(' ', pax_text(document_kind), CASE WHEN lower(pax_text(credit)) IN ('ja', 'j', 'yes', 'true', 'x')
               THEN 'kredit' END)) AS document_kind, pax_text(credited) AS credited, account_kind, payment_account, bankgiro, plusgiro, clearing,
           coalesce(pax_text(account_number), CASE WHEN pax_text(clearing) IS NOT NULL THEN pax_text(ledger_account) END) AS account_number,
           iban, lower(pax_text(account_text)) AS account_text, pax_text(purchase_order) AS purchase_order, pax_text(text) AS text,
           src_file, src_line
    FROM raw.postings
), numbered AS (
    SELECT *, CASE WHEN regexp_full_match(org, 'SE\d{12}') THEN substr(org, 3, 10) WHEN org IS NOT NULL THEN nullif(org, '')
                   WHEN regexp_full_match(vat, 'SE\d{12}') THEN substr(vat, 3, 10) END AS stated,
           regexp_replace(number, '[\s-]', '', 'g') AS bare
    FROM trimmed
), named AS (
    SELECT *, CASE WHEN regexp_full_match(bare, '(?i)SE\d{12}') THEN substr(bare, 3, 10)
                   WHEN regexp_full_match(bare, '\d{10}|\d{12}') THEN bare ELSE number END AS ours
    FROM numbered
), known AS (
    SELECT *, coalesce(CASE WHEN NOT regexp_matches(stated, '(?i)personupp|sekretess|mask|privatperson|saknas|^n/?a$|^null$|^[-*x0.]+$|^9+$')
                        THEN stated END,
                   CASE WHEN NOT regexp_matches(ours, '(?i)personupp|sekretess|mask|privatperson|saknas|^n/?a$|^null$|^[-*x0.]+$|^9+$')
                        THEN ours END,
                   CASE WHEN stated IS NULL AND ours IS NULL AND NOT regexp_matches(name, '(?i)personupp|sekretess|mask|privatperson|saknas|^n/?a$|^null$|^[-*x.]+$')
                        THEN name END) AS party
    FROM named
)
SELECT *, CASE WHEN regexp_full_match(party, '16\d{2}[2-9]\d{7}') THEN right(party, 10) ELSE party END AS supplier_id,
       CASE WHEN regexp_full_match(party, '\d{12}') THEN right(party, 10) ELSE upper(party) END AS supplier_key
FROM known

-- step: ledger_rows
-- One amount, without value added tax and negative for a credit; a key for rows that have none of their own.
WITH signed AS (
    SELECT *, CASE WHEN currency NOT IN ('SEK', 'KR', 'KRONOR') THEN NULL WHEN net IS NOT NULL THEN net
                   WHEN amount IS NOT NULL THEN amount
                   WHEN gross IS NOT NULL AND vat_amount IS NOT NULL AND gross_number IS NOT NULL
                   THEN CAST(gross_number - vat_amount AS VARCHAR)
                   WHEN gross IS NOT NULL THEN gross
                   WHEN debit_number IS NOT NULL OR credit_number IS NOT NULL
                   THEN CAST(coalesce(debit_number, 0) - coalesce(credit_number, 0) AS VARCHAR) ELSE debit END AS written,
           coalesce(regexp_matches(document_kind, 'kredit|credit|^kf?$|^kr$|^381$|^ja$|^j$|^true$|^1$'), FALSE) AS says_credit,
           coalesce(invoice_number, voucher) AS document,
           coalesce(year(pax_date(coalesce(booked_on, invoice_date))), 0) AS booked_year,
           coalesce(regexp_matches(account_text, 'ingående moms|ing\.? moms|^moms$|^moms \d|mervärdesskatt|leverantörsskuld'), FALSE) AS no_purchase
    FROM ledger_texts
), summed AS (
    SELECT *, TRY_CAST(pax_plain(written) AS DECIMAL(14, 2)) AS number_written,
           sum(TRY_CAST(pax_plain(written) AS DECIMAL(14, 2))) OVER (PARTITION BY supplier_key, document, booked_year, says_credit) AS total
    FROM signed WHERE NOT no_purchase
)
SELECT *, CASE WHEN (says_credit AND total > 0) OR (side IN ('k', 'kredit', 'c', 'credit') AND number_written > 0)
               THEN CAST(-number_written AS VARCHAR) ELSE written END AS amount_text,
       coalesce(row_id, CASE WHEN document IS NOT NULL THEN concat_ws('/', nullif(booked_year, 0), voucher, invoice_number,
           CASE WHEN voucher IS NULL THEN supplier_key END) || '-' || coalesce(row_number, CAST(row_number() OVER (
           PARTITION BY booked_year, voucher, invoice_number, supplier_key, row_number IS NULL ORDER BY src_file, src_line) AS VARCHAR)) END) AS invoice_row_id
FROM summed

-- step: ledger_documents
SELECT supplier_key, document, sum(TRY_CAST(pax_plain(amount_text) AS DECIMAL(14, 2))) AS total,
       min(pax_date(coalesce(invoice_date, booked_on))) AS day, max(credited) AS credited, string_agg(DISTINCT text, ' ') AS texts
FROM ledger_rows WHERE document IS NOT NULL AND supplier_key IS NOT NULL GROUP BY supplier_key, document

-- step: ledger_credits
-- What a credit note credits: as it says itself, as its text says, or the only earlier invoice of the same amount.
WITH credits AS (
    SELECT * FROM ledger_documents WHERE total < 0
), told AS (
    SELECT c.supplier_key, c.document, min(d.document) AS credited FROM (
        SELECT supplier_key, document, unnest(regexp_extract_all(texts, '[0-9A-Za-z][0-9A-Za-z/-]{2,}|[A-Za-z]\d')) AS word FROM credits) AS c
    JOIN ledger_documents AS d ON d.supplier_key = c.supplier_key AND d.document = c.word AND d.total > 0
    GROUP BY c.supplier_key, c.document HAVING count(DISTINCT d.document) = 1
), same AS (
    SELECT c.supplier_key, c.document, d.document AS credited, count(*) OVER (PARTITION BY c.supplier_key, c.document) AS invoices,
           count(*) OVER (PARTITION BY d.supplier_key, d.document) AS times
    FROM credits AS c JOIN ledger_documents AS d
      ON d.supplier_key = c.supplier_key AND d.total = -c.total AND (d.day <= c.day OR d.day IS NULL OR c.day IS NULL)
)
SELECT c.supplier_key, c.document, coalesce(c.credited, t.credited, s.credited) AS credited
FROM credits AS c LEFT JOIN told AS t ON t.supplier_key = c.supplier_key AND t.document = c.document
LEFT JOIN same AS s ON s.supplier_key = c.supplier_key AND s.document = c.document AND s.invoices = 1 AND s.times = 1

-- step: ledger_accounts
WITH written AS (
    SELECT src_file, src_line, regexp_replace(bankgiro, '\D', '', 'g') AS bg, regexp_replace(plusgiro, '\D', '', 'g') AS pg,
           upper(regexp_replace(iban, '\s', '', 'g')) AS iban, regexp_replace(clearing, '\D', '', 'g') AS clearing,
           regexp_replace(account_number, '\D', '', 'g') AS number, lower(pax_text(account_kind)) AS kind,
           pax_text(payment_account) AS given, regexp_replace(payment_account, '\D', '', 'g') AS digits
    FROM ledger_texts
)
SELECT src_file, src_line, CASE WHEN bg <> '' THEN 'BG:' || bg WHEN pg <> '' THEN 'PG:' || pg
       WHEN clearing <> '' AND number <> '' THEN 'BANK:' || clearing || '-' || number
       WHEN regexp_full_match(given, '(?i)(BG|PG|BANK):.*') THEN upper(given)
       WHEN regexp_matches(given, '(?i)^(bg|bankgiro)\b') THEN 'BG:' || digits
       WHEN regexp_matches(given, '(?i)^(pg|plusgiro|postgiro)\b') THEN 'PG:' || digits
       WHEN regexp_full_match(given, '(?i)[A-Z]{2}\d{2}[A-Z0-9 ]{10,40}') THEN 'IBAN:' || upper(replace(given, ' ', ''))
       WHEN regexp_matches(kind, 'bankgiro|^bg') AND digits <> '' THEN 'BG:' || digits
       WHEN regexp_matches(kind, 'plusgiro|postgiro|^pg') AND digits <> '' THEN 'PG:' || digits
       WHEN regexp_full_match(given, '\d{3,4}-\d{4}') THEN 'BG:' || digits
       WHEN regexp_full_match(given, '[\d ]{1,10} ?- ?\d') THEN 'PG:' || digits
       WHEN regexp_full_match(given, '\d{4}(-\d)?[ ,.-]+\d[\d ,.-]{4,}')
       THEN 'BANK:' || replace(regexp_extract(given, '^\d{4}(-\d\b)?'), '-', '') || '-'
            || regexp_replace(regexp_replace(given, '^\d{4}(-\d\b)?', ''), '\D', '', 'g')
       WHEN iban <> '' THEN 'IBAN:' || iban ELSE given END AS payment_account
FROM written

-- note: supplier_invoices.supplier_id: the supplier is masked or missing, so unknown
SELECT src_file, src_line, '' AS named FROM ledger_rows WHERE supplier_id IS NULL ORDER BY src_file, src_line

-- note: supplier_invoices.supplier_id: the supplier's number was rounded by a spreadsheet
SELECT src_file, src_line, '' AS named FROM ledger_rows WHERE regexp_full_match(supplier_id, '(?i)\d[.,]?\d*E\+?\d+') ORDER BY src_file, src_line

-- note: supplier_invoices.amount: a row of value added tax or of the debt itself is no purchase, and is left out
SELECT src_file, src_line, '' AS named FROM ledger_texts
WHERE regexp_matches(account_text, 'ingående moms|ing\.? moms|^moms$|^moms \d|mervärdesskatt|leverantörsskuld') ORDER BY src_file, src_line

-- note: supplier_invoices.amount: the amount is in another currency, so unknown
SELECT src_file, src_line, '' AS named FROM ledger_rows WHERE currency NOT IN ('SEK', 'KR', 'KRONOR') ORDER BY src_file, src_line

-- note: supplier_invoices.amount: the amount includes value added tax, which the file does not tell
SELECT src_file, src_line, '' AS named FROM ledger_rows
WHERE net IS NULL AND amount IS NULL AND gross IS NOT NULL AND vat_amount IS NULL ORDER BY src_file, src_line

-- note: supplier_invoices.credits_invoice: a credit note whose invoice is not found
SELECT r.src_file, r.src_line, '' AS named FROM ledger_rows AS r JOIN ledger_credits AS c
  ON c.supplier_key = r.supplier_key AND c.document = r.document
WHERE c.credited IS NULL ORDER BY r.src_file, r.src_line

-- table: supplier_invoices
SELECT r.invoice_row_id, r.buyer_unit, r.supplier_id, r.invoice_number, r.invoice_date, r.booked_on, r.amount_text AS amount,
       a.payment_account, r.purchase_order, c.credited AS credits_invoice, r.text, r.src_file, r.src_line
FROM ledger_rows AS r JOIN ledger_accounts AS a ON a.src_file = r.src_file AND a.src_line = r.src_line
LEFT JOIN ledger_credits AS c ON c.supplier_key = r.supplier_key AND c.document = r.document
