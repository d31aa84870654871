namespace Dqx.Sqlite.Delivery;

/// <summary>The tables of a delivery journal.</summary>
internal static class JournalSchema
{
    public static SqliteMigrations Migrations { get; } = new(
        "a delivery journal",
        "DQX3402",
        """
        CREATE TABLE runs (
          id INTEGER PRIMARY KEY,
          run_id TEXT NOT NULL UNIQUE,
          suite TEXT NOT NULL,
          started_at TEXT NOT NULL,
          date TEXT NOT NULL,
          tags TEXT NOT NULL,
          document TEXT NOT NULL
        ) STRICT;
        CREATE INDEX runs_by_suite ON runs (suite, started_at);
        CREATE TABLE deliveries (
          run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
          instance TEXT NOT NULL,
          use TEXT NOT NULL,
          status TEXT NOT NULL,
          attempts INTEGER NOT NULL DEFAULT 0,
          changed_at TEXT,
          reason TEXT,
          owner TEXT,
          owned_until TEXT,
          PRIMARY KEY (run, instance)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deliveries_by_status ON deliveries (status);
        CREATE TABLE attempts (
          run INTEGER NOT NULL,
          instance TEXT NOT NULL,
          attempt INTEGER NOT NULL,
          ended_at TEXT NOT NULL,
          duration_ms REAL NOT NULL,
          status TEXT NOT NULL,
          reason TEXT,
          FOREIGN KEY (run, instance) REFERENCES deliveries (run, instance) ON DELETE CASCADE
        ) STRICT;
        CREATE INDEX attempts_by_delivery ON attempts (run, instance);
        CREATE TABLE told (
          suite TEXT NOT NULL,
          tags TEXT NOT NULL,
          instance TEXT NOT NULL,
          date TEXT NOT NULL,
          told_at TEXT NOT NULL,
          problems TEXT NOT NULL,
          PRIMARY KEY (suite, tags, instance)
        ) STRICT, WITHOUT ROWID;
        """);
}
