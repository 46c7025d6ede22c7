-- One row is one record that the overview chart names on the canvas: a turning point or a main instrument, with its short name.
-- No parameters. Reviewed by hand; `rank` says which names stay where there is little room. A test returns ids that are no records.
-- Used by: the chart relationship_at_a_glance.

create table glance_name (
    record_id varchar primary key,
    name varchar not null,
    rank integer not null unique
);
comment on table glance_name is 'Records that the overview chart names: turning points and main instruments.';
comment on column glance_name.record_id is 'The event or instrument. [one of record]';
comment on column glance_name.name is 'Its name in a few words.';
comment on column glance_name.rank is 'Which names stay where there is little room, from 1.';

insert into glance_name values
('ev-1950-06-25-north-korea-invades', 'North Korea invades the South', 1),
('ev-1953-07-27-armistice', 'Armistice', 2),
('ev-1968-01-23-pueblo-seized', 'Pueblo seized', 3),
('ev-1994-10-21-agreed-framework', 'Agreed Framework', 4),
('ev-2006-10-09-first-nuclear-test', 'First nuclear test', 5),
('ev-2018-06-12-singapore-summit', 'Singapore summit', 6),
('ev-1993-03-12-npt-withdrawal-notice', 'Notice to leave the NPT', 7),
('ev-2017-07-04-first-icbm', 'First ICBM', 8),
('ev-1972-07-04-joint-communique', 'First joint communiqué', 9),
('ev-2000-10-23-albright-visit', 'Albright in Pyongyang', 10),
('ev-2005-09-19-joint-statement', 'Six-Party statement', 11),
('ev-1976-08-18-axe-murders', 'Axe murders', 12),
('ev-2019-02-27-hanoi-summit', 'Hanoi summit', 13),
('ev-2002-01-29-axis-of-evil', 'Axis of evil', 14),
('ev-2012-02-29-leap-day-understanding', 'Leap Day deal', 15),
('ev-1988-10-31-modest-initiative', 'Modest initiative', 16),
('ev-1945-08-10-38th-parallel-line', 'Divided at the 38th parallel', 17),
('ev-2024-06-19-russia-treaty', 'Pact with Russia', 18),
('tr-korean-armistice-1953', 'Armistice', 101),
('tr-us-rok-mutual-defense-1953', 'Alliance of the United States and South Korea', 102),
('tr-prc-prk-friendship-1961', 'Treaty of China and North Korea', 103),
('tr-agreed-framework-1994', 'Agreed Framework', 104),
('tr-sov-prk-friendship-1961', 'Treaty of the Soviet Union and North Korea', 105),
('tr-rus-prk-strategic-partnership-2024', 'Pact with Russia', 106),
('tr-joint-declaration-denuclearization-1992', 'Joint Declaration', 107),
('tr-six-party-joint-statement-2005', 'Six-Party statement', 108),
('tr-singapore-joint-statement-2018', 'Singapore statement', 109),
('tr-basic-agreement-1991', 'Basic Agreement', 110),
('tr-us-prk-missile-moratorium-1999', 'Launch moratorium', 111),
('tr-leap-day-2012', 'Leap Day deal', 112),
('tr-comprehensive-military-agreement-2018', 'Military agreement of the Koreas', 113);

create macro year_point(day) as year(day) + (dayofyear(day) - 1) / 366.0;
