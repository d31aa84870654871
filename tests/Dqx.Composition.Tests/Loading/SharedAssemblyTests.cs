using System.Reflection;
using System.Runtime.Loader;
using Dqx.Composition.Loading;

namespace Dqx.Composition.Tests.Loading;

/// <summary>What the host shares is the host's, whichever version of it is asked for and whatever context the host lives in.</summary>
public sealed class SharedAssemblyTests
{
    private static readonly string s_contract = typeof(IResultProcessor).Assembly.Location;

    [Theory]
    [InlineData("Dqx.Abstractions")]
    [InlineData("dqx.abstractions")]
    [InlineData("Dqx.Abstractions, Version=0.0.0.1")]
    [InlineData("Dqx.Abstractions, Version=99.0.0.0")]
    public void An_extension_gets_the_contract_of_its_host(string wanted)
    {
        var context = new ExtensionLoadContext(new ExtensionOrigin("one", "/catalog/one.dll"), s_contract);

        context.LoadFromAssemblyName(new AssemblyName(wanted)).ShouldBeSameAs(typeof(IResultProcessor).Assembly);

        context.Unload();
    }

    [Fact]
    public void A_host_in_a_context_of_its_own_hands_over_its_assemblies_itself()
    {
        var context = new AssemblyLoadContext("host", isCollectible: true);
        var (own, version) = (context.LoadFromAssemblyPath(s_contract), typeof(IResultProcessor).Assembly.GetName().Version);

        HostAssemblies.IsFoundByDefault(own, version).ShouldBeFalse();
        HostAssemblies.IsFoundByDefault(typeof(IResultProcessor).Assembly, version).ShouldBeTrue();
        HostAssemblies.IsFoundByDefault(typeof(IResultProcessor).Assembly, new Version(99, 0)).ShouldBeFalse();

        context.Unload();
    }
}
