using System.Diagnostics;
using System.Text;
using Dqx.Suites;
using static Dqx.Tests.Suites.SuiteFolder;

namespace Dqx.Tests.Suites;

/// <summary>Whatever stands in a file, reading it ends, soon, and with findings or a suite.</summary>
public sealed class MutationTests
{
    private static readonly string[] s_pieces =
    [
        " ", "\n", "\t", ":", ": ", "- ", "{", "}", "[", "]", ",", "#", " #", "\"", "'", "|\n", ">-\n", "&a ", "*a", "!t ", "<<: ", "${", "${X}", "$${", "\\", "\\x", "\\U",
        "~", "null", "(", ")", "sum(", "between", "tol", "%", "---\n", "...\n", "?", "@", "`", "\r", "\u2028", "\U0001F600", "\u0301", "\0", "9999999999", "1e999", "-", "::",
    ];

    private static readonly string[] s_files = [.. Directory.EnumerateFiles(Path.Combine(Snapshot.ProjectDirectory, "Suites"), "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void AMutatedFileEndsWithFindingsOrASuite(int seed)
    {
        var random = new Random(seed);
        using var folder = new SuiteFolder(Mutated(s_files[seed % s_files.Length], random));
        var options = NoEnvironment with { TreatUnsetVariablesAsWarnings = seed % 2 == 0, Set = seed % 5 == 0 ? [Piece(random) + "checks[0].name=" + Piece(random)] : [] };
        var watch = Stopwatch.StartNew();

        try
        {
            folder.Load(options).Suite.Checks.ShouldNotBeEmpty();
        }
        catch (SuiteFileException exception)
        {
            exception.Diagnostics.ShouldNotBeEmpty();
            exception.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Line == null || diagnostic.Line > 0);
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void EveryBeginningOfAFileEndsWithFindingsOrASuite()
    {
        foreach (var length in Enumerable.Range(0, s_files[0].Length))
        {
            try
            {
                Load(s_files[0][..length]);
            }
            catch (SuiteFileException exception)
            {
                exception.Diagnostics.ShouldNotBeEmpty();
            }
        }
    }

    private static string Mutated(string text, Random random)
    {
        var mutated = new StringBuilder(text);
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            var at = random.Next(mutated.Length);
            switch (random.Next(4))
            {
                case 0:
                    mutated.Insert(at, Piece(random));
                    break;
                case 1:
                    mutated.Remove(at, Math.Min(random.Next(1, 20), mutated.Length - at));
                    break;
                case 2:
                    var length = Math.Min(random.Next(1, 60), mutated.Length - at);
                    mutated.Insert(random.Next(mutated.Length), mutated.ToString(at, length));
                    break;
                default:
                    mutated.Insert(at, string.Concat(Enumerable.Repeat(Piece(random), random.Next(1, 200))));
                    break;
            }
        }

        return mutated.ToString();
    }

    private static string Piece(Random random) => s_pieces[random.Next(s_pieces.Length)];
}
