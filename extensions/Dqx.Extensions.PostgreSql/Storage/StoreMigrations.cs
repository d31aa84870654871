using Npgsql;

namespace Dqx.Extensions.PostgreSql.Storage;

/// <summary>The tables of one part of a schema, and how older ones become newer ones. Histories and journals share a schema.</summary>
/// <param name="part">The part's name in the table of versions.</param>
/// <param name="subject">What it is, with its article, for messages.</param>
/// <param name="steps">From nothing to version 1, from 1 to 2, and so on. What has shipped is never edited.</param>
internal sealed class StoreMigrations(string part, string subject, params string[] steps)
{
    /// <summary>The version that this code reads and writes.</summary>
    public int Version => steps.Length;

    /// <summary>The version of the tables that are there; 0 for none.</summary>
    /// <exception cref="DqxException">A newer version of DQX made them (DQX5304).</exception>
    public int Read(StoreSession session, StoreAddress address)
    {
        var version = ReadVersion(session);
        return version <= Version ? version : throw new DqxException(
            "DQX5304", FormattableString.Invariant($"{address} holds {subject} of version {version}, and this dqx knows version {Version}: update dqx, or name another schema."));
    }

    /// <summary>Brings the tables to <see cref="Version"/>, in one transaction that other machines wait for.</summary>
    /// <exception cref="DqxException">A newer version of DQX made them (DQX5304).</exception>
    public void Ensure(StoreSession session, StoreAddress address)
    {
        using var transaction = session.Begin();
        session.Execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", $"dqx:{address.Schema}");
        // IF NOT EXISTS asks for the right to make one also where there is one.
        if (session.Scalar("SELECT 1 FROM pg_namespace WHERE nspname = $1", address.Schema) is null)
        {
            session.CreateSchema();
        }

        if (session.Scalar("SELECT 1 FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = 'versions'", address.Schema) is null)
        {
            session.Execute("CREATE TABLE dqx.versions (part text PRIMARY KEY, version integer NOT NULL)");
        }

        // Under the lock: another machine may have done it meanwhile.
        var version = Read(session, address);
        for (var next = version; next < Version; next++)
        {
            session.Execute(steps[next]);
        }

        if (version < Version)
        {
            session.Execute("INSERT INTO dqx.versions (part, version) VALUES ($1, $2) ON CONFLICT (part) DO UPDATE SET version = excluded.version", part, Version);
        }

        transaction.Commit();
    }

    private int ReadVersion(StoreSession session)
    {
        try
        {
            return session.Scalar("SELECT version FROM dqx.versions WHERE part = $1", part) as int? ?? 0;
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return 0;
        }
    }
}
