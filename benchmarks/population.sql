-- A municipality of $people persons as the exchange format has it, made by SQL alone; equal input, equal rows.
-- Shapes: households of 2.2, twenty years of moves (2.4 residences a person), 1 % protected, 2 % with an older number,
-- 1.8 relations a person, a tenth of the dwellings let by the housing company, 2 % on social assistance.
-- Statements are run one by one; `chance(n, salt)` is a number in [0, 1) that depends on nothing else.

CREATE OR REPLACE MACRO chance(n, salt) AS (hash(n * 1000003 + salt) % 1000003) / 1000003.0;

CREATE OR REPLACE MACRO luhn(body) AS (
    10 - list_sum(list_transform(range(1, 10), lambda i:
        CASE WHEN i % 2 = 1
            THEN (CAST(body[i] AS INTEGER) * 2) % 10 + (CAST(body[i] AS INTEGER) * 2) // 10
            ELSE CAST(body[i] AS INTEGER) END)) % 10) % 10;

-- Five off the right check digit: nobody's number.
CREATE OR REPLACE MACRO fictitious(body) AS body || CAST((luhn(body) + 5) % 10 AS VARCHAR);

CREATE OR REPLACE TABLE households AS
SELECT h, size, SUM(size) OVER (ORDER BY h) - size AS first_person
FROM (
    SELECT h, CASE WHEN c < 0.42 THEN 1 WHEN c < 0.70 THEN 2 WHEN c < 0.82 THEN 3 WHEN c < 0.95 THEN 4 ELSE 6 END AS size
    FROM (SELECT range AS h, chance(range, 1) AS c FROM range(CAST($people / 2.2 AS BIGINT)))
);

CREATE OR REPLACE TABLE people AS
SELECT p.*, CAST(born AS DATE) AS birth_date,
    strftime(born, '%Y%m%d') AS day_text,
    ROW_NUMBER() OVER (PARTITION BY CAST(born AS DATE) ORDER BY person) AS serial
FROM (
    SELECT h.first_person + i.range AS person, h.h, h.size, i.range AS place,
        i.range < 2 AND (h.size <> 3 OR chance(h.h, 2) < 0.5 OR i.range = 0) AS adult,
        DATE '1936-01-01' + CAST(CASE
            WHEN i.range < 2 AND (h.size <> 3 OR chance(h.h, 2) < 0.5 OR i.range = 0)
            THEN chance(h.first_person + i.range, 3) * 25500
            ELSE 26300 + chance(h.first_person + i.range, 3) * 6700 END AS INTEGER) AS born
    FROM households AS h JOIN range(6) AS i(range) ON i.range < h.size
) AS p
WHERE person < $people;

CREATE OR REPLACE TABLE numbered AS
SELECT *, substr(day_text, 1, 2) || fictitious(substr(day_text, 3) || printf('%03d', 1 + (serial - 1) % 999)) AS person_id
FROM people WHERE serial <= 999;

CREATE OR REPLACE TABLE replaced AS
SELECT person, person_id, substr(day_text, 1, 2)
    || fictitious(substr(day_text, 3, 4) || CAST(60 + day(birth_date) AS VARCHAR) || printf('%03d', serial)) AS old_id
FROM numbered WHERE chance(person, 4) < 0.02;

CREATE OR REPLACE TABLE dwellings AS
SELECT 'D' || h AS dwelling_id, 'SKOBY ' || h // 20 AS property_id, 'Gata ' || h // 400 AS street,
    CAST(1 + h // 20 % 20 AS VARCHAR) AS number, NULL::VARCHAR AS letter, NULL::VARCHAR AS staircase,
    CAST(1001 + h % 20 // 4 * 100 + h % 4 AS VARCHAR) AS apartment_number, '99' || printf('%03d', h // 5000 % 1000) AS postal_code,
    'Skoby' AS city, CAST(30 + chance(h, 5) * 90 AS DECIMAL(18, 4)) AS area_m2,
    CASE WHEN chance(h, 6) < 0.05 THEN NULL ELSE CAST(1 + chance(h, 7) * 4 AS BIGINT) END AS rooms, 'kitchen' AS kitchen,
    CASE WHEN chance(h, 8) < 0.03 THEN 'student' WHEN chance(h, 8) < 0.06 THEN 'elderly_or_disabled' ELSE 'ordinary' END AS category,
    CASE WHEN chance(h, 9) < 0.01 THEN 'non_residential' ELSE 'residential' END AS usage,
    DATE '1950-01-01' + CAST(chance(h // 20, 10) * 26000 AS INTEGER) AS built_on, NULL::VARCHAR AS landlord_id,
    CAST(600000 + h % 1000 AS DECIMAL(18, 4)) AS easting, CAST(6600000 + h // 1000 AS DECIMAL(18, 4)) AS northing,
    'A' || h // 5000 AS area_id
FROM range(CAST($people / 2.1 AS BIGINT)) AS r(h);

CREATE OR REPLACE TABLE areas AS
SELECT 'A' || a AS area_id, 'Område ' || a AS name, 'district' AS kind, CAST(NULL AS BIGINT) AS residents
FROM range(CAST($people / 2.1 / 5000 AS BIGINT) + 1) AS r(a);

CREATE OR REPLACE TABLE persons AS
SELECT person_id, 'personnummer' AS id_kind, NULL::VARCHAR AS replaced_by, 'Förnamn' || person % 997 AS given_name,
    'Efternamn' || h % 9973 AS surname, birth_date,
    CASE WHEN chance(person, 11) < 0.01 THEN 'sekretessmarkering' ELSE 'none' END AS protection,
    CASE WHEN chance(person, 12) < 0.02 THEN CASE WHEN chance(person, 13) < 0.7 THEN 'AV' ELSE 'UV' END END AS deregistration_code,
    CASE WHEN chance(person, 12) < 0.02 THEN DATE '2023-07-01' + CAST(chance(person, 14) * 1090 AS INTEGER) END AS deregistration_date,
    CASE WHEN adult AND size IN (2, 4, 6) THEN 'G' ELSE 'OG' END AS civil_status, NULL::DATE AS civil_status_date
FROM numbered
UNION ALL
SELECT old_id, 'samordningsnummer', person_id, NULL, NULL, NULL, 'none', 'GN', NULL, NULL, NULL FROM replaced;

CREATE OR REPLACE TABLE relations AS
WITH couples AS (
    SELECT a.person_id AS one, b.person_id AS other, a.h FROM numbered AS a JOIN numbered AS b USING (h)
    WHERE a.place = 0 AND b.place = 1 AND b.adult AND chance(a.h, 15) < 0.6
),
parents AS (
    SELECT c.person_id AS child, p.person_id AS parent, p.place FROM numbered AS c JOIN numbered AS p USING (h)
    WHERE NOT c.adult AND p.adult AND chance(c.h, 16) < 0.95
),
grown AS (
    SELECT c.person_id AS child, p.person_id AS parent, 0 AS place
    FROM numbered AS c JOIN numbered AS p ON p.h = c.h * 7919 % CAST($people / 2.2 AS BIGINT) AND p.place = 0
    WHERE c.place = 0 AND c.birth_date > p.birth_date + 7000
)
SELECT one AS person_id, other AS related_id, 'M' AS kind, DATE '2010-01-01' AS from_date, NULL::DATE AS to_date FROM couples
UNION ALL SELECT other, one, 'M', DATE '2010-01-01', NULL FROM couples
UNION ALL SELECT child, parent, CASE place WHEN 0 THEN 'MO' ELSE 'FA' END, NULL, NULL FROM parents
UNION ALL SELECT parent, child, 'B', NULL, NULL FROM parents
UNION ALL SELECT child, parent, 'MO', NULL, NULL FROM grown
UNION ALL SELECT parent, child, 'B', NULL, NULL FROM grown;

-- A household moves together on the same days; its last home is its own dwelling. Some people live elsewhere.
CREATE OR REPLACE TABLE homes AS
SELECT h, n, moves, DATE '2006-01-01' + CAST((n + 0.9 * chance(h * 11 + n, 17)) * 7400 / (moves + 1) AS INTEGER) AS from_date,
    CASE WHEN n = moves THEN h ELSE CAST(chance(h * 13 + n, 18) * $people / 2.1 AS BIGINT) END AS dwelling,
    n < moves AND chance(h * 17 + n, 19) < 0.3 AS away
FROM (SELECT h, CAST(floor(chance(h, 20) * chance(h, 21) * 6) AS INTEGER) AS moves FROM households) AS m
JOIN range(7) AS r(n) ON r.n <= m.moves;

CREATE OR REPLACE TABLE residences AS
SELECT person_id, from_date, to_date, dwelling_id, property_id, municipality_code, care_of, placement FROM (
    SELECT p.person_id, GREATEST(s.from_date, p.birth_date) AS from_date,
        CAST(LEAD(s.from_date) OVER (PARTITION BY p.person ORDER BY s.n) - 1 AS DATE) AS to_date,
        CASE WHEN NOT s.away THEN 'D' || s.dwelling END AS dwelling_id,
        CASE WHEN NOT s.away THEN 'SKOBY ' || s.dwelling // 20 END AS property_id,
        CASE WHEN s.away THEN '9991' ELSE '0999' END AS municipality_code,
        CASE WHEN chance(p.person, 22) < 0.01 THEN 'Granne' END AS care_of,
        CASE WHEN s.away THEN 'unknown' ELSE 'dwelling' END AS placement
    FROM numbered AS p JOIN homes AS s USING (h)
) WHERE to_date IS NULL OR to_date >= from_date;

CREATE OR REPLACE TABLE known_addresses AS
SELECT 'D' || h AS dwelling_id, 'care' AS reason, NULL::DATE AS to_date
FROM range(CAST($people / 2.1 AS BIGINT)) AS r(h) WHERE chance(h, 23) < 0.004;

CREATE OR REPLACE TABLE tenancies AS
SELECT 'T' || h AS tenancy_id, person_id AS holder_id, 'D' || CASE WHEN chance(h, 24) < 0.03 THEN (h * 31) % CAST($people / 2.2 AS BIGINT) ELSE h END AS dwelling_id,
    '5560000006' AS landlord_id, NULL::VARCHAR AS holder_name, NULL::DATE AS holder_birth_date,
    CASE WHEN chance(h, 8) < 0.03 THEN 'student' ELSE 'first_hand' END AS kind,
    CASE WHEN chance(h, 25) < 0.1 THEN 'exchange' WHEN chance(h, 25) < 0.15 THEN 'transfer' ELSE 'queue' END AS acquired_by,
    CAST(4000 + chance(h, 26) * 8000 AS DECIMAL(14, 2)) AS monthly_rent,
    DATE '2011-01-01' + CAST(chance(h, 27) * 5100 AS INTEGER) AS from_date,
    CASE WHEN chance(h, 28) < 0.1 THEN DATE '2026-06-30' - CAST(chance(h, 29) * 500 AS INTEGER) END AS to_date
FROM numbered WHERE place = 0 AND h % 4 = 0
UNION ALL
SELECT 'X' || h, person_id, 'D' || (h * 37) % CAST($people / 2.2 AS BIGINT), '5560000006', NULL, NULL, 'first_hand', 'exchange',
    6000, DATE '2022-01-01' + CAST(chance(h, 30) * 1500 AS INTEGER), NULL
FROM numbered WHERE place = 0 AND h % 200 = 0;

CREATE OR REPLACE TABLE sublet_permits AS
SELECT t.tenancy_id, DATE '2024-01-01' + CAST(chance(n.h, 31) * 600 AS INTEGER) AS from_date,
    DATE '2025-12-31' AS to_date, n.person_id AS subtenant_id, NULL::VARCHAR AS subtenant_name
FROM tenancies AS t JOIN numbered AS n ON 'T' || (n.h - 1) = t.tenancy_id AND n.place = 0 WHERE n.h % 40 = 1;

CREATE OR REPLACE TABLE holder_reports AS
SELECT tenancy_id, DATE '2026-02-01' AS reported_on, CAST(1 AS BIGINT) AS unknown_person_count
FROM tenancies WHERE chance(hash(tenancy_id) % 1000003, 32) < 0.002;

CREATE OR REPLACE TABLE study_certificates AS
SELECT tenancy_id, DATE '2025-09-01' AS shown_on,
    CASE WHEN chance(hash(tenancy_id) % 1000003, 33) < 0.8 THEN DATE '2026-06-30' ELSE DATE '2026-01-31' END AS valid_to
FROM tenancies WHERE kind = 'student';

CREATE OR REPLACE TABLE organisations AS
SELECT substr(fictitious('556' || printf('%06d', o)), 1, 10) AS org_id, 'Bolag ' || o AS name,
    CASE WHEN chance(o, 34) < 0.1 THEN 'BRF' ELSE 'AB' END AS legal_form, DATE '2005-01-01' AS registered_on,
    CASE WHEN chance(o, 35) < 0.1 THEN DATE '2024-01-01' END AS deregistered_on, '56100' AS sni,
    CASE WHEN chance(o, 36) < 0.9 THEN CAST(chance(o, 37) * 40 AS BIGINT) END AS employees, 'Gata 1' AS street, '1' AS number,
    '99000' AS postal_code, 'Skoby' AS city, NULL::VARCHAR AS care_of, chance(o, 38) < 0.8 AS f_tax, true AS vat, true AS employer,
    CASE WHEN chance(o, 39) < 0.02 THEN 'bankruptcy' END AS proceeding, NULL::DATE AS proceeding_date
FROM range(CAST($people / 20 AS BIGINT)) AS r(o);

CREATE OR REPLACE TABLE lease_certificates AS
SELECT tenancy_id, substr(fictitious('556' || printf('%06d', CAST(chance(hash(tenancy_id) % 1000003, 40) * $people / 20 AS BIGINT))), 1, 10) AS employer_id,
    DATE '2026-01-15' AS issued_on
FROM tenancies WHERE chance(hash(tenancy_id) % 1000003, 41) < 0.3;

CREATE OR REPLACE TABLE organisation_roles AS
SELECT substr(fictitious('556' || printf('%06d', person % CAST($people / 20 AS BIGINT))), 1, 10) AS org_id, person_id,
    CASE WHEN chance(person, 42) < 0.7 THEN 'board_member' ELSE 'deputy' END AS role, DATE '2018-01-01' AS from_date, NULL::DATE AS to_date
FROM numbered WHERE adult AND chance(person, 43) < 0.12;

CREATE OR REPLACE TABLE beneficial_owners AS
SELECT org_id, person_id AS owner_id, from_date, to_date, 'person' AS owner_kind,
    CAST(chance(hash(person_id) % 1000003, 44) * 100 AS DECIMAL(18, 4)) AS share_min, CAST(100 AS DECIMAL(18, 4)) AS share_max
FROM organisation_roles WHERE role = 'board_member';

CREATE OR REPLACE TABLE aid_cases AS
SELECT 'S' || h AS aid_case_id, person_id AS applicant_id, DATE '2021-01-01' + CAST(chance(h, 45) * 1250 AS INTEGER) AS opened_on,
    CASE WHEN chance(h, 46) < 0.4 THEN DATE '2026-06-30' - CAST(chance(h, 47) * 700 AS INTEGER) END AS closed_on,
    'D' || h AS declared_dwelling_id, CAST(4000 + chance(h, 48) * 8000 AS DECIMAL(14, 2)) AS declared_rent,
    CASE WHEN chance(h, 49) < 0.05 THEN 'shelter' ELSE 'none' END AS placement, 'handläggare' AS assigned_to
FROM numbered WHERE place = 0 AND chance(h, 50) < 0.05;

CREATE OR REPLACE TABLE aid_members AS
SELECT c.aid_case_id, n.person_id, c.opened_on AS from_date, c.closed_on AS to_date,
    CASE WHEN n.place = 0 THEN 'applicant' WHEN n.adult THEN 'co_applicant' ELSE 'child' END AS role, CAST(1 AS DECIMAL(18, 4)) AS counted_share
FROM aid_cases AS c JOIN numbered AS n ON 'S' || n.h = c.aid_case_id WHERE n.place = 0 OR chance(n.person, 51) < 0.9;

CREATE OR REPLACE TABLE aid_payments AS
SELECT c.aid_case_id || '-' || m || '-' || k AS payment_id, c.aid_case_id, c.applicant_id AS payee_id,
    'BANK:6000-' || (hash(c.applicant_id) % 900000000 + 100000000) AS account, 'person' AS account_kind,
    CASE k WHEN 0 THEN 'rent' ELSE 'living' END AS purpose, CAST(3000 + chance(m, 52) * 3000 AS DECIMAL(14, 2)) AS amount,
    CAST(DATE '2024-01-25' + to_months(CAST(m - 1 AS INTEGER)) AS DATE) AS pay_date,
    CAST(DATE '2024-01-01' + to_months(CAST(m AS INTEGER)) AS DATE) AS period_from,
    CAST(DATE '2024-02-01' + to_months(CAST(m AS INTEGER)) AS DATE) - 1 AS period_to, false AS cancelled, false AS outside_system
FROM aid_cases AS c, range(30) AS r(m), range(2) AS s(k)
WHERE DATE '2024-01-01' + to_months(CAST(m AS INTEGER)) BETWEEN c.opened_on AND COALESCE(c.closed_on, DATE '2026-06-30');

CREATE OR REPLACE TABLE incomes AS
SELECT a.person_id, 'employer' AS source,
    substr(fictitious('556' || printf('%06d', CAST(chance(hash(a.person_id) % 1000003, 53) * $people / 20 AS BIGINT))), 1, 10) AS payer_id,
    CAST(DATE '2024-01-01' + to_months(CAST(m AS INTEGER)) AS DATE) AS period_from,
    CAST(DATE '2024-02-01' + to_months(CAST(m AS INTEGER)) AS DATE) - 1 AS period_to,
    CAST(8000 + chance(m, 54) * 9000 AS DECIMAL(14, 2)) AS gross, CAST(6000 + chance(m, 54) * 6000 AS DECIMAL(14, 2)) AS net
FROM (SELECT DISTINCT person_id FROM aid_members WHERE role <> 'child') AS a, range(30) AS r(m)
WHERE chance(hash(a.person_id) % 1000003 + m, 55) < 0.3;

CREATE OR REPLACE TABLE aid_declared_incomes AS
SELECT m.aid_case_id, i.person_id, CAST(i.period_from + to_months(1) AS DATE) AS period_from,
    CAST(i.period_from + to_months(2) AS DATE) - 1 AS period_to, i.net AS amount
FROM incomes AS i JOIN aid_members AS m USING (person_id) WHERE chance(hash(i.person_id) % 1000003, 56) < 0.95;

CREATE OR REPLACE TABLE vehicles AS
SELECT 'V' || person || '-' || k AS vehicle_id, DATE '2020-01-01' AS from_date, NULL::DATE AS to_date, person_id AS owner_id,
    NULL::VARCHAR AS make, CAST(2000 + chance(person, 57) * 26 AS BIGINT) AS model_year
FROM numbered, range(2) AS r(k) WHERE adult AND chance(person * 2 + k, 58) < 0.3;

CREATE OR REPLACE TABLE triggers AS
SELECT 'dwelling' AS subject_kind, 'D' || h AS subject_id, 'tip' AS kind, DATE '2026-03-01' AS arrived_on, 'ref' AS reference
FROM households WHERE chance(h, 59) < 0.002;
