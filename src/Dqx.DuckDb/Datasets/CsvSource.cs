using System.Globalization;

namespace Dqx.DuckDb;

/// <summary>
/// CSV files, behind a view of each connection. DuckDB looks at the first 20,000 rows to find out how a file is written, and does so
/// again for every statement that is prepared and once more when it runs, some 80 ms of work each (measured): so it is asked once,
/// and the view says what it found.
/// </summary>
internal sealed class CsvSource(string dataset, string path, string relation, CsvOptions options, IReadOnlyDictionary<string, string>? settings, DateOnly? date = null)
    : FileSource(dataset, path, settings, date)
{
    /// <summary>What the tool calls no character at all.</summary>
    private const string None = "(empty)";

    private readonly string _path = path;
    private readonly string _view = SqlText.Identifier(dataset);

    /// <summary>The view as DuckDB makes it by itself: a connection here has one that says what it found.</summary>
    internal override string Definition => CreateView(relation);

    internal override async ValueTask<DuckDbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await base.OpenAsync(cancellationToken);
        try
        {
            // DuckDB looks at one file only; several are left to it as they are.
            var found = File.Exists(_path) ? await SniffAsync(connection, cancellationToken) : relation;
            await using var command = connection.CreateCommand();
            command.CommandText = CreateView(found);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private string CreateView(string found) => $"CREATE OR REPLACE TEMP VIEW {_view} AS SELECT * FROM {found}";

    private async Task<string> SniffAsync(DuckDbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT Delimiter, Quote, Escape, Comment, NewLineDelimiter, SkipRows, HasHeader, DateFormat, TimestampFormat,
              list_transform(Columns, lambda c: c.name), list_transform(Columns, lambda c: c.type)
            FROM sniff_csv({relation["read_csv(".Length..]}
            """;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        List<string> arguments =
        [
            SqlText.Literal(FileSource.Pattern(_path)),
            "auto_detect = false",
            $"delim = {Character(0)}",
            $"quote = {Character(1)}",
            $"escape = {Character(2)}",
            $"comment = {Character(3)}",
            $"skip = {reader.GetInt64(5).ToString(CultureInfo.InvariantCulture)}",
            reader.GetBoolean(6) ? "header = true" : "header = false",
            $"columns = {{{string.Join(", ", Texts(9).Zip(Texts(10), (name, type) => $"{SqlText.Literal(name)}: {SqlText.Literal(type)}"))}}}",
        ];
        AddFormat("new_line", 4);
        AddFormat("dateformat", 7);
        AddFormat("timestampformat", 8);
        if (options.Nulls.Count > 0)
        {
            arguments.Add($"nullstr = [{string.Join(", ", options.Nulls.Select(SqlText.Literal))}]");
        }

        return $"read_csv({string.Join(", ", arguments)})";

        string Character(int ordinal) => SqlText.Literal(reader.GetString(ordinal) is not None and var character ? character : "");

        IEnumerable<string> Texts(int ordinal) => ((System.Collections.IEnumerable)reader.GetValue(ordinal)).Cast<string>();

        void AddFormat(string argument, int ordinal)
        {
            if (!reader.IsDBNull(ordinal) && reader.GetString(ordinal) is { Length: > 0 } and not None and var format)
            {
                arguments.Add($"{argument} = {SqlText.Literal(format)}");
            }
        }
    }
}
