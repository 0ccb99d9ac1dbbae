-- Text from the sentence end or line break before a span to the next one after it.
-- A sentence end is a full stop, question or exclamation mark (also Arabic, CJK), closing
-- quotes, then a space; so "3.5" does not end a sentence, while "Gen. Smith" does.
create macro passage(article_text, span_start, span_end) as
trim(
    regexp_replace(
        substring(article_text, 1, span_start),
        '^.*(?:[.!?؟۔。][”’"»)]*\s|\n)', '', 's'
    )
    || substring(article_text, span_start + 1, span_end - span_start)
    || regexp_extract(
        substring(article_text, span_end + 1),
        '^(?:[^.!?؟۔。\n]|[.!?؟۔。]+[^\s.!?؟۔。”’"»)])*(?:[.!?؟۔。]+[”’"»)]*)?'
    )
);

comment on macro passage is 'The sentence of the text around a span (characters from 0, end excluded), for showing evidence.';
