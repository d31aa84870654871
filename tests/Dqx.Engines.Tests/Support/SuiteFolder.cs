namespace Dqx.Engines.Tests.Support;

/// <summary>A folder with a suite for the built command; gone afterwards.</summary>
internal sealed class SuiteFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dqx-engines-").FullName;

    /// <summary>Writes <c>suite.yaml</c>.</summary>
    public SuiteFolder(string suite) => File.WriteAllText(System.IO.Path.Combine(_folder, "suite.yaml"), suite);

    /// <summary>Runs the suite by the built command; the document that it prints.</summary>
    public async Task<(SuiteRun Run, DqxResult Result)> RunAsync(params string[] options)
    {
        var result = await DqxCommand.RunAsync(_folder, ["run", "suite.yaml", "--output", "json", "--no-processors", "--no-history", .. options]);
        result.Output.ShouldNotBeEmpty(result.Transcript());
        return (RunDocument.Read(result.Output), result);
    }

    public Task<DqxResult> CommandAsync(params string[] arguments) => DqxCommand.RunAsync(_folder, arguments);

    public System.Diagnostics.Process Start(params string[] arguments) => DqxCommand.Start(_folder, environment: null, arguments);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
