using System.Runtime.CompilerServices;

namespace Seckill.Architecture.Tests;

/// <summary>The code in the first document is code that runs: the program of a stranger's project, built from the packages.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Library_code_is_that_of_the_program_that_the_packages_are_tried_with()
    {
        var root = Path.GetFullPath(Path.Combine(Folder(), "../.."));
        var program = File.ReadAllLines(Path.Combine(root, "tests/packages/consumer/Program.cs"));
        var block = File.ReadLines(Path.Combine(root, "README.md")).SkipWhile(static l => l != "```csharp").Skip(1).TakeWhile(static l => l != "```").ToList();

        Assert.NotEmpty(block);
        Assert.Empty(block.Where(static l => l.Length > 0).Except(program));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
