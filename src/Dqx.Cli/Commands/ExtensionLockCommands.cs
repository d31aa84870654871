using System.CommandLine;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Running;
using Dqx.Composition;
using Dqx.Suites;

namespace Dqx.Cli.Commands;

/// <summary><c>dqx extensions lock|verify [SUITE]</c></summary>
internal static class ExtensionLockCommands
{
    public static DqxCommand Lock() => Create(
        "lock",
        "Writes the hash of every file of every extension to the lock file.",
        ["Do this after you have looked at the extensions. With --trust require nothing else is loaded from then on."],
        [("dqx extensions lock orders.yaml", "Writes extensions.lock.json beside the suite."), ("dqx extensions lock --extensions ./extensions --lock trusted.json", "For one catalog, without a suite.")],
        (context, path, catalogs) =>
        {
            var names = ExtensionLockFile.Write(path, catalogs);
            context.Streams.Output.WriteLine($"{path}: {string.Join(", ", names)}");
            return ExitCode.Success;
        });

    public static DqxCommand Verify() => Create(
        "verify",
        "Compares the extensions with the lock file; exit code 1 when something differs.",
        ["Reads the files of the catalogs; no code of an extension runs."],
        [("dqx extensions verify orders.yaml", "Compares with extensions.lock.json beside the suite.")],
        (context, path, catalogs) =>
        {
            var differences = ExtensionLockFile.Differences(path, catalogs);
            foreach (var difference in differences)
            {
                context.Streams.Output.WriteLine(difference);
            }

            if (differences.IsEmpty)
            {
                context.Streams.Output.WriteLine($"The extensions are what {path} says.");
            }

            return differences.IsEmpty ? ExitCode.Success : ExitCode.Failed;
        });

    private static DqxCommand Create(
        string name,
        string description,
        string[] remarks,
        (string Command, string Meaning)[] examples,
        Func<CommandContext, string, IReadOnlyCollection<string>, int> act)
    {
        var suite = new Argument<string>("SUITE") { Description = "The suite whose catalogs are meant, and beside which the lock file lies.", Arity = ArgumentArity.ZeroOrOne };
        var extensions = RunOptionSet.ExtensionsOption();
        var lockFile = RunOptionSet.LockOption();
        var command = new DqxCommand(name, description)
        {
            Run = (result, context, _) => Task.FromResult(Act(context, result.GetValue(suite), result.GetValue(extensions) ?? [], result.GetValue(lockFile), act)),
            Remarks = [.. remarks],
            Examples = [.. examples],
        };
        command.Add(suite);
        command.Add(extensions);
        command.Add(lockFile);
        return command;
    }

    private static int Act(CommandContext context, string? suite, string[] catalogs, string? lockFile, Func<CommandContext, string, IReadOnlyCollection<string>, int> act)
    {
        if (suite is null && lockFile is null)
        {
            throw new UsageException("DQX1002", "Name a suite, or the lock file with --lock FILE.");
        }

        try
        {
            var file = suite is null ? null : SuiteFile.Load(suite, new SuiteFileOptions { TreatUnsetVariablesAsWarnings = true });
            var path = Path.GetFullPath(lockFile ?? Path.Combine(file?.Folder ?? "", ExtensionLockFile.Name));
            return act(context, path, Catalogs.Of(catalogs, file?.Extensions ?? []));
        }
        catch (SuiteFileException wrong)
        {
            throw new ConfigurationRefusedException([wrong.Message]);
        }
        catch (DqxException wrong)
        {
            throw new ConfigurationRefusedException([$"error {wrong.DiagnosticId}: {wrong.Message}"]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationRefusedException([$"error DQX2301: {unreadable.Message}"]);
        }
    }
}
