namespace Dqx.Sqlite.History;

/// <summary>The tables of a history file.</summary>
internal static class HistorySchema
{
    public static SqliteMigrations Migrations { get; } = new(
        "a history",
        "DQX3202",
        """
        CREATE TABLE runs (
          id INTEGER PRIMARY KEY,
          run_id TEXT NOT NULL UNIQUE,
          created_at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE metrics (
          id INTEGER PRIMARY KEY,
          suite TEXT NOT NULL,
          dataset TEXT NOT NULL,
          metric TEXT NOT NULL,
          tags TEXT NOT NULL,
          fingerprint TEXT NOT NULL,
          segment TEXT NOT NULL DEFAULT '',
          location TEXT,
          UNIQUE (suite, dataset, metric, tags, fingerprint, segment)
        ) STRICT;
        CREATE TABLE metric_values (
          metric INTEGER NOT NULL REFERENCES metrics (id),
          date TEXT NOT NULL,
          run INTEGER NOT NULL REFERENCES runs (id),
          value REAL,
          error TEXT,
          state BLOB,
          PRIMARY KEY (metric, date, run)
        ) STRICT, WITHOUT ROWID;
        """,
        // Of a part of the data: what it was like.
        "ALTER TABLE metric_values ADD COLUMN version TEXT");
}
