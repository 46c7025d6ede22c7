-- The tables that pages read of coded events: sums, and what was imported.
-- No parameters. Filled in the order of their keys, so that one pair lies together, both directions of it: `pair` names two states in the order
-- of the alphabet, and a statement that asks for it passes over all parts of the file but one. Empty where nothing was imported.
-- Used by: dashboard.coded.shelf, dashboard.store.database.
create table pair_month (
    pair varchar,
    source varchar,
    actor1 varchar,
    actor2 varchar,
    year smallint,
    month tinyint,
    quad_class tinyint,
    events bigint,
    root_events bigint,
    goldstein_x10 bigint,
    articles bigint,
    mentions bigint
);
create table pair_year (
    pair varchar,
    source varchar,
    actor1 varchar,
    actor2 varchar,
    year smallint,
    quad_class tinyint,
    events bigint,
    root_events bigint,
    goldstein_x10 bigint,
    articles bigint,
    mentions bigint
);
create table month_total (
    source varchar,
    year smallint,
    month tinyint,
    quad_class tinyint,
    events bigint,
    paired bigint,
    articles bigint
);
create table actor_month as
select
    source,
    actor1 as actor,
    year,
    month,
    quad_class,
    events,
    root_events,
    goldstein_x10,
    articles,
    mentions
from pair_month;
create table sources (
    source varchar,
    label varchar,
    events bigint,
    paired bigint,
    first_year smallint,
    last_year smallint,
    actors varchar,
    set_aside bigint,
);
