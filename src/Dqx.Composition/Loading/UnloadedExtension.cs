namespace Dqx.Composition.Loading;

/// <summary>An extension that was let go. Holds nothing of it, so that it can be asked whether anything else does.</summary>
/// <param name="Origin">Its name and its file.</param>
/// <param name="Context">Its load context, as long as that is in memory.</param>
internal sealed record UnloadedExtension(ExtensionOrigin Origin, WeakReference Context)
{
    private const int MostRounds = 12;

    /// <summary>Whether something still holds it.</summary>
    public bool IsAlive => Context.IsAlive;

    /// <summary>Collects garbage until every one of them is gone, or it is plain that one will stay; about 0.8 s in that case.</summary>
    /// <remarks>A context goes in steps: its finalizers run first, and threads that ended a moment ago may still have it on their stacks.</remarks>
    public static async Task CollectAsync(IReadOnlyCollection<UnloadedExtension> extensions, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MostRounds && extensions.Any(extension => extension.IsAlive); round++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(round), cancellationToken);
            if (round >= MostRounds / 2)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(120), cancellationToken);
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
