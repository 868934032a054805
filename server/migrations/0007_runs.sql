-- What the sweeps did: one row for each that did something, written while it runs, so that long ones show how far they are.

create table runs (
  id uuid primary key,
  kind text not null,
  until timestamptz not null,
  started_at timestamptz not null,
  progress_at timestamptz not null,
  ended_at timestamptz,
  counts jsonb not null,
  error text,
  check (error is null or ended_at is not null)
);
create index on runs (started_at, id);
create index on runs (kind, started_at, id);
comment on column runs.until is 'business time: what was due by then was done';
comment on column runs.started_at is 'real time, as all times of runs but until';
