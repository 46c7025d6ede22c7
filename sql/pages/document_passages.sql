-- One row is one cited passage of a document with the claim it makes and every record that rests on it or is spoken of.
-- Parameters: doc varchar.
-- Used by: the passage reader.
select
    evidence.citation_id,
    any_value(evidence.quote) as quote,
    any_value(evidence.start_offset) as start_offset,
    any_value(evidence.end_offset) as end_offset,
    any_value(claims.claim_id) as claim_id,
    any_value(claims.statement) as statement,
    any_value(claims.verdict) as verdict,
    any_value(verdicts.label) as verdict_label,
    any_value(claims.verdict_note) as verdict_note,
    bool_or(evidence.role = 'passage') as is_claim,
    list(distinct evidence.record_id order by evidence.record_id) as records
from evidence
left join claims
    on
        evidence.claim_id = claims.claim_id
        or evidence.record_id = claims.claim_id
left join codes as verdicts on claims.verdict = verdicts.code and verdicts.vocabulary = 'verdict'
where evidence.source_id = $doc and evidence.quote is not null
group by evidence.citation_id
order by start_offset, end_offset desc, evidence.citation_id
