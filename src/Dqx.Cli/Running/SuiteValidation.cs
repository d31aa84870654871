using Dqx.Composition;
using Dqx.Suites;
using Dqx.Suites.Yaml;

namespace Dqx.Cli.Running;

/// <summary>Finds what is wrong with a suite file: in itself, with its processors, and with its data.</summary>
/// <param name="catalogs">More catalog directories.</param>
/// <param name="offline">Whether the data is left alone.</param>
/// <param name="clock">The clock.</param>
internal sealed class SuiteValidation(IEnumerable<string> catalogs, bool offline, TimeProvider clock)
{
    public async Task<ValidationReport> ValidateAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = SuiteFile.Load(path, new SuiteFileOptions { TreatUnsetVariablesAsWarnings = true });
            var findings = Warnings(file);
            var processors = await ProcessorErrorsAsync(file);
            var datasets = DataSourceKinds.All.Create(file);
            if (!offline)
            {
                await SuiteFileInspection.InspectAsync(file, datasets, ResultKey.For(file.Suite.DateOf(clock.GetUtcNow())), findings, cancellationToken);
            }

            string[] texts = [findings.Text(), processors];
            return new ValidationReport(
                !findings.HasErrors && processors.Length == 0,
                string.Join('\n', texts.Where(text => text.Length > 0)),
                FormattableString.Invariant($"{file.Suite.Checks.Length} checks with {file.Suite.Checks.Sum(check => check.Assertions.Length)} assertions, nothing is wrong"));
        }
        catch (SuiteFileException wrong)
        {
            return new ValidationReport(IsSound: false, wrong.Message, "");
        }
    }

    private async Task<string> ProcessorErrorsAsync(SuiteFile file)
    {
        try
        {
            await using var host = Hosts.Create(file, catalogs);
            var errors = host.ConfigurationErrors;
            return errors.IsEmpty ? "" : ConfigurationErrors.Of(errors);
        }
        catch (ConfigurationException wrong)
        {
            return ConfigurationErrors.Of(wrong.Errors);
        }
    }

    /// <summary>The file's own warnings, to be shown together with what is found about its data.</summary>
    private static Findings Warnings(SuiteFile file)
    {
        var findings = new Findings();
        var source = file.Places.Start.Source;
        foreach (var warning in file.Warnings)
        {
            var start = warning.Line is { } line ? source.LineStart(line) + (warning.Column ?? 1) - 1 : 0;
            findings.Add(warning.Id, warning.Severity, new Place(source, start, 0), warning.Message);
        }

        return findings;
    }
}

/// <summary>What a validation found.</summary>
/// <param name="IsSound">Whether nothing is wrong, warnings aside.</param>
/// <param name="Text">The findings, each with its line and a caret; empty when there are none.</param>
/// <param name="Summary">What the suite is, in one line.</param>
internal sealed record ValidationReport(bool IsSound, string Text, string Summary);
