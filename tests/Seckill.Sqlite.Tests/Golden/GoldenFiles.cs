using System.Runtime.CompilerServices;
using Seckill.Sagas;
using Seckill.Sqlite.Schema;

namespace Seckill.Sqlite.Tests.Golden;

/// <summary>Where golden files are, and what they are called: by the format of their records and the schema of their tables.</summary>
internal static class GoldenFiles
{
    /// <summary>The name of the file that this version of the packages would make.</summary>
    public static string Current => Path.Combine(Folder(), $"sagas-record{Format}-schema{SchemaComponent.Sagas.Latest}.db");

    /// <summary>The name of the file with the full record in the newest format.</summary>
    public static string CurrentRecord => Path.Combine(Folder(), $"record{Format}.hex");

    public static IEnumerable<string> Records => Directory.EnumerateFiles(Folder(), "record*.hex").Order(StringComparer.Ordinal);

    public static IEnumerable<string> All => Directory.EnumerateFiles(Folder(), "sagas-*.db").Order(StringComparer.Ordinal);

    private static byte Format => SagaRecordFormat.ToBytes(new SagaRecord
    {
        Id = SagaId.Parse("x"),
        Definition = "x",
        Version = 1,
        Shard = 0,
        Epoch = 0,
        Seq = 1,
        WriteId = 1,
        Status = SagaStatus.Running,
        Step = 0,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    })[0];

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
