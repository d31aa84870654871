using Npgsql;

namespace Dqx.Extensions.PostgreSql.Storage;

/// <summary>Tables of DQX in a schema of a PostgreSQL server, made when they are not there. For any number of machines at once.</summary>
/// <remarks>
/// Works on the calling thread, as SQLite does: what a processor has done to the pool of threads delays nothing here. Tokens are looked at
/// before every use; a statement that the server does not answer is given up after a minute. A connection is kept for a few seconds, for
/// the next use, and looked at before: what happens to it meanwhile, while data is scanned for an hour, is nobody's failure.
/// </remarks>
/// <param name="address">Where the tables are.</param>
/// <param name="name">What they are, for messages: <c>The history</c>.</param>
/// <param name="migrations">The tables.</param>
internal sealed class PostgresStore(StoreAddress address, string name, StoreMigrations migrations) : IDisposable
{
    private static readonly TimeSpan s_kept = TimeSpan.FromSeconds(10);
    private readonly TimeProvider _clock = TimeProvider.System;
    private StoreSession? _idle;
    private volatile bool _isDisposed;

    /// <summary>Reads.</summary>
    /// <param name="none">What is there when there are no tables.</param>
    /// <param name="read">One statement, or a few whose answers need not fit each other.</param>
    /// <param name="cancellationToken">Looked at before.</param>
    /// <exception cref="DqxException">It cannot be read.</exception>
    public T Read<T>(T none, Func<StoreSession, T> read, CancellationToken cancellationToken)
        => Use("read", session => session.IsCurrent || IsReadable(session) ? read(session) : none, cancellationToken);

    /// <summary>Writes in one transaction.</summary>
    /// <exception cref="DqxException">It cannot be written; nothing of it is, unless the server went away while it agreed.</exception>
    /// <exception cref="InvalidOperationException">It was opened to be read only.</exception>
    public T Write<T>(Func<StoreSession, T> write, CancellationToken cancellationToken)
    {
        if (address.IsReadOnly)
        {
            throw new InvalidOperationException($"{name} {address} was opened to be read only.");
        }

        return Use(
            "written",
            session =>
            {
                if (!session.IsCurrent)
                {
                    Ensure(session);
                }

                using var transaction = session.Begin();
                var written = write(session);
                transaction.Commit();
                return written;
            },
            cancellationToken);
    }

    public void Dispose()
    {
        _isDisposed = true;
        Interlocked.Exchange(ref _idle, null)?.Dispose();
    }

    private T Use<T>(string done, Func<StoreSession, T> use, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreSession? session = null;
        try
        {
            session = Open();
            var used = use(session);
            Keep(session);
            return used;
        }
        catch (Exception refused) when (refused is NpgsqlException or IOException or TimeoutException)
        {
            session?.Dispose();
            throw StoreRefusal.Of(refused, $"{name} {address}", session is null ? "opened" : done, isReached: session is not null);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    private StoreSession Open()
    {
        if (Interlocked.Exchange(ref _idle, null) is { } kept)
        {
            if (_clock.GetElapsedTime(kept.UsedAt) < s_kept && kept.IsAlive())
            {
                return kept;
            }

            kept.Dispose();
        }

        var connection = new NpgsqlConnection(address.ConnectionString);
        try
        {
            connection.Open();
            return new StoreSession(connection, address.QuotedSchema);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Keep(StoreSession session)
    {
        session.UsedAt = _clock.GetTimestamp();
        Interlocked.Exchange(ref _idle, session)?.Dispose();
        if (_isDisposed)
        {
            Dispose();
        }
    }

    /// <summary>Whether there are tables. What an older version made becomes newer, unless nothing is to be changed.</summary>
    private bool IsReadable(StoreSession session)
    {
        var version = migrations.Read(session, address);
        if (version is 0)
        {
            return false;
        }

        if (version < migrations.Version)
        {
            if (address.IsReadOnly)
            {
                throw new DqxException(
                    "DQX5305",
                    FormattableString.Invariant($"{name} {address} is of version {version}, and is left as it is, because nothing is to be written; a run that writes brings it to version {migrations.Version}."));
            }

            migrations.Ensure(session, address);
        }

        return session.IsCurrent = true;
    }

    private void Ensure(StoreSession session)
    {
        if (migrations.Read(session, address) < migrations.Version)
        {
            migrations.Ensure(session, address);
        }

        session.IsCurrent = true;
    }
}
