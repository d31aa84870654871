SELECT
  toFloat64(count()),
  toFloat64(if(count("f") = 0, NULL, if(countIf("f" = "f") = 0, nan, minIf("f", "f" = "f")))),
  toFloat64(if(count("f") = 0, NULL, if(countIf("f" != "f") > 0, nan, max("f")))),
  toFloat64(if(count("f") = 0, NULL, sum("f"))),
  toFloat64(count("f")),
  toFloat64(if(count("n") = 0, NULL, if(countIf("n" = "n") = 0, nan, minIf("n", "n" = "n")))),
  toFloat64(uniqExactIf("f", "f" = "f") + (countIf("f" != "f") > 0)),
  toFloat64(uniqExactIf("n", "n" = "n") + (countIf("n" != "n") > 0)),
  toFloat64(count()),
  toFloat64(count("n")),
  toFloat64(uniqExact(tuple("f", "n"))),
  toFloat64(if(countIf(isNotNull("f") AND isNotNull("o")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("f") != assumeNotNull("f"), assumeNotNull("f"), assumeNotNull("o")), isNotNull("f") AND isNotNull("o")), 3))),
  toFloat64(if(countIf(isNotNull("f") AND isNotNull("o")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("f") != assumeNotNull("f"), assumeNotNull("f"), assumeNotNull("o")), isNotNull("f") AND isNotNull("o")), 2))),
  toFloat64(if(countIf(isNotNull("n") AND isNotNull("o")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("n") != assumeNotNull("n"), assumeNotNull("n"), assumeNotNull("o")), isNotNull("n") AND isNotNull("o")), 3))),
  toFloat64(if(countIf(isNotNull("n") AND isNotNull("o")) = 0, NULL, tupleElement(minIf(tuple(assumeNotNull("n") != assumeNotNull("n"), assumeNotNull("n"), assumeNotNull("o")), isNotNull("n") AND isNotNull("o")), 2))),
  toFloat64(if(count("inf") = 0, NULL, if(countIf("inf" != "inf") > 0, nan, max("inf")))),
  toFloat64(if(count("inf") = 0, NULL, if(countIf("inf" = "inf") = 0, nan, minIf("inf", "inf" = "inf")))),
  toFloat64(if(count("inf") = 0, NULL, sum("inf"))),
  toFloat64(if(countIf(isNotNull("f") AND ((o = 1
))) = 0, NULL, if(countIf("f" != "f" AND ((o = 1
))) > 0, nan, maxIf("f", ((o = 1
))))))
FROM "default"."floats" AS "data"
