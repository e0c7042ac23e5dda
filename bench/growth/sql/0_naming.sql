-- Everything is worked out from its number, so that no table is read while another is filled, and that every run makes
-- the same. Ids begin with the instant, as the service's own do: what is new lies at the end of every index.
CREATE SCHEMA growth;
CREATE FUNCTION growth.id(kind int, n bigint, ms bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex(ms), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid $$;
CREATE FUNCTION growth.at(ms bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT timestamptz 'epoch' + ms * interval '1 millisecond' $$;
-- Something that looks like chance, and is always the same.
CREATE FUNCTION growth.chance(n bigint, below bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT (n * 7919 + n / 3 * 104729 + 17) % below $$;
CREATE FUNCTION growth.number(prefix text, n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT prefix || '-26-' || lpad((n / 1000)::text, 4, '0') || '-' || lpad((n % 1000)::text, 3, '0') || '0' $$;

-- When: the :n-th of :many within so many days before now, the last one just before now.
CREATE FUNCTION growth.ms(n bigint, many bigint, days int) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT ${now_ms} - 3600000 - (many - n) * (days * 86400000::bigint / many) $$;

CREATE FUNCTION growth.office(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT growth.id(2, n, ${now_ms} - 800 * 86400000::bigint) $$;
CREATE FUNCTION growth.part_of_office(kind int, n bigint, place bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT growth.id(kind, n * 100 + place, ${now_ms} - 800 * 86400000::bigint) $$;
CREATE FUNCTION growth.staff(office bigint, place bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT growth.part_of_office(7, office, place) $$;
CREATE FUNCTION growth.mobile_of_staff(office bigint, place bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT '+91' || (9000000000 + office * 100 + place) $$;
CREATE FUNCTION growth.mobile(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '+91' || (6000000000 + n) $$;
CREATE FUNCTION growth.contact(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT growth.id(1, n, growth.ms(n, ${people}, 700) - 86400000) $$;
-- Whose the :n-th record is. Number 1 is somebody who has very many, and more the more there are of all: whoever files for others.
CREATE FUNCTION growth.whose(n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN n % 100 = 7 THEN 1 ELSE 2 + growth.chance(n, ${people} - 1) END $$;

-- The office of the :n-th record, from 1, and how many newer ones the same office has: that says how it stands, so that
-- every office has as much to do as any other, however many there are.
CREATE FUNCTION growth.office_of(n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT 1 + n % ${offices} $$;
CREATE FUNCTION growth.newer(n bigint, many bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT (many - n) / ${offices} $$;

CREATE FUNCTION growth.grievance(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT growth.id(8, n, growth.ms(n, ${grievances}, 365)) $$;
CREATE FUNCTION growth.certificate(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT growth.id(9, n, growth.ms(n, ${certificates}, 365)) $$;
CREATE FUNCTION growth.application(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT growth.id(10, n, growth.ms(n, ${applications}, 365)) $$;
CREATE FUNCTION growth.registered(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT growth.id(kind, n, growth.ms(n, ${registered}, 365)) $$;
CREATE FUNCTION growth.house(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT growth.part_of_office(13, n, 0) $$;
CREATE FUNCTION growth.room(house bigint, place bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT growth.part_of_office(14, house, place) $$;
CREATE FUNCTION growth.booking(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT growth.id(kind, n, growth.ms(n, ${bookings}, 365)) $$;
CREATE FUNCTION growth.media(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT growth.id(16, n, growth.ms(n, ${media}, 365)) $$;
CREATE FUNCTION growth.paper(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT growth.id(17, n, growth.ms(n, ${papers}, 365)) $$;
CREATE FUNCTION growth.message(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT growth.id(kind, n, growth.ms(n, ${messages}, 365)) $$;

CREATE FUNCTION growth.called(name text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('bn', name, 'en', name, 'hi', name) $$;
