/*---
id: "AI-12"
title: {sv: "Bistånd till hyra efter att kontraktet har upphört", en: "Aid for rent after the lease has ended"}
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
  aid_cases: [aid_case_id, applicant_id, opened_on, closed_on, declared_dwelling_id]
  aid_members: [aid_case_id, person_id, from_date]
  aid_payments: [payment_id, aid_case_id, purpose, amount, pay_date, period_from, period_to, cancelled]
  tenancies: [tenancy_id, holder_id, dwelling_id, from_date, to_date]
uses: []
population: {table: aid_cases, column: applicant_id, where: "declared_dwelling_id IS NOT NULL"}
facts: {home: dwelling, lease_ended_on: date, paid_on: date, paid_for: date}
parameters:
  look_back: {type: months_back, default: 24, why: "two years of payments; what is older is rarely claimed back"}
legal_basis:
  - {act: "Socialtjänstlagen (2025:400)", section: "ekonomiskt bistånd och återkrav av bistånd (paragraferna bekräftas av jurist)", confirmed: false}
  - {act: "Lag (2001:454) om behandling av personuppgifter inom socialtjänsten", section: "6 §", confirmed: false}
  - {act: "Förordning (2001:637) om behandling av personuppgifter inom socialtjänsten", section: "12 §", confirmed: false}
explain:
  sv: "{subject} fick bistånd till hyra utbetalt {paid_on} för tid från {paid_for}. Hushållets kontrakt på {home} upphörde {lease_ended_on}, och inget annat kontrakt är känt för perioden."
  en: "{subject} was paid aid for rent on {paid_on} for time from {paid_for}. The household's lease on {home} ended on {lease_ended_on}, and no other lease is known for the period."
innocent_explanations:
  - id: other_lease
    visible: true
    sv: "Hushållet flyttade till en annan lägenhet med eget kontrakt, men den nya adressen är inte införd i ärendet."
    en: "The household moved to another flat with a lease of its own, but the new address is not yet in the case."
    clears: {sv: "Det nya kontraktet.", en: "The new lease."}
  - id: last_month
    visible: true
    sv: "Hyran gäller en period som började innan kontraktet upphörde."
    en: "The rent is for a period that began before the lease ended."
    clears: {sv: "Utbetalningens period.", en: "The period of the payment."}
  - id: stopped
    visible: true
    sv: "Utbetalningen stoppades eller kom tillbaka."
    en: "The payment was stopped or came back."
    clears: {sv: "Makuleringen i betalsystemet.", en: "The cancellation in the payment system."}
  - id: other_landlord
    visible: false
    sv: "Hushållet hyr nu i andra hand, som inneboende eller av en hyresvärd som inte lämnar någon lista."
    en: "The household now rents second hand, as lodgers or from a landlord who delivers no list."
    clears: {sv: "Det nya hyresavtalet eller ett intyg från den som hyr ut.", en: "The new agreement, or a certificate from whoever lets."}
  - id: back_rent
    visible: false
    sv: "Betalningen gällde en hyresskuld eller en avgift vid avflyttning, bokförd på en senare period."
    en: "The payment was for rent in arrears or a charge on moving out, booked on a later period."
    clears: {sv: "Beslutet och hyresvärdens avräkning.", en: "The decision and the landlord's settlement."}
  - id: lease_renewed
    visible: false
    sv: "Kontraktet förlängdes eller ersattes, men listan från hyresvärden är inte uppdaterad."
    en: "The lease was prolonged or replaced, but the landlord's list is not up to date."
    clears: {sv: "Hyresvärdens besked.", en: "The landlord's word."}
misses:
  - {sv: "Hyror där kontraktet aldrig fanns i någon lista.", en: "Rent where the lease was never on any list."}
  - {sv: "Hushåll där en medlem har ett annat kontrakt, även om ingen bor i den lägenheten.", en: "Households where a member holds another lease, even if nobody lives in that flat."}
next_step:
  sv: "Läs beslutet och fråga sökanden var hushållet bor och vad hyran avsåg. Fråga hyresvärden bara om det som behövs, och bara med stöd i lag eller samtycke."
  en: "Read the decision and ask the applicant where the household lives and what the rent was for. Ask the landlord only what is needed, and only with a ground in law or consent."
secrecy: ["OSL 26:1"]
leads_to: null
retention_days: 30
---*/
WITH held AS (
  SELECT DISTINCT m.aid_case_id, t.tenancy_id, t.dwelling_id, t.from_date, t.to_date, t.row_key
  FROM aid_members AS m JOIN tenancies AS t ON t.holder_id = m.person_id
  WHERE m.from_date <= $as_of AND t.from_date <= $as_of
),
ended AS (
  SELECT c.aid_case_id, c.applicant_id, c.declared_dwelling_id, MAX(h.to_date) AS lease_ended_on
  FROM aid_cases AS c
  JOIN held AS h ON h.aid_case_id = c.aid_case_id AND h.dwelling_id = c.declared_dwelling_id
  WHERE c.opened_on <= $as_of AND COALESCE(c.closed_on, $as_of) >= $look_back
  GROUP BY c.aid_case_id, c.applicant_id, c.declared_dwelling_id
  HAVING COUNT(*) = COUNT(h.to_date) AND MAX(h.to_date) < $as_of
),
paid AS (
  SELECT e.aid_case_id, e.applicant_id, e.declared_dwelling_id, e.lease_ended_on, p.payment_id, p.row_key, p.amount,
    p.pay_date, p.period_from, p.period_to
  FROM ended AS e JOIN aid_payments AS p ON p.aid_case_id = e.aid_case_id
  WHERE p.purpose = 'rent' AND COALESCE(p.cancelled, FALSE) = FALSE AND p.amount > 0
    AND p.pay_date BETWEEN $look_back AND $as_of AND p.period_from > e.lease_ended_on
),
housed AS (
  SELECT p.payment_id FROM paid AS p
  JOIN held AS h ON h.aid_case_id = p.aid_case_id AND h.from_date <= COALESCE(p.period_to, p.period_from)
  WHERE h.to_date IS NULL OR h.to_date >= p.period_from
),
asked AS (
  SELECT aid_case_id, applicant_id, declared_dwelling_id, lease_ended_on, payment_id, row_key, amount, pay_date, period_from, period_to
  FROM paid WHERE payment_id NOT IN (SELECT payment_id FROM housed)
)
SELECT applicant_id AS subject_id, payment_id AS anchor, 'aid_payments' AS evidence_table, row_key AS evidence_key,
  period_from AS from_date, period_to AS to_date, amount,
  declared_dwelling_id AS home, lease_ended_on, pay_date AS paid_on, period_from AS paid_for
FROM asked
UNION ALL
SELECT a.applicant_id, a.payment_id, 'tenancies', h.row_key, a.period_from, a.period_to, CAST(NULL AS DECIMAL(14,2)),
  a.declared_dwelling_id, a.lease_ended_on, a.pay_date, a.period_from
FROM asked AS a JOIN held AS h ON h.aid_case_id = a.aid_case_id AND h.dwelling_id = a.declared_dwelling_id
