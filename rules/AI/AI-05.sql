/*---
id: "AI-05"
title: {sv: "Inkomst som inte är uppgiven den månad den räknas",
  en: "Income not declared in the month it counts"}
version: 1
maturity: ready
boards: [social_services]
scope: own
mode: casework
subject: person
first_contact: subject_alone
in_favour: false
wildcard: true
reads:
  aid_cases: [aid_case_id, opened_on, closed_on]
  aid_members: [aid_case_id, person_id, from_date, to_date, role]
  aid_payments: [payment_id, aid_case_id, amount, pay_date, period_from, cancelled]
  aid_declared_incomes: [aid_case_id, person_id, period_from, amount]
  incomes: [person_id, period_from, net]
  persons: [person_id, birth_date]
uses: []
population: {table: aid_members, column: person_id, where: "role IN ('applicant', 'co_applicant')"}
facts: {earned_in: text, counted_in: text, net: decimal, declared: decimal}
parameters:
  min_net: {type: integer, default: 1000, why: "smaller sums are seldom worth an inquiry and often a correction of an earlier wage"}
  declared_share: {type: decimal, default: 0.5, why: "the half stands for what the law lets a person keep, such as the job stimulus, and for wages paid in two parts"}
  look_back: {type: months_back, default: 24, why: "two years of payments; what is older is rarely claimed back"}
legal_basis:
  - {act: "Socialtjänstlagen (2025:400)", section: "ekonomiskt bistånd, undantagna inkomster och återkrav (paragraferna bekräftas av jurist)", confirmed: false}
  - {act: "Förordning (2008:975) om uppgiftsskyldighet i vissa fall enligt socialtjänstlagen", section: "uppgifter om inkomster och förmåner", confirmed: false}
  - {act: "Förordning (2001:637) om behandling av personuppgifter inom socialtjänsten", section: "12 §", confirmed: false}
explain: {sv: "{subject} fick {net} kr efter skatt i månaden {earned_in}. Inkomsten räknas för månaden {counted_in}. För den månaden var {declared} kr uppgivet, och bistånd betalades ut.",
  en: "{subject} received SEK {net} after tax in the month {earned_in}. The income counts for the month {counted_in}. For that month SEK {declared} was declared, and aid was paid."}
innocent_explanations:
  - id: disregarded
    visible: true
    sv: "En del av inkomsten ska inte räknas, till exempel jobbstimulans. Minst hälften var uppgiven."
    en: "Part of the income is not to be counted, such as the job stimulus. At least half was declared."
    clears: {sv: "Beräkningen i ärendet.", en: "The calculation in the case."}
  - id: school_pupil
    visible: true
    sv: "Inkomsten är ett barns eller en hemmaboende skolungdoms, och sådan inkomst är undantagen upp till en gräns."
    en: "The income is that of a child or a pupil living at home, whose earnings are exempt up to a limit."
    clears: {sv: "Rollen som barn i ärendet.", en: "The role of child in the case."}
  - id: no_aid_that_month
    visible: true
    sv: "Hushållet fick inget bistånd för månaden då inkomsten räknas, eller personen hörde inte till hushållet då."
    en: "The household was given no aid for the month in which the income counts, or the person was not part of it then."
    clears: {sv: "Utbetalningarna för månaden.", en: "The payments for that month."}
  - id: declared_elsewhere
    visible: false
    sv: "Inkomsten uppgavs på en annan månad, på papper eller till handläggaren och kom inte in i systemet."
    en: "The income was declared on another month, on paper or to the caseworker, and did not reach the system."
    clears: {sv: "Ansökan och journalen för månaderna runt om.", en: "The application and the journal for the months around it."}
  - id: counted_when_paid
    visible: false
    sv: "Lönen eller ersättningen avser en månad men betalades ut senare, eller har betalats tillbaka."
    en: "The wage or benefit belongs to one month but was paid later, or has been paid back."
    clears: {sv: "Lönebesked eller kontoutdrag.", en: "Pay slip or bank statement."}
  - id: exempt_benefit
    visible: false
    sv: "Ersättningen ska inte räknas alls, till exempel ersättning för merkostnader eller sveda och värk."
    en: "The payment is not to be counted at all, such as compensation for extra costs or for pain and suffering."
    clears: {sv: "Beslutet om ersättningen.", en: "The decision on the payment."}
misses:
  - {sv: "Inkomst som ingen myndighet eller arbetsgivare rapporterar, och inkomst från utlandet.", en: "Income that no authority or employer reports, and income from abroad."}
  - {sv: "Inkomst som till hälften eller mer är uppgiven.", en: "Income of which half or more is declared."}
next_step: {sv: "Läs ansökan för månaden och fråga personen om inkomsten. Räkna om först när det är klart vad som ska räknas.",
  en: "Read the application for the month and ask the person about the income. Recalculate only when it is clear what counts."}
secrecy: ["OSL 26:1"]
leads_to: bidragsbrottslagen_6
retention_days: 30
---*/
-- The row_key of a payment is its id: it need not be read beside it.
WITH members AS (
  SELECT m.aid_case_id, m.person_id, MIN(m.from_date) AS from_date, MIN(p.birth_date) AS birth_date
  FROM aid_cases AS c JOIN aid_members AS m ON m.aid_case_id = c.aid_case_id JOIN persons AS p ON p.person_id = m.person_id
  WHERE c.opened_on <= $as_of AND COALESCE(c.closed_on, $as_of) >= $as_of
    AND m.from_date <= $as_of AND COALESCE(m.to_date, $as_of) >= $as_of AND m.role IN ('applicant', 'co_applicant')
  GROUP BY m.aid_case_id, m.person_id
), earned AS (
  SELECT person_id, CAST(DATE_TRUNC('month', period_from) AS DATE) AS month, net FROM incomes
  WHERE period_from <= $as_of AND person_id IN (SELECT person_id FROM members)
), months AS (
  SELECT person_id, month, CAST(month + INTERVAL 1 MONTH AS DATE) AS next_month, CAST(SUM(net) AS DECIMAL(14,2)) AS net
  FROM earned GROUP BY person_id, month
), told AS (
  SELECT aid_case_id, person_id, CAST(DATE_TRUNC('month', period_from) AS DATE) AS month, amount FROM aid_declared_incomes
), declared AS (
  SELECT aid_case_id, person_id, month, CAST(SUM(amount) AS DECIMAL(14,2)) AS amount FROM told GROUP BY aid_case_id, person_id, month
), found AS (
  SELECT m.aid_case_id, m.person_id, n.month, n.next_month, n.net, COALESCE(t.amount, 0) AS declared
  FROM members AS m
  JOIN months AS n ON n.person_id = m.person_id
  LEFT JOIN declared AS t ON t.aid_case_id = m.aid_case_id AND t.person_id = m.person_id AND t.month = n.next_month
  WHERE n.net >= $min_net AND COALESCE(t.amount, 0) < n.net * $declared_share
    AND m.from_date <= LAST_DAY(n.next_month) AND CAST(m.birth_date + INTERVAL 18 YEAR AS DATE) <= n.month
), paid AS (
  SELECT f.aid_case_id, f.person_id, f.month, p.payment_id, p.amount, f.net - f.declared - COALESCE(CAST(SUM(p.amount) OVER (
    PARTITION BY f.aid_case_id, f.person_id, f.month ORDER BY p.pay_date NULLS LAST, p.payment_id NULLS LAST
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS DECIMAL(14,2)), 0) AS wrong
  FROM found AS f
  JOIN aid_payments AS p ON p.aid_case_id = f.aid_case_id AND p.period_from BETWEEN f.next_month AND LAST_DAY(f.next_month)
  WHERE COALESCE(p.cancelled, FALSE) = FALSE AND p.amount > 0 AND p.pay_date BETWEEN $look_back AND $as_of
), evidence AS (
  SELECT aid_case_id, person_id, month, 'aid_payments' AS evidence_table, payment_id AS evidence_key,
    CASE WHEN wrong > 0 THEN LEAST(amount, wrong) END AS amount FROM paid
  UNION ALL
  SELECT f.aid_case_id, f.person_id, f.month, 'incomes', i.row_key, NULL
  FROM found AS f JOIN incomes AS i ON i.person_id = f.person_id AND i.period_from BETWEEN f.month AND LEAST(LAST_DAY(f.month), $as_of)
  UNION ALL
  SELECT f.aid_case_id, f.person_id, f.month, 'aid_declared_incomes', d.row_key, NULL
  FROM found AS f JOIN aid_declared_incomes AS d ON d.aid_case_id = f.aid_case_id AND d.person_id = f.person_id
    AND d.period_from BETWEEN f.next_month AND LAST_DAY(f.next_month)
)
SELECT f.person_id AS subject_id, f.aid_case_id || '|' || STRFTIME(f.month, '%Y-%m') AS anchor, e.evidence_table, e.evidence_key,
  f.month AS from_date, LAST_DAY(f.next_month) AS to_date, CAST(e.amount AS DECIMAL(14,2)) AS amount,
  STRFTIME(f.month, '%Y-%m') AS earned_in, STRFTIME(f.next_month, '%Y-%m') AS counted_in, f.net, f.declared
FROM found AS f JOIN evidence AS e ON e.aid_case_id = f.aid_case_id AND e.person_id = f.person_id AND e.month = f.month
WHERE EXISTS (SELECT 1 FROM paid AS p WHERE p.aid_case_id = f.aid_case_id AND p.person_id = f.person_id AND p.month = f.month)
