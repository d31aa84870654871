using Dqx.Checks;
using Dqx.Cli.CommandLine;
using Dqx.Composition;
using Dqx.Suites;
using Dqx.Suites.Yaml;

namespace Dqx.Cli.Running;

/// <summary>Finds what is wrong with a suite file: in itself, with its processors, and with its data.</summary>
/// <param name="arguments">Opens suites.</param>
/// <param name="catalogs">More catalog directories.</param>
/// <param name="offline">Whether the data is left alone.</param>
/// <param name="clock">The clock.</param>
internal sealed class SuiteValidation(SuiteArguments arguments, IEnumerable<string> catalogs, bool offline, TimeProvider clock)
{
    public async Task<ValidationReport> ValidateAsync(string suite, CancellationToken cancellationToken)
    {
        try
        {
            var reading = arguments.Read(suite, new SuiteFileOptions { TreatUnsetVariablesAsWarnings = true });
            return reading.File is { } file ? await ValidateAsync(reading, file, cancellationToken) : new ValidationReport(IsSound: false, reading.Findings.Text(), "");
        }
        catch (SuiteFileException wrong)
        {
            return new ValidationReport(IsSound: false, wrong.Message, "");
        }
        catch (DqxException wrong)
        {
            return new ValidationReport(IsSound: false, $"{suite}: error {wrong.DiagnosticId}: {wrong.Message}", "");
        }
    }

    /// <summary>What is wrong in the file is known; the rest of it is looked at.</summary>
    private async Task<ValidationReport> ValidateAsync(SuiteReading reading, SuiteFile file, CancellationToken cancellationToken)
    {
        var (findings, processors) = (reading.Findings, "");
        if (reading.KnowsExtensions)
        {
            await CheckHistoryAsync(file, findings);
        }

        await using var host = reading.KnowsExtensions ? CreateHost(file, out processors) : null;
        var datasets = DataSourceKinds.Create(file, host, findings);
        if (!offline && datasets.Length > 0)
        {
            await SuiteFileInspection.InspectAsync(file, datasets, ResultKey.For(file.Suite.DateOf(clock.GetUtcNow())), findings, cancellationToken);
        }

        string[] texts = [findings.Text(), processors];
        return new ValidationReport(
            !findings.HasErrors && processors.Length == 0,
            string.Join('\n', texts.Where(text => text.Length > 0)),
            $"{Count(file.Suite.Checks.Length, "check")} with {Count(file.Suite.Checks.Sum(check => check.Assertions.Length), "assertion")}, nothing is wrong");
    }

    private static string Count(int count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");

    /// <summary>A history of an unknown kind, or at a URL that is wrong, stops a run, so it is wrong here. No server is asked.</summary>
    private async Task CheckHistoryAsync(SuiteFile file, Findings findings)
    {
        try
        {
            await using var stores = new HistoryStores(Catalogs.Of(catalogs, file.Extensions), host => TrustChoice.Unsaid.Apply(host, file));
            await using var history = stores.History(Histories.Location(file, commandLine: null), isReadOnly: true);
        }
        catch (DqxException unknown)
        {
            findings.Error(unknown.DiagnosticId, file.Places.Of(new SuiteFinding(unknown.DiagnosticId, DiagnosticSeverity.Error, unknown.Message) { Path = [new("history")] }), unknown.Message);
        }
    }

    /// <summary>The host, and what is wrong with its processors; null when their configuration contradicts itself.</summary>
    private DqxHost? CreateHost(SuiteFile file, out string errors)
    {
        try
        {
            // A data source of an extension is loaded to make its datasets: what the operator says about trust counts here as well.
            var host = Hosts.Create(file, catalogs, options => TrustChoice.Unsaid.Apply(options, file));
            errors = host.ConfigurationErrors.IsEmpty ? "" : ConfigurationErrors.Of(host.ConfigurationErrors);
            return host;
        }
        catch (ConfigurationException wrong)
        {
            errors = ConfigurationErrors.Of(wrong.Errors);
            return null;
        }
    }
}

/// <summary>What a validation found.</summary>
/// <param name="IsSound">Whether nothing is wrong, warnings aside.</param>
/// <param name="Text">The findings, each with its line and a caret; empty when there are none.</param>
/// <param name="Summary">What the suite is, in one line.</param>
internal sealed record ValidationReport(bool IsSound, string Text, string Summary);
