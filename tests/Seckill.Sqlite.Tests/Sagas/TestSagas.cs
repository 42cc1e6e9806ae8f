using Microsoft.Extensions.Logging.Abstractions;
using Seckill.Sagas;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Sagas;
using Seckill.Sqlite.Schema;
using Seckill.Sqlite.Tests.Mutants;
using Seckill.Testing.Sagas;

namespace Seckill.Sqlite.Tests.Sagas;

/// <summary>Opens saga stores on files.</summary>
internal static class TestSagas
{
    /// <summary>A fresh store in a folder of its own, which goes with it.</summary>
    /// <param name="clock">The store's clock.</param>
    /// <param name="namesInMemory">Few of them make the file's index follow in the midst of a test.</param>
    public static ValueTask<SagaStoreUnderTest> CreateAsync(TimeProvider clock, int namesInMemory = 524_288)
    {
        var folder = new TestFolder();
        var (store, database) = Open(folder.File("sagas.db"), clock, PlantedBug.Current is null ? namesInMemory : 2);
        return ValueTask.FromResult(new SagaStoreUnderTest(store, async () =>
        {
            await database.DisposeAsync();
            folder.Dispose();
        }));
    }

    /// <summary>The store in a file, as it is.</summary>
    public static (ISagaStore Store, IAsyncDisposable Database) Open(string path, TimeProvider? clock = null, int namesInMemory = 524_288)
    {
        var time = clock ?? TimeProvider.System;
        var settings = DatabaseSettings.Of(new SqliteSagaOptions { Path = path });
        var file = new DatabaseFile(settings with { NamesInMemory = namesInMemory, Rewrite = PlantedBug.Current });
        var database = new SqliteDatabase(file, time, NullLogger.Instance);
        var sagas = new SagaDatabase(database, new Migrator(file, NullLogger.Instance), isOwner: true);
        return (new SqliteSagaStore(sagas, time), sagas);
    }
}
