-- Of an office's grievances the newest fifteen are open, and one in ten of all is a suggestion.
INSERT INTO grievance (id, office_id, number, kind, contact_id, category_id, department_id, description, by_voice, place,
  state, reopened, resolved_at, level, past_office, target_on, late_told_on, escalates_on, ask_again_on, filed_at)
SELECT growth.grievance(n), growth.office(o), growth.number('GRV', n),
  CASE WHEN n % 10 = 9 THEN 'suggestion' ELSE 'grievance' END, growth.contact(growth.whose(n)),
  growth.part_of_office(5, o, 1 + n % 8), growth.part_of_office(4, o, 1 + n % 4), growth.sealed('description', n), false,
  growth.sealed('place', n),
  CASE WHEN due OR missed OR newer < 6 THEN 'SUBMITTED' WHEN newer < 10 THEN 'UNDER_PROCESS'
    WHEN newer < 12 THEN 'FORWARDED' WHEN newer < 14 THEN 'NEEDS_INFO' WHEN newer < 15 THEN 'ACTION_TAKEN'
    WHEN newer % 5 = 4 THEN 'REJECTED' ELSE 'RESOLVED' END,
  0, CASE WHEN newer >= 15 AND newer % 5 <> 4 AND NOT due THEN growth.at(ms + 864000000) END,
  CASE WHEN newer BETWEEN 9 AND 11 AND n % 10 <> 9 THEN newer - 8 ELSE 0 END, n % 50 = 5,
  CASE WHEN due THEN date '${today}' - 1 WHEN n % 10 = 9 THEN date '${today}' - 5
    ELSE date '${today}' + 10 - newer::int * 3 END,
  CASE WHEN n % 10 = 9 AND NOT missed THEN date '${today}' - 5 END,
  CASE WHEN due THEN date '${today}' WHEN newer < 12 AND n % 10 <> 9 THEN date '${today}' + 1 + (n % 20)::int END,
  CASE WHEN newer = 15 AND n % 10 <> 9 THEN date '${today}' + 1
    WHEN n BETWEEN ${grievances} / 4 AND ${grievances} / 4 + ${due} - 1 THEN date '${today}' END,
  growth.at(ms)
FROM (SELECT n, growth.office_of(n) AS o, growth.newer(n, ${grievances}) AS newer, growth.ms(n, ${grievances}, 365) AS ms,
    n BETWEEN ${grievances} / 2 AND ${grievances} / 2 + ${due} - 1 AS due,
    n % 10 = 9 AND n > ${grievances} - 10 * ${due} AS missed
  FROM generate_series(1, ${grievances}) n) each;

INSERT INTO grievance_step (id, office_id, grievance_id, position, from_state, to_state, at, staff_id, note, photos)
SELECT growth.id(30 + position, n, growth.ms(n, ${grievances}, 365) + position * 86400000),
  growth.office(growth.office_of(n)), growth.grievance(n), position,
  CASE position WHEN 1 THEN NULL WHEN 2 THEN 'SUBMITTED' ELSE 'UNDER_PROCESS' END,
  (ARRAY['SUBMITTED', 'UNDER_PROCESS', 'ACTION_TAKEN'])[position],
  growth.at(growth.ms(n, ${grievances}, 365) + position * 86400000),
  CASE WHEN position > 1 THEN growth.staff(growth.office_of(n), 2) END,
  CASE WHEN position = 3 THEN growth.sealed('note', n) END, '[]'
FROM generate_series(1, ${grievances}) n, generate_series(1, 3) position;

INSERT INTO grievance_evidence (id, office_id, grievance_id, media_id)
SELECT growth.id(34, n, growth.ms(n, ${media}, 365)), growth.office(growth.office_of(n * 3)), growth.grievance(n * 3),
  growth.media(n)
FROM generate_series(1, ${grievances} / 3) n;

INSERT INTO grievance_verdict (id, office_id, grievance_id, resolution, fixed, rating, at)
SELECT growth.id(35, n, growth.ms(n, ${grievances}, 365)), growth.office(growth.office_of(n)), growth.grievance(n), 0,
  true, 4, growth.at(growth.ms(n, ${grievances}, 365))
FROM generate_series(1, ${grievances}) n WHERE growth.newer(n, ${grievances}) > 16 AND n % 2 = 0;

-- Of an office's requests the newest eight are being worked on; most of the others are issued, one in six at home.
INSERT INTO certificate (id, office_id, number, kind, contact_id, filed_by, held_by, details, delivery, state, target_on,
  late_told_on, filed_at, issued_on, valid_upto, code_attempts)
SELECT growth.certificate(n), growth.office(o), growth.number('CRT', n), 'residence',
  growth.contact(growth.whose(n)), NULL,
  CASE WHEN newer >= 3 THEN growth.staff(o, 2) END, growth.sealed('details', n),
  CASE WHEN newer % 6 = 5 THEN growth.sealed('delivery', n) END,
  CASE WHEN newer < 3 THEN 'REQUESTED' WHEN newer < 6 THEN 'UNDER_REVIEW' WHEN newer < 8 THEN 'NEEDS_INFO'
    WHEN newer % 6 = 5 AND newer > 12 THEN 'DELIVERED' WHEN newer % 10 = 9 THEN 'REJECTED' ELSE 'ISSUED' END,
  CASE WHEN n > ${certificates} - ${due} THEN date '${today}' - 3 WHEN newer < 4 THEN date '${today}' + 5
    ELSE date '${today}' - newer::int END,
  CASE WHEN newer >= 4 THEN date '${today}' - newer::int END,
  growth.at(ms), CASE WHEN newer >= 8 THEN date '${today}' - newer::int END,
  CASE WHEN newer >= 8 THEN date '${today}' - newer::int + 180 END, 0
FROM (SELECT n, growth.office_of(n) AS o, growth.newer(n, ${certificates}) AS newer,
    growth.ms(n, ${certificates}, 365) AS ms
  FROM generate_series(1, ${certificates}) n) each;

INSERT INTO certificate_step (id, office_id, certificate_id, position, from_state, to_state, at, staff_id)
SELECT growth.id(36 + position, n, growth.ms(n, ${certificates}, 365) + position * 86400000),
  growth.office(growth.office_of(n)), growth.certificate(n), position,
  CASE position WHEN 1 THEN NULL WHEN 2 THEN 'REQUESTED' ELSE 'UNDER_REVIEW' END,
  (ARRAY['REQUESTED', 'UNDER_REVIEW', 'APPROVED'])[position],
  growth.at(growth.ms(n, ${certificates}, 365) + position * 86400000),
  CASE WHEN position > 1 THEN growth.staff(growth.office_of(n), 2) END
FROM generate_series(1, ${certificates}) n, generate_series(1, 3) position;

INSERT INTO certificate_evidence (id, office_id, certificate_id, media_id)
SELECT growth.id(40, n, growth.ms(n, ${media}, 365)), growth.office(growth.office_of(n)), growth.certificate(n),
  growth.media(${grievances} / 3 + n)
FROM generate_series(1, ${certificates}, 2) n;

INSERT INTO permit (id, office_id, number, reference_key, mobile, valid_from, valid_upto, reminded, created_at, memo_no,
  memo_date, tier, applicant, parent, mouza, jl_no, dag_no, khatian_no, land_area, building_use, floors, plinth_area,
  height, fee_paise, receipt_no, surveyor, surveyor_licence, conditions, signatory, signatory_post)
SELECT growth.registered(10, n), growth.office(o), growth.number('BP', n), 'BP/' || n, growth.mobile(growth.whose(n)),
  upto - 1095, upto, CASE WHEN n <= ${registered} - ${due} THEN CASE WHEN upto <= date '${today}' + 1 THEN 1
    WHEN upto <= date '${today}' + 7 THEN 7 WHEN upto <= date '${today}' + 30 THEN 30 END END,
  growth.at(growth.ms(n, ${registered}, 365)), 'BP/' || n, upto - 1095, 'gp', growth.sealed('names', n),
  growth.sealed('names', n + 1), growth.called('Mouza'), '12', '345', '67', 120.5, growth.called('Dwelling'), 1, 60.25,
  4.5, 150000, 'R' || n, growth.called('Surveyor'), 'L1', '[]', growth.called('Signs'), growth.called('Pradhan')
FROM (SELECT n, growth.office_of(n) AS o,
    CASE WHEN n > ${registered} - ${due} THEN date '${today}' + 20 ELSE date '${today}' + growth.chance(n, 1500)::int - 400
    END AS upto FROM generate_series(1, ${registered}) n) each;

-- NOCs end with the financial year, all on one day: here within the month, and all but a few were reminded of it.
INSERT INTO trade_noc (id, office_id, number, reference_key, mobile, valid_from, valid_upto, reminded, created_at,
  certificate_no, certificate_date, trade_name, trade_nature, owner, parent, address, mouza, dag_no, holding_no,
  fee_paise, receipt_no, renewal_of, conditions, signatory, signatory_post)
SELECT growth.registered(11, n), growth.office(o), growth.number('NOC', n), 'NOC/' || n,
  growth.mobile(growth.whose(n)), date '${today}' - 350, date '${today}' + 15,
  CASE WHEN n <= ${registered} - ${due} THEN 30 END, growth.at(growth.ms(n, ${registered}, 365)), 'NOC/' || n,
  date '${today}' - 350, growth.called('Shop ' || n), growth.called('Grocery'), growth.sealed('names', n),
  growth.sealed('names', n + 1), growth.called('Bazar'), growth.called('Mouza'), '345', 'H' || n, 50000, 'R' || n,
  NULL, '[]', growth.called('Signs'), growth.called('Pradhan')
FROM (SELECT n, growth.office_of(n) AS o FROM generate_series(1, ${registered}) n) each;

INSERT INTO application (id, office_id, number, reference, reference_key, kind, mobile, applicant, about, stage, applied_on,
  target_on, late_told_on, updated_at)
SELECT growth.application(n), growth.office(o), growth.number('APP', n), 'APP/' || n, 'APP/' || n,
  CASE n % 2 WHEN 0 THEN 'permit' ELSE 'noc' END, growth.mobile(growth.whose(n)), growth.sealed('names', n),
  growth.called('Plot ' || n),
  CASE WHEN newer < 2 THEN 'RECEIVED' WHEN newer < 4 THEN 'SCRUTINY' WHEN newer < 5 THEN 'FEE_DUE'
    WHEN newer % 7 = 6 THEN 'REJECTED' ELSE 'GRANTED' END,
  growth.at(ms)::date, CASE WHEN n > ${applications} - ${due} THEN date '${today}' - 3 WHEN newer < 2
    THEN date '${today}' + 5 ELSE date '${today}' - newer::int END,
  CASE WHEN newer >= 2 THEN date '${today}' - newer::int END, growth.at(ms)
FROM (SELECT n, growth.office_of(n) AS o, growth.newer(n, ${applications}) AS newer,
    growth.ms(n, ${applications}, 365) AS ms
  FROM generate_series(1, ${applications}) n) each;

INSERT INTO application_step (id, office_id, application_id, position, stage, at)
SELECT growth.id(41 + position, n, growth.ms(n, ${applications}, 365)), growth.office(growth.office_of(n)),
  growth.application(n), position, (ARRAY['RECEIVED', 'SCRUTINY'])[position], growth.at(growth.ms(n, ${applications}, 365))
FROM generate_series(1, ${applications}) n, generate_series(1, 2) position;
