SELECT
  CAST(COUNT(*) AS DOUBLE),
  CAST(COUNT(*) FILTER (WHERE CAST("s" AS VARCHAR) IN ($1)) AS DOUBLE),
  CAST(COUNT(*) FILTER (WHERE CAST("s" AS VARCHAR) IN ($2)) AS DOUBLE),
  CAST(COUNT(*) FILTER (WHERE CAST("s" AS VARCHAR) IN ($3)) AS DOUBLE),
  CAST(COUNT(*) FILTER (WHERE CAST("s" AS VARCHAR) IN ($4, $5, $6)) AS DOUBLE),
  CAST(COUNT(*) FILTER (WHERE CAST("s" AS VARCHAR) IN ($7)) AS DOUBLE),
  CAST(COUNT(*) FILTER (WHERE CAST("s" AS VARCHAR) IN ($8)) AS DOUBLE),
  CAST(MAX(LENGTH(CAST("s" AS VARCHAR))) AS DOUBLE),
  CAST(MIN(LENGTH(CAST("t" AS VARCHAR))) AS DOUBLE),
  CAST(MIN(LENGTH(CAST("s" AS VARCHAR))) FILTER (WHERE ((t = 'a'
))) AS DOUBLE),
  CAST(COUNT(DISTINCT "t") AS DOUBLE),
  CAST(COUNT(*) FILTER (WHERE ((s = '{p1}'
))) AS DOUBLE),
  CAST(COUNT(*) FILTER (WHERE ((t = 'a' -- a comment
))) AS DOUBLE),
  CAST(COUNT(*) FILTER (WHERE ((1 = 1) OR (1 = 1
))) AS DOUBLE)
FROM (SELECT CAST(c0 AS VARCHAR) AS "s", CAST(c1 AS VARCHAR) AS "t" FROM (VALUES ('it''s', 'a'),
('back\slash', 'a'),
('new
line	tab', 'a'),
('"quoted"', 'A'),
('{p1}', NULL),
('$1', NULL),
('''; DROP TABLE texts; --', ''),
('é漢😀', ''),
('é', 'a')) AS rows(c0, c1)
) AS "data"
-- $1 = 'it''s'
-- $2 = 'back\slash'
-- $3 = 'new
line	tab'
-- $4 = '"quoted"'
-- $5 = '{p1}'
-- $6 = '$1'
-- $7 = '''; DROP TABLE texts; --'
-- $8 = 'é漢😀'
