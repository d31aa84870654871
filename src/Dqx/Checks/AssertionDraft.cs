using Dqx.Expressions;

namespace Dqx.Checks;

/// <summary>The first stage of an assertion: an expression without a name.</summary>
public sealed class AssertionDraft
{
    private readonly CheckContext _context;
    private readonly Expression _subject;

    internal AssertionDraft(CheckContext context, Expression subject) => (_context, _subject) = (context, subject);

    /// <summary>Names the assertion.</summary>
    /// <param name="name">The name, trimmed, 1 to 255 characters, unique in its check.</param>
    /// <param name="severity">How much a failure matters.</param>
    /// <param name="tags">Tags of <c>[A-Za-z0-9_-]+</c>.</param>
    /// <param name="meta">What to attach.</param>
    /// <param name="id">A stable id.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="noHistory">What becomes of it while a value of an earlier day that it needs is not stored yet.</param>
    public AssertionReady Where(
        string name,
        Severity severity = Severity.P1,
        IEnumerable<string>? tags = null,
        IReadOnlyDictionary<string, string>? meta = null,
        string? id = null,
        string? description = null,
        NoHistory noHistory = NoHistory.Skip)
    {
        return new AssertionReady(Finish);

        void Finish(Predicate predicate, Tolerance tolerance) => _context.Finish(_subject, new Assertion
        {
            Name = name?.Trim() ?? "",
            Id = id,
            Description = description,
            Expectation = new Expectation(_subject, predicate, tolerance),
            Severity = severity,
            NoHistory = noHistory,
            Tags = [.. (tags ?? []).Select(tag => tag.Trim())],
            Meta = meta is null ? Metadata.Empty : new Metadata(meta),
        });
    }
}
