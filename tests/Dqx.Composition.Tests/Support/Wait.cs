namespace Dqx.Composition.Tests.Support;

/// <summary>Waits for something that another thread does.</summary>
internal static class Wait
{
    public static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; !condition(); i++)
        {
            i.ShouldBeLessThan(3_000, "It did not happen within 30 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }
}
