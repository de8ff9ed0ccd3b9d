/*---
id: "AI-02"
title: {sv: "Bistånd till någon som är folkbokförd i en annan kommun",
  en: "Aid to someone registered in another municipality"}
version: 1
maturity: ready
boards: [social_services]
scope: own
mode: both
subject: person
first_contact: subject_alone
in_favour: false
wildcard: true
reads:
  aid_cases: [aid_case_id, applicant_id, opened_on, closed_on, placement]
  aid_payments: [payment_id, aid_case_id, amount, pay_date, period_from, period_to, cancelled]
  residences: [person_id, from_date, to_date, municipality_code]
uses: []
population: {table: aid_cases, column: applicant_id, where: "placement = 'none'"}
facts: {days: integer, first_day: date, last_day: date}
parameters:
  away_days: {type: integer, default: 60, why: "two months: shorter stays elsewhere are visits, and a move is often registered late"}
  gap_days: {type: integer, default: 1, why: "periods written to the day before or the day of the next are still next to each other"}
  look_back: {type: months_back, default: 24, why: "two years of payments; what is older is rarely claimed back"}
legal_basis:
  - {act: "Socialtjänstlagen (2025:400)", section: "vilken kommun som ansvarar för stödet (paragrafen bekräftas av jurist)", confirmed: false}
  - {act: "Folkbokföringslagen (1991:481)", section: "7–9, 32 c §§", confirmed: false}
  - {act: "Förordning (2001:637) om behandling av personuppgifter inom socialtjänsten", section: "12, 15 §§", confirmed: false}
explain: {sv: "{subject} fick bistånd för {first_day} till {last_day} och var då folkbokförd i en annan kommun i {days} dagar. Folkbokföringen avgör inte vilken kommun som ansvarar; fråga var personen bor.",
  en: "{subject} was given aid for {first_day} to {last_day} and was registered in another municipality for {days} of those days. Registration does not decide which municipality is responsible: ask where the person lives."}
innocent_explanations:
  - id: placed_elsewhere
    visible: true
    sv: "Personen har skyddat boende, vård eller annan placering i en annan kommun. Då ligger ansvaret ofta kvar här."
    en: "The person is in sheltered housing, care or another placement elsewhere. The responsibility then often stays here."
    clears: {sv: "Placeringen i ärendet.", en: "The placement in the case."}
  - id: moved_at_the_end
    visible: true
    sv: "Personen flyttade mot slutet av tiden och biståndet upphörde då."
    en: "The person moved near the end of the time and the aid ceased."
    clears: {sv: "Flyttdatum jämfört med utbetalningarnas perioder.", en: "The date of the move beside the periods of the payments."}
  - id: late_registration
    visible: false
    sv: "Personen bor här men har inte gjort någon flyttanmälan, eller får inte folkbokföra sig där den bor."
    en: "The person lives here but has not reported the move, or is not allowed to register where they live."
    clears: {sv: "Hyreskontrakt, intyg från värden eller annat som visar var personen har sin dygnsvila.", en: "A lease, the host's word, or anything that shows where the person sleeps."}
  - id: violence
    visible: false
    sv: "Personen har flytt från våld och ska inte registreras på den nya adressen."
    en: "The person has fled from violence and must not be registered at the new address."
    clears: {sv: "Samtal med personen ensam. Anteckna inte adressen.", en: "A talk with the person alone. Do not write the address down."}
  - id: short_stay
    visible: false
    sv: "Vistelsen är bestämd i förväg till högst ett år, eller personen studerar, vårdas eller avtjänar straff på annan ort."
    en: "The stay was decided beforehand to last at most a year, or the person studies, is in hospital or serves a sentence elsewhere."
    clears: {sv: "Antagningsbesked, intyg eller beslut om vistelsen.", en: "The letter of admission, certificate or decision about the stay."}
misses:
  - {sv: "Den som bor i en annan kommun men fortfarande är folkbokförd här.", en: "Someone who lives elsewhere but is still registered here."}
  - {sv: "Medsökande; frågan gäller bara sökandens folkbokföring.", en: "Co-applicants: only the applicant's registration is compared."}
  - {sv: "Ärenden där placering inte är ifylld.", en: "Cases where the placement is not filled in."}
next_step: {sv: "Fråga var personen bor och varför. Bor personen här ska folkbokföringen rättas. Bor personen i en annan kommun förs ärendet över dit, så att ingen står utan stöd.",
  en: "Ask the person where they live and why. If they live here the registration is to be corrected; if elsewhere, hand the case over so that nobody is left without support."}
secrecy: ["OSL 26:1"]
leads_to: fol_32c
retention_days: 30
---*/
-- The row_key of a payment is its id; that of a residence is person|from_date: written so, it need not be read for everybody.
WITH elsewhere AS (
  SELECT c.aid_case_id, c.applicant_id, r.from_date, COALESCE(r.to_date, $as_of) AS to_date
  FROM aid_cases AS c JOIN residences AS r ON r.person_id = c.applicant_id
  WHERE c.placement = 'none' AND c.opened_on <= $as_of AND COALESCE(c.closed_on, $as_of) >= $look_back
    AND r.municipality_code <> $municipality_code AND r.from_date <= $as_of
), paid AS (
  SELECT aid_case_id, payment_id, amount, period_from, period_to FROM aid_payments
  WHERE aid_case_id IN (SELECT aid_case_id FROM elsewhere) AND COALESCE(cancelled, FALSE) = FALSE AND amount > 0
    AND pay_date BETWEEN $look_back AND $as_of AND period_from <= period_to
), away AS (
  SELECT q.aid_case_id, r.applicant_id, q.period_from, q.period_to, DATE_DIFF('day', q.period_from, q.period_to) + 1 AS length,
    CAST(SUM(DATE_DIFF('day', GREATEST(r.from_date, q.period_from), LEAST(r.to_date, q.period_to)) + 1) AS BIGINT) AS days
  FROM (SELECT DISTINCT aid_case_id, period_from, period_to FROM paid) AS q JOIN elsewhere AS r ON r.aid_case_id = q.aid_case_id
    AND GREATEST(r.from_date, q.period_from) <= LEAST(r.to_date, q.period_to)
  GROUP BY q.aid_case_id, r.applicant_id, q.period_from, q.period_to
), found AS (
  SELECT b.aid_case_id, b.applicant_id, a.period_from AS first_day, a.period_to AS first_end, b.period_from AS later_from,
    b.period_to AS last_day, a.days + b.days AS days
  FROM away AS a JOIN away AS b ON b.aid_case_id = a.aid_case_id
    AND DATE_DIFF('day', a.period_to, b.period_from) BETWEEN 1 AND $gap_days + 1
  WHERE a.days + b.days >= $away_days OR a.days + b.days = a.length + b.length
  QUALIFY ROW_NUMBER() OVER (PARTITION BY b.aid_case_id, b.period_from, b.period_to
    ORDER BY a.days DESC NULLS LAST, a.period_from NULLS LAST) = 1
), signals AS (
  SELECT f.aid_case_id, f.applicant_id, p.payment_id, p.amount, f.first_day, f.first_end, f.last_day, f.days
  FROM found AS f JOIN paid AS p
    ON p.aid_case_id = f.aid_case_id AND p.period_from = f.later_from AND p.period_to = f.last_day
)
SELECT applicant_id AS subject_id, payment_id AS anchor, 'aid_payments' AS evidence_table, payment_id AS evidence_key,
  first_day AS from_date, last_day AS to_date, amount, days, first_day, last_day
FROM signals
UNION ALL
SELECT s.applicant_id, s.payment_id, 'aid_payments', p.payment_id, s.first_day, s.last_day, CAST(NULL AS DECIMAL(14,2)),
  s.days, s.first_day, s.last_day
FROM signals AS s JOIN paid AS p
  ON p.aid_case_id = s.aid_case_id AND p.period_from = s.first_day AND p.period_to = s.first_end
UNION ALL
SELECT s.applicant_id, s.payment_id, 'residences', r.applicant_id || '|' || STRFTIME(r.from_date, '%Y-%m-%d'), s.first_day, s.last_day, CAST(NULL AS DECIMAL(14,2)),
  s.days, s.first_day, s.last_day
FROM signals AS s JOIN elsewhere AS r ON r.aid_case_id = s.aid_case_id
  AND r.from_date <= s.last_day AND r.to_date >= s.first_day
