/*---
id: "AI-03"
title: {sv: "Ett konto som tar emot bistånd för flera hushåll",
  en: "One account that receives aid for several households"}
version: 1
maturity: ready
boards: [social_services]
scope: own
mode: follow_up
subject: account
in_favour: false
wildcard: true
reads:
  aid_cases: [aid_case_id, applicant_id, opened_on, closed_on]
  aid_members: [aid_case_id, person_id, from_date]
  aid_payments: [aid_case_id, account, account_kind, amount, pay_date, cancelled]
  persons: [person_id]
uses: [kin, kin_unknown]
population: {table: aid_payments, column: account, where: "account_kind = 'person'"}
facts: {cases: integer, households: integer}
parameters:
  households: {type: integer, default: 3, why: "two households on one account are often a couple or a parent and a grown-up child whose tie no register holds"}
  recent: {type: months_back, default: 6, why: "an account used earlier may long since have been changed"}
  look_back: {type: months_back, default: 24, why: "cases that were open in the last two years"}
legal_basis:
  - {act: "Socialtjänstlagen (2025:400)", section: "ekonomiskt bistånd (paragrafen bekräftas av jurist)", confirmed: false}
  - {act: "Förordning (2001:637) om behandling av personuppgifter inom socialtjänsten", section: "12, 15 §§", confirmed: false}
  - {act: "Lag (2001:454) om behandling av personuppgifter inom socialtjänsten", section: "6, 10 §§", confirmed: false}
explain: {sv: "Kontot {subject} har fått bistånd för {cases} ärenden. De räknas som {households} hushåll som inte hör ihop.",
  en: "The account {subject} has received aid for {cases} cases. They count as {households} households that are not related."}
innocent_explanations:
  - id: relatives
    visible: true
    sv: "Hushållen är släkt eller har bott ihop, och en av dem tar emot pengarna."
    en: "The households are related or have lived together, and one of them receives the money."
    clears: {sv: "Relationer och tidigare gemensam bostad i folkbokföringen.", en: "Relations and a former common home in the population register."}
  - id: stopped
    visible: true
    sv: "Utbetalningarna till kontot stoppades."
    en: "The payments to the account were stopped."
    clears: {sv: "Makuleringen i betalsystemet.", en: "The cancellation in the payment system."}
  - id: guardian
    visible: false
    sv: "Kontot tillhör en god man eller förvaltare som sköter pengarna för flera."
    en: "The account belongs to a legal guardian who manages money for several people."
    clears: {sv: "Förordnandet hos överförmyndaren.", en: "The appointment at the chief guardian's office."}
  - id: private_landlord
    visible: false
    sv: "Kontot tillhör en privat hyresvärd som får hyran direkt från nämnden."
    en: "The account belongs to a private landlord who is paid the rent by the board."
    clears: {sv: "Hyreskontrakten och betalningarnas ändamål.", en: "The leases and the purpose of the payments."}
  - id: no_account_yet
    visible: false
    sv: "Nyanlända utan eget bankkonto har tillfälligt lånat någon annans."
    en: "New arrivals without a bank account have borrowed somebody's for a time."
    clears: {sv: "Anteckning i akten och datum för eget konto.", en: "The note in the file, and the date of an account of their own."}
misses:
  - {sv: "Hushåll vars släktskap är okänd räknas fyra som ett; tio främlingar kan därför bli tre hushåll.", en: "Households whose kin are unknown count four as one: ten strangers may become three households."}
  - {sv: "Pengar som förs vidare från egna konton, och kontanter.", en: "Money passed on from people's own accounts, and cash."}
next_step: {sv: "Lämna till ansvarig handläggare för varje ärende: granska akten och vem som får pengarna. Fråga var och en ensam; den som pressas att lämna ifrån sig pengar ska få hjälp.",
  en: "To the responsible caseworker of each case: review this file and who receives the money. Ask each person alone; someone made to hand over money is to be helped."}
secrecy: ["OSL 26:1"]
leads_to: bidragsbrottslagen_6
retention_days: 30
---*/
WITH paid AS (
  SELECT p.account, p.aid_case_id, p.row_key, p.pay_date
  FROM aid_payments AS p JOIN aid_cases AS c ON c.aid_case_id = p.aid_case_id
  WHERE p.account_kind = 'person' AND p.account IS NOT NULL AND COALESCE(p.cancelled, FALSE) = FALSE AND p.amount > 0
    AND p.pay_date BETWEEN $recent AND $as_of AND c.opened_on <= $as_of AND COALESCE(c.closed_on, $as_of) >= $look_back
), accounts AS (
  SELECT account, COUNT(DISTINCT aid_case_id) AS cases FROM paid GROUP BY account HAVING COUNT(DISTINCT aid_case_id) >= $households
), cases AS (
  SELECT DISTINCT p.account, p.aid_case_id FROM paid AS p JOIN accounts AS a ON a.account = p.account
), people AS (
  SELECT c.account, c.aid_case_id, m.person_id
  FROM cases AS c JOIN aid_members AS m ON m.aid_case_id = c.aid_case_id WHERE m.from_date <= $as_of
  UNION
  SELECT c.account, c.aid_case_id, a.applicant_id FROM cases AS c JOIN aid_cases AS a ON a.aid_case_id = c.aid_case_id
), known AS (
  SELECT p.account, p.aid_case_id, BOOL_OR(r.person_id IS NOT NULL AND u.person_id IS NULL) AS is_known
  FROM people AS p LEFT JOIN persons AS r ON r.person_id = p.person_id LEFT JOIN kin_unknown AS u ON u.person_id = p.person_id
  GROUP BY p.account, p.aid_case_id
), tied AS (
  SELECT a.account, a.aid_case_id AS case_a, b.aid_case_id AS case_b
  FROM people AS a JOIN people AS b ON b.account = a.account AND b.person_id = a.person_id
  UNION
  SELECT a.account, a.aid_case_id, b.aid_case_id
  FROM people AS a JOIN kin AS k ON k.person_id = a.person_id JOIN people AS b ON b.account = a.account AND b.person_id = k.other_id
), r1 AS (
  SELECT account, case_a, case_b FROM tied UNION SELECT account, case_b, case_a FROM tied
), r2 AS (
  SELECT DISTINCT a.account, a.case_a, b.case_b FROM r1 AS a JOIN r1 AS b ON b.account = a.account AND b.case_a = a.case_b
), r4 AS (
  SELECT DISTINCT a.account, a.case_a, b.case_b FROM r2 AS a JOIN r2 AS b ON b.account = a.account AND b.case_a = a.case_b
), r8 AS (
  SELECT DISTINCT a.account, a.case_a, b.case_b FROM r4 AS a JOIN r4 AS b ON b.account = a.account AND b.case_a = a.case_b
), r16 AS (
  SELECT DISTINCT a.account, a.case_a, b.case_b FROM r8 AS a JOIN r8 AS b ON b.account = a.account AND b.case_a = a.case_b
), leads AS (
  SELECT account, case_a AS aid_case_id, MIN(case_b) AS lead_case FROM r16 GROUP BY account, case_a
), components AS (
  SELECT l.account, l.lead_case, COUNT(*) AS cases, BOOL_OR(k.is_known) AS is_known
  FROM leads AS l JOIN known AS k ON k.account = l.account AND k.aid_case_id = l.aid_case_id GROUP BY l.account, l.lead_case
), counted AS (
  SELECT account, COUNT(*) FILTER (WHERE is_known) + LEAST(COUNT(*) FILTER (WHERE NOT is_known),
    (CAST(SUM(CASE WHEN is_known THEN 0 ELSE cases END) AS BIGINT) + 3) // 4) AS households
  FROM components GROUP BY account
)
SELECT p.account AS subject_id, '' AS anchor, 'aid_payments' AS evidence_table, p.row_key AS evidence_key, p.pay_date AS from_date,
  p.pay_date AS to_date, CAST(NULL AS DECIMAL(14,2)) AS amount, a.cases, n.households
FROM paid AS p JOIN accounts AS a ON a.account = p.account JOIN counted AS n ON n.account = p.account
WHERE n.households >= $households
