set variable since_day = $day
