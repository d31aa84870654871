namespace Dqx.Composition.Workers;

/// <summary>An exception that was logged in a worker, as text: its first line is the message, all of it the description.</summary>
internal sealed class MirroredException(string text) : Exception(text.Split('\n', 2)[0].TrimEnd('\r'))
{
    public override string ToString() => text;
}
