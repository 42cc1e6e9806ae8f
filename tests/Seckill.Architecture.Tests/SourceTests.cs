namespace Seckill.Architecture.Tests;

/// <summary>Habits of the source that no analyzer checks.</summary>
public sealed class SourceTests
{
    private const int MaxLines = 500;
    private const int MaxMedian = 60;

    [Fact]
    public void Files_are_small()
    {
        var lengths = SourceFiles("src").Select(f => (File: f, Lines: File.ReadLines(f).Count())).OrderBy(f => f.Lines).ToList();

        Assert.DoesNotContain(lengths, f => f.Lines > MaxLines);
        Assert.InRange(lengths[lengths.Count / 2].Lines, 1, MaxMedian);
    }

    [Fact]
    public void Scripts_and_statements_are_constant()
    {
        // Text from outside travels as an argument, never inside a script or a statement.
        string[] suspects = ["ScriptEvaluateAsync($", "Prepare($", "CommandText = $", "EVAL \" +"];
        var found = SourceFiles("src").Where(f => suspects.Any(s => File.ReadAllText(f).Contains(s, StringComparison.Ordinal)));

        Assert.Empty(found);
    }

    [Fact]
    public void Each_file_holds_one_public_type_named_like_the_file()
    {
        var wrong = SourceFiles("src")
            .Select(f => (File: f, Types: File.ReadLines(f).Where(IsPublicType).ToList()))
            .Where(f => f.Types.Count > 1 || (f.Types.Count == 1 && !f.Types[0].Contains(Path.GetFileNameWithoutExtension(f.File), StringComparison.Ordinal)));

        Assert.Empty(wrong.Select(f => f.File));
    }

    private static bool IsPublicType(string line) =>
        line.StartsWith("public ", StringComparison.Ordinal)
        && (line.Contains(" class ", StringComparison.Ordinal) || line.Contains(" record ", StringComparison.Ordinal)
            || line.Contains(" interface ", StringComparison.Ordinal) || line.Contains(" enum ", StringComparison.Ordinal)
            || line.Contains(" struct ", StringComparison.Ordinal) || line.Contains(" delegate ", StringComparison.Ordinal));

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(SourceFolders.In(folder), "*.cs", SearchOption.AllDirectories);
}
