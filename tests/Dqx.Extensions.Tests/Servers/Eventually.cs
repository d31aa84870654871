using System.Diagnostics;

namespace Dqx.Extensions.Tests.Servers;

/// <summary>Waiting for what another process does.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again and again until it is true.</summary>
    /// <exception cref="TimeoutException">It never was.</exception>
    public static async Task TrueAsync(Func<Task<bool>> question, Func<string> failure, TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        while (!await question())
        {
            if (clock.Elapsed > patience)
            {
                throw new TimeoutException(failure());
            }

            await Task.Delay(s_pause);
        }
    }
}
