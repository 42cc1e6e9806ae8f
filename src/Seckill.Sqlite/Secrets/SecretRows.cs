using System.Security.Cryptography;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Secrets;

/// <summary>Reads and makes secrets.</summary>
internal sealed class SecretRows(StatementSource source)
{
    private const int Length = 32;

    private readonly Statement _find = source.Prepare(SecretSql.Find);
    private readonly Statement _insert = source.Prepare(SecretSql.Insert);

    public byte[]? Find(string name) => _find.Bind(name).First(static row => row.Bytes(0).ToArray());

    public byte[] GetOrCreate(string name)
    {
        _insert.Bind(name).Bind(RandomNumberGenerator.GetBytes(Length)).Run();
        return Find(name)!;
    }
}
