using Dqx.Composition.Catalogs;
using Dqx.Composition.Workers;

namespace Dqx.Composition.Running;

/// <summary>Names what an exception of an extension means.</summary>
internal static class FaultDescriber
{
    public static ProcessorFault Describe(Exception exception, string phase, bool inConstructor, Func<string, string> redact)
    {
        if (exception is WorkerException { Fault: var told })
        {
            return told with { Message = OneLine.Of(redact(told.Message)), SettingsErrors = [.. told.SettingsErrors.Select(redact)] };
        }

        var message = FaultText.Of(exception, redact);
        var fault = exception switch
        {
            SettingsException settings => new ProcessorFault(settings.DiagnosticId, phase, message) { SettingsErrors = [.. settings.Errors.Select(error => OneLine.Of(redact(error), 500))] },
            // Exactly this type: it explains itself, and nothing of it is code of the extension.
            DqxException { DiagnosticId: { } id } explained when explained.GetType() == typeof(DqxException) && IsId(id)
                => new ProcessorFault(id, phase, OneLine.Of(redact(FaultText.Cut(explained.Message)), FaultText.LongestText)),
            OperationCanceledException => new ProcessorFault(IdOf(phase, inConstructor), phase, message) { IsCancellation = true },
            _ when MissingAssembly(exception, depth: 0) => new ProcessorFault("DQX2022", phase, message),
            _ => new ProcessorFault(IdOf(phase, inConstructor), phase, message),
        };
        return HasNoMemory(exception, depth: 0) ? fault with { IsOutOfMemory = true } : fault;
    }

    private static bool HasNoMemory(Exception exception, int depth) => depth < 5 && exception switch
    {
        OutOfMemoryException => true,
        { InnerException: { } inner } => HasNoMemory(inner, depth + 1),
        _ => false,
    };

    private static bool IsId(string id) => id.Length == 7 && id.StartsWith("DQX", StringComparison.Ordinal) && id.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0;

    private static string IdOf(string phase, bool inConstructor) => phase switch
    {
        Phases.Load => "DQX2020",
        Phases.Compose => "DQX2021",
        Phases.Initialize => inConstructor ? "DQX2120" : "DQX2121",
        Phases.Dispose => "DQX2126",
        _ => "DQX2122",
    };

    /// <summary>Only a missing assembly is told by its full name; a missing file of the processor's own is told by its path.</summary>
    private static bool MissingAssembly(Exception exception, int depth) => depth < 5 && exception switch
    {
        FileNotFoundException { FileName: { } name } => name.Contains(", Version=", StringComparison.Ordinal),
        System.Reflection.ReflectionTypeLoadException types => types.LoaderExceptions.Any(cause => cause is not null && MissingAssembly(cause, depth + 1)),
        { InnerException: { } inner } => MissingAssembly(inner, depth + 1),
        _ => false,
    };
}
