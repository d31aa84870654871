using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Dqx.Composition.Inspection;

namespace Dqx.Composition.Catalogs;

/// <summary>Every reason for which an extension or a processor is rejected before its code runs.</summary>
internal static class Rejections
{
    public static Rejection NoExports(AssemblyFacts facts)
    {
        var mef1 = facts.References.Any(reference => reference.Name == "System.ComponentModel.Composition");
        return new Rejection(
            "DQX2003",
            Phases.Inspect,
            mef1 ? "it exports no processor; it uses MEF 1 (System.ComponentModel.Composition)" : "it exports no processor",
            "Mark the class with [Export(typeof(IResultProcessor))] of System.Composition and [ProcessorMetadata(\"name\")].")
        { Severity = DiagnosticSeverity.Warning };
    }

    public static Rejection NoMainAssembly(string name, string other) => new(
        "DQX2004", Phases.Find, $"the folder holds '{other}' but no '{name}.dll'", "Name the folder after its main assembly.");

    public static Rejection NotManaged(string detail) => new(
        "DQX2005", Phases.Inspect, $"the file is not a .NET assembly ({detail.TrimEnd('.')})", "Build or copy it again.");

    public static Rejection ReferenceAssembly() => new(
        "DQX2006", Phases.Inspect, "the file is a reference assembly, which has no code", "Copy the implementation (bin, not ref or obj/ref).");

    public static Rejection WrongMachine(Architecture needed) => new(
        "DQX2007",
        Phases.Inspect,
        $"the file is for {needed}, this process is {RuntimeInformation.ProcessArchitecture}",
        "Build it for this architecture, or for any (PlatformTarget AnyCPU).");

    public static Rejection NewerFramework(Version needed, Version host) => new(
        "DQX2008", Phases.Inspect, $"it is built for .NET {needed}, this process runs .NET {host}", $"Build it for net{host}, or run DQX on .NET {needed}.");

    public static Rejection DotNetFramework() => new(
        "DQX2008", Phases.Inspect, "it is built for the .NET Framework", "Build it for .NET (net10.0) or netstandard2.0.");

    public static Rejection ContractVersion(string file, string assembly, Version needed, Version host) => new(
        "DQX2009",
        Phases.Verify,
        $"'{Path.GetFileName(file)}' is built against {assembly} {needed.ToString(2)}, the host has {host.ToString(2)}",
        needed.Major == host.Major ? "Update DQX, or build the extension against the host's version." : "Build the extension against the host's major version.");

    public static Rejection NewerThanHost(string file, string assembly, Version needed, Version host) => new(
        "DQX2011",
        Phases.Verify,
        $"'{Path.GetFileName(file)}' needs {assembly} {needed.ToString(3)}, the host shares {host.ToString(3)} with all extensions",
        $"Use {assembly} {host.ToString(3)} or older in the extension, or update DQX.");

    public static Rejection Unreadable(string phase, Exception cause) => new(
        "DQX2013", phase, $"the file cannot be read ({cause.Message.TrimEnd('.')})", "Correct its permissions.");

    public static Rejection InvalidMetadata(string phase, string type, ImmutableArray<string> errors) => new(
        "DQX2102", phase, $"the metadata of {type} is invalid: {string.Join("; ", errors)}", "State it once, with [ProcessorMetadata(\"name\", Order = 100)].");

    public static Rejection NotTheContract(string type, string contract) => new(
        "DQX2103", Phases.Inspect, $"{type} is exported as {contract[(contract.LastIndexOf('.') + 1)..]} and does not implement it", $"Implement {contract}.");

    public static Rejection NoKind(string type, string problem) => new(
        "DQX2030", Phases.Inspect, $"the data source {type} {problem}", "State its kind once, with [DataSourceMetadata(\"kind\")].");

    public static Rejection DuplicateKind(string kind, string first) => new(
        "DQX2031", Phases.Verify, $"data sources of the kind '{kind}' come from {first} already", "Rename one of the two kinds, or remove one.");

    public static Rejection NoSuiteName(string type, string problem) => new(
        "DQX2033", Phases.Inspect, $"the suite {type} {problem}", "State its name once, with [SuiteMetadata(\"name\")].");

    public static Rejection DuplicateSuite(string name, string first) => new(
        "DQX2034", Phases.Verify, $"the suite '{name}' comes from '{first}' already", "Rename one of the two suites, or remove one.");

    public static Rejection NoScheme(string type, string problem) => new(
        "DQX2040", Phases.Inspect, $"the history provider {type} {problem}", "State the schemes of its URLs once, with [HistoryMetadata(\"scheme\")].");

    public static Rejection DuplicateScheme(string scheme, string first) => new(
        "DQX2041", Phases.Verify, $"histories of {scheme}:// come from '{first}' already", "Remove one of the two extensions, or rename one of the two schemes.");

    public static Rejection NoConstructor(string type, string problem) => new(
        "DQX2104", Phases.Inspect, $"{type} {problem}", "Give it one public constructor; mark it [ImportingConstructor] when it takes parameters.");

    public static Rejection NotConcrete(string type) => new(
        "DQX2105", Phases.Inspect, $"{type} is abstract or generic and cannot be created", "Export a concrete class.");

    public static Rejection DuplicateName(string name, string first) => new(
        "DQX2106", Phases.Verify, $"the name '{name}' is taken by '{first}'", "Rename one of the two processors, or remove one.");

    public static Rejection Cycle(string loop) => new(
        "DQX2107", Phases.Verify, $"RunAfter and RunBefore make a loop: {loop}", "Remove one of these constraints.");

    public static Rejection NotExported(string type, string? ownAttribute) => new(
        "DQX2109",
        Phases.Inspect,
        ownAttribute is null
            ? $"{type} has [ProcessorMetadata] and is not exported as IResultProcessor"
            : $"{type} is exported by {ownAttribute}, which cannot be read without running the extension",
        "Mark the class with [Export(typeof(IResultProcessor))].");
}
