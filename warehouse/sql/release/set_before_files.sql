set variable before_files = $paths
