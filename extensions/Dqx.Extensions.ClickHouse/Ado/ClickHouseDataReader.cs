using System.Collections;
using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;

namespace Dqx.Extensions.ClickHouse.Ado;

/// <summary>Reads a result as it arrives, one row at a time.</summary>
internal sealed class ClickHouseDataReader(RunningStatement running, ClickHouseConnection? closes) : DbDataReader
{
    private ImmutableArray<string> _names = [];
    private ImmutableArray<string> _types = [];
    private string[] _row = [];
    private string[]? _next;
    private bool _onRow;
    private bool _ended;
    private bool _closed;

    public override int Depth => 0;

    public override int FieldCount => _names.Length;

    public override bool HasRows => _onRow || _next is not null;

    public override bool IsClosed => _closed;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <summary>Reads the names and the types that stand before the rows, and the first row.</summary>
    public async Task ReadHeaderAsync()
    {
        (_names, _types) = ([.. await CellsAsync() ?? []], [.. await CellsAsync() ?? []]);
        if (_names.Length == 0 || _names.Length != _types.Length)
        {
            throw running.Broken(string.Join('\t', _names));
        }

        _next = await RowAsync();
    }

    /// <summary>Reads the columns of a statement that was only analysed: a row for each, with its name and its type.</summary>
    public async Task ReadDescriptionAsync()
    {
        await ReadHeaderAsync();
        List<(string Name, string Type)> columns = [];
        for (; _next is { Length: > 1 } column; _next = await RowAsync())
        {
            columns.Add((TabSeparated.Unescape(column[0]), TabSeparated.Unescape(column[1])));
        }

        (_names, _types) = ([.. columns.Select(column => column.Name)], [.. columns.Select(column => column.Type)]);
    }

    public override bool Read() => throw Synchronous.Refused(nameof(ReadAsync));

    /// <summary>The next row. The token is that of the execution: a result is not cancelled apart from its statement.</summary>
    /// <exception cref="ClickHouseException">The result broke off.</exception>
    public override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        cancellationToken.ThrowIfCancellationRequested();
        _onRow = _next is not null;
        if (_next is { } row)
        {
            (_row, _next) = (row, null);
            _next = await RowAsync();
        }

        return _onRow;
    }

    public override bool NextResult() => false;

    public override string GetName(int ordinal) => _names[ordinal];

    /// <summary>ClickHouse's own name of the type, e.g. <c>Nullable(Decimal(10, 2))</c>.</summary>
    public override string GetDataTypeName(int ordinal) => _types[ordinal];

    public override Type GetFieldType(int ordinal) => CellValue.TypeOf(_types[ordinal]);

    public override int GetOrdinal(string name)
        => _names.IndexOf(name) is >= 0 and var ordinal ? ordinal : throw new ArgumentOutOfRangeException(nameof(name), name, "There is no column of this name.");

    public override bool IsDBNull(int ordinal) => Cell(ordinal) == TabSeparated.Null;

    public override object GetValue(int ordinal) => IsDBNull(ordinal) ? DBNull.Value : CellValue.Of(_types[ordinal], Text(ordinal));

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
        {
            values[i] = GetValue(i);
        }

        return count;
    }

    public override bool GetBoolean(int ordinal) => Text(ordinal) is "1" or "true";

    public override byte GetByte(int ordinal) => byte.Parse(Text(ordinal), CultureInfo.InvariantCulture);

    public override char GetChar(int ordinal) => char.Parse(Text(ordinal));

    public override DateTime GetDateTime(int ordinal) => CellValue.Time(Text(ordinal));

    public override decimal GetDecimal(int ordinal) => decimal.Parse(Text(ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);

    public override double GetDouble(int ordinal) => CellValue.Double(Text(ordinal));

    public override float GetFloat(int ordinal) => (float)CellValue.Double(Text(ordinal));

    public override Guid GetGuid(int ordinal) => Guid.Parse(Text(ordinal));

    public override short GetInt16(int ordinal) => short.Parse(Text(ordinal), CultureInfo.InvariantCulture);

    public override int GetInt32(int ordinal) => int.Parse(Text(ordinal), CultureInfo.InvariantCulture);

    public override long GetInt64(int ordinal) => long.Parse(Text(ordinal), CultureInfo.InvariantCulture);

    public override string GetString(int ordinal) => Text(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException("A result of ClickHouse is read as text.");

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException("A text is read whole, by GetString.");

    public override IEnumerator GetEnumerator() => throw Synchronous.Refused(nameof(ReadAsync));

    /// <summary>Lets go of the rest. The base class's <c>Dispose</c> and <c>DisposeAsync</c> come here, too.</summary>
    public override void Close()
    {
        if (!_closed)
        {
            _closed = true;
            running.Dispose();
            closes?.Close();
        }
    }

    private string Cell(int ordinal) => _onRow && !_closed ? _row[ordinal] : throw new InvalidOperationException("The reader is not on a row: call Read first.");

    private string Text(int ordinal) => Cell(ordinal) is var cell && cell != TabSeparated.Null ? TabSeparated.Unescape(cell) : throw new InvalidCastException($"Column {GetName(ordinal)} is NULL.");

    private async ValueTask<string[]?> RowAsync()
    {
        var cells = await CellsAsync();
        return cells is null || cells.Length == FieldCount ? cells : throw running.Broken(string.Join('\t', cells));
    }

    private async ValueTask<string[]?> CellsAsync()
    {
        var line = _ended ? null : await running.ReadLineAsync();
        _ended = line is null;
        return line?.Split('\t');
    }
}
