SELECT
  toFloat64(count()),
  toFloat64(countIf(toString("s") IN ({p1}))),
  toFloat64(countIf(toString("s") IN ({p2}))),
  toFloat64(countIf(toString("s") IN ({p3}))),
  toFloat64(countIf(toString("s") IN ({p4}, {p5}, {p6}))),
  toFloat64(countIf(toString("s") IN ({p7}))),
  toFloat64(countIf(toString("s") IN ({p8}))),
  toFloat64(if(count() = 0, NULL, max(lengthUTF8(toString("s"))))),
  toFloat64(if(count() = 0, NULL, min(lengthUTF8(toString("t"))))),
  toFloat64(if(countIf(((t = 'a'
))) = 0, NULL, minIf(lengthUTF8(toString("s")), ((t = 'a'
))))),
  toFloat64(uniqExact("t")),
  toFloat64(countIf(((s = '{p1}'
)))),
  toFloat64(countIf(((t = 'a' -- a comment
)))),
  toFloat64(countIf(((1 = 1) OR (1 = 1
))))
FROM "default"."texts" AS "data"
-- {p1} = 'it\x27s'
-- {p2} = 'back\\slash'
-- {p3} = 'new
line	tab'
-- {p4} = '"quoted"'
-- {p5} = '{p1}'
-- {p6} = '$1'
-- {p7} = '\x27; DROP TABLE texts; --'
-- {p8} = 'é漢😀'
