using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Seckill.Sagas.Campaign.Sagas;
using Seckill.Sagas.Campaign.Working;

namespace Seckill.Sagas.Campaign.Judging;

/// <summary>What a cycle has left in its files.</summary>
internal static class Evidence
{
    public static IEnumerable<string> Judge(CampaignFolder folder) =>
        Judging.Judge.Check(Answered(folder), Sagas(folder), Journal(folder));

    /// <summary>Sagas that a killed process has left unfinished. Looks at a copy, so that the next process finds the files as the kill left them.</summary>
    public static int CountUnfinished(CampaignFolder folder)
    {
        var copy = new CampaignFolder(Directory.CreateDirectory(Path.Combine(folder.Path, "copy")).FullName);
        try
        {
            File.Copy(folder.Sagas, copy.Sagas);
            File.Copy(folder.Sagas + "-wal", copy.Sagas + "-wal");
            return Sagas(copy).Values.Count(static status => !status.IsEnded());
        }
        finally
        {
            Directory.Delete(copy.Path, recursive: true);
        }
    }

    private static int[] Answered(CampaignFolder folder) => MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(folder.Answered)).ToArray();

    private static Dictionary<int, SagaStatus> Sagas(CampaignFolder folder)
    {
        var sagas = new Dictionary<int, SagaStatus>();
        Read(folder.Sagas, "SELECT data FROM saga", row =>
        {
            var record = SagaRecordFormat.Read(row.GetFieldValue<byte[]>(0));
            if (!sagas.TryAdd(OrderSaga.NumberOf(record.Id.Value), record.Status))
            {
                throw new InvalidDataException($"Saga {record.Id} is stored twice.");
            }
        });
        return sagas;
    }

    private static List<(int Number, Effect Effect)> Journal(CampaignFolder folder)
    {
        var journal = new List<(int Number, Effect Effect)>();
        Read(folder.Effects, "SELECT number, step, operation FROM journal ORDER BY place", row =>
            journal.Add((row.GetInt32(0), new Effect(row.GetInt32(1), (EffectOperation)row.GetInt32(2)))));
        return journal;
    }

    private static void Read(string path, string sql, Action<SqliteDataReader> take)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            take(reader);
        }
    }
}
