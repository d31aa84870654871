SELECT
  toFloat64(count()),
  toFloat64(count()),
  toFloat64(count("i")),
  toFloat64(count("s")),
  toFloat64(countIf(((i > 1
)) AND "s" IS NULL)),
  toFloat64(countIf("i" < 0)),
  toFloat64(countIf("d" < 0)),
  toFloat64(countIf("f" < 0)),
  toFloat64(countIf(toString("s") IN ({p1}))),
  toFloat64(countIf(toString("s") IN ({p2}))),
  toFloat64(countIf("i" IN ({p3}, {p4}, {p5}))),
  toFloat64(countIf("d" IN ({p6}))),
  toFloat64(countIf("f" IN ({p7}, {p8}))),
  toString(if(count() = 0, NULL, toDecimal128(sum("i"), 0) + toDecimal128(round((sum(toFloat64("i")) - toFloat64(sum("i"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toString(if(count() = 0, NULL, sum("d"))),
  toFloat64(if(count("f") = 0, NULL, sum("f"))),
  toString(if(count() = 0, NULL, toDecimal128(sum("b"), 0) + toDecimal128(round((sum(toFloat64("b")) - toFloat64(sum("b"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toFloat64(countIf("s" IS NOT NULL)),
  toString(if(countIf(((i > 1
))) = 0, NULL, toDecimal128(sumIf("i", ((i > 1
))), 0) + toDecimal128(round((sumIf(toFloat64("i"), ((i > 1
))) - toFloat64(sumIf("i", ((i > 1
))))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toString(if(countIf(((i > 100
))) = 0, NULL, toDecimal128(sumIf("i", ((i > 100
))), 0) + toDecimal128(round((sumIf(toFloat64("i"), ((i > 100
))) - toFloat64(sumIf("i", ((i > 100
))))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toFloat64(count("b")),
  toFloat64(if(countIf(isNotNull("f") AND ((g = 1
))) = 0, NULL, sumIf("f", ((g = 1
))))),
  toFloat64(countIf(isNotNull("f") AND ((g = 1
)))),
  toFloat64(if(count() = 0, NULL, min("i"))),
  toFloat64(if(count() = 0, NULL, max("i"))),
  toFloat64(if(count() = 0, NULL, min("d"))),
  toFloat64(if(count() = 0, NULL, max("d"))),
  toFloat64(if(count("f") = 0, NULL, if(countIf("f" = "f") = 0, nan, minIf("f", "f" = "f")))),
  toFloat64(if(count("f") = 0, NULL, if(countIf("f" != "f") > 0, nan, max("f")))),
  toFloat64(if(count() = 0, NULL, min("b"))),
  toFloat64(if(countIf(isNotNull("f") AND ((g = 1
))) = 0, NULL, if(countIf("f" != "f" AND ((g = 1
))) > 0, nan, maxIf("f", ((g = 1
)))))),
  toFloat64(if(countIf(((g = 7
))) = 0, NULL, minIf("i", ((g = 7
))))),
  toFloat64(if(count("i") < 2, NULL, if(min("i") = max("i"), 0, if(varSamp(toFloat64("i")) < pow(sum(toFloat64("i")) / count("i"), 2) * 1e-10, nan, varSamp(toFloat64("i")))))),
  toFloat64(if(countIf(isNotNull("i") AND ((i > 0
))) < 2, NULL, if(minIf("i", ((i > 0
))) = maxIf("i", ((i > 0
))), 0, if(varSampIf(toFloat64("i"), ((i > 0
))) < pow(sumIf(toFloat64("i"), ((i > 0
))) / countIf(isNotNull("i") AND ((i > 0
))), 2) * 1e-10, nan, varSampIf(toFloat64("i"), ((i > 0
))))))),
  toString(if(countIf(((i > 0
))) = 0, NULL, toDecimal128(sumIf("i", ((i > 0
))), 0) + toDecimal128(round((sumIf(toFloat64("i"), ((i > 0
))) - toFloat64(sumIf("i", ((i > 0
))))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toFloat64(countIf(isNotNull("i") AND ((i > 0
)))),
  toFloat64(if(countIf(isNotNull("i") AND ((i = 1
))) < 2, NULL, if(minIf("i", ((i = 1
))) = maxIf("i", ((i = 1
))), 0, if(varSampIf(toFloat64("i"), ((i = 1
))) < pow(sumIf(toFloat64("i"), ((i = 1
))) / countIf(isNotNull("i") AND ((i = 1
))), 2) * 1e-10, nan, varSampIf(toFloat64("i"), ((i = 1
))))))),
  toString(if(countIf(((i = 1
))) = 0, NULL, toDecimal128(sumIf("i", ((i = 1
))), 0) + toDecimal128(round((sumIf(toFloat64("i"), ((i = 1
))) - toFloat64(sumIf("i", ((i = 1
))))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toFloat64(countIf(isNotNull("i") AND ((i = 1
)))),
  toFloat64(if(countIf(isNotNull("o") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("o") != assumeNotNull("o"), assumeNotNull("o"), assumeNotNull("i")), isNotNull("o") AND isNotNull("i")), 3))),
  toString(if(countIf(isNotNull("o") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("o") != assumeNotNull("o"), assumeNotNull("o"), assumeNotNull("i")), isNotNull("o") AND isNotNull("i")), 2))),
  toFloat64(if(countIf(isNotNull("g") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("g") != assumeNotNull("g"), assumeNotNull("g"), assumeNotNull("i")), isNotNull("g") AND isNotNull("i")), 3))),
  toString(if(countIf(isNotNull("g") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("g") != assumeNotNull("g"), assumeNotNull("g"), assumeNotNull("i")), isNotNull("g") AND isNotNull("i")), 2))),
  toFloat64(if(countIf(isNotNull("s") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("s") != assumeNotNull("s"), assumeNotNull("s"), assumeNotNull("i")), isNotNull("s") AND isNotNull("i")), 3))),
  toFloat64(if(countIf(isNotNull("day") AND isNotNull("d")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("day") != assumeNotNull("day"), assumeNotNull("day"), assumeNotNull("d")), isNotNull("day") AND isNotNull("d")), 3))),
  toString(if(countIf(isNotNull("day") AND isNotNull("d")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("day") != assumeNotNull("day"), assumeNotNull("day"), assumeNotNull("d")), isNotNull("day") AND isNotNull("d")), 2))),
  toFloat64(if(countIf(isNotNull("at") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("at") != assumeNotNull("at"), assumeNotNull("at"), assumeNotNull("i")), isNotNull("at") AND isNotNull("i")), 3))),
  toString(toTimeZone(if(countIf(isNotNull("at") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("at") != assumeNotNull("at"), assumeNotNull("at"), assumeNotNull("i")), isNotNull("at") AND isNotNull("i")), 2)), 'UTC')),
  toFloat64(if(countIf(((i > 0
)) AND isNotNull("o") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("o") != assumeNotNull("o"), assumeNotNull("o"), assumeNotNull("i")), ((i > 0
)) AND isNotNull("o") AND isNotNull("i")), 3))),
  toString(if(countIf(((i > 0
)) AND isNotNull("o") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("o") != assumeNotNull("o"), assumeNotNull("o"), assumeNotNull("i")), ((i > 0
)) AND isNotNull("o") AND isNotNull("i")), 2))),
  toFloat64(if(countIf(((i > 9
)) AND isNotNull("o") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("o") != assumeNotNull("o"), assumeNotNull("o"), assumeNotNull("i")), ((i > 9
)) AND isNotNull("o") AND isNotNull("i")), 3))),
  toString(if(countIf(((i > 9
)) AND isNotNull("o") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("o") != assumeNotNull("o"), assumeNotNull("o"), assumeNotNull("i")), ((i > 9
)) AND isNotNull("o") AND isNotNull("i")), 2))),
  toFloat64(uniqExact("i")),
  toFloat64(uniqExact("s")),
  toFloat64(uniqExact("d")),
  toFloat64(uniqExactIf("g", ((i > 0
)))),
  toFloat64(count("g")),
  toFloat64(uniqExact("g")),
  toFloat64(uniqExact(tuple("b", "s"))),
  toFloat64(uniqExact(tuple("g", "s"))),
  toFloat64(countIf("b" IS NOT NULL AND "g" IS NOT NULL)),
  toFloat64(uniqExactIf(tuple("b", "g"), "b" IS NOT NULL AND "g" IS NOT NULL)),
  toFloat64(countIf(((i < 3
)))),
  toFloat64(uniqExactIf(tuple("b", "s"), ((i < 3
)))),
  toFloat64(if(count() = 0, NULL, min(lengthUTF8(toString("s"))))),
  toFloat64(if(count() = 0, NULL, max(lengthUTF8(toString("s"))))),
  toFloat64(if(count() = 0, NULL, min(length("l")))),
  toFloat64(if(count() = 0, NULL, max(length("l")))),
  toFloat64(((max(i) - min(i)
)))
FROM "default"."mixed" AS "data"
-- {p1} = 'a'
-- {p2} = 'A'
-- {p3} = 1
-- {p4} = 3
-- {p5} = 7
-- {p6} = 10
-- {p7} = 2
-- {p8} = 4

SELECT
  toFloat64(count()),
  toFloat64(((sum(i)
)))
FROM "default"."mixed" AS "data"
WHERE ((i > 1
))
