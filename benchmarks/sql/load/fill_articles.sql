insert into articles (article_id, content_hash, source, text, outcome, row_hash, run_id)
select article_id, row_hash, source, notes, 'events', row_hash, run_id from made
