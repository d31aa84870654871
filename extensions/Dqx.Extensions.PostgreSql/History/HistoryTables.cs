using Dqx.Extensions.PostgreSql.Storage;

namespace Dqx.Extensions.PostgreSql.History;

/// <summary>The tables of a history.</summary>
internal static class HistoryTables
{
    /// <summary>A metric is found by the hash of what identifies it: texts of any length, of which an index takes 2,700 bytes.</summary>
    public static StoreMigrations Migrations { get; } = new(
        "history",
        "a history",
        """
        CREATE TABLE dqx.history_runs (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          run_id uuid NOT NULL UNIQUE,
          created_at timestamptz NOT NULL
        );
        CREATE TABLE dqx.history_metrics (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          hash bytea NOT NULL UNIQUE,
          suite text NOT NULL,
          dataset text NOT NULL,
          metric text NOT NULL,
          tags text NOT NULL,
          fingerprint text NOT NULL,
          segment text NOT NULL,
          location text
        );
        CREATE INDEX history_metrics_by_suite ON dqx.history_metrics USING hash (suite);
        CREATE TABLE dqx.history_values (
          metric bigint NOT NULL REFERENCES dqx.history_metrics (id),
          date date NOT NULL,
          run bigint NOT NULL REFERENCES dqx.history_runs (id),
          value double precision,
          error text,
          state bytea,
          PRIMARY KEY (metric, date, run)
        );
        """,
        // Of a part of the data: what it was like.
        "ALTER TABLE dqx.history_values ADD COLUMN version text");
}
