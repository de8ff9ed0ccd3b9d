-- raw.people · raw.enrolments · raw.duties · raw.units

-- view: coded
SELECT id, min(code) AS code FROM raw.units WHERE id IS NOT NULL AND code IS NOT NULL GROUP BY id

-- view: numbered
SELECT id, min(person_id) AS person_id FROM raw.people WHERE id IS NOT NULL GROUP BY id HAVING count(DISTINCT person_id) = 1

-- note: school_enrolments.school_unit: the school unit is not among the organisations delivered: named by its id
SELECT e.src_file, e.src_line, e.person_id AS named FROM raw.enrolments AS e
ANTI JOIN coded AS c ON c.id = e.unit_id ANTI JOIN coded AS d ON d.code = e.unit_id
WHERE e.cancelled IS DISTINCT FROM 'true' ORDER BY e.src_file, e.src_line

-- note: school_enrolments.from_date: an enrolment that was cancelled is none
SELECT src_file, src_line, person_id AS named FROM raw.enrolments WHERE cancelled = 'true' ORDER BY src_file, src_line

-- note: staff.person_id: a duty whose holder is not among the persons delivered, or has no number, is not read
SELECT d.src_file, d.src_line, '' AS named FROM raw.duties AS d ANTI JOIN numbered AS n ON n.id = d.holder ORDER BY d.src_file, d.src_line

-- table: school_enrolments
-- The same pupil at one unit from one day is one enrolment (school and leisure time are two in the standard).
SELECT e.person_id, coalesce(c.code, e.unit_id) AS school_unit, left(e.from_date, 10) AS from_date,
       CASE WHEN bool_and(e.to_date IS NOT NULL) THEN max(left(e.to_date, 10)) END AS to_date,
       arg_min(e.src_file, (e.src_file, e.src_line)) AS src_file, arg_min(e.src_line, (e.src_file, e.src_line)) AS src_line
FROM raw.enrolments AS e LEFT JOIN coded AS c ON c.id = e.unit_id
WHERE e.cancelled IS DISTINCT FROM 'true'
GROUP BY e.person_id, coalesce(c.code, e.unit_id), left(e.from_date, 10), CASE WHEN e.person_id IS NULL THEN (e.src_file, e.src_line) END

-- table: staff
-- Several duties at one unit from one day are one row with every role.
SELECT n.person_id, coalesce(c.code, d.unit_id) AS unit, left(d.from_date, 10) AS from_date,
       CASE WHEN bool_and(d.to_date IS NOT NULL) THEN max(left(d.to_date, 10)) END AS to_date,
       string_agg(DISTINCT d.role, ', ' ORDER BY d.role) AS position,
       arg_min(d.src_file, (d.src_file, d.src_line)) AS src_file, arg_min(d.src_line, (d.src_file, d.src_line)) AS src_line
FROM raw.duties AS d JOIN numbered AS n ON n.id = d.holder LEFT JOIN coded AS c ON c.id = d.unit_id
GROUP BY n.person_id, coalesce(c.code, d.unit_id), left(d.from_date, 10)
