using System.Reflection;

namespace Seckill.Architecture.Tests;

/// <summary>Engines never see providers; providers never see engines or each other; Embedded alone composes.</summary>
public sealed class DependencyRuleTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Seckill.Abstractions"] = [],
        ["Seckill"] = ["Seckill.Abstractions", "Seckill.Saga", "Seckill.Caching"],
        ["Seckill.Caching"] = ["Seckill.Abstractions"],
        ["Seckill.Redis"] = ["Seckill.Abstractions"],
        ["Seckill.Sqlite"] = ["Seckill.Abstractions"],
        ["Seckill.Embedded"] = ["Seckill.Abstractions", "Seckill.Redis", "Seckill.Sqlite"],
        ["Seckill.AspNetCore"] = ["Seckill", "Seckill.Abstractions"],
    };

    private static readonly Dictionary<string, string> s_onlyIn = new()
    {
        ["StackExchange.Redis"] = "Seckill.Redis",
        ["Microsoft.Data.Sqlite"] = "Seckill.Sqlite",
        ["SQLitePCLRaw.core"] = "Seckill.Sqlite",
        ["Garnet.host"] = "Seckill.Embedded",
    };

    public static TheoryData<string> Packages => [.. s_allowed.Keys];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_refers_only_to_what_its_layer_may_see(string package)
    {
        var referred = Assembly.Load(package).GetReferencedAssemblies().Select(a => a.Name!).ToArray();

        Assert.Empty(referred.Where(r => r == "Seckill" || r.StartsWith("Seckill.", StringComparison.Ordinal)).Except(s_allowed[package]));
        Assert.DoesNotContain(referred, r => s_onlyIn.TryGetValue(r, out var owner) && owner != package);
    }

    [Fact]
    public void Rule_is_seen_to_fail_for_a_package_that_composes()
    {
        var referred = Assembly.Load("Seckill.Embedded").GetReferencedAssemblies().Select(a => a.Name!);

        Assert.Contains("Seckill.Redis", referred);
    }
}
