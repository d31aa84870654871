using Dqx.Tests.Support;

namespace Dqx.Tests.Architecture;

/// <summary>What extensions compile against changes only on purpose: the text beside this file is reviewed.</summary>
public sealed class PublicApi
{
    [Fact]
    public Task Abstractions() => Snapshot.Verify(PublicApiPrinter.Print(typeof(IResultProcessor).Assembly));
}
