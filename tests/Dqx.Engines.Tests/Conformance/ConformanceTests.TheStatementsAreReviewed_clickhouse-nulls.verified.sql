SELECT
  toFloat64(count()),
  toFloat64(count()),
  toFloat64(count("i")),
  toFloat64(countIf("i" < 0)),
  toFloat64(countIf(toString("s") IN ({p1}))),
  toString(if(count() = 0, NULL, toDecimal128(sum("i"), 0) + toDecimal128(round((sum(toFloat64("i")) - toFloat64(sum("i"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toString(if(count() = 0, NULL, sum("d"))),
  toString(if(count() = 0, NULL, toDecimal128(sum("b"), 0) + toDecimal128(round((sum(toFloat64("b")) - toFloat64(sum("b"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toFloat64(count("b")),
  toFloat64(if(count("f") = 0, NULL, if(countIf("f" = "f") = 0, nan, minIf("f", "f" = "f")))),
  toFloat64(if(count("f") < 2, NULL, if(min("f") = max("f"), 0, if(varSamp(toFloat64("f")) < pow(sum(toFloat64("f")) / count("f"), 2) * 1e-10, nan, varSamp(toFloat64("f")))))),
  toFloat64(if(count("f") = 0, NULL, sum("f"))),
  toFloat64(count("f")),
  toFloat64(if(countIf(isNotNull("o") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("o") != assumeNotNull("o"), assumeNotNull("o"), assumeNotNull("i")), isNotNull("o") AND isNotNull("i")), 3))),
  toString(if(countIf(isNotNull("o") AND isNotNull("i")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("o") != assumeNotNull("o"), assumeNotNull("o"), assumeNotNull("i")), isNotNull("o") AND isNotNull("i")), 2))),
  toFloat64(uniqExact("s")),
  toFloat64(uniqExact("i")),
  toFloat64(uniqExact(tuple("i", "s"))),
  toFloat64(if(count() = 0, NULL, min(lengthUTF8(toString("s")))))
FROM "default"."nulls" AS "data"
-- {p1} = 'a'
