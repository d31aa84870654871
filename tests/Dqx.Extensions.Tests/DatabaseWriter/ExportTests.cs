using System.Composition.Hosting;
using System.Reflection;
using Dqx.Extensions.DatabaseWriter;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Extensions.Tests.DatabaseWriter;

public sealed class ExportTests
{
    [Fact]
    public void TheProcessorIsComposedWithTheHostsLogging()
    {
        using var container = new ContainerConfiguration()
            .WithPart<DatabaseWriterProcessor>()
            .WithExport<ILoggerFactory>(NullLoggerFactory.Instance)
            .CreateContainer();

        container.GetExports<IResultProcessor>().ShouldHaveSingleItem().ShouldBeOfType<DatabaseWriterProcessor>();
    }

    [Fact]
    public void ItsMetadataSayWhatTheHostHasToKnow()
    {
        var metadata = typeof(DatabaseWriterProcessor).GetCustomAttribute<ProcessorMetadataAttribute>().ShouldNotBeNull();

        metadata.Name.ShouldBe("db_writer");
        metadata.Order.ShouldBe(200);
        metadata.Idempotent.ShouldBeTrue();
        metadata.RequiredSettings.ShouldBe(["database_url"]);
    }
}
