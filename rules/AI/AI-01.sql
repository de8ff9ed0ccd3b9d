/*---
id: "AI-01"
title: {sv: "Bistånd som betalats ut efter dödsfall eller flytt från landet",
  en: "Aid paid after a death or a departure from the country"}
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
  aid_payments: [payment_id, aid_case_id, amount, pay_date, period_from, period_to, cancelled]
  persons: [person_id, deregistration_code, deregistration_date]
uses: []
population: {table: aid_cases, column: applicant_id}
facts: {left_on: date, paid_on: date, paid_for: date}
parameters:
  register_lag_days: {type: integer, default: 14, why: "a death or a departure takes up to two weeks to reach the board; what was paid before that could not be stopped"}
  look_back: {type: months_back, default: 24, why: "two years of payments; what is older is rarely claimed back"}
legal_basis:
  - {act: "Socialtjänstlagen (2025:400)", section: "ekonomiskt bistånd och återkrav av bistånd (paragraferna bekräftas av jurist)", confirmed: false}
  - {act: "Lag (2001:454) om behandling av personuppgifter inom socialtjänsten", section: "6 §", confirmed: false}
  - {act: "Förordning (2001:637) om behandling av personuppgifter inom socialtjänsten", section: "12 §", confirmed: false}
explain: {sv: "{subject} avregistrerades från folkbokföringen {left_on}. En utbetalning {paid_on} avser tid från {paid_for}, alltså en senare månad.",
  en: "{subject} was deregistered from the population register on {left_on}. A payment on {paid_on} is for time from {paid_for}, a later month."}
innocent_explanations:
  - id: same_month
    visible: true
    sv: "Biståndet gällde månaden då personen avled eller flyttade. Det räknas för hel månad."
    en: "The aid was for the month of the death or the departure. It is counted for whole months."
    clears: {sv: "Utbetalningens period.", en: "The period of the payment."}
  - id: register_lag
    visible: true
    sv: "Pengarna var på väg innan nämnden kunde veta. De betalades inom två veckor efter avregistreringen."
    en: "The money was on its way before the board could know: it was paid within two weeks of the deregistration."
    clears: {sv: "Utbetalningsdatum jämfört med datum för avregistreringen.", en: "The pay date beside the date of deregistration."}
  - id: stopped
    visible: true
    sv: "Utbetalningen stoppades eller kom tillbaka."
    en: "The payment was stopped or came back."
    clears: {sv: "Makuleringen i betalsystemet.", en: "The cancellation in the payment system."}
  - id: household_goes_on
    visible: false
    sv: "Ärendet fortsatte för en medsökande eller barn som lever kvar i hushållet, men sökanden byttes inte ut i systemet."
    en: "The case went on for a co-applicant or children who remain, but the applicant was not replaced in the system."
    clears: {sv: "Beslutet för det kvarvarande hushållet.", en: "The decision for the remaining household."}
  - id: estate
    visible: false
    sv: "Nämnden beviljade dödsboet hjälp med begravning eller avveckling av bostaden."
    en: "The board granted the estate help with the funeral or with winding up the home."
    clears: {sv: "Beslutet om bistånd till dödsboet.", en: "The decision on aid to the estate."}
  - id: register_wrong
    visible: false
    sv: "Avregistreringen var fel eller har rättats, till exempel efter en felaktig uppgift om utflyttning."
    en: "The deregistration was wrong or has been corrected, for instance after a mistaken report of a move abroad."
    clears: {sv: "Ett nytt utdrag ur folkbokföringen.", en: "A fresh extract from the population register."}
misses:
  - {sv: "Dödsfall och flytt utomlands som inte är registrerade än.", en: "Deaths and moves abroad that are not yet registered."}
  - {sv: "Medsökande som har avlidit eller flyttat; frågan gäller bara sökanden.", en: "Co-applicants who died or left: only the applicant is asked about."}
  - {sv: "Utbetalningar som saknar period.", en: "Payments without a period."}
next_step: {sv: "Läs beslutet och ta reda på vem som fick pengarna. Kontakta inte anhöriga förrän du vet om ärendet fortsatte för det kvarvarande hushållet.",
  en: "Read the decision and find out who received the money. Contact no relative before you know whether the case went on for the remaining household."}
secrecy: ["OSL 26:1"]
leads_to: null
retention_days: 30
---*/
-- The row_key of a payment is its id: it need not be read beside it.
WITH found AS (
  SELECT c.applicant_id, p.payment_id, r.row_key AS person_key, p.amount,
    p.pay_date, p.period_from, p.period_to, r.deregistration_date
  FROM aid_cases AS c
  JOIN persons AS r ON r.person_id = c.applicant_id
  JOIN aid_payments AS p ON p.aid_case_id = c.aid_case_id
  WHERE r.deregistration_code IN ('AV', 'UV', 'OB', 'FI')
    AND c.opened_on <= $as_of AND COALESCE(c.closed_on, $as_of) >= $look_back
    AND COALESCE(p.cancelled, FALSE) = FALSE AND p.amount > 0
    AND p.pay_date BETWEEN $look_back AND $as_of
    AND p.period_from > LAST_DAY(r.deregistration_date)
    AND DATE_DIFF('day', r.deregistration_date, p.pay_date) > $register_lag_days
)
SELECT applicant_id AS subject_id, payment_id AS anchor, 'aid_payments' AS evidence_table, payment_id AS evidence_key,
  period_from AS from_date, period_to AS to_date, amount,
  deregistration_date AS left_on, pay_date AS paid_on, period_from AS paid_for
FROM found
UNION ALL
SELECT applicant_id, payment_id, 'persons', person_key, period_from, period_to, CAST(NULL AS DECIMAL(14,2)),
  deregistration_date, pay_date, period_from
FROM found
