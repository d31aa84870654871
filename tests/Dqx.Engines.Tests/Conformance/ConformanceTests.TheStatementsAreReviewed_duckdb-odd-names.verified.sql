SELECT
  CAST(COUNT(*) AS DOUBLE),
  CAST(SUM("a b") AS VARCHAR),
  CAST(SUM("q""q") AS VARCHAR),
  CAST(SUM("select") AS VARCHAR),
  CAST(SUM("Größe 漢") AS VARCHAR),
  CAST(SUM("$x") AS VARCHAR),
  CAST(SUM("dot.ted") AS VARCHAR),
  CAST(SUM("it's") AS VARCHAR),
  CAST(SUM("back\slash") AS VARCHAR),
  CAST(COUNT(*) FILTER (WHERE "{p1}" IN ($1)) AS DOUBLE)
FROM (SELECT CAST(c0 AS BIGINT) AS "a b", CAST(c1 AS BIGINT) AS "q""q", CAST(c2 AS BIGINT) AS "select", CAST(c3 AS BIGINT) AS "Größe 漢", CAST(c4 AS BIGINT) AS "$x", CAST(c5 AS BIGINT) AS "dot.ted", CAST(c6 AS BIGINT) AS "it's", CAST(c7 AS BIGINT) AS "back\slash", CAST(c8 AS BIGINT) AS "{p1}" FROM (VALUES (1, 2, 3, 4, 5, 6, 7, 8, 9),
(1, 1, 1, 1, 1, 1, 1, 1, 1)) AS rows(c0, c1, c2, c3, c4, c5, c6, c7, c8)
) AS "data"
-- $1 = 9
