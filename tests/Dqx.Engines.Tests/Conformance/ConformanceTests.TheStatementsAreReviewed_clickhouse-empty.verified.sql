SELECT
  toFloat64(count()),
  toFloat64(count()),
  toFloat64(count("i")),
  toFloat64(countIf("f" < 0)),
  toFloat64(countIf(toString("s") IN ({p1}))),
  toString(if(count() = 0, NULL, toDecimal128(sum("i"), 0) + toDecimal128(round((sum(toFloat64("i")) - toFloat64(sum("i"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toString(if(count() = 0, NULL, sum("d"))),
  toFloat64(if(count("f") = 0, NULL, sum("f"))),
  toFloat64(count("f")),
  toFloat64(if(count() = 0, NULL, min("i"))),
  toFloat64(if(count("f") = 0, NULL, if(countIf("f" != "f") > 0, nan, max("f")))),
  toFloat64(if(count("i") < 2, NULL, if(min("i") = max("i"), 0, if(varSamp(toFloat64("i")) < pow(sum(toFloat64("i")) / count("i"), 2) * 1e-10, nan, varSamp(toFloat64("i")))))),
  toFloat64(if(countIf(isNotNull("o") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("o") != assumeNotNull("o"), assumeNotNull("o"), assumeNotNull("i")), isNotNull("o") AND isNotNull("i")), 3))),
  toString(if(countIf(isNotNull("o") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("o") != assumeNotNull("o"), assumeNotNull("o"), assumeNotNull("i")), isNotNull("o") AND isNotNull("i")), 2))),
  toFloat64(uniqExactIf("f", "f" = "f") + (countIf("f" != "f") > 0)),
  toFloat64(uniqExact("i")),
  toFloat64(uniqExact(tuple("i", "s"))),
  toFloat64(if(count() = 0, NULL, max(lengthUTF8(toString("s"))))),
  toFloat64(((count(*)
)))
FROM "default"."empty" AS "data"
-- {p1} = 'a'
