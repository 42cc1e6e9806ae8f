namespace Seckill.Sqlite.Schema;

/// <summary>The steps from an empty file to the newest schema, in order. A step that was published is never changed.</summary>
internal static class Migrations
{
    private static readonly string[] s_steps = [SchemaV1.Sql];

    public static long Latest => s_steps.Length;

    /// <summary>The steps that a file of the given version still lacks.</summary>
    public static IEnumerable<string> After(long version) => s_steps.Skip((int)version);
}
