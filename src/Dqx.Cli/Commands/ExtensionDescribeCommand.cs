using System.Collections.Immutable;
using System.CommandLine;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Rendering;
using Dqx.Cli.Running;
using Dqx.Composition;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Verification;
using Dqx.Suites;

namespace Dqx.Cli.Commands;

/// <summary><c>dqx extensions describe NAME|PATH|ID [SUITE]</c></summary>
internal static class ExtensionDescribeCommand
{
    public static DqxCommand Create()
    {
        var subject = new Argument<string>("NAME|PATH|ID") { Description = "A processor, a data source, a suite, a history's scheme, an extension, its folder or file; or the id of a diagnostic." };
        var suite = new Argument<string>("SUITE") { Description = "A suite file, whose catalogs and processor settings are taken into account.", Arity = ArgumentArity.ZeroOrOne };
        var extensions = RunOptionSet.ExtensionsOption();
        var command = new DqxCommand("describe", "Tells everything about one extension, or what a diagnostic means and what to do.")
        {
            Run = async (result, context, _) =>
            {
                await DescribeAsync(new ExtensionPage(context.Streams.Output), result.GetValue(subject) ?? "", result.GetValue(suite), result.GetValue(extensions) ?? []);
                return ExitCode.Success;
            },
            Remarks = ["Reads the files of the catalogs; no code of an extension runs."],
            Examples =
            [
                ("dqx extensions describe db_writer", "State, version, hash, order, required settings."),
                ("dqx extensions describe drop/MyExtension", "A folder that is in no catalog yet."),
                ("dqx extensions describe DQX2104", "What the id means, and what to do."),
            ],
        };
        command.Add(subject);
        command.Add(suite);
        command.Add(extensions);
        return command;
    }

    private static async Task DescribeAsync(ExtensionPage page, string subject, string? suite, string[] catalogs)
    {
        if (DiagnosticsPage.IsId(subject))
        {
            page.Write(DiagnosticsPage.Instance.Find(subject)
                ?? throw new UsageException("DQX1041", $"There is no diagnostic {subject}{Nearest.HintSentence(subject, DiagnosticsPage.Instance.Texts.Keys)}"));
            return;
        }

        var file = suite is null ? null : Load(suite);
        var folders = Catalogs.Of(FolderOf(subject) is { } own ? catalogs.Prepend(own) : catalogs, file?.Extensions ?? []);
        var (verified, entries) = await ReadAsync(file, catalogs, folders);
        var found = entries.Where(entry => Is(entry, subject)).ToList();
        if (found.Count == 0)
        {
            var known = entries.Select(entry => entry.Processor ?? entry.DataSource ?? entry.Suite ?? entry.History ?? entry.Extension).Distinct(StringComparer.Ordinal);
            throw new UsageException("DQX1040", $"No catalog holds '{subject}'{Nearest.HintSentence(subject, known)} `dqx extensions list` shows what there is.");
        }

        foreach (var entry in found)
        {
            var extension = verified.Extensions.First(extension => extension.Candidate.File == entry.File);
            page.Write(entry, ExtensionDescription.Of(extension, entry.Processor), [.. verified.Diagnostics.Where(finding => IsAbout(finding, extension.Candidate))]);
        }
    }

    private static SuiteFile Load(string suite)
    {
        try
        {
            return SuiteFile.Load(suite, new SuiteFileOptions { TreatUnsetVariablesAsWarnings = true });
        }
        catch (SuiteFileException wrong)
        {
            throw new ConfigurationRefusedException([wrong.Message]);
        }
    }

    /// <summary>With a suite as its processors are configured, else as the files are.</summary>
    private static async Task<(VerifiedExtensions Verified, ImmutableArray<CatalogEntry> Entries)> ReadAsync(SuiteFile? file, string[] catalogs, ImmutableArray<string> folders)
    {
        var verified = DirectoryCatalog.Verify(folders, DataSourceKinds.Own.Select(source => source.Kind));
        if (file is null)
        {
            return (verified, CatalogEntries.Of(verified, [], Composition.Selection.ProcessorFilter.All, []));
        }

        try
        {
            await using var host = Hosts.Create(file, catalogs);
            return (verified, host.Catalog.Entries);
        }
        catch (ConfigurationException wrong)
        {
            throw new ConfigurationRefusedException([ConfigurationErrors.Of(wrong.Errors)]);
        }
    }

    /// <summary>The folder that would be the catalog of a path; null when it is a name.</summary>
    private static string? FolderOf(string subject)
        => Directory.Exists(subject) ? Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(subject)))
            : !File.Exists(subject) ? null
            : Path.GetDirectoryName(Path.GetFullPath(subject)) is { } folder && Path.GetFileName(folder) == Path.GetFileNameWithoutExtension(subject) ? Path.GetDirectoryName(folder)
            : Path.GetDirectoryName(Path.GetFullPath(subject));

    private static bool Is(CatalogEntry entry, string subject)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(subject));
        return File.Exists(subject) || Directory.Exists(subject)
            ? entry.File == path || Path.GetDirectoryName(entry.File) == path
            : new[] { entry.Processor, entry.DataSource, entry.Suite, entry.Extension }.Concat(entry.History?.Split(", ") ?? []).Concat(entry.Instances).Contains(subject, StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsAbout(Diagnostic finding, ExtensionCandidate extension)
        => finding.File == extension.File || (!extension.IsLoose && finding.File?.StartsWith(extension.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) == true);
}
