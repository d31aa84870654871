using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Xunit.Sdk;

namespace Dqx.Tests.Support;

/// <summary>Compares a value with the reviewed file <c>Class.Method.verified.EXT</c> beside the test; stands in for Verify.</summary>
/// <remarks>
/// Verify does not restore here. Its conventions are kept, so that a switch is a change of this file: the shape of the call, the
/// names of the files, <c>*.received.*</c> on a mismatch, and the scrubbing (<see cref="SnapshotText"/>).
/// Set <c>DQX_ACCEPT_SNAPSHOTS=1</c> to take what is received as reviewed, then review the difference in git.
/// </remarks>
internal static class Snapshot
{
    /// <summary>What the test project said about itself when it was built.</summary>
    private static readonly Dictionary<string, string> s_metadata = typeof(Snapshot).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(attribute => attribute.Key, attribute => attribute.Value ?? "");

    /// <summary>The folder of the test project's source.</summary>
    internal static string ProjectDirectory => s_metadata["ProjectDirectory"];

    /// <summary>Fails with a readable difference unless <paramref name="target"/> is what the verified file says.</summary>
    /// <param name="target">Text as it is; a run as its run document; anything else as indented snake_case JSON.</param>
    /// <param name="extension"><c>json</c>, <c>txt</c> or <c>sql</c>; null for <c>txt</c> for text and <c>json</c> for the rest.</param>
    /// <param name="row">Tells the rows of a theory apart: <c>Class.Method_row.verified.EXT</c>.</param>
    /// <param name="scrub">More texts to replace, such as the name of a random folder.</param>
    /// <param name="method">The test's method; the compiler fills it in.</param>
    /// <param name="sourceFile">The test's file, named after its class; the compiler fills it in.</param>
    public static async Task Verify(
        object target,
        string? extension = null,
        string? row = null,
        IEnumerable<(string From, string To)>? scrub = null,
        [CallerMemberName] string method = "",
        [CallerFilePath] string sourceFile = "")
    {
        extension ??= target is string ? "txt" : "json";
        var received = SnapshotText.Render(target, extension, [
            .. scrub ?? [],
            (ProjectDirectory, "{ProjectDirectory}"),
            (s_metadata["RepositoryRoot"], "{RepositoryRoot}"),
            (Path.GetTempPath(), "{TempPath}"),
        ]);
        var name = Path.GetFileNameWithoutExtension(sourceFile) + "." + method + (row is null ? "" : "_" + row);
        var path = Path.Combine(Folder(ProjectDirectory, sourceFile), name);
        await Compare(
            received,
            $"{path}.received.{extension}",
            $"{path}.verified.{extension}",
            accept: Environment.GetEnvironmentVariable("DQX_ACCEPT_SNAPSHOTS") == "1");
    }

    internal static async Task Compare(string received, string receivedFile, string verifiedFile, bool accept = false)
    {
        var verified = File.Exists(verifiedFile) ? SnapshotText.Normalise(await File.ReadAllTextAsync(verifiedFile)) : null;
        if (verified == received)
        {
            File.Delete(receivedFile);
            return;
        }

        if (accept)
        {
            await File.WriteAllTextAsync(verifiedFile, received);
            File.Delete(receivedFile);
            return;
        }

        await File.WriteAllTextAsync(receivedFile, received);
        throw new XunitException(verified is null
            ? $"There is no {verifiedFile}. Review {receivedFile} and rename it. It begins:\n{Head(received)}"
            : $"{receivedFile}\ndiffers from\n{verifiedFile}\n(- verified, + received)\n{Difference(verified, received)}");
    }

    /// <summary>The folder of the test's file, found inside the project folder: under a CI build the compiler's path begins with <c>/_/</c>.</summary>
    internal static string Folder(string projectDirectory, string sourceFile)
    {
        var parts = sourceFile.Split('/', '\\');
        for (var start = 0; start < parts.Length; start++)
        {
            var candidate = Path.Combine([projectDirectory, .. parts[start..]]);
            if (parts[start].Length > 0 && File.Exists(candidate))
            {
                return Path.GetDirectoryName(candidate) ?? projectDirectory;
            }
        }

        throw new XunitException($"{sourceFile} is not in {projectDirectory}: snapshots stand beside the test.");
    }

    private static string Head(string text) => string.Join('\n', text.Split('\n').Take(40));

    /// <summary>The changed lines with three lines around them; bounded, the files hold the rest.</summary>
    private static string Difference(string verified, string received)
    {
        const int around = 3;
        const int most = 120;
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(verified, received).Lines;
        var changed = lines.Index().Where(line => line.Item.Type != ChangeType.Unchanged).Select(line => line.Index).ToList();
        var shown = new SortedSet<int>(changed.SelectMany(index => Enumerable.Range(index - around, (2 * around) + 1)));
        var text = new StringBuilder();
        var previous = -1;
        foreach (var index in shown.Where(index => index >= 0 && index < lines.Count).Take(most))
        {
            text.Append(index > previous + 1 ? "     ...\n" : "");
            var mark = lines[index].Type switch { ChangeType.Inserted => '+', ChangeType.Deleted => '-', _ => ' ' };
            text.Append(CultureInfo.InvariantCulture, $"{lines[index].Position,5} {mark} {lines[index].Text}\n");
            previous = index;
        }

        return text.ToString();
    }
}
