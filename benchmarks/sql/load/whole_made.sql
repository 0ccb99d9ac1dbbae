from made
