/*---
id: "AI-04"
title: {sv: "Bistånd som kan ha betalats ut två gånger",
  en: "Aid that may have been paid twice"}
version: 1
maturity: ready
boards: [social_services]
scope: own
mode: casework
subject: person
first_contact: authority_only
in_favour: false
wildcard: true
reads:
  aid_cases: [aid_case_id, applicant_id, opened_on, closed_on]
  aid_members: [aid_case_id, person_id, from_date, to_date, role]
  aid_payments: [payment_id, aid_case_id, payee_id, purpose, amount, pay_date, period_from, period_to, cancelled]
uses: []
population: {table: aid_cases, column: applicant_id}
facts: {payments: integer, cases: integer, first_day: date, last_day: date}
parameters:
  look_back: {type: months_back, default: 24, why: "two years of payments; what is older is rarely claimed back"}
legal_basis:
  - {act: "Socialtjänstlagen (2025:400)", section: "ekonomiskt bistånd och återkrav av bistånd (paragraferna bekräftas av jurist)", confirmed: false}
  - {act: "Förordning (2001:637) om behandling av personuppgifter inom socialtjänsten", section: "12 §", confirmed: false}
explain: {sv: "Bistånd som rör {subject} kan ha betalats ut två gånger för dagarna {first_day} till {last_day}. Antal utbetalningar: {payments}. Antal ärenden: {cases}.",
  en: "Aid concerning {subject} may have been paid twice for the days {first_day} to {last_day}. Payments: {payments}. Cases: {cases}."}
innocent_explanations:
  - {id: corrected, visible: true,
    sv: "En utbetalning rättades: den första makulerades och en ny gjordes.",
    en: "A payment was corrected: the first was cancelled and a new one made.",
    clears: {sv: "Makuleringen i betalsystemet.", en: "The cancellation in the payment system."}}
  - {id: different_needs, visible: true,
    sv: "Beloppen gäller olika saker, till exempel hyra och försörjning, eller olika mottagare.",
    en: "The amounts are for different things, such as rent and living costs, or for different payees.",
    clears: {sv: "Ändamål och mottagare på utbetalningarna.", en: "The purpose and the payee of the payments."}}
  - {id: following_periods, visible: true,
    sv: "Samma belopp betalas för perioder som följer på varandra.",
    en: "The same amount is paid for periods that follow one another.",
    clears: {sv: "Utbetalningarnas perioder.", en: "The periods of the payments."}}
  - {id: changed_household, visible: true,
    sv: "Personen lämnade det ena hushållet innan det andra fick bistånd för personen.",
    en: "The person left one household before the other was given aid for them.",
    clears: {sv: "Datumen för medlemskap i de två ärendena.", en: "The dates of membership in the two cases."}}
  - {id: instalments, visible: false,
    sv: "Månadens bistånd delades i lika stora delar, till exempel veckovis, utan att perioden delades.",
    en: "The month's aid was split into equal parts, for instance weekly, without splitting the period.",
    clears: {sv: "Beslutet om delad utbetalning.", en: "The decision to pay in parts."}}
  - {id: entered_twice, visible: false,
    sv: "En rättad utbetalning registrerades två gånger, men bara en lämnade banken.",
    en: "A corrected payment was entered twice, but only one left the bank.",
    clears: {sv: "Bankens återrapportering.", en: "The report back from the bank."}}
misses:
  - {sv: "Dubbla utbetalningar där beloppet, mottagaren eller ändamålet skiljer sig, där period saknas, eller där en annan kommun betalade.",
    en: "Double payments where the amount, the payee or the purpose differ, where the period is missing, or where another municipality paid."}
next_step: {sv: "Jämför besluten och bankens återrapportering. Rätta först nämndens eget fel; hör personen innan något återkrävs.",
  en: "Compare the decisions and the report back from the bank. Correct the board's own mistake first; hear the person before anything is claimed back."}
secrecy: ["OSL 26:1"]
leads_to: null
retention_days: 30
---*/
-- The row_key of a payment is its id: it need not be read beside it.
WITH cases AS (
  SELECT aid_case_id, applicant_id, opened_on, COALESCE(closed_on, $as_of) AS last_day
  FROM aid_cases WHERE opened_on <= $as_of AND COALESCE(closed_on, $as_of) >= $look_back
), paid AS (
  SELECT aid_case_id, payment_id, payee_id, purpose, amount, pay_date, period_from, period_to FROM aid_payments
  WHERE aid_case_id IN (SELECT aid_case_id FROM cases) AND COALESCE(cancelled, FALSE) = FALSE AND amount > 0
    AND pay_date BETWEEN $look_back AND $as_of AND period_from <= period_to
), pairs AS (
  SELECT c.applicant_id, LEAST(a.payment_id, b.payment_id) || '|' || GREATEST(a.payment_id, b.payment_id) AS anchor,
    a.payment_id AS first_key, b.payment_id AS next_key, b.amount,
    GREATEST(a.period_from, b.period_from) AS first_day, LEAST(a.period_to, b.period_to) AS last_day
  FROM paid AS a JOIN paid AS b ON b.aid_case_id = a.aid_case_id
    AND b.payee_id = a.payee_id AND b.purpose = a.purpose AND b.amount = a.amount
    AND (b.pay_date > a.pay_date OR (b.pay_date = a.pay_date AND a.payment_id < b.payment_id))
    AND a.period_from <= b.period_to AND b.period_from <= a.period_to
  JOIN cases AS c ON c.aid_case_id = a.aid_case_id
  QUALIFY ROW_NUMBER() OVER (PARTITION BY a.payment_id ORDER BY b.pay_date NULLS LAST, b.payment_id NULLS LAST) = 1
), members AS (
  SELECT m.person_id, m.aid_case_id, GREATEST(m.from_date, c.opened_on) AS from_date,
    LEAST(COALESCE(m.to_date, $as_of), c.last_day) AS to_date
  FROM aid_members AS m JOIN cases AS c ON c.aid_case_id = m.aid_case_id
  WHERE m.role IN ('applicant', 'co_applicant') AND m.from_date <= $as_of
), meetings AS (
  SELECT a.person_id, a.aid_case_id AS case_a, b.aid_case_id AS case_b, GREATEST(a.from_date, b.from_date) AS from_date,
    LEAST(a.to_date, b.to_date) AS to_date
  FROM members AS a JOIN members AS b ON b.person_id = a.person_id AND a.aid_case_id < b.aid_case_id
), both_paid AS (
  SELECT m.person_id, m.case_a, m.case_b, a.payment_id AS key_a, b.payment_id AS key_b, a.amount AS amount_a, b.amount AS amount_b,
    GREATEST(m.from_date, a.period_from, b.period_from) AS first_day, LEAST(m.to_date, a.period_to, b.period_to) AS last_day
  FROM meetings AS m JOIN paid AS a ON a.aid_case_id = m.case_a JOIN paid AS b ON b.aid_case_id = m.case_b
    AND GREATEST(m.from_date, a.period_from, b.period_from) <= LEAST(m.to_date, a.period_to, b.period_to)
), twice AS (
  SELECT person_id, case_a, case_b, case_a AS aid_case_id, key_a AS payment_key, amount_a AS amount, first_day, last_day FROM both_paid
  UNION ALL
  SELECT person_id, case_a, case_b, case_b, key_b, amount_b, first_day, last_day FROM both_paid
), counted AS (
  SELECT person_id, case_a, case_b, aid_case_id, payment_key, amount, MIN(first_day) AS first_day, MAX(last_day) AS last_day
  FROM twice GROUP BY person_id, case_a, case_b, aid_case_id, payment_key, amount
), sums AS (
  SELECT person_id, case_a, case_b, aid_case_id, CAST(SUM(amount) AS DECIMAL(14,2)) AS total, COUNT(*) AS payments, MIN(first_day) AS first_day,
    MAX(last_day) AS last_day FROM counted GROUP BY person_id, case_a, case_b, aid_case_id
), smaller AS (
  SELECT person_id, case_a, case_b, aid_case_id, MIN(first_day) OVER (PARTITION BY person_id, case_a, case_b) AS first_day,
    MAX(last_day) OVER (PARTITION BY person_id, case_a, case_b) AS last_day,
    CAST(SUM(payments) OVER (PARTITION BY person_id, case_a, case_b) AS BIGINT) AS payments FROM sums
  QUALIFY ROW_NUMBER() OVER (PARTITION BY person_id, case_a, case_b ORDER BY total NULLS LAST, aid_case_id NULLS LAST) = 1
)
SELECT applicant_id AS subject_id, anchor, 'aid_payments' AS evidence_table, next_key AS evidence_key, first_day AS from_date,
  last_day AS to_date, amount, 2 AS payments, 1 AS cases, first_day, last_day FROM pairs
UNION ALL
SELECT applicant_id, anchor, 'aid_payments', first_key, first_day, last_day, CAST(NULL AS DECIMAL(14,2)), 2, 1, first_day, last_day FROM pairs
UNION ALL
SELECT c.person_id, c.case_a || '|' || c.case_b, 'aid_payments', c.payment_key, s.first_day, s.last_day,
  CASE WHEN c.aid_case_id = s.aid_case_id THEN c.amount END, s.payments, 2, s.first_day, s.last_day
FROM counted AS c JOIN smaller AS s ON s.person_id = c.person_id AND s.case_a = c.case_a AND s.case_b = c.case_b
