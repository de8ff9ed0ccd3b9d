/*---
id: "AD-06"
title: {sv: "En adress som människor bara passerar?", en: "An address people only pass through?"}
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
facts: {people: integer, groups: integer, longest: integer}
parameters:
  people: {type: integer, default: 6, why: "a few short stays in two years are ordinary"}
  groups: {type: integer, default: 4, why: "a family that came and went is one group"}
  stay_days: {type: integer, default: 120, why: "four months: shorter than a term or an ordinary sublet"}
  look_back: {type: months_back, default: 24, why: "two years show a pattern that one lease does not"}
  trigger_days: {type: integer, default: 365, why: "a cause older than a year no longer justifies a question"}
legal_basis:
  - {act: "Folkbokföringslagen (1991:481)", section: "32 c §", confirmed: false}
  - {act: "Folkbokföringslagen (1991:481)", section: "6-9 §§", confirmed: false}
explain:
  sv: "{people} personer i {groups} grupper har varit folkbokförda en kort tid på {subject} och lämnat adressen de senaste åren; ingen av dessa vistelser var längre än {longest} dagar."
  en: "{people} people in {groups} groups were registered at {subject} for a short time and left in recent years; none of these stays was longer than {longest} days."
innocent_explanations:
  - {id: one_family, visible: true, sv: "De som kom och gick var en eller några familjer.", en: "Those who came and went were one or a few families.", clears: {sv: "Folkbokföringens uppgifter om släktskap.", en: "The register's data on kinship."}}
  - {id: shared_housing, visible: true, sv: "Bostaden är en student-, äldre- eller kollektivbostad, till exempel ett vård- eller skyddat boende.", en: "The home is student, elderly or collective housing, such as a care home or sheltered housing.", clears: {sv: "Bostadens typ, eller listan över kända kollektiva adresser.", en: "The kind of dwelling, or the list of known collective addresses."}}
  - {id: longer_stays, visible: true, sv: "De bodde där mer än fyra månader, eller bor kvar.", en: "They lived there for more than four months, or still do.", clears: {sv: "Datum i folkbokföringen.", en: "The dates in the register."}}
  - {id: life_and_death, visible: true, sv: "Någon avled, eller ett barn föddes in i bostaden och familjen flyttade.", en: "Someone died, or a child was born and the family moved.", clears: {sv: "Folkbokföringen.", en: "The population register."}}
  - {id: short_lets, visible: false, sv: "Lägenheten hyrs ut lagligt på korta kontrakt: genomgångsbostad, företagsbostad, sommarlov eller en bostadsrätt till salu.", en: "The home is lawfully let on short terms: transitional or company housing, summer lets or a condominium for sale.", clears: {sv: "Hyresvärdens eller föreningens besked.", en: "The landlord's or association's word."}}
  - {id: first_home, visible: false, sv: "Nyanlända eller nyseparerade bor en tid hos släkt eller vänner innan de får en egen bostad.", en: "New arrivals or newly separated people stay with kin or friends before they find a home.", clears: {sv: "De boendes berättelse.", en: "The residents' account."}}
  - {id: kin_not_recorded, visible: false, sv: "Släktingar som invandrat var för sig och vars släktskap inte finns i registret.", en: "Relatives who immigrated apart and whose kinship the register lacks.", clears: {sv: "De boendes egen uppgift.", en: "The residents' own word."}}
  - {id: away_by_law, visible: false, sv: "Några är borta på sjukhus, anstalt, i vård, behandling eller skyddat boende, eller enligt plan i högst ett år; folkbokföringen står då kvar (folkbokföringslagen 7-9 §§).", en: "Some are away in hospital, prison, care, treatment or sheltered housing, or for at most a year as planned; their registration then stays.", clears: {sv: "Den enskildes uppgift om vistelsen; fråga inte efter skälet.", en: "The person's word on the stay; do not ask why."}}
misses:
  - {sv: "Tio främlingar utan kända släktskap räknas som tre grupper och frågas inte om.", en: "Ten strangers without recorded kin count as three groups and are not asked about."}
  - {sv: "De som står kvar i folkbokföringen fast de har flyttat.", en: "Those who remain registered though they have moved."}
  - {sv: "Personer som stannat något längre än fyra månader.", en: "People who stayed slightly longer than four months."}
next_step:
  sv: "Läs anledningen till frågan först. Skriv till dem som är folkbokförda och be dem berätta; ett stort hushåll är i sig inget fel. Underrätta Skatteverket bara om uppgiften kan antas vara oriktig och inga särskilda skäl talar emot."
  en: "Read the cause of the question first. Write to those registered and ask them to tell; a large household is no fault in itself. Notify the tax agency only if the entry may be assumed wrong and no special reasons speak against."
secrecy: ["OSL 22:1"]
leads_to: fol_32c
retention_days: 30
---*/
WITH short AS (
    SELECT dwelling_id AS home, person_id AS one, from_date, to_date, adult, DATE_DIFF('day', from_date, to_date) + 1 AS days FROM stays
    WHERE dwelling_id IS NOT NULL AND to_date >= $look_back AND to_date <= $as_of
        AND DATE_DIFF('day', from_date, to_date) + 1 <= $stay_days AND NOT ended_by_death AND begun <> 'birth'
), often AS (
    SELECT home FROM short GROUP BY home HAVING COUNT(*) >= $people
), homes AS (
    SELECT s.home FROM often AS o JOIN short AS s ON s.home = o.home
    LEFT JOIN dwellings AS d ON d.dwelling_id = o.home AND (d.collective OR d.category IN ('student', 'elderly_or_disabled'))
    WHERE d.dwelling_id IS NULL GROUP BY s.home HAVING COUNT(DISTINCT s.one) >= $people
), members AS (
    SELECT s.home, s.one, BOOL_OR(s.adult) AS adult, MAX(s.days) AS days FROM homes AS h JOIN short AS s ON s.home = h.home GROUP BY s.home, s.one
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
    SELECT r.home, COUNT(*) AS people, COUNT(*) FILTER (WHERE m.adult) AS adults, MAX(m.days) AS days, COUNT(*) = 1 AND COUNT(u.person_id) = 1 AS alone
    FROM r16 AS r JOIN members AS m ON m.home = r.home AND m.one = r.one LEFT JOIN kin_unknown AS u ON u.person_id = r.one
    GROUP BY r.home, r.part
), counted AS (
    SELECT home, CAST(SUM(people) AS BIGINT) AS people, COUNT(*) FILTER (WHERE NOT alone) + (COUNT(*) FILTER (WHERE alone) + 3) // 4 AS groups,
        CAST(SUM(adults) AS BIGINT) = 2 AND COALESCE(MIN(adults) FILTER (WHERE NOT alone) = 1 AND MAX(adults) FILTER (WHERE NOT alone) = 1, TRUE) AS one_adult_each,
        MAX(days) AS longest
    FROM parts GROUP BY home
), found AS (
    SELECT home, people, longest, CASE WHEN groups = 2 AND one_adult_each THEN 1 ELSE groups END AS groups FROM counted
)
SELECT f.home AS subject_id, '' AS anchor, 'residences' AS evidence_table, r.row_key AS evidence_key, r.from_date, r.to_date,
    CAST(NULL AS DECIMAL(14, 2)) AS amount, f.people, f.groups, f.longest
FROM found AS f
JOIN short AS s ON s.home = f.home
JOIN residences AS r ON r.person_id = s.one AND r.dwelling_id = s.home AND r.from_date BETWEEN s.from_date AND s.to_date
WHERE f.groups >= $groups
