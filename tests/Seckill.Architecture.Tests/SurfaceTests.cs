using System.Reflection;

namespace Seckill.Architecture.Tests;

/// <summary>What strangers see of the packages.</summary>
public sealed class SurfaceTests
{
    public static TheoryData<string> Packages => ["Seckill.Abstractions", "Seckill", "Seckill.Caching", "Seckill.Redis", "Seckill.Sqlite", "Seckill.Embedded", "Seckill.AspNetCore"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Public_classes_are_sealed_or_static(string package)
    {
        var open = Assembly.Load(package).GetExportedTypes().Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false });

        Assert.Empty(open);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Concrete_classes_are_sealed(string package)
    {
        var open = Assembly.Load(package).GetTypes()
            .Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && t.Namespace?.StartsWith("Seckill", StringComparison.Ordinal) == true)
            .Where(t => !t.Name.Contains('<', StringComparison.Ordinal));

        Assert.Empty(open);
    }
}
