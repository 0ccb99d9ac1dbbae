select
    (select count(*) from articles) as articles,
    (select count(*) from events) as events,
    (select count(*) from mentions where mentions.status = 'coded') as mentions,
    (select count(*) from mentions where mentions.status = 'incomplete') as incomplete,
    (select count(*) from rejections) as rejections,
    (select count(*) from quarantine) as quarantine,
    (select count(*) from warnings) as warnings,
    (select count(*) from deleted_events) as deleted_events,
    (select count(*) from runs) as runs
