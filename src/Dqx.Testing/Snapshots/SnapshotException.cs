namespace Dqx.Testing;

/// <summary>What a processor was handed is not what the verified file says. Any test framework shows the message.</summary>
public sealed class SnapshotException : Exception
{
    internal SnapshotException(string message)
        : base(message)
    {
    }
}
