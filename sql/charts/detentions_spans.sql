-- One row is one US citizen held: since when and until when, each with the first and last day its date may mean; no end while held.
-- Parameters: filters. The kind filter of the page holds series, so it is not applied here.
-- Used by: the chart detentions_spans.

select
    record_id as mark,
    label,
    [record_id] as records,
    name,
    date_earliest as start_earliest,
    date_latest as start_latest,
    end_earliest,
    end_latest,
    is_held,
    lasted,
    days_least,
    days_most,
    envoy,
    checked,
    is_disputed
from held_citizens(of_any_kind($filters))
order by date_earliest, record_id;
