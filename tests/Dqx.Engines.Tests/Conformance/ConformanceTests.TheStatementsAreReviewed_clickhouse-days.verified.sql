SELECT
  "day",
  toFloat64(count()),
  toFloat64(count()),
  toString(if(count() = 0, NULL, toDecimal128(sum("v"), 0) + toDecimal128(round((sum(toFloat64("v")) - toFloat64(sum("v"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toFloat64(count("v")),
  toFloat64(if(count("v") < 2, NULL, if(min("v") = max("v"), 0, if(varSamp(toFloat64("v")) < pow(sum(toFloat64("v")) / count("v"), 2) * 1e-10, nan, varSamp(toFloat64("v")))))),
  toFloat64(uniqExact("v")),
  toFloat64(uniqExact(tuple("day", "v"))),
  toFloat64(if(countIf(isNotNull("v") AND isNotNull("v")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("v") != assumeNotNull("v"), assumeNotNull("v"), assumeNotNull("v")), isNotNull("v") AND isNotNull("v")), 3))),
  toString(if(countIf(isNotNull("v") AND isNotNull("v")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("v") != assumeNotNull("v"), assumeNotNull("v"), assumeNotNull("v")), isNotNull("v") AND isNotNull("v")), 2))),
  toString(if(countIf(((v > 10
))) = 0, NULL, toDecimal128(sumIf("v", ((v > 10
))), 0) + toDecimal128(round((sumIf(toFloat64("v"), ((v > 10
))) - toFloat64(sumIf("v", ((v > 10
))))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toFloat64(if(countIf(((v > 10
))) = 0, NULL, maxIf("v", ((v > 10
))))),
  toFloat64(((max(v)
)))
FROM "default"."days" AS "data"
WHERE ("day" IN ({p1}, {p2}, {p3}, {p4}) OR "day" IS NULL)
GROUP BY "day"
-- {p1} = toDate('2026-11-20')
-- {p2} = toDate('2026-11-19')
-- {p3} = toDate('2026-11-18')
-- {p4} = toDate('2026-11-13')

SELECT
  "day",
  toFloat64(count()),
  toFloat64(((max(v)
)))
FROM "default"."days" AS "data"
WHERE ((v < 20
)) AND ("day" IN ({p1}) OR "day" IS NULL)
GROUP BY "day"
-- {p1} = toDate('2026-11-20')

SELECT
  toFloat64(count()),
  toString(if(countIf(((v < 1000
))) = 0, NULL, toDecimal128(sumIf("v", ((v < 1000
))), 0) + toDecimal128(round((sumIf(toFloat64("v"), ((v < 1000
))) - toFloat64(sumIf("v", ((v < 1000
))))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0)))
FROM "default"."days" AS "data"
