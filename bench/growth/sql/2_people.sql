INSERT INTO contact (id, channel, address, language, language_chosen, state, office_id, profile_name, notice_version,
  noticed_at, last_message_at, failures, created_at)
SELECT growth.contact(n), 'whatsapp', 'whatsapp:' || growth.mobile(n), (ARRAY['bn', 'bn', 'en', 'hi'])[1 + n % 4],
  true, growth.sealed('state', n), growth.office(growth.office_of(n)), growth.sealed('name', n), '1',
  growth.at(growth.ms(n, ${people}, 700)), growth.at(${now_ms} - growth.chance(n, 130) * 600000), 0,
  growth.at(growth.ms(n, ${people}, 700) - 86400000)
FROM generate_series(1, ${people}) n;

INSERT INTO contact (id, channel, address, language, language_chosen, state, office_id, last_message_at, failures,
  created_at)
SELECT growth.part_of_office(21, n, k), 'whatsapp', 'whatsapp:' || growth.mobile_of_staff(n, k), 'bn', true,
  growth.sealed('state', n), growth.office(n), growth.at(${now_ms} - growth.chance(n, 130) * 600000), 0,
  growth.at(${now_ms} - 700 * 86400000::bigint)
FROM generate_series(0, ${offices}) n, generate_series(1, 12) k;

INSERT INTO contact_address (channel, address, scope, contact_id, created_at)
SELECT channel, address, '', id, created_at FROM contact;

-- Each has written about ten times in a year; the last one wrote just now.
INSERT INTO inbound_message (id, contact_id, sid, body, media_count, received_at)
SELECT growth.message(22, n), growth.contact(1 + growth.chance(n, ${people})), 'SM' || lpad(to_hex(n), 32, '0'),
  growth.sealed('body', n), 0, growth.at(growth.ms(n, ${messages}, 365))
FROM generate_series(1, ${messages}) n;

INSERT INTO message_sid (sid, contact_id, answer_id, received_at)
SELECT 'SM' || lpad(to_hex(n), 32, '0'), growth.contact(1 + growth.chance(n, ${people})), growth.message(23, n),
  growth.at(growth.ms(n, ${messages}, 365))
FROM generate_series(greatest(1, (${messages} * 0.918)::bigint), ${messages}) n;

-- Answers and notices: nearly all have arrived. Of what is still to be done there is as much however many people there
-- are, but for what waits until somebody writes, has failed, or is for the morning.
INSERT INTO outbox (id, contact_id, key, payload, state, attempts, not_before, provider_id, created_at, offers,
  sent_at, next_look_at, looks, lease_until)
SELECT growth.message(23, n), growth.contact(1 + growth.chance(n, ${people})), 'turn:' || growth.message(23, n),
  growth.sealed('payload', n), state,
  CASE WHEN state = 'queued' THEN 0 ELSE 1 END,
  growth.at(CASE WHEN state = 'queued' AND n <= ${messages} - ${waiting} THEN ${now_ms} + 72000000 ELSE ms END),
  CASE WHEN state IN ('sent', 'delivered', 'read', 'unknown') THEN 'SM' || lpad(to_hex(n), 32, 'a') END,
  growth.at(ms), n % 20 = 3, CASE WHEN state NOT IN ('queued', 'parked') THEN growth.at(ms) END,
  CASE WHEN state = 'sent' THEN growth.at(CASE WHEN n > ${messages} - 4 * ${waiting} THEN ${now_ms} - 1000
    ELSE ${now_ms} + 86400000 END) END, 0, CASE WHEN state = 'sending' THEN growth.at(${now_ms} + 60000) END
FROM (SELECT n, growth.ms(n, ${messages}, 365) AS ms, CASE
    WHEN n > ${messages} - ${waiting} THEN 'queued'
    WHEN n > ${messages} - ${waiting} - 20 THEN 'unknown'
    WHEN n > ${messages} - ${waiting} - 30 THEN 'answering'
    WHEN n > ${messages} - ${waiting} - 35 THEN 'sending'
    WHEN n > ${messages} - ${waiting} - 55 THEN 'sent'
    WHEN n % 100 < 60 THEN 'delivered' WHEN n % 100 < 94 THEN 'read' WHEN n % 100 < 96 THEN 'suppressed'
    WHEN n % 100 < 98 THEN 'parked' WHEN n % 1000 < 995 THEN 'failed' WHEN n % 2 = 1 THEN 'queued' ELSE 'sent'
  END AS state FROM generate_series(1, ${messages}) n) each;

INSERT INTO media (id, contact_id, kind, content_type, source_url, state, attempts, not_before, content_hash, size,
  created_at)
SELECT growth.media(n), growth.contact(growth.whose(n)), CASE WHEN n % 5 = 0 THEN 'voice' ELSE 'photo' END,
  'image/jpeg', growth.sealed('url', n),
  CASE WHEN n > ${media} - ${due} THEN 'waiting' WHEN n > ${media} - 2 * ${due} THEN 'erased'
    WHEN n % 200 = 0 THEN 'failed' ELSE 'fetched' END,
  1, growth.at(growth.ms(n, ${media}, 365)), lpad(to_hex(n), 64, '0'), 90000, growth.at(growth.ms(n, ${media}, 365))
FROM generate_series(1, ${media}) n;

INSERT INTO dead_letter (id, contact_id, inbound_id, reference, error, frames, created_at)
SELECT growth.id(24, n, growth.ms(n, ${people}, 365)), growth.contact(n), growth.message(22, n), 'F' || n,
  'ValueError', 'frames', growth.at(growth.ms(n, ${people}, 365))
FROM generate_series(1, ${people}, 1000) n;

INSERT INTO access_code (id, office_id, subject_kind, subject_id, contact_id, digest, attempts, expires_at, spent_at,
  created_at)
SELECT growth.id(25, n, growth.ms(n, ${people}, 365)), growth.office(growth.office_of(n)), 'grievance',
  growth.grievance(1 + growth.chance(n, ${grievances})), growth.contact(n), '\x00', 1,
  growth.at(growth.ms(n, ${people}, 365) + 600000), growth.at(growth.ms(n, ${people}, 365)),
  growth.at(growth.ms(n, ${people}, 365))
FROM generate_series(1, ${people}, 20) n;

-- Three people wait to be called by every office; all others were.
INSERT INTO call_back (id, office_id, contact_id, phone, reason, state, asked_at)
SELECT growth.id(26, n, growth.ms(n, ${people}, 365)), growth.office(growth.office_of(n)), growth.contact(n),
  growth.sealed('phone', n), 'asked', CASE WHEN growth.newer(n, ${people}) < 3 THEN 'open' ELSE 'done' END,
  growth.at(growth.ms(n, ${people}, 365))
FROM generate_series(1, ${people}) n WHERE growth.newer(n, ${people}) % 50 < 3;

INSERT INTO heartbeat (process, at) SELECT process, growth.at(${now_ms}) FROM unnest(ARRAY['sender', 'clock']) process;
