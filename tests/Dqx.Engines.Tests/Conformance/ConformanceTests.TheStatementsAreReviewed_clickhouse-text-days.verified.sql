SELECT
  nullIf(toDateOrNull(substring(toString("day"), 1, 10)), toDate(0)),
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
FROM "default"."text_days" AS "data"
WHERE (nullIf(toDateOrNull(substring(toString("day"), 1, 10)), toDate(0)) IN ({p1}, {p2}, {p3}, {p4}) OR nullIf(toDateOrNull(substring(toString("day"), 1, 10)), toDate(0)) IS NULL)
GROUP BY nullIf(toDateOrNull(substring(toString("day"), 1, 10)), toDate(0))
-- {p1} = toDate('2026-11-20')
-- {p2} = toDate('2026-11-19')
-- {p3} = toDate('2026-11-18')
-- {p4} = toDate('2026-11-13')

SELECT
  nullIf(toDateOrNull(substring(toString("day"), 1, 10)), toDate(0)),
  toFloat64(count()),
  toFloat64(((max(v)
)))
FROM "default"."text_days" AS "data"
WHERE ((v < 20
)) AND (nullIf(toDateOrNull(substring(toString("day"), 1, 10)), toDate(0)) IN ({p1}) OR nullIf(toDateOrNull(substring(toString("day"), 1, 10)), toDate(0)) IS NULL)
GROUP BY nullIf(toDateOrNull(substring(toString("day"), 1, 10)), toDate(0))
-- {p1} = toDate('2026-11-20')

SELECT
  toFloat64(count()),
  toString(if(countIf(((v < 1000
))) = 0, NULL, toDecimal128(sumIf("v", ((v < 1000
))), 0) + toDecimal128(round((sumIf(toFloat64("v"), ((v < 1000
))) - toFloat64(sumIf("v", ((v < 1000
))))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0)))
FROM "default"."text_days" AS "data"
