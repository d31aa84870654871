SELECT "ø"
FROM orders
