INSERT INTO guest_house (id, office_id, key, names, descriptions, address, phone, check_in, check_out, payment, in_use)
SELECT growth.house(n), growth.office(1 + (n - 1) * 10), 'house', growth.called('House ' || n), growth.called('Quiet'),
  growth.called('Road'), '+913300000001', '12:00', '11:00', 'reference', true
FROM generate_series(1, ${houses}) n;

INSERT INTO room (id, office_id, house_id, key, names, kind, tariff_paise, guests, extra_beds, extra_bed_percent, in_use)
SELECT growth.room(n, k), growth.office(1 + (n - 1) * 10), growth.house(n), k::text, growth.called('Room ' || k),
  CASE WHEN k < 6 THEN 'non_ac' ELSE 'ac' END, CASE WHEN k < 6 THEN 50000 ELSE 90000 END, 2, 1, 20, true
FROM generate_series(1, ${houses}) n, generate_series(1, 10) k;

-- Every house is full twice in three days: its stays follow each other back from six weeks ahead, two nights each.
INSERT INTO booking (id, office_id, house_id, number, contact_id, guest, id_type, id_last_four, guests, arrival, nights,
  state, held_until, paid_at, reminded_at, created_at)
SELECT growth.booking(15, n), growth.office(1 + (house - 1) * 10), growth.house(house), growth.number('BK', n),
  -- Nobody may have more than a few rooms to come.
  growth.contact(CASE WHEN arrival < date '${today}' THEN growth.whose(n) ELSE 2 + growth.chance(n, ${people} - 1) END),
  growth.sealed('guest', n), 'voter', growth.sealed('last_four', n), 2, arrival, 2,
  state, CASE WHEN state = 'HELD' THEN growth.at(${now_ms} - 60000) END,
  CASE WHEN state <> 'HELD' THEN growth.at(${now_ms} - 86400000 * 50::bigint) END,
  CASE WHEN arrival <= date '${today}' + 1 AND n > 2 * ${due} THEN growth.at(${now_ms}) END,
  growth.at(growth.ms(n, ${bookings}, 365))
FROM (SELECT *, CASE
    WHEN n <= ${due} THEN 'HELD'
    WHEN arrival > date '${today}' THEN 'BOOKED'
    WHEN arrival > date '${today}' - 2 THEN 'CHECKED_IN' WHEN n % 10 = 3 THEN 'REFUND_DUE' ELSE 'CHECKED_OUT' END AS state
  FROM (SELECT n, 1 + n % ${houses} AS house, n / ${houses} AS place,
      date '${today}' + (CASE WHEN n BETWEEN ${due} + 1 AND 2 * ${due} THEN 1 ELSE 42 - n / ${houses} / 10 * 3 END)::int AS arrival
    FROM generate_series(1, ${bookings}) n) each) each;

INSERT INTO cancellation (id, office_id, booking_id, position, at, by_office, charge_percent, charge_paise, refund_paise,
  target_on, refunded_at)
SELECT growth.booking(56, n), growth.office(1 + n % ${houses} * 10), growth.booking(15, n), 1,
  growth.at(growth.ms(n, ${bookings}, 365)), false, 10, 11200, 100800,
  date '${today}' + (CASE WHEN n / 10 < ${due} THEN -3 ELSE n / 10 % 7 END)::int,
  CASE WHEN n / 10 >= ${due} AND n / 10 % 10 > 0 THEN growth.at(${now_ms}) END
FROM generate_series(1, ${bookings}) n WHERE n % 10 = 3;

INSERT INTO booked_room (id, office_id, booking_id, room_id, position, extra_beds, rate_paise, net_paise, gst_percent,
  gst_paise)
SELECT growth.booking(50, n), growth.office(1 + n % ${houses} * 10), growth.booking(15, n),
  growth.room(1 + n % ${houses}, 1 + n / ${houses} % 10), 1, 0, 50000, 100000, 12, 12000
FROM generate_series(1, ${bookings}) n;

INSERT INTO room_night (id, office_id, room_id, booked_room_id, night)
SELECT growth.booking(51 + k, n), growth.office(1 + n % ${houses} * 10),
  growth.room(1 + n % ${houses}, 1 + n / ${houses} % 10), growth.booking(50, n),
  date '${today}' + 42 - (n / ${houses} / 10 * 3)::int + k
FROM generate_series(1, ${bookings}) n, generate_series(0, 1) k;

INSERT INTO booking_step (id, office_id, booking_id, position, state, at, actor_kind)
SELECT growth.booking(53 + k, n), growth.office(1 + n % ${houses} * 10), growth.booking(15, n), k,
  (ARRAY['HELD', 'BOOKED'])[k], growth.at(growth.ms(n, ${bookings}, 365)), 'contact'
FROM generate_series(1, ${bookings}) n, generate_series(1, 2) k;

-- An acknowledgement of every grievance, and the paper of every certificate.
INSERT INTO paper (id, office_id, kind, subject_id, code, language, facts, facts_digest, file_name, issued_at, state,
  attempts, not_before, content_hash, file_hash, size)
SELECT growth.paper(n), growth.office(growth.office_of(n)),
  CASE WHEN n <= ${grievances} THEN 'acknowledgement' ELSE 'certificate' END,
  CASE WHEN n <= ${grievances} THEN growth.grievance(n) ELSE growth.certificate(n - ${grievances}) END,
  '0' || lpad(upper(to_hex(n / 65536)), 4, '0') || '-0' || lpad(upper(to_hex(n % 65536)), 4, '0'), 'bn',
  growth.sealed('facts', n), lpad(to_hex(n), 64, '0'), 'PAPER', growth.at(growth.ms(n, ${papers}, 365)),
  CASE WHEN n > ${papers} - ${due} THEN 'waiting' ELSE 'ready' END, 0, growth.at(growth.ms(n, ${papers}, 365)),
  lpad(to_hex(n), 64, 'c'), lpad(to_hex(n), 64, 'f'), 40000
FROM generate_series(1, ${papers}) n;

INSERT INTO paper_request (id, office_id, paper_id, contact_id, key, outbox_id, unasked, created_at)
SELECT growth.id(57, n, growth.ms(n, ${papers}, 365)), growth.office(growth.office_of(n)), growth.paper(n),
  growth.contact(growth.whose(n)), 'paper:' || n, growth.message(23, n), false, growth.at(growth.ms(n, ${papers}, 365))
FROM generate_series(1, ${papers}) n;

INSERT INTO file_fetch (id, office_id, paper_id, link, method, allowed, at)
SELECT growth.id(58, n, growth.ms(n, ${papers}, 365)), growth.office(growth.office_of(n)), growth.paper(n),
  lpad(to_hex(n), 64, 'e'), 'GET', true, growth.at(growth.ms(n, ${papers}, 365))
FROM generate_series(1, ${papers}) n WHERE n % 3 < 2;

INSERT INTO event (id, office_id, at, actor_kind, actor_id, what, subject_kind, subject_id)
SELECT growth.id(59, n, growth.ms(n, ${people} * 2::bigint, 365)), growth.office(growth.office_of(n)),
  growth.at(growth.ms(n, ${people} * 2::bigint, 365)), 'contact', growth.contact(1 + growth.chance(n, ${people})),
  'grievance.filed', 'grievance', growth.grievance(1 + growth.chance(n, ${grievances}))
FROM generate_series(1, ${people} * 2::bigint) n;
