using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace Seckill.Redis.Scripts;

/// <summary>
/// Runs a script and makes it durable in one round trip: the flush is sent behind the script without waiting for its reply. The script goes by
/// its hash, for the client would send the text of one that the server has forgotten anew, and then behind the flush.
/// </summary>
internal static class DurableScript
{
    private static readonly ConcurrentDictionary<string, byte[]> s_hashes = new();

    public static async Task<RedisResult> RunAsync(IDatabase database, string script, RedisKey[] keys, RedisValue[] values, string? flushCommand)
    {
        if (flushCommand is null)
        {
            return await database.ScriptEvaluateAsync(script, keys, values).ConfigureAwait(false);
        }

        try
        {
            var running = database.ScriptEvaluateAsync(HashOf(script), keys, values);
            await Task.WhenAll(running, database.ExecuteAsync(flushCommand)).ConfigureAwait(false);
            return await running.ConfigureAwait(false);
        }
        catch (RedisServerException e) when (e.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            var result = await database.ScriptEvaluateAsync(script, keys, values).ConfigureAwait(false);
            await database.ExecuteAsync(flushCommand).ConfigureAwait(false);
            return result;
        }
    }

#pragma warning disable CA5350 // The protocol names scripts by this hash; nothing is kept secret by it.
    private static byte[] HashOf(string script) => s_hashes.GetOrAdd(script, static text => SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
}
