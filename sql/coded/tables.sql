-- The tables that pages read of coded events: sums, and what was imported.
-- No parameters. Empty where nothing was imported. Filled in the order of `pair`, two states by the alphabet, so that a question reads one part.
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
