SELECT
  toFloat64(count()),
  toString(if(count() = 0, NULL, toDecimal128(sum("max"), 0) + toDecimal128(round((sum(toFloat64("max")) - toFloat64(sum("max"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toFloat64(count("max")),
  toString(if(countIf(((near > 1000000001
))) = 0, NULL, toDecimal128(sumIf("max", ((near > 1000000001
))), 0) + toDecimal128(round((sumIf(toFloat64("max"), ((near > 1000000001
))) - toFloat64(sumIf("max", ((near > 1000000001
))))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toString(if(count() = 0, NULL, toDecimal128(sum("cancel"), 0) + toDecimal128(round((sum(toFloat64("cancel")) - toFloat64(sum("cancel"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toFloat64(if(count() = 0, NULL, min("cancel"))),
  toFloat64(countIf("max" IN ({p1}))),
  toFloat64(countIf("cancel" IN ({p2}))),
  toFloat64(if(count("near") < 2, NULL, if(min("near") = max("near"), 0, if(varSamp(toFloat64("near")) < pow(sum(toFloat64("near")) / count("near"), 2) * 1e-10, nan, varSamp(toFloat64("near")))))),
  toString(if(count() = 0, NULL, toDecimal128(sum("near"), 0) + toDecimal128(round((sum(toFloat64("near")) - toFloat64(sum("near"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toFloat64(count("near")),
  toString(if(count() = 0, NULL, sum("wide"))),
  toFloat64(count("wide")),
  toString(if(count() = 0, NULL, sum("tenth"))),
  toFloat64(count("tenth"))
FROM "default"."large" AS "data"
-- {p1} = 9223372036854775807
-- {p2} = 9007199254740993
