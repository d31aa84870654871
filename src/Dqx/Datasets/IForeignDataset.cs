namespace Dqx.Datasets;

/// <summary>A dataset of an extension: whatever its code throws is a failure of the engine behind it, not of DQX.</summary>
internal interface IForeignDataset : IDataset
{
    /// <summary>An exception in the host's words: type and message, one line, bounded. Its <c>Message</c> is code of the extension, too.</summary>
    string Describe(Exception exception);
}
