CREATE TABLE "dqx_results" (
  "run_id" TEXT NOT NULL REFERENCES "dqx_runs" ("run_id") ON DELETE CASCADE,
  "position" INTEGER NOT NULL,
  "check_name" TEXT NOT NULL,
  "assertion_name" TEXT NOT NULL,
  "assertion_id" TEXT,
  "segment" TEXT,
  "severity" TEXT NOT NULL,
  "severity_declared" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "value" REAL,
  "expression" TEXT NOT NULL,
  "operator" TEXT,
  "lower" REAL,
  "upper" REAL,
  "tolerance" REAL,
  "error" TEXT,
  "error_kind" TEXT,
  "reason" TEXT,
  "muted" INTEGER NOT NULL,
  "profiles" TEXT NOT NULL,
  "symbols" TEXT NOT NULL,
  "tags" TEXT NOT NULL,
  "meta" TEXT NOT NULL,
  PRIMARY KEY ("run_id", "position")
) STRICT;

CREATE INDEX "dqx_results_check_name_assertion_name" ON "dqx_results" ("check_name", "assertion_name");

CREATE INDEX "dqx_results_status_severity" ON "dqx_results" ("status", "severity");

CREATE TABLE "dqx_runs" (
  "run_id" TEXT NOT NULL,
  "suite" TEXT NOT NULL,
  "date" TEXT NOT NULL,
  "tags" TEXT NOT NULL,
  "labels" TEXT NOT NULL,
  "meta" TEXT NOT NULL,
  "datasets" TEXT NOT NULL,
  "started_at" TEXT NOT NULL,
  "duration_ms" REAL NOT NULL,
  "status" TEXT NOT NULL,
  "assertions" INTEGER NOT NULL,
  "passed" INTEGER NOT NULL,
  "failed" INTEGER NOT NULL,
  "errors" INTEGER NOT NULL,
  "skipped" INTEGER NOT NULL,
  "muted" INTEGER NOT NULL,
  "symbols" INTEGER NOT NULL,
  "diagnostics" TEXT NOT NULL,
  PRIMARY KEY ("run_id")
) STRICT;

CREATE INDEX "dqx_runs_started_at" ON "dqx_runs" ("started_at");

CREATE INDEX "dqx_runs_suite_date" ON "dqx_runs" ("suite", "date");

CREATE TABLE "dqx_schema" ("version" INTEGER NOT NULL) STRICT;

CREATE TABLE "dqx_symbols" (
  "run_id" TEXT NOT NULL REFERENCES "dqx_runs" ("run_id") ON DELETE CASCADE,
  "position" INTEGER NOT NULL,
  "symbol_name" TEXT NOT NULL,
  "metric" TEXT NOT NULL,
  "dataset" TEXT,
  "date" TEXT NOT NULL,
  "value" REAL,
  "error" TEXT,
  PRIMARY KEY ("run_id", "position")
) STRICT;

CREATE INDEX "dqx_symbols_metric_dataset_date" ON "dqx_symbols" ("metric", "dataset", "date");
