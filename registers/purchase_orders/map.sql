-- step: order_lines
-- A line that stands twice, number and all, is one line; lines without a number cannot be told apart and all count.
WITH trimmed AS (
    SELECT pax_text(purchase_order) AS purchase_order, pax_text(order_line) AS order_line, pax_text(buyer_unit) AS buyer_unit,
           upper(regexp_replace(supplier_org, '[\s\x{00A0}\x{2010}-\x{2013}-]', '', 'g')) AS org, pax_text(supplier_number) AS number,
           pax_text(supplier_name) AS name, pax_text(kind) AS kind, pax_text(framework_id) AS framework_id,
           CASE WHEN regexp_full_match(ordered_on, '[34]\d{4}') THEN CAST(DATE '1899-12-30' + CAST(ordered_on AS INTEGER) AS VARCHAR)
                WHEN regexp_full_match(ordered_on, '\d{6}') THEN '20' || ordered_on ELSE pax_text(ordered_on) END AS ordered_on,
           pax_text(amount) AS amount, pax_text(approved_by) AS approved_by, src_file, src_line
    FROM raw.orders
), named AS (
    SELECT *, CASE WHEN regexp_full_match(org, 'SE\d{12}') THEN substr(org, 3, 10) ELSE nullif(org, '') END AS stated,
           CASE WHEN regexp_full_match(regexp_replace(number, '[\s-]', '', 'g'), '\d{10}|\d{12}')
                THEN regexp_replace(number, '[\s-]', '', 'g') ELSE number END AS ours
    FROM trimmed
)
SELECT *, coalesce(stated, ours, name) AS supplier_id,
       TRY_CAST(CASE WHEN pax_is_number(pax_plain(amount)) THEN pax_plain(amount) END AS DECIMAL(14, 2)) AS worth
FROM named
QUALIFY order_line IS NULL OR row_number() OVER (
    PARTITION BY purchase_order, order_line, stated, ours, name, amount, ordered_on, framework_id, kind, buyer_unit, approved_by
    ORDER BY src_file, src_line) = 1

-- note: purchase_orders.amount: an order of several lines, whose amounts are put together
SELECT min(src_file) AS src_file, min(src_line) AS src_line, '' AS named FROM order_lines
WHERE purchase_order IS NOT NULL GROUP BY purchase_order, supplier_id HAVING count(*) > 1 ORDER BY 1, 2

-- table: purchase_orders
-- An amount that is no number is given on as it is written, so that its row is told and left out.
SELECT purchase_order, min(buyer_unit) AS buyer_unit, supplier_id, min(kind) AS kind, min(framework_id) AS framework_id,
       min_by(ordered_on, coalesce(pax_date(ordered_on), DATE '1000-01-01')) AS ordered_on,
       coalesce(min(CASE WHEN worth IS NULL THEN amount END), CAST(sum(worth) AS VARCHAR)) AS amount, min(approved_by) AS approved_by,
       min(src_file) AS src_file, min(src_line) AS src_line
FROM order_lines GROUP BY purchase_order, supplier_id, CASE WHEN purchase_order IS NULL THEN src_file || src_line END

-- note: purchase_orders.order_line: the same row again: one of them is used
SELECT o.src_file, o.src_line, '' AS named FROM raw.orders AS o
ANTI JOIN order_lines AS l ON l.src_file = o.src_file AND l.src_line = o.src_line ORDER BY o.src_file, o.src_line
