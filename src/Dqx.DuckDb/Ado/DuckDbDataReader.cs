using System.Collections;
using System.Collections.ObjectModel;
using System.Data.Common;
using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>Reads a result as DuckDB makes it, one chunk (some 2,000 rows) at a time.</summary>
internal sealed class DuckDbDataReader : DbDataReader, IDbColumnSchemaGenerator
{
    private readonly ResultColumn[] _columns;
    private readonly ColumnReader[] _readers;
    private readonly ResultHandle? _result;
    private readonly Interruption? _running;
    private readonly DuckDbConnection? _closes;
    private ChunkHandle? _chunk;
    private int _row = -1;
    private int _rows;
    private bool _ended;
    private bool? _hasRows;
    private bool _closed;

    /// <summary>A reader of columns alone.</summary>
    internal DuckDbDataReader(ResultColumn[] columns, DuckDbConnection? closes)
    {
        _columns = columns;
        _readers = [.. columns.Select(column => ColumnReaders.For(column.Type))];
        _closes = closes;
        _ended = true;
        RecordsAffected = -1;
    }

    /// <summary>A reader of a running statement; both handles are its own now.</summary>
    internal DuckDbDataReader(ResultHandle result, Interruption running, DuckDbConnection? closes)
        : this(result.Kind == ResultKind.Rows ? ResultColumns.Of(result) : [], closes)
    {
        _result = result;
        _running = running;
        _ended = result.Kind != ResultKind.Rows;
        RecordsAffected = result.Kind == ResultKind.ChangedRows ? checked((int)NativeMethods.duckdb_rows_changed(result)) : -1;
    }

    public override int Depth => 0;

    public override int FieldCount => _columns.Length;

    public override bool HasRows => _hasRows ?? Peek();

    public override bool IsClosed => _closed;

    public override int RecordsAffected { get; }

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => Advance(CancellationToken.None);

    /// <summary>Within a chunk the answer is there; the next chunk is fetched on a thread of the pool.</summary>
    public override Task<bool> ReadAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<bool>(cancellationToken)
        : _row + 1 < _rows || _ended ? Task.FromResult(Read())
        : Blocking.RunAsync(() => Advance(cancellationToken), cancellationToken);

    public override bool NextResult() => false;

    public override string GetName(int ordinal) => _columns[ordinal].Name;

    /// <summary>DuckDB's own text of the type, e.g. <c>DECIMAL(10,2)</c>.</summary>
    public override string GetDataTypeName(int ordinal) => _columns[ordinal].Type.Text;

    public override Type GetFieldType(int ordinal) => _readers[ordinal].ClrType;

    public override int GetOrdinal(string name)
    {
        var exact = Array.FindIndex(_columns, column => column.Name == name);
        var ordinal = exact >= 0 ? exact : Array.FindIndex(_columns, column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return ordinal >= 0 ? ordinal : throw new ArgumentOutOfRangeException(nameof(name), name, "There is no column of this name.");
    }

    public override bool IsDBNull(int ordinal) => Column(ordinal).IsNull(_row);

    public override object GetValue(int ordinal) => Column(ordinal).ValueOrNull(_row) ?? DBNull.Value;

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
        {
            values[i] = GetValue(i);
        }

        return count;
    }

    public override T GetFieldValue<T>(int ordinal)
    {
        var column = Column(ordinal);
        if (column.IsNull(_row))
        {
            // A nullable type, or object, has a null of its own.
            return typeof(T) == typeof(object) ? (T)(object)DBNull.Value
                : default(T) is null && typeof(T).IsValueType ? default! // Nullable<T>, whose default is its null
                : throw new InvalidCastException($"Column \"{GetName(ordinal)}\" is NULL.");
        }

        return column is ColumnReader<T> same ? same.Read(_row) : typeof(T) == typeof(double) ? (T)(object)column.AsDouble(_row) : Conversions.To<T>(column.Value(_row));
    }

    public override bool GetBoolean(int ordinal) => GetFieldValue<bool>(ordinal);

    public override byte GetByte(int ordinal) => GetFieldValue<byte>(ordinal);

    public override char GetChar(int ordinal) => GetFieldValue<char>(ordinal);

    public override DateTime GetDateTime(int ordinal) => GetFieldValue<DateTime>(ordinal);

    public override decimal GetDecimal(int ordinal) => GetFieldValue<decimal>(ordinal);

    public override double GetDouble(int ordinal) => GetFieldValue<double>(ordinal);

    public override float GetFloat(int ordinal) => GetFieldValue<float>(ordinal);

    public override Guid GetGuid(int ordinal) => GetFieldValue<Guid>(ordinal);

    public override short GetInt16(int ordinal) => GetFieldValue<short>(ordinal);

    public override int GetInt32(int ordinal) => GetFieldValue<int>(ordinal);

    public override long GetInt64(int ordinal) => GetFieldValue<long>(ordinal);

    public override string GetString(int ordinal) => GetFieldValue<string>(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        Copy<byte>(GetFieldValue<byte[]>(ordinal), dataOffset, buffer, bufferOffset, length);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        Copy<char>(GetString(ordinal), dataOffset, buffer, bufferOffset, length);

    public override IEnumerator GetEnumerator() => new DbEnumerator(this, closeReader: false);

    public ReadOnlyCollection<DbColumn> GetColumnSchema() =>
        new([.. _columns.Select((column, ordinal) => (DbColumn)new DuckDbColumn(column, ordinal, GetFieldType(ordinal)))]);

    /// <summary>Ends the statement, wherever it is. The base class's <c>Dispose</c> comes here, too.</summary>
    public override void Close()
    {
        if (!_closed)
        {
            if (!_ended)
            {
                _running?.Abandon();
            }

            _running?.Dispose();
            _chunk?.Dispose();
            _result?.Dispose();
            _ended = true;
            _closed = true;
            _closes?.Close();
        }
    }

    /// <summary>Passes over a whole chunk; false at the end.</summary>
    internal bool SkipChunk(CancellationToken cancellationToken)
    {
        _row = _rows;
        return Advance(cancellationToken);
    }

    private static long Copy<T>(ReadOnlySpan<T> source, long offset, T[]? buffer, int bufferOffset, int length)
    {
        if (buffer is null)
        {
            return source.Length;
        }

        var rest = source[(int)Math.Min(offset, source.Length)..];
        rest = rest[..Math.Min(rest.Length, length)];
        rest.CopyTo(buffer.AsSpan(bufferOffset));
        return rest.Length;
    }

    private ColumnReader Column(int ordinal) =>
        _row >= 0 && _row < _rows && !IsClosed ? _readers[ordinal] : throw new InvalidOperationException("The reader is not on a row: call Read first.");

    private bool Peek()
    {
        var some = Advance(CancellationToken.None);
        _row = -1;
        return some;
    }

    private bool Advance(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        if (++_row < _rows)
        {
            return true;
        }

        (_row, _rows) = (0, 0);
        while (!_ended && _rows == 0)
        {
            Fetch(cancellationToken);
        }

        _hasRows ??= _rows > 0;
        return _rows > 0;
    }

    private void Fetch(CancellationToken cancellationToken)
    {
        _chunk?.Dispose();
        _chunk = null;
        using var registration = _running!.Also(cancellationToken); // a reader that has not ended is of a running statement
        try
        {
            _chunk = _result!.Fetch(); // likewise
        }
        catch (DuckDbException error)
        {
            _ended = true;
            if (error.IsInterrupt && _running.Requested)
            {
                throw _running.Cancelled(error, cancellationToken);
            }

            throw;
        }

        _ended = _chunk is null;
        if (_chunk is not null)
        {
            _rows = checked((int)NativeMethods.duckdb_data_chunk_get_size(_chunk));
            for (var i = 0; i < _readers.Length; i++)
            {
                _readers[i].Attach(NativeMethods.duckdb_data_chunk_get_vector(_chunk, (ulong)i));
            }
        }
    }
}
