set variable changes_path = $path
