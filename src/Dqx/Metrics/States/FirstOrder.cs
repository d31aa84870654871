using System.Text.RegularExpressions;

namespace Dqx.Metrics.States;

/// <summary>The order of a row: a number or a time.</summary>
internal abstract partial record FirstOrder
{
    private FirstOrder()
    {
    }

    /// <summary>A time as an engine prints it, which may be beyond what sorts as it is written (five-digit years, infinity): null then.</summary>
    public static FirstOrder? OfTime(string text) => Sortable.IsMatch(text) ? new Time(text) : null;

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Sortable { get; }

    public static int Compare(FirstOrder left, FirstOrder right) => (left, right) switch
    {
        (Number a, Number b) => Total.Compare(a.Total, b.Total),
        (Time a, Time b) => string.CompareOrdinal(a.Sorted, b.Sorted),
        // Another type of the column than before: some order, the same one from both sides.
        (Number, Time) => -1,
        _ => 1,
    };

    /// <summary>A number.</summary>
    public sealed record Number(Total Total) : FirstOrder;

    /// <summary>A date or a timestamp, in UTC if it was a point in time.</summary>
    public sealed record Time(string Text) : FirstOrder
    {
        private const string Midnight = " 00:00:00";

        /// <summary>Engines differ in whether they print zeros at the end of a fraction, and one may have a date where another has a timestamp.</summary>
        public string Sorted { get; } = !Text.Contains(' ', StringComparison.Ordinal) ? Text + Midnight : Text.Contains('.', StringComparison.Ordinal) ? Text.TrimEnd('0').TrimEnd('.') : Text;
    }
}
