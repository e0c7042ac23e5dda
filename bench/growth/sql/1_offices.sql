INSERT INTO office (id, kind, code, code_type, names, district, block, address, pin_codes, helpline_phone,
  helpline_hours, escalation, saturdays_off, latitude, longitude, statement_first_month)
SELECT growth.office(n), CASE n WHEN 0 THEN 'state' ELSE 'gp' END, 'GP' || lpad(n::text, 6, '0'), 'lgd',
  growth.called('Gram ' || n), growth.called('District ' || n % 23), growth.called('Block ' || n / 10),
  growth.called('Village road'), jsonb_build_array((700000 + n)::text), '+913300000000', growth.called('10 to 5'),
  CASE n WHEN 0 THEN '[]' ELSE jsonb_build_array(growth.called('Block office'), growth.called('Subdivision'),
    growth.called('Gram 0')) END,
  '[2, 4]', 22 + growth.chance(n, 400) / 100.0, 86.5 + growth.chance(n * 3, 300) / 100.0, 4
FROM generate_series(0, ${offices}) n;

INSERT INTO village (id, office_id, names, pin_code, latitude, longitude)
SELECT growth.part_of_office(3, n, v), growth.office(n), growth.called('Village ' || n * 12 + v),
  (700000 + n)::text, 22 + growth.chance(n * 12 + v, 400) / 100.0, 86.5 + growth.chance(n * 7 + v, 300) / 100.0
FROM generate_series(1, ${offices}) n, generate_series(1, 12) v;

INSERT INTO department (id, office_id, key, names)
SELECT growth.part_of_office(4, n, k), growth.office(n), 'department' || k, growth.called('Department ' || k)
FROM generate_series(0, ${offices}) n, generate_series(1, 4) k;

INSERT INTO category (id, office_id, key, names, position, department_id, target_working_days)
SELECT growth.part_of_office(5, n, k), growth.office(n), 'category' || k, growth.called('Category ' || k), k,
  growth.part_of_office(4, n, 1 + k % 4), 15
FROM generate_series(1, ${offices}) n, generate_series(1, 8) k;

INSERT INTO holiday (id, office_id, day, closed, names)
SELECT growth.part_of_office(6, n, k), growth.office(n), date '${today}' + (k * 17 - 200)::int, true,
  growth.called('Holiday')
FROM generate_series(0, ${offices}) n, generate_series(1, 20) k WHERE n = 0 OR k < 4;

INSERT INTO office_notice (id, office_id, reference, titles, texts, valid_from, valid_upto)
SELECT growth.part_of_office(12, n, k), growth.office(n), 'notice ' || k, growth.called('Notice'),
  growth.called('Meeting'), date '${today}' - (k * 60)::int, date '${today}' - (k * 60)::int + 70
FROM generate_series(0, ${offices}) n, generate_series(0, 5) k;

-- In every office: who signs, two officers, a co-ordinator, and eight who are paid alone.
INSERT INTO person (id, names)
SELECT growth.part_of_office(6, n, k + 50), growth.sealed('names', n * 13 + k)
FROM generate_series(0, ${offices}) n, generate_series(1, 12) k;

INSERT INTO staff (id, office_id, person_id, employee_id, role, signs, post, mobile, bank_account, date_of_birth)
SELECT growth.staff(n, k), growth.office(n), growth.part_of_office(6, n, k + 50), 'E' || k,
  CASE WHEN k = 4 AND n > 0 THEN 'coordinator' WHEN k <= 4 THEN 'officer' ELSE 'employee' END, k = 1,
  growth.called('Post ' || k), growth.mobile_of_staff(n, k),
  CASE WHEN k > 4 THEN growth.sealed('account', n + k) END, CASE WHEN k > 4 THEN growth.sealed('born', n + k) END
FROM generate_series(0, ${offices}) n, generate_series(1, 12) k;

INSERT INTO pay_slip (id, office_id, staff_id, number, month, level, cell, post, amounts, release_on, released_at)
SELECT growth.id(18, (n * 8 + k) * 24 + m, ${now_ms} - m * 30 * 86400000::bigint), growth.office(n),
  growth.staff(n, k), growth.number('PAY', (n * 8 + k) * 24 + m),
  date_trunc('month', date '${today}')::date - (m || ' months')::interval, '6', '4', growth.called('Post ' || k),
  growth.sealed('amounts', n + m),
  -- The newest is for next week, but of a few, whose day has come.
  CASE WHEN m > 0 THEN date '${today}' - m::int * 30 WHEN n * 8 + k < 13 + ${due} THEN date '${today}'
    ELSE date '${today}' + 7 END,
  CASE WHEN m > 0 THEN growth.at(${now_ms} - m * 30 * 86400000::bigint) END
FROM generate_series(1, ${offices}) n, generate_series(5, 12) k, generate_series(0, 23) m;

INSERT INTO staff_pin (id, office_id, staff_id, hashed, first, failures, set_at)
SELECT growth.part_of_office(19, n, k), growth.office(n), growth.staff(n, k), 'hash', false, 0, growth.at(${now_ms})
FROM generate_series(1, ${offices}) n, generate_series(5, 12) k;

INSERT INTO da_rate (id, office_id, valid_from, percent)
SELECT growth.part_of_office(20, 0, k), growth.office(0), date '2020-01-01' + k * 180, 10 + k
FROM generate_series(0, 9) k;
INSERT INTO allowance_rate (id, office_id, valid_from, hra_percent, hra_cap_paise, medical_paise)
VALUES (growth.part_of_office(20, 1, 0), growth.office(0), '2020-01-01', 12, 1200000, 50000);
INSERT INTO tax_slab (id, office_id, valid_from, above_paise, tax_paise)
SELECT growth.part_of_office(20, 2, k), growth.office(0), '2020-01-01', k * 1000000, k * 5000
FROM generate_series(0, 4) k;
INSERT INTO gst_rate (id, office_id, valid_from, above_paise, percent)
SELECT growth.part_of_office(20, 3, k), growth.office(0), '2020-01-01', k * 100000, k * 12
FROM generate_series(0, 1) k;
INSERT INTO cancellation_charge (id, office_id, valid_from, hours, percent)
SELECT growth.part_of_office(20, 4, k), growth.office(0), '2020-01-01', k * 24, 50 - k * 10
FROM generate_series(0, 3) k;
