SELECT
  CAST(COUNT(*) AS DOUBLE PRECISION),
  CAST(SUM("a b") AS VARCHAR),
  CAST(SUM("q""q") AS VARCHAR),
  CAST(SUM("select") AS VARCHAR),
  CAST(SUM("Größe 漢") AS VARCHAR),
  CAST(SUM("$x") AS VARCHAR),
  CAST(SUM("dot.ted") AS VARCHAR),
  CAST(SUM("it's") AS VARCHAR),
  CAST(SUM("back\slash") AS VARCHAR),
  CAST(COUNT(*) FILTER (WHERE "{p1}" IN ($1)) AS DOUBLE PRECISION)
FROM "conformance"."odd_names" AS "data"
-- $1 = 9
