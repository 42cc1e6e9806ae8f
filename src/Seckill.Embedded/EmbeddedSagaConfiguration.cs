using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Seckill.Sagas;

namespace Seckill.Embedded;

/// <summary>
/// Names the saga engine after the data directory, unless the host has named it. Nobody else can hold the folder, so what a killed process had leased is
/// this one's again at once; under a new name at each start no unpaid order would end until the old leases had expired.
/// </summary>
internal sealed class EmbeddedSagaConfiguration(DataDirectory directory) : IPostConfigureOptions<SagaOptions>
{
    public void PostConfigure(string? name, SagaOptions options) => options.Owner ??= $"embedded-{Environment.MachineName}-{Mark(directory.Path)}";

    // A path may be longer than a name.
    private static string Mark(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 8));
}
