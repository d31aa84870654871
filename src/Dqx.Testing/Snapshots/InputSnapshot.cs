using System.Runtime.CompilerServices;
using Dqx.Testing.Snapshots;

namespace Dqx.Testing;

/// <summary>Compares what a processor was handed, run document and context, with the reviewed file <c>Class.Method.verified.json</c> beside the test.</summary>
/// <remarks>
/// The names are those of Verify: on a mismatch <c>Class.Method.received.json</c> is written beside it. Ids, times, durations and
/// temporary folders are replaced, so that the file is the same on every machine. With <c>DQX_ACCEPT_SNAPSHOTS=1</c> what is
/// received becomes what is verified; review the difference before you commit it.
/// </remarks>
public static class InputSnapshot
{
    /// <summary>Throws unless the verified file says the same.</summary>
    /// <param name="handed">From <see cref="CollectingHost.HandAsync"/>.</param>
    /// <param name="row">Tells the cases of one test apart: <c>Class.Method_row.verified.json</c>.</param>
    /// <param name="folder">Where the file is; null for the folder of the test's source.</param>
    /// <param name="method">The test's method; the compiler fills it in.</param>
    /// <param name="sourceFile">The test's file, named after its class; the compiler fills it in.</param>
    /// <exception cref="SnapshotException">There is no such file, it says something else, or the processor was not called.</exception>
    public static void Verify(
        HandedRun handed, string? row = null, string? folder = null, [CallerMemberName] string method = "", [CallerFilePath] string sourceFile = "")
    {
        ArgumentNullException.ThrowIfNull(handed);
        var name = Path.GetFileNameWithoutExtension(sourceFile.Replace('\\', '/')) + "." + method + (row is null ? "" : "_" + row);
        Verify(handed, () => Path.Combine(folder ?? SourceFolder.Of(sourceFile), name), Environment.GetEnvironmentVariable("DQX_ACCEPT_SNAPSHOTS") == "1");
    }

    internal static void Verify(HandedRun handed, Func<string> path, bool accept)
    {
        if (handed is not { Run: { } run, Context: { } context })
        {
            throw new SnapshotException($"The processor was not called, so there is nothing to compare: {handed.Report.Status}, {handed.Report.Error}");
        }

        Compare(InputText.Of(run, context), path(), accept);
    }

    private static void Compare(string received, string path, bool accept)
    {
        var (verifiedFile, receivedFile) = (path + ".verified.json", path + ".received.json");
        var verified = File.Exists(verifiedFile) ? File.ReadAllText(verifiedFile).ReplaceLineEndings("\n").TrimEnd() + "\n" : null;
        if (verified == received || accept)
        {
            File.Delete(receivedFile);
            if (verified != received)
            {
                File.WriteAllText(verifiedFile, received);
            }

            return;
        }

        File.WriteAllText(receivedFile, received);
        throw new SnapshotException(verified is null
            ? $"There is no {verifiedFile}. Review {receivedFile} and rename it."
            : $"{receivedFile}\ndiffers from\n{verifiedFile}\n{LineDifference.Of(verified, received)}");
    }
}
