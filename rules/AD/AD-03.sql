/*---
id: "AD-03"
title: {sv: "Passerar ofta flyttande personer bostaden?", en: "Do frequent movers pass the dwelling?"}
version: 1
maturity: ready
boards: [registry]
scope: triggered
mode: casework
subject: dwelling
first_contact: authority_only
in_favour: false
wildcard: false
reads:
  dwellings: [dwelling_id, collective]
  residences: [person_id, dwelling_id, from_date, to_date]
uses: [stays, kin, housemates, kin_unknown]
population: {table: dwellings, column: dwelling_id}
facts: {people: integer, groups: integer, fewest_moves: integer}
parameters:
  moves: {type: integer, default: 5, why: "a move every ten weeks is far more than studies, work or a separation bring"}
  groups: {type: integer, default: 3, why: "one or two families in difficulty are no pattern of the dwelling"}
  look_back: {type: months_back, default: 12, why: "moves of one year, counted anywhere in the country"}
  trigger_days: {type: integer, default: 365, why: "a cause older than a year no longer justifies a question"}
legal_basis:
  - {act: "Folkbokföringslagen (1991:481)", section: "32 c §", confirmed: false}
  - {act: "Folkbokföringslagen (1991:481)", section: "6-9 §§", confirmed: false}
explain:
  sv: "{people} personer i {groups} grupper som det senaste året flyttat minst {fewest_moves} gånger var har någon gång under året varit folkbokförda på {subject}. Frågan gäller bostaden, aldrig personerna."
  en: "{people} people in {groups} groups, who in the last year moved at least {fewest_moves} times each, were registered at {subject} at some time during it. The question is about the dwelling, never the people."
innocent_explanations:
  - {id: one_family, visible: true, sv: "De som flyttat ofta är en eller två familjer.", en: "Those who moved often are one or two families.", clears: {sv: "Folkbokföringens uppgifter om släktskap.", en: "The register's data on kinship."}}
  - {id: shared_housing, visible: true, sv: "Adressen är ett känt gemensamt boende: skyddat boende, vårdboende, genomgångsboende eller studentkorridor.", en: "The address is known shared housing: a shelter, a care home, transitional housing or a student corridor.", clears: {sv: "Listan över kända kollektiva adresser.", en: "The list of known collective addresses."}}
  - {id: fewer_moves, visible: true, sv: "Färre flyttar: att födas, invandra eller få ett avbrott i boendet rättat är ingen flytt.", en: "Fewer moves: to be born, to immigrate or to have a gap in a stay corrected is no move.", clears: {sv: "Folkbokföringens historik.", en: "The history in the register."}}
  - {id: homeless, visible: false, sv: "Människor utan egen bostad får bo hos någon som hjälper dem, eller flyttar mellan tillfälliga boenden.", en: "People without a home stay with someone who helps them, or move between temporary places.", clears: {sv: "Värdens berättelse; erbjud kontakt med socialtjänsten.", en: "The host's account; offer contact with social services."}}
  - {id: fleeing, visible: false, sv: "Någon flyttar undan våld eller hot utan att ha skyddade uppgifter.", en: "Someone moves away from violence or threats without protected data.", clears: {sv: "Gå inte vidare; sprid inte adressen; upplys om skydd.", en: "Go no further; do not spread the address; tell of protection."}}
  - {id: work, visible: false, sv: "Säsongsarbete, turné, byggarbete, studier på flera orter, eller felaktiga lägenhetsnummer som rättats flera gånger.", en: "Seasonal work, touring, construction, studies in several towns, or wrong apartment numbers corrected several times.", clears: {sv: "Den enskildes uppgift.", en: "The person's word."}}
  - {id: kin_not_recorded, visible: false, sv: "Släktingar som invandrat var för sig och vars släktskap inte finns i registret.", en: "Relatives who immigrated apart and whose kinship the register lacks.", clears: {sv: "De boendes egen uppgift.", en: "The residents' own word."}}
  - {id: away_by_law, visible: false, sv: "Några är borta på sjukhus, anstalt, i vård, behandling eller skyddat boende, eller enligt plan i högst ett år; folkbokföringen står då kvar (folkbokföringslagen 7-9 §§).", en: "Some are away in hospital, prison, care, treatment or sheltered housing, or for at most a year as planned; their registration then stays.", clears: {sv: "Den enskildes uppgift om vistelsen; fråga inte efter skälet.", en: "The person's word on the stay; do not ask why."}}
misses:
  - {sv: "Tio främlingar utan kända släktskap räknas som tre grupper; åtta är två och frågas inte om.", en: "Ten strangers without recorded kin count as three groups; eight are two and are not asked about."}
  - {sv: "De som flyttar ofta utan att anmäla det.", en: "Those who move often without reporting it."}
  - {sv: "Adresser där de som passerar bara flyttat några gånger var.", en: "Addresses where those who pass have moved only a few times each."}
next_step:
  sv: "Läs anledningen till frågan. Frågan gäller bostaden: sök ingen av personerna och sprid inte var de bor, någon kan vara på flykt undan våld. Kontakta den som förfogar över bostaden bara om anledningen bär det."
  en: "Read the cause of the question. It is about the dwelling: seek none of the people and do not spread where they live, someone may be fleeing violence. Contact whoever controls the dwelling only if the cause carries it."
secrecy: ["OSL 22:1"]
leads_to: fol_32c
retention_days: 30
---*/
-- Evidence is the rows at this dwelling alone: where the people lived before or went after is nobody's business here.
WITH movers AS (
    SELECT person_id, COUNT(*) AS moves FROM stays WHERE begun = 'move' AND from_date >= $look_back GROUP BY person_id HAVING COUNT(*) >= $moves
), passing AS (
    SELECT s.dwelling_id AS home, s.person_id AS one, BOOL_OR(s.adult) AS adult, MIN(m.moves) AS moves
    FROM movers AS m JOIN stays AS s ON s.person_id = m.person_id
    LEFT JOIN dwellings AS d ON d.dwelling_id = s.dwelling_id AND d.collective
    WHERE s.dwelling_id IS NOT NULL AND s.left_on > $look_back AND s.left_on > s.from_date AND d.dwelling_id IS NULL
    GROUP BY s.dwelling_id, s.person_id
), homes AS (
    SELECT home FROM passing GROUP BY home HAVING COUNT(*) >= $groups
), members AS (
    SELECT p.home, p.one, p.adult, p.moves FROM homes AS h JOIN passing AS p ON p.home = h.home
), near AS ( -- kin first, homes next: the members of a large home are never paired with each other
    SELECT DISTINCT k.person_id, k.other_id, m.home FROM kin AS k JOIN members AS m ON m.one = k.person_id
), ties AS (
    SELECT n.home, n.person_id AS one, n.other_id AS other FROM near AS n JOIN members AS m ON m.home = n.home AND m.one = n.other_id
    LEFT JOIN (SELECT person_id, other_id, dwelling_id FROM housemates WHERE dwelling_id IN (SELECT home FROM members)) AS h
        ON h.person_id = n.person_id AND h.other_id = n.other_id AND h.dwelling_id = n.home
    WHERE h.dwelling_id IS NULL
), r1 AS (
    SELECT home, one, other FROM ties UNION ALL SELECT home, other, one FROM ties UNION ALL SELECT home, one, one FROM members
), r2 AS (SELECT DISTINCT a.home, a.one, b.other FROM r1 AS a JOIN r1 AS b ON b.home = a.home AND b.one = a.other
), r4 AS (SELECT DISTINCT a.home, a.one, b.other FROM r2 AS a JOIN r2 AS b ON b.home = a.home AND b.one = a.other
), r8 AS (SELECT DISTINCT a.home, a.one, b.other FROM r4 AS a JOIN r4 AS b ON b.home = a.home AND b.one = a.other
), r16 AS (SELECT a.home, a.one, MIN(b.other) AS part FROM r8 AS a JOIN r8 AS b ON b.home = a.home AND b.one = a.other GROUP BY a.home, a.one
), parts AS (
    SELECT r.home, COUNT(*) AS people, COUNT(*) FILTER (WHERE m.adult) AS adults, MIN(m.moves) AS moves, COUNT(*) = 1 AND COUNT(u.person_id) = 1 AS alone
    FROM r16 AS r JOIN members AS m ON m.home = r.home AND m.one = r.one LEFT JOIN kin_unknown AS u ON u.person_id = r.one
    GROUP BY r.home, r.part
), counted AS (
    SELECT home, CAST(SUM(people) AS BIGINT) AS people, COUNT(*) FILTER (WHERE NOT alone) + (COUNT(*) FILTER (WHERE alone) + 3) // 4 AS groups,
        CAST(SUM(adults) AS BIGINT) = 2 AND COALESCE(MIN(adults) FILTER (WHERE NOT alone) = 1 AND MAX(adults) FILTER (WHERE NOT alone) = 1, TRUE) AS one_adult_each,
        MIN(moves) AS fewest_moves
    FROM parts GROUP BY home
), found AS (
    SELECT home, people, fewest_moves, CASE WHEN groups = 2 AND one_adult_each THEN 1 ELSE groups END AS groups FROM counted
)
SELECT f.home AS subject_id, '' AS anchor, 'residences' AS evidence_table, r.row_key AS evidence_key, r.from_date, r.to_date,
    CAST(NULL AS DECIMAL(14, 2)) AS amount, f.people, f.groups, f.fewest_moves
FROM found AS f
JOIN members AS m ON m.home = f.home
JOIN residences AS r ON r.person_id = m.one AND r.dwelling_id = m.home
    AND r.from_date <= $as_of AND (r.to_date IS NULL OR r.to_date >= $look_back)
WHERE f.groups >= $groups
