using System.Reflection;

namespace Dqx.Tests.Architecture;

/// <summary>What every public type of the contract keeps to.</summary>
public sealed class Conventions
{
    /// <summary>Types that may be derived from, with the reason.</summary>
    private static readonly Dictionary<Type, string> s_open = new()
    {
        [typeof(DqxException)] = "callers catch it by its kind: SettingsException is one",
    };

    public static TheoryData<string> PublicTypes => [.. Contract.GetExportedTypes().Select(type => type.FullName ?? "")];

    private static Assembly Contract => typeof(IResultProcessor).Assembly;

    [Theory]
    [MemberData(nameof(PublicTypes))]
    public void APublicTypeIsClosedOrMeantToBeImplemented(string name)
    {
        var type = Contract.GetType(name).ShouldNotBeNull();

        (type.IsSealed || type.IsAbstract || s_open.ContainsKey(type)).ShouldBeTrue($"{name} is open for inheritance: seal it, or say why here");
    }

    [Theory]
    [MemberData(nameof(PublicTypes))]
    public void APublicTypeAndItsMembersAreDocumented(string name)
        => Documentation.Missing(Contract.GetType(name).ShouldNotBeNull()).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(PublicTypes))]
    public void APublicTypeHasNoFieldThatCanBeSet(string name)
        => Contract.GetType(name).ShouldNotBeNull()
            .GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
            .Where(field => field is { IsInitOnly: false, IsLiteral: false, IsSpecialName: false })
            .ShouldBeEmpty();
}
