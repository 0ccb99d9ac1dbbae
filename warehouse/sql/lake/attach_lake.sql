attach 'ducklake:{catalog}' as lake (data_path '{data}')
