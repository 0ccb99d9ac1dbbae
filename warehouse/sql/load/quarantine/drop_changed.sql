delete from quarantine
using staged_quarantine as staged
where
    quarantine.quarantine_id = staged.quarantine_id
    and quarantine.row_hash <> staged.row_hash
