using System.Text.RegularExpressions;

namespace Dqx.Tests.Architecture;

/// <summary>What every file of the repository keeps to.</summary>
public sealed partial class Texts
{
    private const int MostLines = 400;

    private static readonly string[] s_binary = [".parquet", ".png", ".ico", ".db", ".dll", ".so", ".gz", ".zip"];

    [Fact]
    public void NoFileIsLongerThanOneCanRead()
        => Repository.Files(".cs", ".csproj", ".props", ".targets", ".md", ".sh", ".yaml", ".yml")
            .Where(path => Repository.Read(path).AsSpan().Count('\n') > MostLines)
            .ShouldBeEmpty();

    [Fact]
    public void EveryDiagnosticIsExplainedAndEveryExplanationIsOfOne()
    {
        var used = Repository.Files(".cs", ".targets")
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("extensions/", StringComparison.Ordinal))
            .SelectMany(path => DiagnosticId().Matches(Repository.Read(path)).Select(match => match.Value))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var explained = DiagnosticRow().Matches(Repository.Read("src/diagnostics.md")).Select(match => match.Groups["id"].Value).ToList();

        explained.ShouldBe(explained.Distinct().Order(StringComparer.Ordinal));
        used.Except(explained).ShouldBeEmpty("they occur in the sources but not in src/diagnostics.md");
        explained.Except(used).ShouldBeEmpty("they stand in src/diagnostics.md but not in the sources");
    }

    [Fact]
    public void NoFileNamesARegistryOrAFolderOfOneMachine()
        => Repository.Files()
            .Where(path => !s_binary.Contains(Path.GetExtension(path)))
            .SelectMany(path => MachineOrRegistry().Matches(Repository.Read(path)).Select(match => $"{path}: {match.Value}"))
            .ShouldBeEmpty();

    [GeneratedRegex("DQX[0-9]{4}")]
    private static partial Regex DiagnosticId();

    /// <summary><c>| DQX1234 | error | meaning | what to do |</c>, none of it empty.</summary>
    [GeneratedRegex(@"^\| (?<id>DQX[0-9]{4}) \| (error|warning|info) \| [^|\n]*\w[^|\n]* \| [^|\n]*\w[^|\n]* \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex DiagnosticRow();

    [GeneratedRegex(@"https?://[^/\s""]*(nuget|npm|registry|artifactory|pypi)[^/\s""]*|(?<![\w.}])/(work|tmp|root|home|Users)/[\w.-]*|[A-Z]:\\Users", RegexOptions.ExplicitCapture)]
    private static partial Regex MachineOrRegistry();
}
