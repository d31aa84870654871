using Dqx.Extensions.PostgreSql.Storage;

namespace Dqx.Extensions.PostgreSql.Delivery;

/// <summary>The tables of a delivery journal.</summary>
internal static class JournalTables
{
    public static StoreMigrations Migrations { get; } = new(
        "journal",
        "a delivery journal",
        """
        CREATE TABLE dqx.journal_runs (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          run_id uuid NOT NULL UNIQUE,
          suite text NOT NULL,
          started_at timestamptz NOT NULL,
          date date NOT NULL,
          tags text NOT NULL,
          document text NOT NULL
        );
        CREATE INDEX journal_runs_by_suite ON dqx.journal_runs (suite, started_at);
        CREATE TABLE dqx.journal_deliveries (
          run bigint NOT NULL REFERENCES dqx.journal_runs (id) ON DELETE CASCADE,
          instance text NOT NULL,
          use text NOT NULL,
          status text NOT NULL,
          attempts integer NOT NULL DEFAULT 0,
          changed_at timestamptz,
          reason text,
          owner text,
          owner_table text,
          owned_until timestamptz,
          PRIMARY KEY (run, instance)
        );
        CREATE INDEX journal_deliveries_due ON dqx.journal_deliveries (run) WHERE status = 'pending';
        CREATE TABLE dqx.journal_attempts (
          run bigint NOT NULL,
          instance text NOT NULL,
          attempt integer NOT NULL,
          ended_at timestamptz NOT NULL,
          duration_ms double precision NOT NULL,
          status text NOT NULL,
          reason text,
          FOREIGN KEY (run, instance) REFERENCES dqx.journal_deliveries (run, instance) ON DELETE CASCADE
        );
        CREATE INDEX journal_attempts_by_delivery ON dqx.journal_attempts (run, instance);
        CREATE TABLE dqx.journal_told (
          hash bytea PRIMARY KEY,
          suite text NOT NULL,
          tags text NOT NULL,
          instance text NOT NULL,
          date date NOT NULL,
          told_at timestamptz NOT NULL,
          problems text NOT NULL
        );
        """);
}
