namespace Dqx.Hostile.Tests;

/// <summary>Rows of the usual kinds.</summary>
internal static class Rows
{
    public static HostileCase Throws(int number, string variant, string says)
        // Time enough on a busy machine: what throws does not hang.
        => new(number, variant) { Phase = "process", Id = "DQX2122", Says = says, Strict = 4, Settings = ["timeout: 10s"] };

    public static HostileCase TimesOut(int number, string variant, string id)
        => new(number, variant) { Status = ProcessorStatus.TimedOut, Phase = "process", Id = id, Says = "time limit of 500ms", Strict = 4, Settings = ["timeout: 500ms"] };

    public static HostileCase Succeeds(int number, string variant)
        => new(number, variant) { Status = ProcessorStatus.Succeeded, Strict = 0, Settings = ["timeout: 5s"] };

    public static HostileCase Lost(int number, string variant)
        => new(number, variant) { Class = HostileClass.Lost, Codes = [70], Tells = "DQX1020", Settings = ["timeout: 10s"] };

    public static HostileCase InWorker(int number, string variant, string id, string says)
        => new(number, variant) { Class = HostileClass.Worker, Phase = "process", Id = id, Says = says, Strict = 4, Settings = ["timeout: 5s"] };
}
