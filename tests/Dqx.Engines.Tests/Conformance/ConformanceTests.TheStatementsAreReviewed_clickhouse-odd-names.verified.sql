SELECT
  toFloat64(count()),
  toString(if(count() = 0, NULL, toDecimal128(sum("a b"), 0) + toDecimal128(round((sum(toFloat64("a b")) - toFloat64(sum("a b"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toString(if(count() = 0, NULL, toDecimal128(sum("q\x22q"), 0) + toDecimal128(round((sum(toFloat64("q\x22q")) - toFloat64(sum("q\x22q"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toString(if(count() = 0, NULL, toDecimal128(sum("select"), 0) + toDecimal128(round((sum(toFloat64("select")) - toFloat64(sum("select"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toString(if(count() = 0, NULL, toDecimal128(sum("Größe 漢"), 0) + toDecimal128(round((sum(toFloat64("Größe 漢")) - toFloat64(sum("Größe 漢"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toString(if(count() = 0, NULL, toDecimal128(sum("$x"), 0) + toDecimal128(round((sum(toFloat64("$x")) - toFloat64(sum("$x"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toString(if(count() = 0, NULL, toDecimal128(sum("dot.ted"), 0) + toDecimal128(round((sum(toFloat64("dot.ted")) - toFloat64(sum("dot.ted"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toString(if(count() = 0, NULL, toDecimal128(sum("it's"), 0) + toDecimal128(round((sum(toFloat64("it's")) - toFloat64(sum("it's"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toString(if(count() = 0, NULL, toDecimal128(sum("back\\slash"), 0) + toDecimal128(round((sum(toFloat64("back\\slash")) - toFloat64(sum("back\\slash"))) / 18446744073709551616.), 0) * toDecimal128('18446744073709551616', 0))),
  toFloat64(countIf("{p1}" IN ({p1})))
FROM "default"."odd_names" AS "data"
-- {p1} = 9
