using System.Reflection;

namespace Seckill.Architecture.Tests;

/// <summary>Engines never see providers; providers never see engines or each other; Embedded alone composes.</summary>
public sealed class DependencyRuleTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Seckill.Abstractions"] = [],
        ["Seckill.Saga"] = ["Seckill.Abstractions"],
        ["Seckill.Caching"] = ["Seckill.Abstractions"],
        ["Seckill"] = ["Seckill.Abstractions", "Seckill.Saga", "Seckill.Caching"],
        ["Seckill.Redis"] = ["Seckill.Abstractions"],
        ["Seckill.Sqlite"] = ["Seckill.Abstractions"],
        ["Seckill.Embedded"] = ["Seckill.Abstractions", "Seckill.Saga", "Seckill.Redis", "Seckill.Sqlite"],
        ["Seckill.AspNetCore"] = ["Seckill", "Seckill.Abstractions"],
        ["Seckill.Testing"] = ["Seckill.Abstractions", "Seckill.Saga"],
    };

    private static readonly Dictionary<string, string[]> s_onlyIn = new()
    {
        ["StackExchange.Redis"] = ["Seckill.Redis", "Seckill.Embedded"],
        ["Microsoft.Data.Sqlite"] = ["Seckill.Sqlite"],
        ["SQLitePCLRaw.core"] = ["Seckill.Sqlite"],
        ["Garnet.host"] = ["Seckill.Embedded"],
    };

    public static TheoryData<string> Packages => [.. SourceFolders.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_refers_only_to_what_its_layer_may_see(string package)
    {
        Assert.True(s_allowed.TryGetValue(package, out var allowed), $"{package} has no rule yet: say here what it may see.");
        Assert.Empty(Violations(package, package, allowed!));
    }

    [Theory]
    [InlineData("Seckill.Saga", "Seckill.Redis")]
    [InlineData("Seckill.Sqlite", "Garnet.host")]
    public void Rule_finds_what_a_package_that_composes_refers_to(string layer, string reference) =>
        Assert.Contains(reference, Violations("Seckill.Embedded", layer, s_allowed[layer]));

    private static IEnumerable<string> Violations(string package, string layer, string[] allowed) => Assembly.Load(package)
        .GetReferencedAssemblies()
        .Select(a => a.Name!)
        .Where(r => s_onlyIn.TryGetValue(r, out var owners) ? !owners.Contains(layer) : IsOurs(r) && !allowed.Contains(r));

    private static bool IsOurs(string name) => name == "Seckill" || name.StartsWith("Seckill.", StringComparison.Ordinal);
}
