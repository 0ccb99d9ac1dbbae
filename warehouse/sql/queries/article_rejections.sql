select
    rejections.rule,
    rejections.reason,
    rejections."start",
    rejections."end",
    rejections.text,
    passage(articles.text, rejections."start", rejections."end") as sentence
from rejections
inner join articles on rejections.article_id = articles.article_id
where rejections.article_id = $article_id
order by rejections."start", rejections."end", rejections.rule
