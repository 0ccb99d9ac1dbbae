-- Haversine formula (R. W. Sinnott, Sky and Telescope 68, 1984) on a sphere of 6371.0088 km.
create macro distance_km(lat1, lon1, lat2, lon2) as
2 * 6371.0088 * asin(
    least(
        1.0,
        sqrt(
            sin(radians(lat2 - lat1) / 2) ** 2
            + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
        )
    )
);

comment on macro distance_km is 'Great-circle distance in kilometres between two points in degrees.';
