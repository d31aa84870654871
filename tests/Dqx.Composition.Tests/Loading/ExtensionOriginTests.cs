using System.Diagnostics;
using Dqx.Composition.Loading;
using Dqx.Composition.Tests.Support;

namespace Dqx.Composition.Tests.Loading;

public sealed class ExtensionOriginTests
{
    [Fact]
    public void An_exception_is_of_the_extension_whose_code_threw_it()
    {
        using var catalog = new TestCatalog();
        var file = catalog.Add("Stray", "public static class Stray { public static void Throw() => throw new InvalidOperationException(); }");
        var origin = new ExtensionOrigin("Stray", file);
        var context = new ExtensionLoadContext(origin, file);
        var method = context.LoadFromAssemblyPath(file).GetType("Stray").ShouldNotBeNull().GetMethod("Throw").ShouldNotBeNull();

        var thrown = Should.Throw<InvalidOperationException>(method.CreateDelegate<Action>());

        ExtensionOrigin.Of(thrown).ShouldBe(origin);
        ExtensionOrigin.Of(new InvalidOperationException("outside", thrown)).ShouldBe(origin);
        context.Unload();
    }

    [Fact]
    public void What_no_extension_threw_is_of_none()
    {
        var thrown = Should.Throw<FormatException>(() => int.Parse("x", System.Globalization.CultureInfo.InvariantCulture));

        ExtensionOrigin.Of(thrown).ShouldBeNull();
        ExtensionOrigin.Of(new StackTrace()).ShouldBeNull();
        ExtensionOrigin.IsOfHost(new FormatException()).ShouldBeFalse();
    }
}
