/** What the screens ask of the rolled-up figures: hours and days, never rows. */
export default `
-- The buckets of a span that begins and ends with an hour: its whole days, and the hours before and after them.
create function analytics_span(website text, since timestamptz, until timestamptz) returns setof analytics_bucket
language sql stable as $$
  with days as (
    select date_trunc('day', since + interval '1 day' - interval '1 microsecond', 'UTC') as first, date_trunc('day', until, 'UTC') as last
  )
  select b.* from days d join analytics_bucket b on b.website_id = website and b.grain = 'day' and b.start >= d.first and b.start < d.last
  union all
  select b.* from days d join analytics_bucket b on b.website_id = website and b.grain = 'hour' and b.start >= since and b.start < least(d.first, until)
  union all
  select b.* from days d join analytics_bucket b on b.website_id = website and b.grain = 'hour' and b.start >= greatest(d.last, least(d.first, until)) and b.start < until
$$;

-- A span's counts, medians and sketch, by metric; 'resolved' is both kinds of resolution together.
create function analytics_figures(website text, since timestamptz, until timestamptz)
returns table (metric text, count bigint, total double precision, median double precision) language plpgsql stable as $$
#variable_conflict use_column
begin
  return query with span as materialized (
    select s.metric, s.band, sum(s.count)::bigint as n, sum(s.total) as t, max(s.count) as top from analytics_span(website, since, until) s
    group by 1, 2
  ), bands as (
    select s.metric, s.band, s.n, s.t from span s where s.metric <> 'visitors' and s.n > 0
    union all
    select 'resolved', s.band, sum(s.n)::bigint, sum(s.t) from span s where s.metric in ('person_resolved', 'ai_resolved') and s.n > 0 group by s.band
  ), run as (
    select b.*, sum(b.n) over (partition by b.metric order by b.band) as upto, (sum(b.n) over (partition by b.metric))::bigint as everything from bands b
  )
  select r.metric, max(r.everything)::bigint, sum(case when r.metric = 'rating' then r.band * r.n else r.t end)::double precision,
    ((array_agg(r.t / r.n order by r.band) filter (where r.upto >= (r.everything + 1) / 2))[1]
      + (array_agg(r.t / r.n order by r.band) filter (where r.upto >= r.everything / 2 + 1))[1])::double precision / 2
  from run r group by r.metric
  union all
  -- Registers in use, and the sum of 2^-rank over all 4096 of them.
  select 'visitors', count(*), (4096 - count(*)) + coalesce(sum(power(2::double precision, -s.top)), 0), null
  from span s where s.metric = 'visitors';
end $$;
`
