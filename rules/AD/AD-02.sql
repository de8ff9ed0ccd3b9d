/*---
id: "AD-02"
title: {sv: "Passerar många personer genom bostaden?", en: "Do many people pass through the dwelling?"}
version: 1
maturity: ready
boards: [registry]
scope: triggered
mode: casework
subject: dwelling
first_contact: authority_only
in_favour: false
wildcard: true
reads:
  dwellings: [dwelling_id, category, collective]
  residences: [person_id, dwelling_id, from_date, to_date]
uses: [stays, kin, housemates, kin_unknown]
population: {table: dwellings, column: dwelling_id}
facts: {people: integer, groups: integer}
parameters:
  people: {type: integer, default: 10, why: "three or four households may well move in and out in two years"}
  groups: {type: integer, default: 5, why: "ten people in two or three families are an ordinary run of tenants"}
  most_residents: {type: integer, default: 6, why: "a home with many at once is large, or another question's matter"}
  look_back: {type: months_back, default: 24, why: "two years show a pattern that one lease does not"}
  trigger_days: {type: integer, default: 365, why: "a cause older than a year no longer justifies a question"}
legal_basis:
  - {act: "Folkbokföringslagen (1991:481)", section: "32 c §", confirmed: false}
  - {act: "Folkbokföringslagen (1991:481)", section: "6-9 §§", confirmed: false}
explain:
  sv: "Till {subject} har {people} personer i {groups} grupper flyttat in under två år, fast få har bott där samtidigt."
  en: "{people} people in {groups} groups have moved in at {subject} in two years, though few lived there at once."
innocent_explanations:
  - {id: few_households, visible: true, sv: "Det var några familjer eller hushåll som avlöste varandra.", en: "A few families or households succeeded one another.", clears: {sv: "Folkbokföringens uppgifter om släktskap och gemensam inflyttning.", en: "The register's data on kinship and moving in together."}}
  - {id: shared_housing, visible: true, sv: "Bostaden är en student-, äldre- eller kollektivbostad, till exempel ett vård- eller skyddat boende.", en: "The home is student, elderly or collective housing, such as a care home or sheltered housing.", clears: {sv: "Bostadens typ, eller listan över kända kollektiva adresser.", en: "The kind of dwelling, or the list of known collective addresses."}}
  - {id: large_home, visible: true, sv: "Bostaden är stor och många bor där samtidigt, som i ett kollektiv.", en: "The home is large and many live there at once, as in a shared house.", clears: {sv: "Antalet folkbokförda per dag.", en: "The number registered each day."}}
  - {id: births, visible: true, sv: "Barn har fötts i bostaden.", en: "Children were born in the home.", clears: {sv: "Födelsedatum.", en: "The dates of birth."}}
  - {id: short_lets, visible: false, sv: "Lägenheten hyrs ut lagligt på korta kontrakt: genomgångsbostad, företagsbostad, rivningskontrakt eller bostadsrätt i andra hand.", en: "The home is lawfully let on short terms: transitional or company housing, a demolition lease or a sublet condominium.", clears: {sv: "Hyresvärdens eller föreningens besked.", en: "The landlord's or association's word."}}
  - {id: family_home, visible: false, sv: "Ett familjehem, en kontaktfamilj eller någon som öppnat sitt hem för flyktingar eller vänner.", en: "A foster or contact family, or someone who has opened their home to refugees or friends.", clears: {sv: "De boendes berättelse.", en: "The residents' account."}}
  - {id: kin_not_recorded, visible: false, sv: "Släktingar som invandrat var för sig och vars släktskap inte finns i registret.", en: "Relatives who immigrated apart and whose kinship the register lacks.", clears: {sv: "De boendes egen uppgift.", en: "The residents' own word."}}
  - {id: away_by_law, visible: false, sv: "Några är borta på sjukhus, anstalt, i vård, behandling eller skyddat boende, eller enligt plan i högst ett år; folkbokföringen står då kvar (folkbokföringslagen 7-9 §§).", en: "Some are away in hospital, prison, care, treatment or sheltered housing, or for at most a year as planned; their registration then stays.", clears: {sv: "Den enskildes uppgift om vistelsen; fråga inte efter skälet.", en: "The person's word on the stay; do not ask why."}}
misses:
  - {sv: "Tio främlingar utan kända släktskap räknas som tre grupper.", en: "Ten strangers without recorded kin count as three groups."}
  - {sv: "Bostäder där fler än sex varit folkbokförda på en gång.", en: "Homes where more than six were registered at once."}
  - {sv: "De som passerat utan att bli folkbokförda.", en: "Those who passed without being registered."}
next_step:
  sv: "Läs anledningen till frågan först. Skriv till dem som är folkbokförda och be dem berätta; ett stort hushåll är i sig inget fel. Underrätta Skatteverket bara om uppgiften kan antas vara oriktig och inga särskilda skäl talar emot."
  en: "Read the cause of the question first. Write to those registered and ask them to tell; a large household is no fault in itself. Notify the tax agency only if the entry may be assumed wrong and no special reasons speak against."
secrecy: ["OSL 22:1"]
leads_to: fol_32c
retention_days: 30
---*/
WITH arrivals AS (
    SELECT dwelling_id AS home, person_id AS one, from_date, to_date, adult FROM stays
    WHERE dwelling_id IS NOT NULL AND begun <> 'birth' AND from_date >= $look_back
), often AS (
    SELECT home FROM arrivals GROUP BY home HAVING COUNT(*) >= $people
), many AS (
    SELECT a.home FROM often AS o JOIN arrivals AS a ON a.home = o.home
    LEFT JOIN dwellings AS d ON d.dwelling_id = o.home AND (d.collective OR d.category IN ('student', 'elderly_or_disabled'))
    WHERE d.dwelling_id IS NULL GROUP BY a.home HAVING COUNT(DISTINCT a.one) >= $people
), present AS (
    SELECT m.home, s.from_date, s.left_on FROM many AS m JOIN stays AS s ON s.dwelling_id = m.home
    WHERE s.left_on > $look_back AND s.left_on > s.from_date
), steps AS (
    SELECT home, GREATEST(from_date, $look_back) AS day, 1 AS step FROM present UNION ALL SELECT home, left_on, -1 FROM present
), levels AS (
    SELECT home, CAST(SUM(step) OVER (PARTITION BY home ORDER BY day NULLS LAST, step NULLS LAST) AS BIGINT) AS residents FROM steps
), homes AS (
    SELECT home FROM levels GROUP BY home HAVING MAX(residents) <= $most_residents
), members AS (
    SELECT a.home, a.one, BOOL_OR(a.adult) AS adult FROM homes AS h JOIN arrivals AS a ON a.home = h.home GROUP BY a.home, a.one
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
    SELECT r.home, COUNT(*) AS people, COUNT(*) FILTER (WHERE m.adult) AS adults, COUNT(*) = 1 AND COUNT(u.person_id) = 1 AS alone
    FROM r16 AS r JOIN members AS m ON m.home = r.home AND m.one = r.one LEFT JOIN kin_unknown AS u ON u.person_id = r.one
    GROUP BY r.home, r.part
), counted AS (
    SELECT home, CAST(SUM(people) AS BIGINT) AS people, COUNT(*) FILTER (WHERE NOT alone) + (COUNT(*) FILTER (WHERE alone) + 3) // 4 AS groups,
        CAST(SUM(adults) AS BIGINT) = 2 AND COALESCE(MIN(adults) FILTER (WHERE NOT alone) = 1 AND MAX(adults) FILTER (WHERE NOT alone) = 1, TRUE) AS one_adult_each
    FROM parts GROUP BY home
), found AS (
    SELECT home, people, CASE WHEN groups = 2 AND one_adult_each THEN 1 ELSE groups END AS groups FROM counted
)
SELECT f.home AS subject_id, '' AS anchor, 'residences' AS evidence_table, r.row_key AS evidence_key, r.from_date, r.to_date,
    CAST(NULL AS DECIMAL(14, 2)) AS amount, f.people, f.groups
FROM found AS f
JOIN arrivals AS a ON a.home = f.home
JOIN residences AS r ON r.person_id = a.one AND r.dwelling_id = a.home AND r.from_date BETWEEN a.from_date AND COALESCE(a.to_date, $as_of)
WHERE f.groups >= $groups
