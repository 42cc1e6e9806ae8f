using System.Reflection;

namespace Seckill.Architecture.Tests;

/// <summary>What strangers see of the packages.</summary>
public sealed class SurfaceTests
{
    // Its suites are made to be derived from.
    public static TheoryData<string> Packages => [.. SourceFolders.Packages.Except(["Seckill.Testing"])];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Public_classes_are_sealed_or_static(string package)
    {
        var open = Assembly.Load(package).GetExportedTypes().Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false });

        Assert.DoesNotContain(open, t => !IsBase(t));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Concrete_classes_are_sealed(string package)
    {
        var open = Assembly.Load(package).GetTypes()
            .Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && t.Namespace?.StartsWith("Seckill", StringComparison.Ordinal) == true)
            .Where(t => !t.Name.Contains('<', StringComparison.Ordinal));

        Assert.DoesNotContain(open, t => !IsBase(t));
    }

    private static bool IsBase(Type type) =>
        type.Assembly.GetTypes().Any(t => t.BaseType is { } parent && (parent.IsGenericType ? parent.GetGenericTypeDefinition() : parent) == type);
}
